"""Rectification tasks: how each finding is being put right, or not."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from xuncha.demo import proofs, stories
from xuncha.demo.cases import Case
from xuncha.demo.chance import day_between, stream, weighted
from xuncha.demo.findings import Found
from xuncha.demo.plans import JOINT, Planned, reviewer
from xuncha.demo.prose import Filling
from xuncha.demo.rows import (
    Evidence,
    Extension,
    Measure,
    Progress,
    Review,
    Task,
)

_DONE = ("passed", "closed", "reopened")
_INNER = str.maketrans("“”", "‘’")
_REFUSED = (
    "仅有还款承诺书，未见入账凭证，退回补充。",
    "制度已印发，但未提供执行记录，请补充本季度检查情况。",
    "佐证材料为会议通知，不能证明措施已落实，退回续改。",
    "处理人员均为下属单位人员，本级责任未体现，请说明。",
)
_CHECKED = (
    "已核对原始凭证，同意。",
    "现场核实，同意销号。",
    "同意。",
    "电话回访三人，均知情，同意。",
    "制度已执行，台账完整，同意。",
)


@dataclass
class Rectified:
    """Rows of rectification gathered over all inspections."""

    tasks: list[Task] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    progress: list[Progress] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    extensions: list[Extension] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Days:
    """When one task is due, sent in and closed; later days only where the state has them."""

    state: str
    due: date
    submitted: date | None
    reviewed: date | None
    closed: date | None


def make_tasks(case: Case, found: Sequence[Found], planned: Planned, into: Rectified) -> None:
    """A task for each finding, with its measures, progress, evidence and reviews."""
    numbered = [row for row in found if row.finding is not None]
    for number, row in enumerate(numbered, start=1):
        rng = stream(case.seed, "task", case.code, number)
        days = _days(rng, case, row, number, planned)
        task = _task(rng, case, row, number, planned, days)
        into.tasks.append(task)
        into.measures += _measures(rng, case, row, task, days)
        into.progress += _progress(rng, case, row.filling, task, days)
        into.evidence += proofs.evidence(rng, case, row, task, days.submitted)
        into.reviews += _reviews(rng, case, task, days)
        into.extensions += _extensions(rng, case, task, number)


def _days(rng: Random, case: Case, row: Found, number: int, planned: Planned) -> Days:
    line = case.line
    due = _due(rng, case, row)
    state = "open"
    if planned.plan.state == "accepted":
        state = _drawn_state(rng, case, due)
    if case.target.story == "cast" and number <= len(stories.CAST_TASKS):
        state, offset = stories.CAST_TASKS[number - 1]
        due = line.today + timedelta(days=offset)
    if case.target.story in ("water", "sand", "honest"):
        state = "closed"
    if case.unit.code in proofs.BATCH_CLOSERS:
        state, due = "closed", line.period_until
    submitted = reviewed = closed = None
    if state != "open":
        late = rng.randint(1, 12) if rng.random() < 0.1 else -rng.randint(0, 12)
        submitted = max(line.feedback + timedelta(days=12), due + timedelta(days=late))
        if case.unit.code in proofs.BATCH_CLOSERS:
            submitted = line.period_until
        submitted = min(submitted, line.today - timedelta(days=rng.randint(1, 6)))
        reviewed = min(submitted + timedelta(days=rng.randint(3, 9)), line.today)
        closed = reviewed + timedelta(days=rng.randint(1, 4))
        if state in ("closed", "passed") and closed >= line.today:
            reviewed = line.today - timedelta(days=2)
            submitted = min(submitted, line.today - timedelta(days=6))
            closed = line.today - timedelta(days=1)
    if case.target.story == "water" and number == 1:
        # Whatever else is done, it is said to be done on the very last day.
        closed = line.period_until
        submitted, reviewed = closed - timedelta(days=9), closed - timedelta(days=2)
    return Days(
        state, due, submitted, reviewed if state in ("passed", "closed", "returned") else None,
        closed if state == "closed" else None,
    )  # fmt: skip


def _due(rng: Random, case: Case, row: Found) -> date:
    line = case.line
    if row.matter.cure == "immediate":
        return line.feedback + timedelta(days=rng.randint(21, 40))
    if row.matter.cure == "long_term":
        return line.period_until + timedelta(days=rng.randint(60, 150))
    if case.target.story == "water":
        return line.period_until
    return day_between(rng, line.feedback + timedelta(days=45), line.period_until)


def _drawn_state(rng: Random, case: Case, due: date) -> str:
    """How far a task has come; the older the round, the fewer are left open."""
    late = (case.line.today - due).days
    if case.target.round == 1 or late > 150:
        return "closed" if rng.random() < (1.0 if case.target.round == 1 else 0.965) else "open"
    if late > 0:
        return weighted(rng, (("closed", 74), ("passed", 5), ("submitted", 9), ("returned", 5), ("open", 7)))
    if late > -12:
        return weighted(rng, (("closed", 30), ("passed", 6), ("submitted", 26), ("returned", 6), ("open", 32)))
    return weighted(rng, (("closed", 12), ("submitted", 10), ("open", 78)))


def _task(
    rng: Random, case: Case, row: Found, number: int, planned: Planned, days: Days
) -> Task:  # fmt: skip
    finding = row.finding
    assert finding is not None  # noqa: S101  # make_tasks passes findings alone
    leader = case.head if row.matter.holder == "head" or number == 1 else case.body[number % len(case.body)]
    person = case.body[(number + 1) % len(case.body)]
    told = finding.amount_fen if "{amount}" in row.matter.result else None
    claimed, received = proofs.amounts(rng, case, told, days.state)
    dealt, own = proofs.dealt_with(rng, case, finding.severity, days.state)
    kind = "head" if leader is case.head else ("own_level" if row.matter.holder == "own_level" else "leading_body")
    result = row.filling.fill(row.matter.result) if days.state in ("submitted", *_DONE) else ""
    return Task(
        code=f"{finding.code}-T", number=number, plan=planned.plan.code, finding=finding.code,
        title=f"整改“{finding.title.translate(_INNER)}”问题", goal=row.filling.fill(row.matter.goal), cure=row.matter.cure,
        duty_kind=kind, state=days.state, duty_leader=leader.code, duty_person=person.code, due_on=days.due,
        submitted_on=days.submitted, closed_on=days.closed, result=proofs.said(case, result),
        amount_claimed_fen=claimed, amount_received_fen=received, people_dealt_with=dealt,
        own_level_dealt_with=own, submissions=0 if days.submitted is None else 1,
    )  # fmt: skip


def _measures(rng: Random, case: Case, row: Found, task: Task, days: Days) -> list[Measure]:
    rows = []
    start = case.line.feedback + timedelta(days=20)
    for number, text in enumerate(row.matter.measures, start=1):
        share = number / len(row.matter.measures)
        due = max(start, days.due - timedelta(days=int((1 - share) * 30)))
        done: date | None = None
        if days.submitted is not None:
            done = min(days.submitted, due)
        elif number == 1 and rng.random() < 0.6:
            done = min(due, case.line.today - timedelta(days=rng.randint(3, 20)))
        person = case.body[(task.number + number) % len(case.body)]
        rows.append(
            Measure(
                code=f"{task.code}-M{number}", task=task.code, number=number, text=row.filling.fill(text),
                accountable=person.code, due_on=min(due, days.due), done_on=done,
            )
        )  # fmt: skip
    return rows


_STEPS = (
    "党组织专题研究，明确{leader}同志牵头，制定工作方案，倒排工期。",
    "已完成自查，梳理涉及事项{n}项，建立台账逐项对账。",
    "完成{m}项，剩余事项正在核实，{leader}同志到现场督办一次。",
    "对照反馈意见补充佐证材料，征求派驻纪检组意见后修改完善。",
)


def _progress(rng: Random, case: Case, filling: Filling, task: Task, days: Days) -> list[Progress]:
    """Entries from plan to submission; an open task has few, and some have long fallen silent."""
    first = case.line.feedback + timedelta(days=8)
    last = days.submitted or min(case.line.today, days.due)
    if last <= first:
        return []
    count = rng.randint(2, 4) if days.submitted is not None else rng.randint(0, 2)
    span = (last - first).days
    leader = next(person.name for person in case.body if person.code == task.duty_leader)
    rows = []
    for number in range(count):
        text = proofs.copied(case) or filling.fill(_STEPS[number].replace("{leader}", leader))
        rows.append(
            Progress(
                code=f"{task.code}-G{number + 1}", task=task.code, by=task.duty_person, text=text,
                on=first + timedelta(days=span * (number + 1) // (count + 1)),
            )
        )  # fmt: skip
    return rows


def _reviews(rng: Random, case: Case, task: Task, days: Days) -> list[Review]:
    if days.submitted is None:
        return []
    bodies: Sequence[str] = (*JOINT, "line") if rng.random() < 0.4 or case.target.story else JOINT
    against = ""
    if task.state == "submitted":
        bodies = rng.sample(JOINT, weighted(rng, ((0, 5), (1, 3), (2, 2))))
    if task.state == "returned":
        against = rng.choice(JOINT)
    rows = []
    for body in bodies:
        day = min(days.submitted + timedelta(days=rng.randint(1, 4)), days.reviewed or case.line.today)
        refused = body == against
        rows.append(
            Review(
                code=f"{task.code}-R-{body}", plan="", task=task.code, version=1, body=body,
                opinion="disagree" if refused else "agree", words=rng.choice(_REFUSED if refused else _CHECKED),
                grade="", reviewed_on=day, by=reviewer(case, body),
            )
        )  # fmt: skip
    return rows


def _extensions(rng: Random, case: Case, task: Task, number: int) -> list[Extension]:
    """Asked for by some open tasks; the cast's own waits for the office and the leading group."""
    wanted = task.state == "open" and task.due_on < case.line.today
    waiting = case.target.story == "cast" and number == stories.CAST_EXTENSION
    if not waiting and not (wanted and rng.random() < 0.45):
        return []
    asked = min(task.due_on - timedelta(days=4), case.line.today - timedelta(days=3))
    until = max(task.due_on, case.line.today) + timedelta(days=30)
    state = "asked" if waiting or rng.random() < 0.4 else "refused"
    return [
        Extension(
            code=f"{task.code}-X", task=task.code, asked_on=asked, until=until, state=state,
            reason="涉及多个部门会签和资金拨付，短期内难以完成，申请延期三十日，期间按周报送进展。",
            decision="" if state == "asked" else "理由不充分，请按原时限抓紧整改。",
            decided_on=None if state == "asked" else min(asked + timedelta(days=3), case.line.today),
        )
    ]  # fmt: skip
