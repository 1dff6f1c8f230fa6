"""The inspected unit may ask that a member stand aside; the office looks into it and decides."""

from __future__ import annotations

from django.utils import timezone

from xuncha.domain.errors import InvalidField, WrongState
from xuncha.domain.words import N_, say
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import Actor, act, allow
from xuncha.records.rounds.models import Inspection
from xuncha.records.teams import reach
from xuncha.records.teams.models import Member, Objection, ObjectionState


def raise_objection(inspection: Inspection, member: Member, reason: str, *, by: User) -> Objection:
    """Object to a member, once the notice of entry is out."""
    reach.require(by, "objection.raise", inspection)
    if inspection.announced_on is None:
        raise WrongState(N_("尚未公告进驻"), N_("提出回避异议"))
    if member.left_on is not None or not member.team.targets.filter(inspection=inspection).exists():
        raise WrongState(N_("不在该巡察组"), N_("提出回避异议"))
    if not reason.strip():
        raise InvalidField(N_("理由"), say(N_("提出异议须写明理由")))
    objection = Objection(inspection=inspection, member=member, raised_on=timezone.localdate(), reason=reason)
    with act("objection.raise", by=by) as change:
        return change.create(objection)


def decide_objection(objection: Objection, uphold: bool, decision: str, *, by: Actor) -> Objection:
    """Uphold or reject an objection, with the reason the unit is told; upheld, the member is replaced separately."""
    allow(by, "objection.decide", objection.inspection.round.jurisdiction.path)
    if objection.state != ObjectionState.RAISED:
        raise WrongState(ObjectionState(objection.state).label, N_("处理回避异议"))
    if not decision.strip():
        raise InvalidField(N_("决定理由"), say(N_("须写明决定理由")))
    with act("objection.decide", by=by, on=objection) as change:
        objection.state = ObjectionState.UPHELD if uphold else ObjectionState.REJECTED
        objection.decided_on, objection.decision = timezone.localdate(), decision
        return change.save(objection)
