"""Reading feedback, plans, tasks, evidence, reviews and what came of them. Every list starts from the reader's reach."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet
from django.utils import timezone

from xuncha.domain.findings import FindingState
from xuncha.domain.organisations import ReviewBody
from xuncha.domain.rectification import JOINT_REVIEW, PlanState, ReviewOpinion, TaskState
from xuncha.domain.reports import ReportState
from xuncha.domain.scoring import Scheme
from xuncha.records.accounts.models import User
from xuncha.records.findings.models import Finding, InspectionReport, ReportKind
from xuncha.records.rectification import schemes
from xuncha.records.rectification.actions.closing import closing_gaps
from xuncha.records.rectification.actions.plans import may_write_measures, may_write_plan, plan_lacks
from xuncha.records.rectification.actions.reviews import body_of
from xuncha.records.rectification.models import (
    Evidence,
    Extension,
    Feedback,
    LookBack,
    Measure,
    Progress,
    RectificationPlan,
    Reopening,
    Review,
    Score,
    Task,
    Watch,
)
from xuncha.records.rectification.waiting import waiting
from xuncha.records.rounds.models import Inspection, Round
from xuncha.records.teams.reach import content, inspections

__all__ = [
    "body_of", "closing_gaps", "may_write_measures", "may_write_plan", "plan_lacks", "waiting",
]  # fmt: skip

PLACE = ("inspection__unit", "inspection__round")
TASK_PLACE = ("plan__inspection__unit", "plan__inspection__round")
UNFINISHED = (TaskState.OPEN, TaskState.RETURNED, TaskState.REOPENED)
"""States in which the unit still works on a task, so that its date can be missed."""


def feedbacks(user: User) -> QuerySet[Feedback]:
    """Feedback given."""
    return content(user, "feedback.view", Feedback.objects.select_related(*PLACE))


def to_feed_back(user: User) -> QuerySet[Inspection]:
    """Inspections whose feedback this person could give."""
    return (
        inspections(user, "feedback.give")
        .filter(fed_back_on__isnull=True)
        .select_related("unit", "round__jurisdiction")
    )


def reported(found: QuerySet[Inspection]) -> QuerySet[Inspection]:
    """Those whose report was submitted."""
    reports = InspectionReport.objects.filter(kind=ReportKind.INSPECTION).exclude(state=ReportState.DRAFT)
    return found.filter(pk__in=reports.values("inspection"))


def fed_back(user: User, permission: str) -> QuerySet[Inspection]:
    """Inspections fed back on which the person holds a permission."""
    return (
        inspections(user, permission)
        .filter(fed_back_on__isnull=False)
        .select_related("unit", "round__jurisdiction", "rectification_plan")
        .order_by("-fed_back_on", "-pk")
    )


def to_look_back(user: User) -> QuerySet[Inspection]:
    """Inspections with tasks said to be cured, on which a look-back can begin."""
    cured = Task.objects.filter(state__in=(TaskState.PASSED, TaskState.CLOSED))
    under_way = LookBack.objects.filter(ends_on__isnull=True)
    return (
        fed_back(user, "lookback.write")
        .filter(pk__in=cured.values("plan__inspection"))
        .exclude(pk__in=under_way.values("inspection"))
    )


def fed_back_findings(user: User, inspection: Inspection) -> QuerySet[Finding]:
    """The findings of an inspection that were fed back."""
    found = Finding.objects.filter(inspection=inspection, state=FindingState.REPORTED)
    return content(user, "finding.view", found).select_related("leaf").order_by("number")


def plans(user: User) -> QuerySet[RectificationPlan]:
    """Plans, with how many tasks each has and how many of them are closed."""
    found = RectificationPlan.objects.select_related(*PLACE, "inspection__round__jurisdiction")
    return content(user, "rect_plan.view", found).annotate(
        task_count=Count("tasks"), closed_count=Count("tasks", filter=Q(tasks__state=TaskState.CLOSED))
    )


def current_plan(user: User) -> RectificationPlan | None:
    """The plan of the latest feedback; a unit has one at a time."""
    return plans(user).order_by("-inspection__fed_back_on", "-pk").first()


def next_finding(user: User, plan: RectificationPlan) -> int | None:
    """The first finding no task of the plan takes on yet."""
    left = fed_back_findings(user, plan.inspection).exclude(tasks__plan=plan)
    return left.values_list("pk", flat=True).first()


def plan_tasks(user: User, plan: RectificationPlan) -> QuerySet[Task]:
    """The tasks of one plan with their measures."""
    return tasks(user).filter(plan=plan).prefetch_related("measures").order_by("number")


def tasks(user: User) -> QuerySet[Task]:
    """Tasks, with their place, finding and leaf."""
    return content(user, "task.view", Task.objects.select_related(*TASK_PLACE, "finding__leaf"), "plan__inspection")


def open_first(found: QuerySet[Task]) -> QuerySet[Task]:
    """What is still open, the earliest date first; what was closed comes after."""
    return found.order_by(ExpressionWrapper(Q(state=TaskState.CLOSED), BooleanField()), "due_on", "pk")


def overdue(found: QuerySet[Task], today: date | None = None) -> QuerySet[Task]:
    """Those whose date has passed while the unit still works on them."""
    return found.filter(due_on__lt=today or timezone.localdate(), state__in=UNFINISHED)


def evidence(user: User) -> QuerySet[Evidence]:
    """Evidence this person may read."""
    found = Evidence.objects.select_related("task__plan__inspection__unit", "measure")
    return content(user, "evidence.view", found, "task__plan__inspection")


def evidence_of(user: User, task: Task) -> list[Evidence]:
    """The evidence of one task; each knows on how many other tasks the same file lies (`elsewhere`)."""
    found = list(evidence(user).filter(task=task))
    shared: dict[str, list[Task]] = {}
    others = tasks(user).exclude(pk=task.pk).filter(evidence__sha256__in={each.sha256 for each in found})
    for other in others.prefetch_related("evidence").distinct():
        for sha256 in {each.sha256 for each in other.evidence.all()}:
            shared.setdefault(sha256, []).append(other)
    for each in found:
        each.elsewhere = shared.get(each.sha256, [])  # type: ignore[attr-defined]
    return found


def measures(user: User) -> QuerySet[Measure]:
    """Measures this person may see."""
    found = Measure.objects.select_related("task__plan__inspection__unit", "task__finding")
    return content(user, "task.view", found, "task__plan__inspection")


def extensions(user: User) -> QuerySet[Extension]:
    """Requests for more time."""
    found = Extension.objects.select_related("task__plan__inspection__unit", "task__plan__inspection__round")
    return content(user, "extension.view", found, "task__plan__inspection")


def scores(user: User) -> QuerySet[Score]:
    """Scores given."""
    return content(user, "score.view", Score.objects.select_related(*PLACE, "scheme"))


def scoring_schemes(inspection: Inspection) -> dict[str, Scheme]:
    """The schemes an inspection can be scored by, by key."""
    return schemes.available(inspection.round.jurisdiction)


def look_backs(user: User) -> QuerySet[LookBack]:
    """Look-backs."""
    return content(user, "lookback.view", LookBack.objects.select_related(*PLACE))


def looks(user: User, look_back: LookBack) -> list[dict[str, Any]]:
    """What was seen, task by task: the task, on which day, cured or not, in what words."""
    entries = [entry if isinstance(entry, dict) else {"task": entry} for entry in look_back.checked]
    known = tasks(user).in_bulk([entry["task"] for entry in entries])
    told = []
    for entry in entries:
        if task := known.get(entry["task"]):
            on = date.fromisoformat(entry["on"]) if entry.get("on") else None
            told.append({**entry, "task": task, "on": on})
    return told


def to_look_at(user: User, look_back: LookBack) -> QuerySet[Task]:
    """The tasks of the inspection said to be cured, not yet looked at this time."""
    seen = [entry["task"] if isinstance(entry, dict) else entry for entry in look_back.checked]
    found = tasks(user).filter(plan__inspection=look_back.inspection, state__in=(TaskState.PASSED, TaskState.CLOSED))
    return found.exclude(pk__in=seen).order_by("number")


def opinions(found: QuerySet[Review], asked: tuple[ReviewBody, ...] = JOINT_REVIEW) -> list[dict[str, Any]]:
    """Opinions by submission, newest first: for each a column a body, None where it has not spoken."""
    rounds: list[dict[str, Any]] = []
    ordered = found.select_related("by").order_by("-version", "pk")
    for version, reviews in groupby(ordered, key=attrgetter("version")):
        by_body = {review.body: review for review in reviews}
        bodies = [body for body in ReviewBody if body in asked or body in by_body]
        rounds.append({"version": version, "columns": [(body, by_body.get(body)) for body in bodies]})
    return rounds


def last_refusals(task: Task) -> QuerySet[Review]:
    """The disagreements that sent the task back the last time."""
    return task.reviews.filter(version=task.submissions, opinion=ReviewOpinion.DISAGREE).order_by("pk")


def may_review(user: User, permission: str, record: RectificationPlan | Task) -> bool:
    """Whether the body this person speaks for still has to give its opinion on what was last sent in."""
    body = body_of(user, permission)
    inspection = record.inspection if isinstance(record, RectificationPlan) else record.plan.inspection
    if body is None or not inspections(user, permission).filter(pk=inspection.pk).exists():
        return False
    if isinstance(record, RectificationPlan):
        return (
            record.state == PlanState.SUBMITTED
            and not record.reviews.filter(version=record.version, body=body).exists()
        )
    return (
        record.state == TaskState.SUBMITTED
        and not record.reviews.filter(version=record.submissions, body=body).exists()
    )


def rounds(user: User, permission: str) -> QuerySet[Round]:
    """The rounds of the inspections fed back that this person reaches; for a filter."""
    return Round.objects.filter(pk__in=fed_back(user, permission).order_by().values("round")).order_by("-site_from")


def new_feedback(audience: str, text: str, **more: Any) -> Feedback:
    """Feedback not yet given."""
    return Feedback(audience=audience, text=text, **more)


def new_review(opinion: str, words: str, grade: str = "") -> Review:
    """An opinion not yet given; the action puts down whose it is."""
    return Review(opinion=opinion, words=words, grade=grade)


def new_task(plan: RectificationPlan) -> Task:
    """A task not yet added."""
    return Task(plan=plan, due_on=plan.period_until)


def new_measure(task: Task) -> Measure:
    """A measure not yet added."""
    return Measure(task=task, due_on=task.due_on)


def new_progress(task: Task, on: date, text: str) -> Progress:
    """An entry not yet written."""
    return Progress(task=task, on=on, text=text)


def new_evidence(task: Task, name: str, **more: Any) -> Evidence:
    """Evidence whose file is still to come."""
    return Evidence(task=task, name=name, **more)


def new_extension(task: Task, until: date, reason: str) -> Extension:
    """A request not yet made."""
    return Extension(task=task, until=until, reason=reason)


def new_reopening(task: Task, ground: str, reason: str, amount_fen: int | None) -> Reopening:
    """A re-opening not yet done."""
    return Reopening(task=task, ground=ground, reason=reason, amount_fen=amount_fen)


def watches(user: User) -> QuerySet[Watch]:
    """Watches over ledgers, of tasks this person sees, the latest first."""
    found = Watch.objects.select_related("task__finding", *(f"task__{place}" for place in TASK_PLACE))
    return content(user, "watch.view", found, "task__plan__inspection")
