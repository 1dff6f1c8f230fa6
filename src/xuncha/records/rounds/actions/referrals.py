"""Sending something of an inspection to a reviewing body, which then can see just that."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from xuncha.domain.errors import InvalidField
from xuncha.domain.organisations import ReviewBody
from xuncha.domain.words import N_, say
from xuncha.records.audit.actions import Actor, act
from xuncha.records.rounds.models import Inspection, Referral, ReferralKind


def refer(
    inspection: Inspection,
    kind: ReferralKind,
    body: ReviewBody,
    *,
    by: Actor,
    line: str = "",
    sent_on: date | None = None,
    due_on: date | None = None,
) -> Referral:
    """Send it, as part of something larger that has checked its own permission; sent before means sent already."""
    if body is ReviewBody.LINE and not line:
        raise InvalidField(N_("条线"), say(N_("送业务主管部门时须写明条线")))
    found = Referral.objects.filter(inspection=inspection, kind=kind, body=body, line=line).first()
    if found is not None:
        return found
    with act("referral.send", by=by, on=inspection, body=body.label, kind=kind.label) as change:
        return change.create(
            Referral(
                inspection=inspection,
                kind=kind,
                body=body,
                line=line,
                sent_on=sent_on or timezone.localdate(),
                due_on=due_on,
            )
        )
