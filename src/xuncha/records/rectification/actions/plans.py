"""The unit writes its plan: text, tasks, measures; its head sends it in."""

from __future__ import annotations

from django.db.models import Max
from django.utils import timezone

from xuncha.domain.errors import Refused
from xuncha.domain.findings import FindingState
from xuncha.domain.rectification import (
    PLAN_FLOW,
    TASK_FLOW,
    PlanState,
    PlanVerb,
    TaskState,
    TaskVerb,
    plan_gaps,
)
from xuncha.domain.words import N_, Sentence, say
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import act
from xuncha.records.rectification import facts
from xuncha.records.rectification.models import Measure, RectificationPlan, Task
from xuncha.records.teams.reach import require


def write_plan(plan: RectificationPlan, *, by: User) -> RectificationPlan:
    """Keep the plan's text."""
    require(by, "rect_plan.write", plan.inspection)
    _open_plan(plan)
    with act("rect_plan.write", by=by, on=plan) as change:
        change.save(plan)
    return plan


def save_task(task: Task, *, by: User) -> Task:
    """Add a task to the plan or keep what was changed of it. Numbers follow the order of entry."""
    require(by, "task.write", task.plan.inspection)
    _open_plan(task.plan)
    if task.finding.inspection_id != task.plan.inspection_id or task.finding.state != FindingState.REPORTED:
        raise Refused((say(N_("任务须对应本次反馈的问题")),))
    with act("task.write", by=by, on=task if task.pk else None) as change:
        if task.pk:
            change.save(task)
        else:
            last = Task.objects.filter(plan_id=task.plan_id).aggregate(last=Max("number"))["last"]
            task.number = (last or 0) + 1
            change.create(task)
    return task


def remove_task(task: Task, *, by: User) -> None:
    """Take a task out of a plan not yet sent in; what was already done on it stays in the way."""
    require(by, "task.write", task.plan.inspection)
    _open_plan(task.plan)
    if task.submissions or task.evidence.exists() or task.progress.exists():
        raise Refused((say(N_("任务“%(task)s”已有进展或佐证材料，不能删除"), task=task.title),))
    with act("task.write", by=by, on=task) as change:
        for measure in task.measures.all():
            change.delete(measure)
        change.delete(task)


def save_measure(measure: Measure, *, by: User) -> Measure:
    """Add a measure or keep what was changed of it; once the plan is accepted only where a task came back."""
    task = measure.task
    require(by, "task.write", task.plan.inspection)
    _open_task(task)
    if not measure.accountable.strip():
        raise Refused((say(N_("措施“%(measure)s”没有责任人"), measure=measure.text),))
    with act("task.write", by=by, on=task) as change:
        if measure.pk:
            _not_done(measure)
            change.save(measure)
        else:
            last = Measure.objects.filter(task=task).aggregate(last=Max("number"))["last"]
            measure.number = (last or 0) + 1
            change.create(measure)
    return measure


def remove_measure(measure: Measure, *, by: User) -> None:
    """Take a measure out; one that was carried out, or that evidence hangs on, stays."""
    require(by, "task.write", measure.task.plan.inspection)
    _open_task(measure.task)
    _not_done(measure)
    if measure.evidence.exists():
        raise Refused((say(N_("措施“%(measure)s”已有佐证材料，不能删除"), measure=measure.text),))
    with act("task.write", by=by, on=measure.task) as change:
        change.delete(measure)


def submit_plan(plan: RectificationPlan, *, by: User) -> RectificationPlan:
    """Send the plan in, signed by the head; refused with everything it lacks."""
    require(by, "rect_plan.submit", plan.inspection)
    after = PLAN_FLOW.advance(PlanState(plan.state), PlanVerb.SUBMIT)
    gaps = plan_lacks(plan)
    if gaps:
        raise Refused(gaps)
    plan.state, plan.version = after, plan.version + 1
    plan.submitted_on, plan.decided_on, plan.grade = timezone.localdate(), None, ""
    with act("rect_plan.submit", by=by, on=plan, version=plan.version) as change:
        change.save(plan)
    return plan


def plan_lacks(plan: RectificationPlan) -> tuple[Sentence, ...]:
    """Say what the plan lacks now."""
    reported = plan.inspection.findings.filter(state=FindingState.REPORTED).order_by("number")
    gaps = plan_gaps(reported.values_list("pk", "title"), facts.of_tasks(plan))
    return gaps if plan.text.strip() else (say(N_("整改方案没有写总体安排")), *gaps)


def may_write_plan(plan: RectificationPlan) -> bool:
    """Whether the plan is still open to the unit."""
    return PLAN_FLOW.can(PlanState(plan.state), PlanVerb.WRITE)


def may_write_measures(task: Task) -> bool:
    """Whether measures of the task may still be added or changed."""
    came_back = task.state != TaskState.OPEN and TASK_FLOW.can(TaskState(task.state), TaskVerb.WORK)
    return may_write_plan(task.plan) or came_back


def _open_plan(plan: RectificationPlan) -> None:
    PLAN_FLOW.advance(PlanState(plan.state), PlanVerb.WRITE)


def _open_task(task: Task) -> None:
    if not may_write_measures(task):
        _open_plan(task.plan)


def _not_done(measure: Measure) -> None:
    if Measure.objects.filter(pk=measure.pk, done_on__isnull=False).exists():
        raise Refused((say(N_("措施“%(measure)s”已经完成，不能再改"), measure=measure.text),))
