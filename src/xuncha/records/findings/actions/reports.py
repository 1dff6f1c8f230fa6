"""Inspection reports: written by the team, filled with findings that are whole, submitted, sent back."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from xuncha.domain.errors import WrongState
from xuncha.domain.findings import FINDING_FLOW, FindingState, FindingVerb, ready_for_report, require_ready
from xuncha.domain.reports import REPORT_FLOW, ReportState, ReportVerb, ready_to_submit
from xuncha.domain.steps import Step
from xuncha.domain.words import N_, say
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import act
from xuncha.records.findings import facts
from xuncha.records.findings.actions.shared import refuse, require_words
from xuncha.records.findings.actions.steps import complete_if_open
from xuncha.records.findings.models import Finding, InspectionReport, ReportedFinding, ReportKind
from xuncha.records.rounds.models import Inspection
from xuncha.records.teams import reach


def save_report(report: InspectionReport, *, by: User) -> InspectionReport:
    """Begin the report on an inspection, or change its draft. An inspection has one inspection report."""
    reach.require(by, "report.write", report.inspection)
    require_words(report.title, N_("标题"))
    with act("report.write", by=by, on=report if report.pk else None) as change:
        if report.pk:
            _require_draft(change.hold(report)["state"], N_("修改"))
            change.save(report)
        else:
            Inspection.objects.select_for_update().get(pk=report.inspection_id)
            others = InspectionReport.objects.filter(inspection=report.inspection, kind=report.kind)
            if report.kind == ReportKind.INSPECTION and others.exists():
                refuse((say(N_("这次巡察已有巡察报告，请在原报告上修改")),))
            report.state = ReportState.DRAFT
            change.create(report)
    return report


def add_findings(report: InspectionReport, findings: Iterable[Finding], *, by: User) -> InspectionReport:
    """Write findings into a report: all of them, or none where one is not whole.

    Without a duty-holder no finding enters a report: political inspection asks whose duty it was.
    """
    reach.require(by, "report.write", report.inspection)
    chosen = tuple(findings)
    with act("report.enter", by=by, on=report, count=len(chosen)) as change:
        _require_draft(report.state, FindingVerb.REPORT.label)
        for finding in chosen:
            change.hold(finding)
        if any(finding.inspection_id != report.inspection_id for finding in chosen):
            refuse((say(N_("问题不属于这次巡察")),))
        _require_whole(chosen)
        for finding in chosen:
            finding.state = FINDING_FLOW.advance(FindingState(finding.state), FindingVerb.REPORT)
            change.save(finding)
            change.create(ReportedFinding(report=report, finding=finding))
    return report


def withdraw_finding(report: InspectionReport, finding: Finding, *, by: User) -> InspectionReport:
    """Take a finding out of a draft report."""
    reach.require(by, "report.write", report.inspection)
    with act("report.withdraw", by=by, on=report, finding=finding.title) as change:
        _require_draft(report.state, FindingVerb.WITHDRAW.label)
        change.hold(finding)
        for entry in ReportedFinding.objects.filter(report=report, finding=finding):
            change.delete(entry)
            finding.state = FINDING_FLOW.advance(FindingState(finding.state), FindingVerb.WITHDRAW)
            change.save(finding)
    return report


def submit(report: InspectionReport, *, by: User) -> InspectionReport:
    """The leader submits the report to the office."""
    reach.require(by, "report.submit", report.inspection)
    today = timezone.localdate()
    with act("report.submit", by=by, on=report) as change:
        after = REPORT_FLOW.advance(ReportState(report.state), ReportVerb.SUBMIT)
        entered = Finding.objects.filter(entries__report=report).select_related("leaf", "paper")
        refuse(ready_to_submit(facts.of_finding(finding) for finding in entered.prefetch_related("duty_holders")))
        report.state, report.submitted_on, report.returned_note = after, today, ""
        change.save(report)
        complete_if_open(change, report.inspection, Step.REPORT, today)
    return report


def return_report(report: InspectionReport, note: str, *, by: User) -> InspectionReport:
    """Send the report back to the team with what is to be mended."""
    reach.require(by, "report.return", report.inspection)
    words = require_words(note, N_("退回意见"))
    with act("report.return", by=by, on=report, note=words) as change:
        report.state = REPORT_FLOW.advance(ReportState(report.state), ReportVerb.RETURN)
        report.submitted_on, report.returned_note = None, words
        change.save(report)
    return report


def _require_draft(state: str, verb: str) -> None:
    if state != ReportState.DRAFT:
        raise WrongState(ReportState(state), verb)


def _require_whole(chosen: tuple[Finding, ...]) -> None:
    known = [facts.of_finding(finding) for finding in chosen]
    if not known:
        refuse((say(N_("请选择要写入报告的问题")),))
    if len(known) == 1:
        require_ready(known[0])
    refuse(tuple(reason for each in known for reason in ready_for_report(each)))
