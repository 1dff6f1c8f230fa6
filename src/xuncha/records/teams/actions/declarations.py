"""A member's own declaration of ties for the round."""

from __future__ import annotations

from django.utils import timezone

from xuncha.domain import access
from xuncha.domain.errors import InvalidField, NotAllowed, WrongState
from xuncha.domain.words import N_, say
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import act
from xuncha.records.teams.models import Declaration, Member

VERB = "declaration.write"


def declare(member: Member, asks_recusal: bool, text: str, *, by: User) -> Declaration:
    """Declare one's own ties; nobody declares for another."""
    if by.person_id is None or by.person_id != member.inspector.person_id:
        raise NotAllowed(VERB, access.label(VERB))
    if member.left_on is not None:
        raise WrongState(N_("已离组"), N_("申报回避"))
    if asks_recusal and not text.strip():
        raise InvalidField(N_("申报内容"), say(N_("申请回避须写明情形")))
    with act(VERB, by=by) as change:
        return change.create(
            Declaration(member=member, made_on=timezone.localdate(), asks_recusal=asks_recusal, text=text)
        )
