"""What a planner asks beyond the rules; every attempt takes the wishes as they stand when it is asked for."""

from __future__ import annotations

from django.db.models import Q

from xuncha.domain.errors import InvalidField, Refused
from xuncha.domain.roles import TeamRole
from xuncha.domain.words import N_, say
from xuncha.records.audit.actions import Actor, act, allow
from xuncha.records.people.models import Inspector
from xuncha.records.rounds.models import Inspection, Round
from xuncha.records.staffing.models import Wish, WishKind

EDIT = "staffing.edit"


def wish(
    round_: Round, kind: WishKind, inspector: Inspector, inspection: Inspection | None = None, *, by: Actor,
    role: TeamRole | None = None, reason: str = "",
) -> Wish:  # fmt: skip
    """Ask that somebody serve on an inspection, or not on it, or not in this round; an earlier wish about it goes.

    A pin also lifts what kept the same person out of the whole round; kept out of all of it, they lose every pin.
    """
    allow(by, EDIT, round_.jurisdiction.path)
    if kind is WishKind.PIN and inspection is None:
        raise InvalidField(N_("巡察对象"), say(N_("固定人员须指明巡察对象")))
    if inspection is not None and inspection.round_id != round_.pk:
        raise Refused([say(N_("%(unit)s不在本轮次中"), unit=inspection.unit.name)])
    earlier = Wish.objects.filter(round=round_, inspector=inspector)
    if inspection is not None:
        lifted = Q(inspection=inspection) | Q(inspection=None, kind=WishKind.FORBID)
        earlier = earlier.filter(lifted if kind is WishKind.PIN else Q(inspection=inspection))
    made = Wish(
        round=round_, kind=kind, inspector=inspector, inspection=inspection, reason=reason,
        role=role.slot.value if role and kind is WishKind.PIN else "",
    )  # fmt: skip
    with act(EDIT, by=by, on=round_) as change:
        for each in earlier:
            change.delete(each)
        return change.create(made)


def take_back(made: Wish, *, by: Actor) -> None:
    """Give a wish up."""
    allow(by, EDIT, made.round.jurisdiction.path)
    with act(EDIT, by=by, on=made.round, removed=made.trail_label()) as change:
        change.delete(made)
