"""Records of the leading group and the secretary's meeting: what was heard, by whom, with which decision."""

from __future__ import annotations

from django.utils import timezone

from xuncha.domain.organisations import Hearing
from xuncha.domain.reports import REPORT_FLOW, ReportState, ReportVerb, decision_gaps
from xuncha.domain.steps import Step
from xuncha.domain.words import N_, Sentence, say
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import Change, act, allow
from xuncha.records.findings import facts
from xuncha.records.findings.actions.shared import refuse
from xuncha.records.findings.actions.steps import complete_if_open
from xuncha.records.findings.models import Decision, InspectionReport
from xuncha.records.rounds.models import Round

STEPS = {Hearing.LEADING_GROUP: Step.LEADING_GROUP, Hearing.SECRETARY: Step.SECRETARY_MEETING}


def record_decision(decision: Decision, *, by: User) -> Decision:
    """Put a hearing of a round on record.

    It completes the step of every inspection whose report was before the meeting; the secretary's meeting decides
    those reports.
    """
    allow(by, "decision.record", decision.round.jurisdiction.path)
    with act("decision.record", by=by) as change:
        Round.objects.select_for_update().get(pk=decision.round_id)
        heard = tuple(_heard(decision))
        refuse(_gaps(decision, bool(heard)))
        change.create(decision)
        for report in heard:
            complete_if_open(change, report.inspection, STEPS[Hearing(decision.body)], decision.held_on)
            if decision.body == Hearing.SECRETARY:
                _decide(change, report, decision)
    return decision


def _heard(decision: Decision) -> list[InspectionReport]:
    """The reports that had been submitted when the meeting sat."""
    found = InspectionReport.objects.filter(
        inspection__round=decision.round_id, state=ReportState.SUBMITTED, submitted_on__lte=decision.held_on
    )
    return list(found.select_related("inspection__round", "inspection__unit").order_by("pk"))


def _gaps(decision: Decision, heard: bool) -> tuple[Sentence, ...]:
    found = list(decision_gaps(facts.of_decision(decision)))
    if not decision.chaired_by.strip():
        found.append(say(N_("请填写%(what)s"), what=say(N_("主持人"))))
    if decision.held_on > timezone.localdate():
        found.append(say(N_("日期不能晚于今天")))
    if not heard:
        found.append(say(N_("会议之前没有已提交的巡察报告，无从听取汇报")))
    if decision.body == Hearing.SECRETARY:
        first = Decision.objects.filter(round=decision.round_id, body=Hearing.LEADING_GROUP).order_by("held_on").first()
        if first is None:
            found.append(say(N_("%(body)s尚未听取汇报"), body=Hearing.LEADING_GROUP))
        elif decision.held_on < first.held_on:
            found.append(say(N_("书记专题会不能早于领导小组会议")))
    return tuple(found)


def _decide(change: Change, report: InspectionReport, decision: Decision) -> None:
    report.state = REPORT_FLOW.advance(ReportState(report.state), ReportVerb.DECIDE)
    report.decided_on = decision.held_on
    change.save(report)
