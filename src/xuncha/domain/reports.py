"""Inspection reports: written by the team, heard by the leading group, then by the secretary's meeting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from xuncha.domain.findings import FindingFacts, ready_for_report
from xuncha.domain.flow import Flow
from xuncha.domain.organisations import Hearing
from xuncha.domain.words import N_, Labelled, Sentence, say


class ReportState(Labelled):
    """How far a report has come."""

    DRAFT = "draft", N_("起草")
    SUBMITTED = "submitted", N_("已提交")
    DECIDED = "decided", N_("已决定")


class ReportVerb(Labelled):
    """What is done to a report."""

    SUBMIT = "submit", N_("提交")
    RETURN = "return", N_("退回修改")
    DECIDE = "decide", N_("作出决定")


REPORT_FLOW: Flow[ReportState] = Flow(
    ReportState.DRAFT,
    {
        (ReportState.DRAFT, ReportVerb.SUBMIT): ReportState.SUBMITTED,
        (ReportState.SUBMITTED, ReportVerb.RETURN): ReportState.DRAFT,
        (ReportState.SUBMITTED, ReportVerb.DECIDE): ReportState.DECIDED,
    },
)


@dataclass(frozen=True)
class DecisionFacts:
    """The record of a hearing: without date, attendance and opinions it decides nothing."""

    body: Hearing
    held_on: date | None
    attended: tuple[str, ...]
    opinions: str


def ready_to_submit(findings: Iterable[FindingFacts]) -> tuple[Sentence, ...]:
    """Say why the report cannot be submitted, finding by finding."""
    known = tuple(findings)
    if not known:
        return (say(N_("报告没有写入任何问题")),)
    return tuple(reason for finding in known for reason in ready_for_report(finding))


def decision_gaps(decision: DecisionFacts) -> tuple[Sentence, ...]:
    """Say what the record of a hearing lacks."""
    parts = [
        (decision.held_on, N_("日期")),
        (decision.attended, N_("出席人员")),
        (decision.opinions.strip(), N_("意见")),
    ]
    return tuple(
        say(N_("%(body)s的记录缺少“%(part)s”"), body=decision.body, part=say(label))
        for value, label in parts
        if not value
    )


def ready_for_feedback(decisions: Iterable[DecisionFacts]) -> tuple[Sentence, ...]:
    """Say why feedback may not be given: both hearings must be on record, in their order.

    Rule of the inspection regulations: the leading group hears, then the committee that sent the team decides.
    """
    by_body = {decision.body: decision for decision in decisions}
    found = [say(N_("%(body)s尚未听取汇报，不能反馈"), body=body) for body in Hearing if body not in by_body]
    for decision in by_body.values():
        found += decision_gaps(decision)
    first, second = by_body.get(Hearing.LEADING_GROUP), by_body.get(Hearing.SECRETARY)
    if first and second and first.held_on and second.held_on and second.held_on < first.held_on:
        found.append(say(N_("书记专题会不能早于领导小组会议")))
    return tuple(found)
