"""Reading papers, findings, leads, reports and decisions."""

from __future__ import annotations

from xuncha.domain.reports import ReportState, ready_for_feedback
from xuncha.domain.words import N_, Sentence, say
from xuncha.records.findings import facts
from xuncha.records.findings.models import Decision, InspectionReport, ReportKind
from xuncha.records.rounds.models import Inspection


def feedback_gaps(inspection: Inspection) -> tuple[Sentence, ...]:
    """Say why feedback may not be given yet: both hearings on record, and the report decided. Empty when it may."""
    held = Decision.objects.filter(round_id=inspection.round_id).order_by("held_on", "pk")
    gaps = ready_for_feedback(facts.of_decision(decision) for decision in held)
    decided = InspectionReport.objects.filter(
        inspection=inspection, kind=ReportKind.INSPECTION, state=ReportState.DECIDED
    )
    return gaps if gaps or decided.exists() else (say(N_("巡察报告尚未作出决定，不能反馈")),)
