"""When somebody cannot serve: told by themselves or entered by the office, and forgotten in time."""

from __future__ import annotations

from datetime import date
from typing import Any

from xuncha.domain import access
from xuncha.domain.deadlines import add_months
from xuncha.domain.errors import InvalidField, NotAllowed
from xuncha.domain.roles import Role
from xuncha.domain.words import N_, say
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import SYSTEM, Actor, act, allow
from xuncha.records.people.models import Inspector
from xuncha.records.pool.models import Absence

EDIT, TELL = "absence.edit", "absence.tell"
KEPT_MONTHS = 12
"""How long an absence is kept after it ended."""


def save_absence(absence: Absence, *, by: Actor) -> Absence:
    """Enter when somebody of one's pools cannot serve, or keep what was changed of it."""
    allow(by, EDIT, absence.inspector.jurisdiction.path)
    _refuse_backwards(absence)
    with act(EDIT, by=by, on=absence.inspector, **_told(absence)) as change:
        return change.save(absence) if absence.pk else change.create(absence)


def tell_absence(absence: Absence, *, by: User) -> Absence:
    """Tell when one cannot serve oneself."""
    _require_self(absence.inspector, by)
    _refuse_backwards(absence)
    with act(TELL, by=by, on=absence.inspector, **_told(absence)) as change:
        return change.create(absence)


def remove_absence(absence: Absence, *, by: Actor) -> None:
    """Remove an absence entered by mistake or no longer true."""
    allow(by, EDIT, absence.inspector.jurisdiction.path)
    with act(
        EDIT, by=by, on=absence.inspector, removed=say(N_("删除：%(what)s"), what=_told(absence)["span"])
    ) as change:
        change.delete(absence)


def forget_absences(on: date) -> int:
    """Delete absences that ended a year ago or more, as the privacy statement says; gives how many went."""
    gone = Absence.objects.filter(until__isnull=False, until__lte=add_months(on, -KEPT_MONTHS))
    absences = list(gone.select_related("inspector__person"))
    if absences:
        with act("absence.forget", by=SYSTEM, count=len(absences)) as change:
            for absence in absences:
                change.delete(absence)
    return len(absences)


def _told(absence: Absence) -> dict[str, Any]:
    """What the history says of it: from when to when, and never why."""
    lasting = say(N_("%(since)s起"), since=absence.since)
    ending = say(N_("%(since)s至%(until)s"), since=absence.since, until=absence.until or "")
    return {"span": ending if absence.until else lasting}


def _require_self(inspector: Inspector, by: User) -> None:
    if by.person_id != inspector.person_id or not by.has_role(Role.INSPECTOR):
        raise NotAllowed(TELL, access.label(TELL))


def _refuse_backwards(absence: Absence) -> None:
    if absence.until is not None and absence.until < absence.since:
        raise InvalidField(N_("止"), say(N_("不能早于开始日期")))
