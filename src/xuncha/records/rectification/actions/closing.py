"""Close-out by the office alone, and opening again what was not cured."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from xuncha.domain.errors import Refused
from xuncha.domain.rectification import (
    TASK_FLOW,
    ReopenGround,
    TaskState,
    TaskVerb,
    ready_to_close,
    ready_to_reopen,
)
from xuncha.domain.roles import Role
from xuncha.domain.words import N_, Sentence, say
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import Change, act
from xuncha.records.rectification import facts, watches
from xuncha.records.rectification.models import Reopening, Task
from xuncha.records.teams.reach import require


def close_task(task: Task, *, by: User, words: str = "") -> Task:
    """Close a task the joint review passed; refused with everything that stands against it."""
    require(by, "task.close", task.plan.inspection)
    gaps = closing_gaps(task)
    if gaps:
        raise Refused(gaps)
    task.state = TASK_FLOW.advance(TaskState(task.state), TaskVerb.CLOSE)
    task.closed_on = timezone.localdate()
    with act("task.close", by=by, on=task, words=words) as change:
        change.save(task)
        watches.begin(change, task, task.closed_on)
    return task


def closing_gaps(task: Task) -> tuple[Sentence, ...]:
    """Say what stands against closing a task."""
    reviews = task.reviews.filter(version=task.submissions)
    # Whoever is let in here holds the right to close, which the access table gives to the office alone.
    return ready_to_close(facts.of_task(task), facts.of_reviews(reviews), Role.PLANNER)


def reopen_task(reopening: Reopening, *, by: User, due_on: date | None = None) -> Reopening:
    """Open a passed or closed task again, on its ground and for its reason; `due_on` sets a new date."""
    task = reopening.task
    require(by, "task.reopen", task.plan.inspection)
    ground = ReopenGround(reopening.ground) if reopening.ground else None
    gaps = list(ready_to_reopen(TaskState(task.state), ground, reopening.reason))
    if due_on is not None and due_on < timezone.localdate():
        gaps.append(say(N_("新的完成时限不能早于今天")))
    if gaps:
        raise Refused(gaps)
    with act("task.reopen", by=by, on=task, ground=ground, reason=reopening.reason) as change:
        reopened(change, reopening, due_on)
    return reopening


def reopened(change: Change, reopening: Reopening, due_on: date | None = None) -> None:
    """Write a re-opening down within an act already begun."""
    task = reopening.task
    reopening.reopened_on = timezone.localdate()
    task.state = TASK_FLOW.advance(TaskState(task.state), TaskVerb.REOPEN)
    task.closed_on = None
    task.due_on = due_on or task.due_on
    change.create(reopening)
    change.save(task)
    watches.end(change, task, reopening.reopened_on)
