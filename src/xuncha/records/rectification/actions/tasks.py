"""Work on a task: progress, measures carried out, and calling it done."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from xuncha.domain.errors import Refused
from xuncha.domain.rectification import TASK_FLOW, PlanState, TaskState, TaskVerb, cure_gaps
from xuncha.domain.words import N_, say
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import act
from xuncha.records.rectification import facts
from xuncha.records.rectification.models import Measure, Progress, Task
from xuncha.records.teams.reach import require


def report_progress(progress: Progress, *, by: User) -> Progress:
    """Put down what was done on a task."""
    task = progress.task
    require(by, "task.progress", task.plan.inspection)
    still_open(task)
    if progress.on > timezone.localdate():
        raise Refused((say(N_("进展日期不能晚于今天")),))
    progress.by = by.trail_name
    with act("task.progress", by=by, on=task) as change:
        change.create(progress)
    return progress


def carry_out_measure(measure: Measure, done_on: date, *, by: User) -> Measure:
    """Put down that a measure was carried out."""
    task = measure.task
    require(by, "task.progress", task.plan.inspection)
    still_open(task)
    if measure.done_on:
        raise Refused((say(N_("措施“%(measure)s”已经完成，不能再改"), measure=measure.text),))
    if done_on > timezone.localdate():
        raise Refused((say(N_("完成日期不能晚于今天")),))
    measure.done_on = done_on
    with act("task.progress", by=by, on=task, measure=measure.text) as change:
        change.save(measure)
    return measure


def submit_task(task: Task, *, by: User) -> Task:
    """Call a task done, signed by the head, with its result already set; refused with everything it lacks."""
    require(by, "task.submit", task.plan.inspection)
    after = TASK_FLOW.advance(TaskState(task.state), TaskVerb.SUBMIT)
    gaps = list(cure_gaps(facts.of_task(task)))
    if task.plan.state != PlanState.ACCEPTED:
        gaps.insert(0, say(N_("整改方案当前为“%(state)s”，审核通过后才能申报完成"), state=PlanState(task.plan.state)))
    if not task.result.strip():
        gaps.append(say(N_("任务“%(task)s”没有写整改结果"), task=task.title))
    if task.own_level_dealt_with > task.people_dealt_with:
        gaps.append(say(N_("其中本级人数不能多于处理人数")))
    if gaps:
        raise Refused(gaps)
    task.state, task.submissions, task.submitted_on = after, task.submissions + 1, timezone.localdate()
    with act("task.submit", by=by, on=task, submissions=task.submissions) as change:
        change.save(task)
    return task


def still_open(task: Task) -> None:
    """Raise `WrongState` where the unit no longer works on the task."""
    TASK_FLOW.advance(TaskState(task.state), TaskVerb.WORK)
