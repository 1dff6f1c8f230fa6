"""Letting somebody serve in spite of a conflict: the office asks, the secretary decides, both with a reason."""

from __future__ import annotations

from datetime import date

from xuncha.domain.errors import InvalidField, Refused, WrongState
from xuncha.domain.words import N_, say
from xuncha.records.audit.actions import Actor, act, allow
from xuncha.records.people.models import Inspector
from xuncha.records.rounds.models import Inspection
from xuncha.records.teams.models import Waiver, WaiverState


def ask_waiver(inspector: Inspector, inspection: Inspection, rule: str, reason: str, on: date, *, by: Actor) -> Waiver:
    """Ask that one rule be waived for one inspector and one inspection."""
    allow(by, "waiver.request", inspection.round.jurisdiction.path)
    _require_new(inspector, inspection, rule, reason)
    waiver = Waiver(
        inspector=inspector, inspection=inspection, rule=rule, reason=reason, state=WaiverState.ASKED, asked_on=on
    )
    with act("waiver.request", by=by) as change:
        return change.create(waiver)


def decide_waiver(waiver: Waiver, grant: bool, approved_by: str, on: date, *, by: Actor) -> Waiver:
    """Grant or refuse what was asked."""
    allow(by, "waiver.decide", waiver.inspection.round.jurisdiction.path)
    if waiver.state != WaiverState.ASKED:
        raise WrongState(WaiverState(waiver.state).label, N_("决定回避豁免"))
    _require_named(approved_by)
    with act("waiver.decide", by=by, on=waiver) as change:
        waiver.state = WaiverState.GRANTED if grant else WaiverState.REFUSED
        waiver.approved_by, waiver.approved_on = approved_by, on
        return change.save(waiver)


def waive(
    inspector: Inspector, inspection: Inspection, rule: str, reason: str, *, approved_by: str, on: date, by: Actor
) -> Waiver:
    """Waive one rule at once, without having been asked."""
    allow(by, "waiver.decide", inspection.round.jurisdiction.path)
    _require_new(inspector, inspection, rule, reason)
    _require_named(approved_by)
    with act("waiver.decide", by=by) as change:
        return change.create(
            Waiver(
                inspector=inspector, inspection=inspection, rule=rule, reason=reason, approved_by=approved_by,
                approved_on=on,
            )
        )  # fmt: skip


def _require_named(approved_by: str) -> None:
    if not approved_by.strip():
        raise InvalidField(N_("批准人"), say(N_("须写明由谁批准")))


def _require_new(inspector: Inspector, inspection: Inspection, rule: str, reason: str) -> None:
    if not reason.strip():
        raise InvalidField(N_("理由"), say(N_("豁免须写明理由")))
    open_ = Waiver.objects.filter(inspector=inspector, inspection=inspection, rule=rule).exclude(
        state=WaiverState.REFUSED
    )
    if open_.exists():
        raise Refused([say(N_("%(who)s的这一情形已提请或同意豁免"), who=inspector.person.name)])
