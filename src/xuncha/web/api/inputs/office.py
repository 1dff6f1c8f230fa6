"""Supervision content, deadlines, rules, accounts: what is said of them."""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Field
from pydantic import create_model

from xuncha.domain.exposure import WEIGHED
from xuncha.domain.exposure.policy import POINTS_MOST, YEARS_MOST
from xuncha.domain.rectification import Grade
from xuncha.domain.roles import Role
from xuncha.domain.scoring import SchemeKind
from xuncha.domain.teams import TeamPolicy
from xuncha.web.api.inputs.base import Body, Count, Key, Label, Line, Name, Short, Text, part_of


class NodeIn(Body):
    """An aspect below a focus, or a leaf below an aspect."""

    parent_id: Key
    code: Annotated[str, Field(pattern=r"^[A-Z][1-9][0-9]?(\.[1-9][0-9]?)?$")]
    label: Label
    points: Text = ""
    kinds: list[Short] = []


class DeadlineIn(Body):
    """How long a step may take in a place, and the rule that comes from; it takes the place of the figure before."""

    jurisdiction_id: Key
    step: Short
    amount: Count
    unit: Short
    source: Line
    confirmed: bool = False


class GrantIn(Body):
    """A role, for a place or a unit."""

    role: Role
    jurisdiction_id: Key | None = None
    unit_id: Key | None = None
    line: Short = ""


class RevokeIn(Body):
    """One of the roles in force."""

    grant_id: Key


class EditionIn(Body):
    """A new edition of the supervision content; it starts from what is in use in the latest one."""

    name: Name
    source: Line = ""
    issued_on: date


Points = Annotated[Decimal, Field(ge=0, le=1000, max_digits=6, decimal_places=2)]


class IndicatorIn(Body):
    """An indicator and the most it can cost, or earn."""

    label: Name
    most: Points


class CutIn(Body):
    """The least points of a grade, and what it is called here."""

    least: Points
    grade: Grade
    label: Short


class RevisionIn(Body):
    """A scoring scheme, or its next version. Grades from the best down; the last begins at nothing."""

    label: Name
    kind: SchemeKind
    base: Points
    indicators: list[IndicatorIn]
    cuts: list[CutIn]
    source: Line
    confirmed: bool = False


class SchemeIn(RevisionIn):
    """A scoring scheme of a place's own."""

    jurisdiction_id: Key


class RulesIn(Body):
    """The recusal rules and the team numbers an office works by; a number left out is the usual one."""

    recusal_profile: Short
    declarations_required: bool = True


NUMBERS: Any = {
    each.name: (
        Annotated[type(each.default), Field(ge=0, le=1000)] if type(each.default) is not bool else bool,
        each.default,
    )
    for each in fields(TeamPolicy)
}
OfficeRulesIn = create_model("OfficeRulesIn", __base__=RulesIn, **NUMBERS)


class WeightIn(Body):
    """Points while it lasts, and after how many years none are left."""

    points: Annotated[int, Field(ge=0, le=POINTS_MOST)]
    years: Annotated[int, Field(ge=0, le=YEARS_MOST)]


class FiguresIn(Body):
    """What acquaintance weighs in a place, by kind."""

    weights: dict[Literal[WEIGHED], WeightIn]  # type: ignore[valid-type]
    through_share: Annotated[int, Field(ge=0, le=99)]
    through_least: Annotated[int, Field(ge=1, le=POINTS_MOST)]
    most: Annotated[int, Field(ge=1, le=10_000)]


ExposureIn = create_model("ExposureIn", __base__=part_of(FiguresIn), source=(Line, ...))
ExposureIn.__doc__ = (
    "What acquaintance is to weigh in a place, and by which document; what is left out stays as it counts now."
)
