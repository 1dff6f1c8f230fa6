"""The table of what the API offers to do: the same actions as the pages, named by their permissions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils import timezone
from ninja import Schema

from xuncha.domain.errors import InvalidField, NotFound
from xuncha.domain.leads import LeadVerb
from xuncha.domain.rectification import ReopenGround
from xuncha.domain.words import N_, Labelled, say
from xuncha.records.fieldwork import actions as fieldwork
from xuncha.records.fieldwork import queries as fieldwork_queries
from xuncha.records.findings import actions as findings
from xuncha.records.findings import queries as findings_queries
from xuncha.records.people import queries as people
from xuncha.records.rectification import actions as rectification
from xuncha.records.teams import reach
from xuncha.web.api import inputs as i
from xuncha.web.api.reading import require


@dataclass(frozen=True)
class Verb:
    """Something done to one record of a resource: `POST /papers/7/sign`."""

    path: str
    verb: str
    permission: str
    body: type[Schema]
    do: Callable[[Any, Any, Any], object]
    """Takes the person, the record, the body."""


@dataclass(frozen=True)
class Making:
    """Something new in a resource: `POST /findings`."""

    path: str
    permission: str
    body: type[Schema]
    do: Callable[[Any, Any], Any]
    """Takes the person and the body; gives the record."""


def build(kind: str, /, **values: Any) -> Any:
    """A record not yet kept; its codes are checked, since the database would keep any word."""
    model = apps.get_model(kind)
    for name, value in values.items():
        field: Any = model._meta.get_field(name)
        if getattr(field, "choices", None) and value not in dict(field.flatchoices) and not (field.blank and not value):
            raise InvalidField(name, say(N_("没有这个代码：%(code)s"), code=value))
    return model(**values)


def code(codes: type[Labelled], value: str) -> Any:
    """A code of the domain."""
    try:
        return codes(value)
    except ValueError as error:
        raise InvalidField(value, say(N_("没有这个代码：%(code)s"), code=value)) from error


def place(user: Any, permission: str, pk: int) -> Any:
    """The inspection something new belongs to, if this person may add to it."""
    require(user, permission)
    inspection = reach.inspections(user, permission).filter(pk=pk).first()
    if inspection is None:
        raise NotFound("inspection", pk)
    return inspection


def seats(inspection: Any, keys: list[int]) -> list[Any]:
    """Members of the inspection's team by number; one that is not of the team is refused."""
    chosen = list(fieldwork_queries.seats(inspection).filter(pk__in=keys))
    if len(chosen) != len(set(keys)):
        raise InvalidField("member_ids", say(N_("不是本巡察组在组人员")))
    return chosen


def leaf(value: str) -> Any:
    """A leaf of the taxonomy by its code."""
    node = findings_queries.leaves().filter(code=value).first()
    if node is None:
        raise InvalidField("leaf", say(N_("没有这个代码：%(code)s"), code=value))
    return node


def _rest(body: Schema, *taken: str) -> dict[str, Any]:
    return body.dict(exclude={"inspection_id", *taken})


def _interview(user: Any, body: Any) -> Any:
    inspection = place(user, "interview.write", body.inspection_id)
    made = build("fieldwork.interview", inspection=inspection, **_rest(body, "member_ids"))
    return fieldwork.save_interview(made, seats(inspection, body.member_ids), by=user)


def _visit(user: Any, body: Any) -> Any:
    inspection = place(user, "visit.write", body.inspection_id)
    made = build("fieldwork.visit", inspection=inspection, **_rest(body, "member_ids"))
    return fieldwork.save_visit(made, seats(inspection, body.member_ids), by=user)


def _document_request(user: Any, body: Any) -> Any:
    inspection = place(user, "document_request.write", body.inspection_id)
    made = build("fieldwork.documentrequest", inspection=inspection, **_rest(body))
    made.asked_by = reach.member_of(user, inspection)
    return fieldwork.save_document_request(made, by=user)


