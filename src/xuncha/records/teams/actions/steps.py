"""What a person does to an inspection's steps by hand: here, since who may depends on their team."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from xuncha.domain.errors import InvalidField, Refused, WrongState
from xuncha.domain.organisations import ReviewBody
from xuncha.domain.steps import Step
from xuncha.domain.words import N_, say
from xuncha.records.accounts.models import User
from xuncha.records.rounds import actions
from xuncha.records.rounds.models import Inspection, Referral, ReferralKind, StepDate
from xuncha.records.teams import reach
from xuncha.records.teams.actions.authorisation import unpromised
from xuncha.records.teams.models import Team


def complete_step(inspection: Inspection, step: Step, on: date, *, by: User, note: str = "") -> StepDate:
    """Complete a step by hand: once, not in the future, and not before the one it needs."""
    reach.require(by, "step.complete", inspection)
    if StepDate.objects.filter(inspection=inspection, step=step, done_on__isnull=False).exists():
        raise WrongState(N_("已办结"), step.label)
    if on > timezone.localdate():
        raise InvalidField(N_("完成日期"), say(N_("不能晚于今天")))
    if step is Step.MOBILISE:
        _require_promises(inspection)
    return actions.complete_step(inspection, step, on, by=by, note=note)


def _require_promises(inspection: Inspection) -> None:
    """Refuse to mobilise while a member has not promised confidentiality: promises come before mobilisation."""
    team = Team.objects.filter(targets__inspection=inspection).first()
    missing = unpromised(team) if team else []
    if missing:
        raise Refused([say(N_("%(who)s尚未作出保密承诺，不能动员"), who=tuple(missing))])


def send_to_reviewers(
    inspection: Inspection, body: ReviewBody, *, by: User, line: str = "", due_on: date | None = None
) -> Referral:
    """Let a reviewing body see the rectification of an inspection."""
    reach.require(by, "inspection.edit", inspection)
    return actions.refer(inspection, ReferralKind.RECTIFICATION, body, by=by, line=line, due_on=due_on)
