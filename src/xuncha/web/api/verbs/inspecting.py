"""What can be done about talks, visits, documents, papers, findings, leads, reports and hearings."""

from typing import Any

from django.utils import timezone

from xuncha.domain.errors import InvalidField
from xuncha.domain.leads import LeadVerb
from xuncha.domain.words import N_, say
from xuncha.records.fieldwork import actions as fieldwork
from xuncha.records.findings import actions as findings
from xuncha.records.findings import queries
from xuncha.records.teams import reach
from xuncha.web.api.inputs import base
from xuncha.web.api.inputs import inspecting as i
from xuncha.web.api.inputs.base import part_of
from xuncha.web.api.reading import require
from xuncha.web.api.verbs.base import (
    Changing,
    Making,
    Verb,
    build,
    code,
    fill,
    leaf,
    owner,
    place,
    rest,
    seats,
    several,
)


def _interview(user: Any, body: Any) -> Any:
    inspection = place(user, "interview.write", body.inspection_id)
    made = build("fieldwork.interview", user, inspection=inspection, **rest(body, "member_ids"))
    return fieldwork.save_interview(made, seats(inspection, body.member_ids), by=user)


def _visit(user: Any, body: Any) -> Any:
    inspection = place(user, "visit.write", body.inspection_id)
    made = build("fieldwork.visit", user, inspection=inspection, **rest(body, "member_ids"))
    return fieldwork.save_visit(made, seats(inspection, body.member_ids), by=user)


def _document_request(user: Any, body: Any) -> Any:
    inspection = place(user, "document_request.write", body.inspection_id)
    made = build("fieldwork.documentrequest", user, inspection=inspection, **rest(body))
    made.asked_by = reach.member_of(user, inspection)
    return fieldwork.save_document_request(made, by=user)


def _paper(user: Any, body: Any) -> Any:
    inspection = place(user, "paper.write", body.inspection_id)
    values = {**rest(body, "member_ids"), "leaf": leaf(body.leaf), "drafted_on": timezone.localdate()}
    made = build("findings.workingpaper", user, inspection=inspection, **values)
    return findings.save_paper(made, seats(inspection, body.member_ids), by=user)


def _finding(user: Any, body: Any) -> Any:
    inspection = place(user, "finding.write", body.inspection_id)
    values = {**rest(body, "duty_holders", "paper_id"), "leaf": leaf(body.leaf), "found_on": timezone.localdate()}
    made = build("findings.finding", user, inspection=inspection, **values)
    if body.paper_id is not None:
        made.paper = queries.papers(user).filter(inspection=inspection, pk=body.paper_id).first()
        if made.paper is None:
            raise InvalidField("paper_id", say(N_("底稿不属于这次巡察")))
    holders = [_holder(user, each.dict()) for each in body.duty_holders]
    return findings.save_finding(made, holders, by=user)


def _holder(user: Any, said: dict[str, Any]) -> Any:
    return build("findings.dutyholder", user, **said)


def _lead(user: Any, body: Any) -> Any:
    inspection = place(user, "lead.write", body.inspection_id)
    return findings.save_lead(build("findings.lead", user, inspection=inspection, **rest(body)), by=user)


def _report(user: Any, body: Any) -> Any:
    inspection = place(user, "report.write", body.inspection_id)
    values = {**rest(body), "drafted_on": timezone.localdate()}
    return findings.save_report(build("findings.inspectionreport", user, inspection=inspection, **values), by=user)


def _enter(user: Any, report: Any, body: Any) -> object:
    chosen = several(queries.findings(user), body.finding_ids, "finding_ids")
    return findings.add_findings(report, chosen, by=user)


def _report_back(user: Any, lead: Any, body: Any) -> object:
    return findings.report_back(lead, code(LeadVerb, body.verb), body.words, by=user)


def _withdraw(user: Any, report: Any, body: Any) -> object:
    finding = several(queries.findings(user), [body.finding_id], "finding_id")[0]
    return findings.withdraw_finding(report, finding, by=user)


def _change_interview(user: Any, talk: Any, said: Any) -> object:
    went = _members(talk, said, [each.member for each in talk.interviewers.all()])
    return fieldwork.save_interview(fill(user, talk, said), went, by=user)


def _change_visit(user: Any, visit: Any, said: Any) -> object:
    went = _members(visit, said, [each.member for each in visit.visitors.all()])
    return fieldwork.save_visit(fill(user, visit, said), went, by=user)


def _change_document_request(user: Any, asked: Any, said: Any) -> object:
    return fieldwork.save_document_request(fill(user, asked, said), by=user)


