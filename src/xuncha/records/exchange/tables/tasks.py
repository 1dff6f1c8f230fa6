"""Rectification tasks with their measures: one line a measure, the task's own columns the same on each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from xuncha.domain.findings import Cure, DutyHolderKind, FindingState
from xuncha.domain.rectification import TASK_FLOW, TaskState, TaskVerb
from xuncha.domain.words import N_, say
from xuncha.records.exchange.tables.between import together
from xuncha.records.exchange.tables.column import Column, Form, Problem, Progress, Rows, TableRules, Understood
from xuncha.records.exchange.tables.lookup import UNIT
from xuncha.records.exchange.tables.parsers import code, day, reference, text, whole
from xuncha.records.findings.models import Finding
from xuncha.records.people.rows import Counts
from xuncha.records.rectification import actions
from xuncha.records.rectification.models import RectificationPlan, Task
from xuncha.records.rectification.rows import TaskRow

if TYPE_CHECKING:
    from xuncha.records.accounts.models import User
    from xuncha.records.exchange.tables.lookup import Lookup

COLUMNS = (
    Column(
        "unit", N_("被巡察单位"), reference(UNIT), required=True, help=N_("单位代码，或没有重名的单位名称"),
        also=("单位", "单位名称", "整改单位", "责任单位", "unit", "inspected unit"),
    ),
    Column(
        "round", N_("轮次"), text(128), help=N_("轮次名称；不填为该单位最近一次反馈的巡察"),
        also=("巡察轮次", "轮次名称", "round"),
    ),
    Column(
        "finding", N_("问题序号"), whole(1, 100_000), required=True, form=Form.NUMBER, help=N_("反馈意见中的问题序号"),
        also=("问题编号", "反馈问题序号", "序号", "finding", "finding number", "finding no"),
    ),
    Column(
        "title", N_("整改任务"), text(200), required=True, help=N_("再次导入时凭单位、问题和任务认出同一任务"),
        also=("任务", "任务名称", "整改事项", "task", "title"),
    ),
    Column("goal", N_("整改目标"), text(2000), also=("目标", "goal")),
    Column("cure", N_("整改类别"), code(Cure), choices=Cure, also=("类别", "整改类型", "kind of rectification", "cure")),
    Column(
        "duty_kind", N_("本级责任"), code(DutyHolderKind), choices=DutyHolderKind,
        also=("责任主体", "责任类别", "duty holder"),
    ),
    Column(
        "duty_leader", N_("责任领导"), text(64), also=("牵头领导", "包抓领导", "分管领导", "responsible leader"),
    ),
    Column("duty_person", N_("责任人"), text(64), also=("具体责任人", "承办人", "responsible person")),
    Column(
        "due_on", N_("完成时限"), day, form=Form.DATE, help=N_("不填为集中整改期满"),
        also=("整改时限", "时限", "完成日期", "due", "due on", "deadline"),
    ),
    Column(
        "measure", N_("整改措施"), text(2000), help=N_("一项任务有几条措施就写几行，每行任务各列相同"),
        also=("措施", "具体措施", "measure"),
    ),
    Column("accountable", N_("措施责任人"), text(64), help=N_("不填为任务的责任人"), also=("measure by", "accountable")),
    Column("measure_due_on", N_("措施时限"), day, form=Form.DATE, also=("措施完成时限", "measure due")),
    Column("measure_done_on", N_("措施完成日期"), day, form=Form.DATE, also=("措施完成时间", "measure done")),
)  # fmt: skip
HEADS = {column.key: column.name for column in COLUMNS}
ABOUT_MEASURE = ("accountable", "measure_due_on", "measure_done_on")
ABOUT_TASK = ("goal", "cure", "duty_kind", "duty_leader", "duty_person", "due_on")
TASK_KEY = ("unit", "round", "finding", "title")


def check(rows: Rows, lookup: Lookup) -> list[Problem]:
    """Unit fed back, finding reported, task still open, one task the same on every line."""
    problems = list(_contradicting(rows))
    plans = _plans(rows)
    inspections = {plan.inspection_id for plan in plans.values()}
    reported = set(
        Finding.objects.filter(inspection__in=inspections, state=FindingState.REPORTED).values_list(
            "inspection", "number"
        )
    )
    kept = {
        (task.plan.inspection_id, task.finding.number, task.title): task
        for task in Task.objects.filter(plan__inspection__in=inspections).select_related("plan", "finding")
    }
    for row in rows:
        if any(row.values[key] is not None for key in ABOUT_MEASURE):
            problems += together(row, [("measure", HEADS["measure"])], N_("措施责任人"))
        plan = plans.get((row.values["unit"], row.values["round"]))
        problem = _leads_nowhere(row, plan, reported, lookup) or _settled(row, plan, kept)
        problems += [problem] if problem else []
    return problems


def _leads_nowhere(
    row: Understood, plan: RectificationPlan | None, reported: set[tuple[int, int]], lookup: Lookup
) -> Problem | None:
    unit = lookup.name(UNIT, row.values["unit"])
    if plan is None:
        if row.values["round"]:
            return Problem(row.line, HEADS["round"], say(N_("该单位没有这一轮已反馈的巡察")), row.values["round"])
        return Problem(row.line, HEADS["unit"], say(N_("该单位没有已反馈的巡察")), unit)
    if not lookup.user.reaches("import.run", plan.inspection.round.jurisdiction.path):
        return Problem(row.line, HEADS["unit"], say(N_("不在您管理的地区之内")), unit)
    if (plan.inspection_id, row.values["finding"]) not in reported:
        number = row.values["finding"]
        return Problem(row.line, HEADS["finding"], say(N_("反馈中没有这个序号的问题")), str(number))
    return None


def _settled(row: Understood, plan: RectificationPlan | None, kept: dict[tuple[int, int, str], Task]) -> Problem | None:
    """Refuse to change what the unit no longer works on."""
    task = kept.get((plan.inspection_id, row.values["finding"], row.values["title"])) if plan else None
    if task is None or TASK_FLOW.can(TaskState(task.state), TaskVerb.WORK):
        return None
    said = ((key, row.values[key]) for key in ABOUT_TASK if row.values[key] is not None)
    if all(getattr(task, key) == value for key, value in said):
        return None
    reason = say(N_("任务当前为“%(state)s”，不能由导入改动"), state=TaskState(task.state))
    return Problem(row.line, HEADS["title"], reason, task.title)


def _contradicting(rows: Rows) -> Iterator[Problem]:
    first: dict[tuple[object, ...], Understood] = {}
    for row in rows:
        before = first.setdefault(tuple(row.values[key] for key in TASK_KEY), row)
        for key in ABOUT_TASK:
            told, now = before.values[key], row.values[key]
            if told is not None and now is not None and told != now:
                reason = say(N_("与第%(line)s行所填的“%(before)s”不一致"), line=before.line, before=told)
                yield Problem(row.line, HEADS[key], reason, str(now))


def _plans(rows: Rows) -> dict[tuple[str, str | None], RectificationPlan]:
    plans: dict[tuple[str, str | None], RectificationPlan] = {}
    found = RectificationPlan.objects.filter(inspection__unit__code__in={row.values["unit"] for row in rows})
    # The latest feedback comes last and stays.
    for plan in found.select_related("inspection__unit", "inspection__round__jurisdiction").order_by(
        "inspection__fed_back_on", "pk"
    ):
        code_, name = plan.inspection.unit.code, plan.inspection.round.name
        plans[code_, name] = plans[code_, None] = plan
    return plans


def write(rows: Rows, by: User, progress: Progress) -> Counts:
    """Create and update."""
    return actions.import_tasks([TaskRow(**row.values) for row in rows], by=by, progress=progress)


RULES = TableRules("import.run", COLUMNS, (*TASK_KEY, "measure"), check, write)
