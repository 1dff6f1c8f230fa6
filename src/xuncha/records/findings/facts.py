"""Records of findings as the rules of the domain see them."""

from __future__ import annotations

from decimal import Decimal

from xuncha.domain import findings as rules
from xuncha.domain import papers, reports
from xuncha.domain.organisations import Hearing
from xuncha.domain.papers import PaperState
from xuncha.records.findings.models import Decision, Finding, WorkingPaper


def of_finding(finding: Finding) -> rules.FindingFacts:
    """A finding with its duty-holders; only a paper the leader has signed supports it."""
    signed = finding.paper is not None and finding.paper.state == PaperState.SIGNED
    return rules.FindingFacts(
        title=finding.title,
        symptom=finding.symptom,
        cause=finding.cause,
        duty_holders=tuple(
            rules.DutyHolder(rules.DutyHolderKind(holder.kind), holder.name, holder.duty)
            for holder in finding.duty_holders.all()
        ),
        rule_broken=finding.rule_broken,
        leaf=finding.leaf.code,
        papers=(finding.paper_id,) if signed and finding.paper_id else (),
        amount=None if finding.amount_fen is None else Decimal(finding.amount_fen) / 100,
        persons=finding.persons,
        since=finding.happened_from,
        until=finding.happened_until,
        state=rules.FindingState(finding.state),
    )


def of_paper(paper: WorkingPaper, *, all_named: bool = False) -> papers.PaperFacts:
    """A paper with those who signed as its handlers, or with all who are named as such.

    People are told apart as inspectors: who left a team and came back holds two seats and is one person.
    """
    handlers = [
        handler for handler in paper.handlers.select_related("member") if all_named or handler.signed_on is not None
    ]
    return papers.PaperFacts(
        summary=paper.summary,
        process=paper.process,
        basis=paper.basis,
        evidence=len(paper.evidence),
        handlers=tuple(handler.member.inspector_id for handler in handlers),
        checked_by=paper.checked_by.inspector_id if paper.checked_by else None,
    )


def of_decision(decision: Decision) -> reports.DecisionFacts:
    """The record of a hearing."""
    attended = tuple(str(name) for name in decision.attendance)
    return reports.DecisionFacts(Hearing(decision.body), decision.held_on, attended, decision.opinions)
