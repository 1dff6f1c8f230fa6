"""Bringing a table of tasks in: one act, what is known already is updated, nothing twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from xuncha.domain.errors import Refused
from xuncha.domain.findings import FindingState
from xuncha.domain.rectification import TASK_FLOW, TaskState, TaskVerb
from xuncha.domain.words import N_, Sentence, say
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import Change, act, allow
from xuncha.records.findings.models import Finding
from xuncha.records.people.rows import Counts
from xuncha.records.rectification.models import Measure, RectificationPlan, Task
from xuncha.records.rectification.rows import TaskRow

Progress = Callable[[int, int], None]
"""Told how many rows of how many are done."""
NAMED_AT_MOST = 20
TOLD_EVERY = 200
TASK_FIELDS = ("goal", "cure", "duty_kind", "duty_leader", "duty_person", "due_on")
TaskKey = tuple[int, int, str]


def import_tasks(rows: Sequence[TaskRow], *, by: User, progress: Progress) -> Counts:
    """Add or update tasks by inspection, finding and title, each with the measure its row names."""
    table = _Table(rows)
    for path in {plan.inspection.round.jurisdiction.path for plan in table.plans.values()}:
        allow(by, "import.run", path)
    with act("import.run", by=by, what=Task._meta.verbose_name, rows=len(rows)) as change:
        for count, row in enumerate(rows, start=1):
            table.take(row)
            if count % TOLD_EVERY == 0:
                progress(count, len(rows))
        counts = table.write(change)
        change.detail |= {"created": counts.created, "updated": counts.updated}
    progress(len(rows), len(rows))
    return counts


class _Table:
    """The rows beside what is kept of the same tasks."""

    def __init__(self, rows: Sequence[TaskRow]) -> None:
        """Find plan and finding of every row; refuse, naming them, those that lead nowhere."""
        self.plans = _plans(rows)
        keys = {plan.inspection_id for plan in self.plans.values()}
        reported = Finding.objects.filter(inspection__in=keys, state=FindingState.REPORTED)
        self.findings = {(finding.inspection_id, finding.number): finding for finding in reported}
        self._refuse(rows)
        kept = Task.objects.filter(plan__inspection__in=keys).select_related("plan", "finding")
        self.tasks: dict[TaskKey, Task] = {
            (task.plan.inspection_id, task.finding.number, task.title): task for task in kept
        }
        self.measures = {
            (measure.task_id, measure.text): measure for measure in Measure.objects.filter(task__in=list(kept))
        }
        self.numbers: dict[int, int] = {}
        for task in kept:
            self.numbers[task.plan_id] = max(self.numbers.get(task.plan_id, 0), task.number)
        self.created: dict[TaskKey, Task] = {}
        self.updated: dict[TaskKey, Task] = {}
        self.seen: set[TaskKey] = set()
        self.measured: list[tuple[TaskKey, TaskRow]] = []

    def take(self, row: TaskRow) -> None:
        """Take one row in."""
        plan = self.plans[row.unit, row.round]
        key = (plan.inspection_id, row.finding, row.title)
        self.seen.add(key)
        if row.measure:
            self.measured.append((key, row))
        said = {name: getattr(row, name) for name in TASK_FIELDS if getattr(row, name) is not None}
        task = self.tasks.get(key)
        if task is None:
            finding = self.findings[plan.inspection_id, row.finding]
            usual = {"cure": finding.cure, "due_on": plan.period_until}
            self.numbers[plan.pk] = self.numbers.get(plan.pk, 0) + 1
            task = Task(plan=plan, finding=finding, title=row.title, number=self.numbers[plan.pk], **usual | said)
            self.tasks[key] = self.created[key] = task
        elif _set(task, said) and key not in self.created:
            self.updated[key] = task

    def write(self, change: Change) -> Counts:
        """Write tasks, then their measures, and count the tasks."""
        settled = [
            say(N_("任务“%(task)s”当前为“%(state)s”，不能由导入改动"), task=task.title, state=TaskState(task.state))
            for task in self.updated.values()
            if not TASK_FLOW.can(TaskState(task.state), TaskVerb.WORK)
        ]
        if settled:
            raise Refused(settled[:NAMED_AT_MOST])
        change.create_many(self.created.values())
        change.save_many(list(self.updated.values()), TASK_FIELDS)
        touched = set(self.updated) | self._write_measures(change)
        updated = touched - set(self.created)
        return Counts(len(self.created), len(updated), len(self.seen) - len(self.created) - len(updated))

    def _write_measures(self, change: Change) -> set[TaskKey]:
        made, changed, touched = [], {}, set()
        numbers: dict[int, int] = {}
        for task_id, _ in self.measures:
            numbers[task_id] = numbers.get(task_id, 0) + 1
        for key, row in self.measured:
            task, text = self.tasks[key], row.measure or ""
            said = {
                "accountable": row.accountable, "due_on": row.measure_due_on, "done_on": row.measure_done_on,
            }  # fmt: skip
            said = {name: value for name, value in said.items() if value is not None}
            measure = self.measures.get((task.pk, text))
            if measure is None:
                numbers[task.pk] = numbers.get(task.pk, 0) + 1
                usual: dict[str, Any] = {"accountable": task.duty_person, "due_on": task.due_on}
                measure = Measure(task=task, text=text, number=numbers[task.pk], **usual | said)
                self.measures[task.pk, text] = measure
                made.append(measure)
                touched.add(key)
            elif _set(measure, said) and measure.pk:
                changed[measure.pk] = measure
                touched.add(key)
        change.create_many(made)
        change.save_many(list(changed.values()), ("accountable", "due_on", "done_on"))
        return touched

    def _refuse(self, rows: Iterable[TaskRow]) -> None:
        missing = [
            say(N_("单位“%(unit)s”的反馈中没有第%(finding)s号问题"), unit=row.unit, finding=row.finding)
            for row in rows
            if (self.plans[row.unit, row.round].inspection_id, row.finding) not in self.findings
        ]
        if missing:
            raise Refused(missing[:NAMED_AT_MOST])


def _plans(rows: Iterable[TaskRow]) -> dict[tuple[str, str | None], RectificationPlan]:
    wanted = list(dict.fromkeys((row.unit, row.round) for row in rows))
    found: dict[tuple[str, str | None], RectificationPlan] = {}
    plans = RectificationPlan.objects.filter(inspection__unit__code__in={unit for unit, _ in wanted})
    # The latest feedback comes last and stays.
    for plan in plans.select_related("inspection__unit", "inspection__round__jurisdiction").order_by(
        "inspection__fed_back_on", "pk"
    ):
        code = plan.inspection.unit.code
        found[code, plan.inspection.round.name] = plan
        found[code, None] = plan
    lost: list[Sentence] = [
        say(N_("单位“%(unit)s”没有已反馈的巡察，或轮次“%(round)s”不对"), unit=unit, round=name or "")
        for unit, name in wanted
        if (unit, name) not in found
    ]
    if lost:
        raise Refused(lost[:NAMED_AT_MOST])
    return {key: found[key] for key in wanted}


def _set(record: Task | Measure, said: dict[str, Any]) -> bool:
    differing = [name for name, value in said.items() if getattr(record, name) != value]
    for name in differing:
        setattr(record, name, said[name])
    return bool(differing)