def _paper(user: Any, body: Any) -> Any:
    inspection = place(user, "paper.write", body.inspection_id)
    values = {**_rest(body, "member_ids"), "leaf": leaf(body.leaf), "drafted_on": timezone.localdate()}
    made = build("findings.workingpaper", inspection=inspection, **values)
    return findings.save_paper(made, seats(inspection, body.member_ids), by=user)


def _finding(user: Any, body: Any) -> Any:
    inspection = place(user, "finding.write", body.inspection_id)
    values = {**_rest(body, "duty_holders", "paper_id"), "leaf": leaf(body.leaf), "found_on": timezone.localdate()}
    made = build("findings.finding", inspection=inspection, **values)
    if body.paper_id is not None:
        made.paper = findings_queries.papers(user).filter(inspection=inspection, pk=body.paper_id).first()
        if made.paper is None:
            raise InvalidField("paper_id", say(N_("底稿不属于这次巡察")))
    holders = [_holder(each) for each in body.duty_holders]
    return findings.save_finding(made, holders, by=user)


def _holder(body: Any) -> Any:
    if body.unit_id is not None and not people.units().filter(pk=body.unit_id).exists():
        raise InvalidField("unit_id", say(N_("没有这个单位")))
    return build("findings.dutyholder", kind=body.kind, name=body.name, unit_id=body.unit_id, duty=body.duty)


def _lead(user: Any, body: Any) -> Any:
    inspection = place(user, "lead.write", body.inspection_id)
    return findings.save_lead(build("findings.lead", inspection=inspection, **_rest(body)), by=user)


def _report(user: Any, body: Any) -> Any:
    inspection = place(user, "report.write", body.inspection_id)
    values = {**_rest(body), "drafted_on": timezone.localdate()}
    return findings.save_report(build("findings.inspectionreport", inspection=inspection, **values), by=user)


def _feedback(user: Any, body: Any) -> Any:
    inspection = place(user, "feedback.give", body.inspection_id)
    told = {"given_on": body.given_on, "given_by": body.given_by, "place": body.place}
    words = [
        build("rectification.feedback", inspection=inspection, audience=audience, text=text, **told)
        for audience, text in (("head", body.to_head), ("body", body.to_body))
    ]
    return rectification.give_feedback(inspection, words, by=user, line=body.line)


def _look_back(user: Any, body: Any) -> Any:
    inspection = place(user, "lookback.write", body.inspection_id)
    return rectification.start_look_back(inspection, body.starts_on, by=user)


def _enter(user: Any, report: Any, body: Any) -> object:
    chosen = list(findings_queries.findings(user).filter(pk__in=body.finding_ids))
    if len(chosen) != len(set(body.finding_ids)):
        raise InvalidField("finding_ids", say(N_("没有这个问题")))
    return findings.add_findings(report, chosen, by=user)


def _submit_task(user: Any, task: Any, body: Any) -> object:
    for name, value in body.dict().items():
        setattr(task, name, value)
    return rectification.submit_task(task, by=user)


def _review_plan(user: Any, plan: Any, body: Any) -> object:
    return rectification.review_plan(plan, build("rectification.review", **body.dict()), by=user)


def _review_task(user: Any, task: Any, body: Any) -> object:
    return rectification.review_task(task, build("rectification.review", **body.dict()), by=user)


def _progress(user: Any, task: Any, body: Any) -> object:
    return rectification.report_progress(build("rectification.progress", task=task, **body.dict()), by=user)


def _reopen(user: Any, task: Any, body: Any) -> object:
    values = {**_rest(body, "due_on"), "ground": code(ReopenGround, body.ground)}
    return rectification.reopen_task(build("rectification.reopening", task=task, **values), by=user, due_on=body.due_on)


def _extend(user: Any, task: Any, body: Any) -> object:
    return rectification.request_extension(build("rectification.extension", task=task, **body.dict()), by=user)


def _report_back(user: Any, lead: Any, body: Any) -> object:
    return findings.report_back(lead, code(LeadVerb, body.verb), body.words, by=user)


