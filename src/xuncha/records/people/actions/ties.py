"""Writing declared ties."""

from __future__ import annotations

from datetime import date

from xuncha.domain.errors import InvalidField
from xuncha.domain.words import N_, say
from xuncha.records.audit.actions import Actor, act, allow
from xuncha.records.people.models import Tie


def save_tie(tie: Tie, *, by: Actor) -> Tie:
    """Register a tie an inspector declared, or keep what was changed of it."""
    allow(by, "tie.edit", tie.inspector.jurisdiction.path)
    if (tie.unit is None) == (tie.person is None):
        raise InvalidField(N_("单位"), say(N_("单位和相关人员须填写一项，且只能填写一项")))
    if tie.person is not None and tie.person.pk == tie.inspector.person_id:
        raise InvalidField(N_("相关人员"), say(N_("不能是本人")))
    with act("tie.edit", by=by, on=tie if tie.pk else None, inspector=tie.inspector.trail_label()) as change:
        if tie.pk:
            change.save(tie)
        else:
            change.create(tie)
    return tie


def verify_tie(tie: Tie, *, by: Actor, on: date) -> Tie:
    """Note that the office has looked into a declared tie and found it so."""
    allow(by, "declaration.verify", tie.inspector.jurisdiction.path)
    tie.verified_on = on
    with act("declaration.verify", by=by, on=tie) as change:
        change.save(tie)
    return tie


def remove_tie(tie: Tie, *, by: Actor) -> None:
    """Remove a tie that was declared by mistake or has ended."""
    allow(by, "tie.edit", tie.inspector.jurisdiction.path)
    with act("tie.edit", by=by, inspector=tie.inspector.trail_label()) as change:
        change.delete(tie)
