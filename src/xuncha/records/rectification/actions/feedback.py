"""Giving feedback, and the unit's receipt for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from xuncha.domain.deadlines import add_months
from xuncha.domain.errors import Refused
from xuncha.domain.findings import FindingState
from xuncha.domain.organisations import ReviewBody
from xuncha.domain.rectification import Audience
from xuncha.domain.steps import Step
from xuncha.domain.words import N_, Sentence, say
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import Change, act
from xuncha.records.findings import queries as findings
from xuncha.records.rectification.models import Feedback, RectificationPlan
from xuncha.records.rounds.actions import refer
from xuncha.records.rounds.actions.steps import record_step
from xuncha.records.rounds.deadlines import Deadlines
from xuncha.records.rounds.models import Inspection, ReferralKind
from xuncha.records.teams.reach import require


def give_feedback(inspection: Inspection, words: Sequence[Feedback], *, by: User, line: str = "") -> RectificationPlan:
    """Give feedback to the head and to the leading body; open the unit's plan and send the matter to the reviewers.

    `words` holds one `Feedback` for each audience. `line` names the line whose department is asked as well.
    """
    require(by, "feedback.give", inspection)
    gaps = (*findings.feedback_gaps(inspection), *_gaps(inspection, words))
    if gaps:
        raise Refused(gaps)
    on = words[0].given_on
    with act("feedback.give", by=by, on=inspection, line=line) as change:
        for feedback in words:
            feedback.inspection = inspection
            change.create(feedback)
        inspection.fed_back_on = on
        record_step(change, inspection, Step.FEEDBACK, on)
        plan = _open_plan(change, inspection, on)
        _refer(inspection, on, line, by)
    return plan


def receive_feedback(feedback: Feedback, *, by: User) -> Feedback:
    """Put down that the unit received it."""
    require(by, "feedback.receive", feedback.inspection)
    if feedback.received_on:
        raise Refused((say(N_("已于%(on)s签收"), on=feedback.received_on),))
    feedback.received_on, feedback.received_by = timezone.localdate(), by.trail_name
    with act("feedback.receive", by=by, on=feedback) as change:
        change.save(feedback)
    return feedback


def _gaps(inspection: Inspection, words: Sequence[Feedback]) -> list[Sentence]:
    gaps = []
    if inspection.fed_back_on:
        gaps.append(say(N_("已于%(on)s反馈，不能重复反馈"), on=inspection.fed_back_on))
    given = {feedback.audience for feedback in words if feedback.text.strip()}
    gaps += [
        say(N_("没有写明对%(audience)s的反馈意见：须向主要负责人和领导班子分别反馈"), audience=audience)
        for audience in Audience
        if audience not in given
    ]
    if not inspection.findings.filter(state=FindingState.REPORTED).exists():
        gaps.append(say(N_("没有写入报告的问题，无从反馈")))
    return gaps


def _open_plan(change: Change, inspection: Inspection, on: date) -> RectificationPlan:
    deadlines = Deadlines([inspection])
    months = inspection.round.rectification_months
    return change.create(
        RectificationPlan(
            inspection=inspection,
            due_on=deadlines.due(inspection, Step.RECTIFICATION_PLAN, on) or add_months(on, 1),
            period_until=deadlines.due(inspection, Step.CONCENTRATED, on) or add_months(on, months),
        )
    )


def _refer(inspection: Inspection, on: date, line: str, by: User) -> None:
    asked = [(ReviewBody.DISCIPLINE, ""), (ReviewBody.ORGANISATION, "")]
    if line:
        asked.append((ReviewBody.LINE, line))
    for body, of_line in asked:
        refer(inspection, ReferralKind.RECTIFICATION, body, by=by, line=of_line, sent_on=on)