def _change_paper(user: Any, paper: Any, said: Any) -> object:
    handlers = _members(paper, said, [each.member for each in paper.handlers.all()])
    return findings.save_paper(fill(user, paper, _leaf(said)), handlers, by=user)


def _change_finding(user: Any, finding: Any, said: Any) -> object:
    holders = list(finding.duty_holders.all())
    if "duty_holders" in said:
        holders = [_holder(user, each) for each in said.pop("duty_holders")]
    return findings.save_finding(fill(user, finding, _leaf(said)), holders, by=user)


def _change_lead(user: Any, lead: Any, said: Any) -> object:
    return findings.save_lead(fill(user, lead, said), by=user)


def _change_report(user: Any, report: Any, said: Any) -> object:
    return findings.save_report(fill(user, report, said), by=user)


def _decision(user: Any, body: Any) -> Any:
    require(user, "decision.record")
    return findings.record_decision(
        build(
            "findings.decision",
            user,
            round=owner(user, "rounds.round", body.round_id),
            **body.dict(exclude={"round_id"}),
        ),
        by=user,
    )


def _members(record: Any, said: dict[str, Any], kept: list[Any]) -> list[Any]:
    """The members named, or those named before."""
    return seats(record.inspection, said.pop("member_ids")) if "member_ids" in said else kept


def _leaf(said: dict[str, Any]) -> dict[str, Any]:
    return {**said, "leaf": leaf(said["leaf"])} if "leaf" in said else said


MAKINGS: tuple[Making, ...] = (
    Making("interviews", "interview.write", i.InterviewIn, _interview),
    Making("visits", "visit.write", i.VisitIn, _visit),
    Making("document-requests", "document_request.write", i.DocumentRequestIn, _document_request),
    Making("papers", "paper.write", i.PaperIn, _paper),
    Making("findings", "finding.write", i.FindingIn, _finding),
    Making("leads", "lead.write", i.LeadIn, _lead),
    Making("reports", "report.write", i.ReportIn, _report),
    Making("decisions", "decision.record", i.DecisionIn, _decision),
)
CHANGES: tuple[Changing, ...] = (
    Changing("interviews", "interview.write", part_of(i.InterviewIn), _change_interview),
    Changing("visits", "visit.write", part_of(i.VisitIn), _change_visit),
    Changing("document-requests", "document_request.write", part_of(i.DocumentRequestIn), _change_document_request),
    Changing("papers", "paper.write", part_of(i.PaperIn), _change_paper),
    Changing("findings", "finding.write", part_of(i.FindingIn), _change_finding),
    Changing("leads", "lead.write", part_of(i.LeadIn), _change_lead),
    Changing("reports", "report.write", part_of(i.ReportIn), _change_report),
)
VERBS: tuple[Verb, ...] = (
    Verb("document-requests", "lend", "document_request.write", base.OnIn, lambda u, r, b: fieldwork.lend(r, b.on, by=u)),
    Verb("document-requests", "give-back", "document_request.write", base.OnIn, lambda u, r, b: fieldwork.give_back(r, b.on, by=u)),
    Verb("papers", "handle", "paper.handle", base.Nothing, lambda u, r, b: findings.handle(r, by=u)),
    Verb("papers", "check", "paper.check", base.Nothing, lambda u, r, b: findings.check(r, by=u)),
    Verb("papers", "sign", "paper.sign", base.Nothing, lambda u, r, b: findings.sign(r, by=u)),
    Verb("papers", "return", "paper.return", base.NoteIn, lambda u, r, b: findings.return_paper(r, b.note, by=u)),
    Verb("findings", "confirm", "finding.confirm", base.Nothing, lambda u, r, b: findings.confirm(r, by=u)),
    Verb("findings", "amend", "finding.confirm", base.NoteIn, lambda u, r, b: findings.amend(r, b.note, by=u)),
    Verb("leads", "hand-over", "lead.hand_over", i.HandOverIn, lambda u, r, b: findings.hand_over(r, b.to, b.on, by=u)),
    Verb("leads", "receive", "lead.receive", base.Nothing, lambda u, r, b: findings.receive(r, by=u)),
    Verb("leads", "report-back", "lead.report_back", i.ReportBackIn, _report_back),
    Verb("reports", "enter", "report.write", i.FindingsIn, _enter),
    Verb("reports", "submit", "report.submit", base.Nothing, lambda u, r, b: findings.submit(r, by=u)),
    Verb("reports", "return", "report.return", base.NoteIn, lambda u, r, b: findings.return_report(r, b.note, by=u)),
    Verb("reports", "withdraw", "report.write", i.FindingKeyIn, _withdraw),
)  # fmt: skip
