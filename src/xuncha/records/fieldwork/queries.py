"""Reading what a team gathered on site."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from xuncha.domain.fieldwork import back_by
from xuncha.domain.steps import Step
from xuncha.domain.words import N_, say
from xuncha.records.accounts.models import User
from xuncha.records.fieldwork.models import DocumentRequest, Interview, Interviewer, Visit, Visitor
from xuncha.records.people.models import Post, Unit
from xuncha.records.rounds.models import Inspection, StepDate
from xuncha.records.rounds.waiting import Waiting
from xuncha.records.teams import reach
from xuncha.records.teams.models import Member


def interviews(user: User, permission: str = "interview.view") -> QuerySet[Interview]:
    """The talks this person may read, with who held them."""
    went = Prefetch("interviewers", Interviewer.objects.select_related("member__inspector__person").order_by("pk"))
    found = Interview.objects.select_related("inspection__unit", "inspection__round", "person")
    return reach.content(user, permission, found.prefetch_related(went))


def visits(user: User, permission: str = "visit.view") -> QuerySet[Visit]:
    """The visits this person may read, with who went."""
    went = Prefetch("visitors", Visitor.objects.select_related("member__inspector__person").order_by("pk"))
    found = Visit.objects.select_related("inspection__unit", "inspection__round")
    return reach.content(user, permission, found.prefetch_related(went))


def document_requests(user: User, permission: str = "document_request.view") -> QuerySet[DocumentRequest]:
    """The documents asked for that this person may know of."""
    found = DocumentRequest.objects.select_related(
        "inspection__unit", "inspection__round", "asked_by__inspector__person"
    )
    return reach.content(user, permission, found)


def still_out() -> Q:
    """A condition on document requests: lent and not yet given back."""
    return Q(lent_on__isnull=False, returned_on__isnull=True)


def due_back(request: DocumentRequest) -> date | None:
    """When the papers should be back; None where nothing is out."""
    if request.lent_on is None or request.returned_on is not None:
        return None
    return back_by(request.lent_on, request.inspection.round.site_until)


def inspections(user: User, permission: str) -> QuerySet[Inspection]:
    """The inspections on which this person may record something, for the choice of one."""
    return reach.inspections(user, permission).select_related("unit", "round")


def seats(inspection: Inspection) -> QuerySet[Member]:
    """Who sits in the team of an inspection now."""
    found = Member.objects.filter(team__targets__inspection=inspection, left_on__isnull=True)
    return found.select_related("inspector__person").order_by("pk")


def leading_posts(unit: Unit) -> QuerySet[Post]:
    """The leading body of a unit as it stands today, its head first."""
    today = timezone.localdate()
    held = Post.objects.filter(Q(until__isnull=True) | Q(until__gte=today), unit=unit, leading=True)
    return held.select_related("person").order_by("-head", "since", "pk")


def entered_on(inspection: Inspection) -> date | None:
    """When the team was announced on site."""
    step = StepDate.objects.filter(inspection=inspection, step=Step.MOBILISE).first()
    return step.done_on if step else None


def waiting(user: User) -> tuple[Waiting, ...]:
    """Papers of units which this person's team has kept too long."""
    today = timezone.localdate()
    out = document_requests(user, "document_request.write").filter(still_out()).order_by("lent_on", "pk")
    found = ((request, due_back(request)) for request in out[:100])
    return tuple(
        Waiting(say(N_("归还借阅资料：%(title)s"), title=request.title), "document_request", request.pk, due)
        for request, due in found
        if due is not None and due < today
    )


def new_interview(inspection: Inspection) -> Interview:
    """An empty talk, not yet kept."""
    return Interview(inspection=inspection)


def new_visit(inspection: Inspection) -> Visit:
    """An empty visit, not yet kept."""
    return Visit(inspection=inspection)


def new_document_request(inspection: Inspection) -> DocumentRequest:
    """An empty request, not yet kept."""
    return DocumentRequest(inspection=inspection)
