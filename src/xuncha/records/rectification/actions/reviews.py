"""Joint review: each body gives its own opinion; when the three have spoken, the outcome follows by rule."""

from __future__ import annotations

from django.utils import timezone

from xuncha.domain import access
from xuncha.domain.errors import NotAllowed, Refused
from xuncha.domain.organisations import ReviewBody
from xuncha.domain.rectification import (
    PLAN_FLOW,
    TASK_FLOW,
    Grade,
    PlanState,
    PlanVerb,
    ReviewOpinion,
    TaskState,
    TaskVerb,
    opinion_gaps,
    verdict,
)
from xuncha.domain.roles import Role
from xuncha.domain.steps import Step
from xuncha.domain.words import N_, say
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import Change, act
from xuncha.records.rectification import facts
from xuncha.records.rectification.models import RectificationPlan, Review, Task
from xuncha.records.rounds.actions.steps import record_step
from xuncha.records.teams.reach import BODIES, require


def body_of(user: User, permission: str) -> ReviewBody | None:
    """The body the account speaks for: the office's planner, or its own department."""
    for grant in user.granted:
        role = Role(grant.role)
        if access.allowed(permission, role):
            return ReviewBody.OFFICE if role is Role.PLANNER else BODIES.get(role)
    return None


def review_plan(plan: RectificationPlan, review: Review, *, by: User) -> Review:
    """Give one body's opinion on the plan as sent in; the third of the three decides it."""
    require(by, "rect_plan.review", plan.inspection)
    state = PlanState(plan.state)
    PLAN_FLOW.advance(state, PlanVerb.ACCEPT)
    review.plan, review.version = plan, plan.version
    _sign(review, "rect_plan.review", by)
    _complete(review, graded=True)
    with act("rect_plan.review", by=by, on=plan, opinion=_told(review)) as change:
        change.create(review)
        _decide_plan(change, plan)
    return review


def review_task(task: Task, review: Review, *, by: User) -> Review:
    """Give one body's opinion on the task as called done; the third of the three decides it."""
    require(by, "task.review", task.plan.inspection)
    TASK_FLOW.advance(TaskState(task.state), TaskVerb.PASS)
    review.task, review.version = task, task.submissions
    _sign(review, "task.review", by)
    _complete(review, graded=False)
    with act("task.review", by=by, on=task, opinion=_told(review)) as change:
        change.create(review)
        outcome = verdict(facts.of_reviews(task.reviews.filter(version=task.submissions)))
        if outcome is not None:
            verb = TaskVerb.PASS if outcome.opinion is ReviewOpinion.AGREE else TaskVerb.RETURN
            task.state = TASK_FLOW.advance(TaskState(task.state), verb)
            change.save(task)
    return review


def _decide_plan(change: Change, plan: RectificationPlan) -> None:
    outcome = verdict(facts.of_reviews(plan.reviews.filter(version=plan.version)))
    if outcome is None:
        return
    accepted = outcome.opinion is ReviewOpinion.AGREE
    plan.state = PLAN_FLOW.advance(PlanState(plan.state), PlanVerb.ACCEPT if accepted else PlanVerb.RETURN)
    plan.decided_on = timezone.localdate()
    plan.grade = outcome.grade or ""
    plan.returned_note = "\n".join(str(reason) for reason in outcome.reasons)
    if accepted:
        _plan_step_done(change, plan)
    change.save(plan)


def _plan_step_done(change: Change, plan: RectificationPlan) -> None:
    """The step counts as done on the day the accepted plan was sent in: its deadline is the unit's, not ours."""
    done = plan.inspection.step_dates.filter(step=Step.RECTIFICATION_PLAN, done_on__isnull=False)
    if plan.submitted_on and not done.exists():
        record_step(change, plan.inspection, Step.RECTIFICATION_PLAN, plan.submitted_on)


def _sign(review: Review, permission: str, by: User) -> None:
    body = body_of(by, permission)
    if body is None:
        raise NotAllowed(permission, access.label(permission))
    review.body, review.by, review.reviewed_on = body, by, timezone.localdate()


def _complete(review: Review, *, graded: bool) -> None:
    grade = Grade(review.grade) if review.grade else None
    gaps = list(opinion_gaps(ReviewOpinion(review.opinion), review.words, grade, graded))
    if Review.objects.filter(body=review.body, version=review.version, plan=review.plan, task=review.task).exists():
        gaps.append(say(N_("%(body)s已对这次报送提出意见"), body=ReviewBody(review.body)))
    if gaps:
        raise Refused(gaps)


def _told(review: Review) -> str:
    words = f"：{review.words}" if review.words else ""
    return f"{ReviewBody(review.body).label}{ReviewOpinion(review.opinion).label}{words}"
