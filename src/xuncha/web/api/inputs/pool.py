"""The talent pool beside its people: what is said of training, proofs, absences, posts, and the office's numbers."""

from dataclasses import fields
from datetime import date
from typing import Any

from pydantic import create_model

from xuncha.domain.people import Skill
from xuncha.domain.pool import AbsenceReason, OfficePost, PoolPolicy, TrainingKind
from xuncha.web.api.inputs.base import Body, Count, Key, Label, Line, Name


class OfInspectorIn(Body):
    """What belongs to one inspector."""

    inspector_id: Key


class TrainingIn(OfInspectorIn):
    """A course somebody completed."""

    kind: TrainingKind = TrainingKind.ENTRY
    course: Label
    organiser: Label = ""
    ended_on: date
    days: Count = 1
    certificate: Name = ""
    valid_until: date | None = None


class ProofIn(OfInspectorIn):
    """What shows a skill."""

    skill: Skill
    proof: Label
    issued_on: date | None = None
    verified_on: date | None = None


class AwayIn(Body):
    """When somebody cannot serve: a kind of reason, and nothing closer."""

    reason: AbsenceReason
    since: date
    until: date | None = None
    words: Label = ""


class AbsenceIn(AwayIn, OfInspectorIn):
    """When somebody of one's pools cannot serve."""


class EstablishmentIn(Body):
    """How many posts of each kind the office of a place has, by which document; a kind left out keeps its number."""

    quotas: dict[OfficePost, Count] = {}
    source: Line


NUMBERS: Any = {each.name: (bool if each.type == "bool" else Count, each.default) for each in fields(PoolPolicy)}
PoolRulesIn = create_model("PoolRulesIn", __base__=Body, **NUMBERS)
PoolRulesIn.__doc__ = "The numbers by which it is decided who may serve; one left out is the usual one."
