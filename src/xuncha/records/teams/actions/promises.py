"""The promise of confidentiality of one member for one round: by oneself, or noted from paper by the office."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from xuncha.domain import access
from xuncha.domain.errors import InvalidField, NotAllowed, WrongState
from xuncha.domain.words import N_, say
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import Actor, act, allow
from xuncha.records.teams.models import Member, Promise

WRITE, RECORD = "promise.write", "promise.record"


def promise(member: Member, *, by: User) -> Promise:
    """Promise for oneself; nobody promises for another."""
    if by.person_id is None or by.person_id != member.inspector.person_id:
        raise NotAllowed(WRITE, access.label(WRITE))
    _require_open(member)
    with act(WRITE, by=by) as change:
        return change.create(Promise(member=member, made_on=timezone.localdate()))


def record_promise(member: Member, on: date, *, by: Actor) -> Promise:
    """Note a promise signed on paper, which the office keeps."""
    allow(by, RECORD, member.team.round.jurisdiction.path)
    _require_open(member)
    if on > timezone.localdate():
        raise InvalidField(N_("承诺日期"), say(N_("不能晚于今天")))
    with act(RECORD, by=by) as change:
        return change.create(Promise(member=member, made_on=on, on_paper=True))


def _require_open(member: Member) -> None:
    if member.left_on is not None:
        raise WrongState(N_("已离组"), N_("保密承诺"))
    if Promise.objects.filter(member=member).exists():
        raise WrongState(N_("已承诺"), N_("保密承诺"))
