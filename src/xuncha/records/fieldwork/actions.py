"""Recording talks, visits and documents lent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from xuncha.domain.errors import Refused
from xuncha.domain.fieldwork import InterviewKind, OutingFacts, loan_gaps, outing_gaps
from xuncha.domain.words import N_, Sentence, say
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import Change, act
from xuncha.records.fieldwork import queries
from xuncha.records.fieldwork.models import DocumentRequest, Interview, Interviewer, Visit, Visitor
from xuncha.records.rounds.models import Inspection
from xuncha.records.teams import reach
from xuncha.records.teams.models import Member


def save_interview(interview: Interview, went: Iterable[Member], *, by: User) -> Interview:
    """Put a talk on record, or correct it. Of the public and of insiders no name is kept, whatever was typed."""
    reach.require(by, "interview.write", interview.inspection)
    held = tuple(went)
    _refuse(_gaps(interview.inspection, held, interview.held_on))
    kind = InterviewKind(interview.kind)
    if kind.nameless:
        interview.subject, interview.person = kind.label, None
    if not interview.subject.strip():
        raise Refused([say(N_("请填写谈话对象"))])
    with act("interview.write", by=by, on=interview if interview.pk else None) as change:
        _keep(change, interview)
        kept: QuerySet[Interviewer] = Interviewer.objects.filter(interview=interview)
        for gone in kept.exclude(member__in=held):
            change.delete(gone)
        known = set(kept.values_list("member_id", flat=True))
        change.create_many(Interviewer(interview=interview, member=one) for one in held if one.pk not in known)
    return interview


def save_visit(visit: Visit, went: Iterable[Member], *, by: User) -> Visit:
    """Put a visit on record, or correct it."""
    reach.require(by, "visit.write", visit.inspection)
    gone_there = tuple(went)
    _refuse(_gaps(visit.inspection, gone_there, visit.visited_on))
    with act("visit.write", by=by, on=visit if visit.pk else None) as change:
        _keep(change, visit)
        kept: QuerySet[Visitor] = Visitor.objects.filter(visit=visit)
        for gone in kept.exclude(member__in=gone_there):
            change.delete(gone)
        known = set(kept.values_list("member_id", flat=True))
        change.create_many(Visitor(visit=visit, member=one) for one in gone_there if one.pk not in known)
    return visit


def save_document_request(request: DocumentRequest, *, by: User) -> DocumentRequest:
    """Ask the unit for documents, or correct what was asked."""
    reach.require(by, "document_request.write", request.inspection)
    _refuse(loan_gaps(request.asked_on, request.lent_on, request.returned_on, timezone.localdate()))
    if not queries.seats(request.inspection).filter(pk=request.asked_by_id).exists():
        raise Refused([say(N_("经手人须为本巡察组在组人员"))])
    with act("document_request.write", by=by, on=request if request.pk else None) as change:
        _keep(change, request)
    return request


def lend(request: DocumentRequest, on: date, *, by: User) -> DocumentRequest:
    """The unit handed the documents over."""
    return _loan(request, N_("借出"), by=by, lent_on=on)


def give_back(request: DocumentRequest, on: date, *, by: User) -> DocumentRequest:
    """The documents went back to the unit."""
    return _loan(request, N_("归还"), by=by, returned_on=on)


def _loan(request: DocumentRequest, what: str, *, by: User, **dates: date) -> DocumentRequest:
    reach.require(by, "document_request.write", request.inspection)
    with act("document_request.write", by=by, on=request, what=what) as change:
        for name, day in dates.items():
            if getattr(request, name) is not None:
                raise Refused([say(N_("资料已办理过%(what)s"), what=say(what))])
            setattr(request, name, day)
        _refuse(loan_gaps(request.asked_on, request.lent_on, request.returned_on, timezone.localdate()))
        change.save(request)
    return request


def _gaps(inspection: Inspection, went: tuple[Member, ...], on: date) -> tuple[Sentence, ...]:
    team = frozenset(queries.seats(inspection).values_list("pk", flat=True))
    outing = OutingFacts(tuple(one.pk for one in went), team, on, queries.entered_on(inspection))
    return outing_gaps(outing, timezone.localdate())


def _refuse(reasons: tuple[Sentence, ...]) -> None:
    if reasons:
        raise Refused(reasons)


def _keep(change: Change, record: Interview | Visit | DocumentRequest) -> None:
    if record.pk:
        change.save(record)
    else:
        change.create(record)
