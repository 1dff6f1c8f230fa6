"""What waits for a person in rectification: for the unit, for the reviewers, for the office."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from xuncha.domain.rectification import ExtensionState, PlanState, TaskState
from xuncha.domain.steps import Step
from xuncha.domain.words import N_, say
from xuncha.records.accounts.models import User
from xuncha.records.rectification.actions.reviews import body_of
from xuncha.records.rectification.models import Extension, Feedback, RectificationPlan, Review, Task
from xuncha.records.rounds.waiting import Waiting
from xuncha.records.teams.reach import content, inspections

AHEAD = timedelta(days=30)
"""How far ahead a unit is shown its tasks."""
AT_MOST = 100


def waiting(user: User) -> list[Waiting]:
    """Everything that waits for this person, the earliest date first."""
    found = [*_feedback(user), *_plans(user), *_tasks(user), *_reviews(user), *_office(user)]
    return sorted(found, key=lambda each: (each.due_on is None, each.due_on or timezone.localdate()))


def _feedback(user: User) -> Iterator[Waiting]:
    unread = Feedback.objects.filter(received_on__isnull=True).select_related("inspection__unit")
    for feedback in content(user, "feedback.receive", unread)[:AT_MOST]:
        yield Waiting(say(N_("签收反馈意见：%(to)s"), to=feedback.get_audience_display()), "feedback", feedback.pk)


def _plans(user: User) -> Iterator[Waiting]:
    open_plans = RectificationPlan.objects.filter(state__in=(PlanState.DRAFT, PlanState.RETURNED))
    for plan in content(user, "rect_plan.write", open_plans.select_related("inspection__unit"))[:AT_MOST]:
        template = N_("整改方案被退回，修改后重报") if plan.state == PlanState.RETURNED else N_("编制并报送整改方案")
        yield Waiting(say(template), "rect_plan", plan.pk, plan.due_on)


def _tasks(user: User) -> Iterator[Waiting]:
    near = timezone.localdate() + AHEAD
    # What came back waits at once, however far its date.
    open_tasks = Task.objects.filter(
        Q(state=TaskState.OPEN, due_on__lte=near) | Q(state__in=(TaskState.RETURNED, TaskState.REOPENED))
    ).select_related("plan__inspection__unit")
    templates = {
        TaskState.OPEN: N_("完成整改任务：%(task)s"),
        TaskState.RETURNED: N_("联审退回，继续整改：%(task)s"),
        TaskState.REOPENED: N_("重新打开，继续整改：%(task)s"),
    }
    for task in content(user, "task.progress", open_tasks.order_by("due_on"), "plan__inspection")[:AT_MOST]:
        yield Waiting(say(templates[TaskState(task.state)], task=task.title), "task", task.pk, task.due_on)


def _reviews(user: User) -> Iterator[Waiting]:
    body = body_of(user, "rect_plan.review")
    if body is not None:
        spoken = Review.objects.filter(plan=OuterRef("pk"), version=OuterRef("version"), body=body)
        plans = RectificationPlan.objects.filter(~Exists(spoken), state=PlanState.SUBMITTED)
        for plan in content(user, "rect_plan.review", plans.select_related("inspection__unit"))[:AT_MOST]:
            yield Waiting(say(N_("审核整改方案：%(unit)s"), unit=plan.inspection.unit.name), "rect_plan", plan.pk)
    body = body_of(user, "task.review")
    if body is not None:
        spoken = Review.objects.filter(task=OuterRef("pk"), version=OuterRef("submissions"), body=body)
        sent = Task.objects.filter(~Exists(spoken), state=TaskState.SUBMITTED)
        found = sent.select_related("plan__inspection__unit").order_by(F("submitted_on").asc(nulls_last=True))
        for task in content(user, "task.review", found, "plan__inspection")[:AT_MOST]:
            words = say(N_("审核整改任务：%(task)s（%(unit)s）"), task=task.title, unit=task.plan.inspection.unit.name)
            yield Waiting(words, "task", task.pk)


def _office(user: User) -> Iterator[Waiting]:
    heard = inspections(user, "feedback.give").filter(step=Step.FEEDBACK, fed_back_on__isnull=True)
    for inspection in heard.select_related("unit")[:AT_MOST]:
        yield Waiting(say(N_("反馈巡察意见：%(unit)s"), unit=inspection.unit.name), "inspection", inspection.pk)
    passed = Task.objects.filter(state=TaskState.PASSED).select_related("plan__inspection__unit")
    for task in content(user, "task.close", passed, "plan__inspection")[:AT_MOST]:
        words = say(
            N_("联审通过，办理销号：%(task)s（%(unit)s）"), task=task.title, unit=task.plan.inspection.unit.name
        )
        yield Waiting(words, "task", task.pk)
    asked = Extension.objects.filter(state=ExtensionState.ASKED).select_related("task__plan__inspection__unit")
    for extension in content(user, "extension.decide", asked, "task__plan__inspection")[:AT_MOST]:
        task = extension.task
        words = say(N_("审批延期申请：%(task)s（%(unit)s）"), task=task.title, unit=task.plan.inspection.unit.name)
        yield Waiting(words, "extension", extension.pk)