MAKINGS: tuple[Making, ...] = (
    Making("interviews", "interview.write", i.InterviewIn, _interview),
    Making("visits", "visit.write", i.VisitIn, _visit),
    Making("document-requests", "document_request.write", i.DocumentRequestIn, _document_request),
    Making("papers", "paper.write", i.PaperIn, _paper),
    Making("findings", "finding.write", i.FindingIn, _finding),
    Making("leads", "lead.write", i.LeadIn, _lead),
    Making("reports", "report.write", i.ReportIn, _report),
    Making("rect-plans", "feedback.give", i.FeedbackIn, _feedback),
    Making("lookbacks", "lookback.write", i.LookBackIn, _look_back),
)
VERBS: tuple[Verb, ...] = (
    Verb("document-requests", "lend", "document_request.write", i.OnIn, lambda u, r, b: fieldwork.lend(r, b.on, by=u)),
    Verb("document-requests", "give-back", "document_request.write", i.OnIn, lambda u, r, b: fieldwork.give_back(r, b.on, by=u)),
    Verb("papers", "handle", "paper.handle", i.Nothing, lambda u, r, b: findings.handle(r, by=u)),
    Verb("papers", "check", "paper.check", i.Nothing, lambda u, r, b: findings.check(r, by=u)),
    Verb("papers", "sign", "paper.sign", i.Nothing, lambda u, r, b: findings.sign(r, by=u)),
    Verb("papers", "return", "paper.return", i.NoteIn, lambda u, r, b: findings.return_paper(r, b.note, by=u)),
    Verb("findings", "confirm", "finding.confirm", i.Nothing, lambda u, r, b: findings.confirm(r, by=u)),
    Verb("findings", "amend", "finding.confirm", i.NoteIn, lambda u, r, b: findings.amend(r, b.note, by=u)),
    Verb("leads", "hand-over", "lead.hand_over", i.HandOverIn, lambda u, r, b: findings.hand_over(r, b.to, b.on, by=u)),
    Verb("leads", "receive", "lead.receive", i.Nothing, lambda u, r, b: findings.receive(r, by=u)),
    Verb("leads", "report-back", "lead.report_back", i.ReportBackIn, _report_back),
    Verb("reports", "enter", "report.write", i.FindingsIn, _enter),
    Verb("reports", "submit", "report.submit", i.Nothing, lambda u, r, b: findings.submit(r, by=u)),
    Verb("reports", "return", "report.return", i.NoteIn, lambda u, r, b: findings.return_report(r, b.note, by=u)),
    Verb("feedback", "receive", "feedback.receive", i.Nothing, lambda u, r, b: rectification.receive_feedback(r, by=u)),
    Verb("rect-plans", "submit", "rect_plan.submit", i.Nothing, lambda u, r, b: rectification.submit_plan(r, by=u)),
    Verb("rect-plans", "review", "rect_plan.review", i.ReviewIn, _review_plan),
    Verb("tasks", "progress", "task.progress", i.ProgressIn, _progress),
    Verb("tasks", "submit", "task.submit", i.SubmitTaskIn, _submit_task),
    Verb("tasks", "review", "task.review", i.ReviewIn, _review_task),
    Verb("tasks", "close", "task.close", i.CloseIn, lambda u, r, b: rectification.close_task(r, by=u, words=b.words)),
    Verb("tasks", "reopen", "task.reopen", i.ReopenIn, _reopen),
    Verb("tasks", "extend", "extension.request", i.ExtensionIn, _extend),
    Verb(
        "extensions", "decide", "extension.decide", i.ExtensionDecisionIn,
        lambda u, r, b: rectification.decide_extension(r, b.granted, b.words, by=u),
    ),
    Verb(
        "lookbacks", "conclude", "lookback.write", i.LookBackEndIn,
        lambda u, r, b: rectification.conclude_look_back(r, b.ends_on, b.conclusion, by=u),
    ),
)  # fmt: skip
