"""After the period: scores, look-backs, and what had to be opened again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random

from xuncha.demo.cases import Case, round_code
from xuncha.demo.chance import stream
from xuncha.demo.proofs import PROMISE_ONLY
from xuncha.demo.rows import LookBack, Reopening, Score, Task
from xuncha.domain.steps import Step

_INDICATORS = (("整改研究部署", 150), ("任务落实", 400), ("组织落实", 150), ("满意度测评", 200), ("综合评价", 100))
_LOOK_BACK_STORIES = ("sand", "honest")


def scores(cases: Sequence[Case]) -> list[Score]:
    """Base 100 with deductions over five indicators; good from 90, fair from 80."""
    rows = []
    for case in cases:
        if case.target.round > 2 or not case.line.is_done(Step.ACCEPTANCE):
            continue
        rng = stream(case.seed, "score", case.code)
        level = 0.965 if case.target.story == "honest" else rng.uniform(0.76, 0.97)
        parts = tuple((name, _points(rng, most, level), most) for name, most in _INDICATORS)
        total = sum(points for _, points, _ in parts)
        grade = "good" if total >= 900 else ("fair" if total >= 800 else "poor")
        rows.append(
            Score(
                code=f"{case.code}-SCORE", inspection=case.code, scored_on=case.line.when(Step.ACCEPTANCE),
                total_tenths=total, grade=grade, parts=parts, note=_NOTES[grade],
            )
        )  # fmt: skip
    return rows


_NOTES = {
    "good": "班子成员逐项领办，追缴资金凭入账凭证核验，群众满意度较高。",
    "fair": "多数任务按期完成，个别制度建而未用，满意度有待提高。",
    "poor": "部分任务以承诺代替落实，约谈主要负责人，责令“回炉”重改。",
}


def _points(rng: Random, most: int, level: float) -> int:
    return min(most, round(most * level + rng.uniform(-0.02, 0.02) * most))


def look_backs(cases: Sequence[Case], tasks: Sequence[Task]) -> tuple[list[LookBack], list[Reopening], list[Task]]:
    """Look-backs over rounds 1 and 2; the tasks come back with those opened again marked so."""
    by_plan: dict[str, list[Task]] = {}
    for task in tasks:
        by_plan.setdefault(task.plan, []).append(task)
    rows: list[LookBack] = []
    reopened: dict[str, Reopening] = {}
    for case in _chosen(cases):
        mine = [task for task in by_plan.get(f"{case.code}-P", ()) if task.state == "closed"]
        again = _again(case, mine)
        reopened.update({row.task: row for row in again})
        rows.append(_look_back(case, mine, again))
    changed = [_opened(task, reopened[task.code]) if task.code in reopened else task for task in tasks]
    return rows, list(reopened.values()), changed


def _chosen(cases: Sequence[Case]) -> list[Case]:
    return [
        case
        for case in cases
        if case.line.is_done(Step.ACCEPTANCE)
        and (
            case.target.story in _LOOK_BACK_STORIES
            or case.unit.code in PROMISE_ONLY
            or (case.target.round == 1 and case.number in (1, 4, 11, 15))
        )
    ]


def _again(case: Case, mine: Sequence[Task]) -> list[Reopening]:
    """What the look-back finds not cured."""
    today = case.line.today
    if case.unit.code in PROMISE_ONLY:
        money = [task for task in mine if task.amount_claimed_fen][:1]
        return [
            Reopening(
                code=f"{task.code}-O", task=task.code, reopened_on=today - timedelta(days=10), ground="look_back",
                reason="上报款项已全部收回，回头看查无入账，仅有还款承诺书，走访村民均称不知情。",
                amount_fen=task.amount_claimed_fen,
            )
            for task in money
        ]  # fmt: skip
    return []


def _opened(task: Task, row: Reopening) -> Task:
    """Due again soon after it was opened."""
    return replace(task, state="reopened", due_on=row.reopened_on + timedelta(days=15), closed_on=None)


def _look_back(case: Case, mine: Sequence[Task], again: Sequence[Reopening]) -> LookBack:
    today = case.line.today
    start = today - timedelta(days=40) if case.target.round == 2 else today - timedelta(days=420)
    text = f"抽查已销号任务{min(8, len(mine))}项，现场核实、账簿比对、电话回访相结合。"
    text += f"发现{len(again)}项整改不到位，予以重新打开。" if again else "整改属实，群众认可，未发现反弹。"
    checked = tuple(task.code for task in mine[:8])
    return LookBack(
        code=f"{case.code}-LB", inspection=case.code, round=round_code(case.target.round), starts_on=start,
        ends_on=start + timedelta(days=28), team=tuple(row.inspector for row in case.members[:3]),
        tasks_checked=checked, tasks_reopened=tuple(row.task for row in again), conclusion=text,
    )  # fmt: skip
