"""How members served: appraised once the team is at work, by their leader or by the office."""

from __future__ import annotations

from django.utils import timezone

from xuncha.domain import access
from xuncha.domain.errors import InvalidField, NotAllowed, WrongState
from xuncha.domain.pool import AppraisalGrade
from xuncha.domain.words import N_, say
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import act
from xuncha.records.teams import pool
from xuncha.records.teams.models import Appraisal, Member

WRITE = "appraisal.write"
NEEDS_WORDS = (AppraisalGrade.UNFIT, AppraisalGrade.BASIC)


def appraise(member: Member, grade: AppraisalGrade, comment: str, *, by: User) -> Appraisal:
    """Appraise a member's service in the round, or change the appraisal given; nobody appraises themselves."""
    if not pool.appraisable(by).filter(pk=member.pk).exists():
        raise NotAllowed(WRITE, access.label(WRITE))
    if member.team.authorised_on is None:
        raise WrongState(N_("未授权"), N_("考核评价"))
    if grade in NEEDS_WORDS and not comment.strip():
        raise InvalidField(N_("评语"), say(N_("评为%(grade)s须写明理由"), grade=grade))
    given = Appraisal.objects.filter(member=member).first()
    with act(WRITE, by=by, on=given) as change:
        appraisal = given or Appraisal(member=member)
        appraisal.grade, appraisal.comment = grade, comment
        appraisal.given_by, appraisal.given_on = by.name, timezone.localdate()
        return change.save(appraisal) if given else change.create(appraisal)
