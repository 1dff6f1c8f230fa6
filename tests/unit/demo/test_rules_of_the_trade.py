"""What the demo says was done, the rules of the trade would have let be done."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from xuncha.demo import City
from xuncha.domain.findings import DutyHolder, DutyHolderKind, FindingFacts, FindingState, ready_for_report
from xuncha.domain.organisations import ReviewBody
from xuncha.domain.papers import PaperFacts, ready_to_handle
from xuncha.domain.rectification import (
    MeasureFacts,
    MeasureState,
    ReviewFacts,
    ReviewOpinion,
    TaskFacts,
    TaskState,
    plan_gaps,
    ready_to_close,
)
from xuncha.domain.roles import Role


def task_facts(made: City) -> dict[str, TaskFacts]:
    measures = defaultdict(list)
    for row in made.measures:
        state = MeasureState.DONE if row.done_on else MeasureState.OPEN
        measures[row.task].append(MeasureFacts(row.text, row.accountable, row.due_on, state))
    files: dict[str, int] = defaultdict(int)
    for proof in made.evidence:
        files[proof.task] += 1
    return {
        task.code: TaskFacts(
            task.title,
            (task.finding,),
            tuple(measures[task.code]),
            (DutyHolderKind(task.duty_kind),),
            files[task.code],
            TaskState(task.state),
        )
        for task in made.tasks
    }


def test_every_reported_finding_was_ready_for_its_report(either: City) -> None:
    holders = defaultdict(list)
    for one in either.duty_holders:
        holders[one.finding].append(DutyHolder(DutyHolderKind(one.kind), one.name, one.duty))
    for row in either.findings:
        if row.state == "reported":
            facts = FindingFacts(
                row.title, row.symptom, row.cause, tuple(holders[row.code]), row.rule_broken, row.leaf, (row.paper,),
                state=FindingState.REPORTED,
            )  # fmt: skip
            assert ready_for_report(facts) == (), row.code


def test_every_paper_beyond_a_draft_was_ready_to_handle(either: City) -> None:
    for row in either.working_papers:
        facts = PaperFacts(row.summary, row.process, row.basis, len(row.evidence), row.handlers, row.checked_by)
        assert row.state == "draft" or ready_to_handle(facts) == (), row.code
        assert not {row.checked_by, row.signed_by} & set(row.handlers)


def test_every_accepted_plan_is_whole(either: City) -> None:
    titles = {row.code: row.title for row in either.findings}
    facts = task_facts(either)
    by_plan = defaultdict(list)
    for task in either.tasks:
        by_plan[task.plan].append(task)
    for plan in either.rectification_plans:
        mine = by_plan[plan.code]
        fed_back = [(task.finding, titles[task.finding]) for task in mine]
        assert plan_gaps(fed_back, [facts[task.code] for task in mine]) == (), plan.code


def test_every_closed_task_could_be_closed(either: City) -> None:
    facts = task_facts(either)
    reviews = defaultdict(list)
    for row in either.reviews:
        if row.task:
            reviews[row.task].append(ReviewFacts(ReviewBody(row.body), ReviewOpinion(row.opinion), row.words))
    for task in either.tasks:
        if task.state in ("closed", "reopened"):
            passed = replace(facts[task.code], state=TaskState.PASSED)
            assert ready_to_close(passed, reviews[task.code], Role.PLANNER) == (), task.code


def test_nobody_is_fed_back_to_without_both_hearings(either: City) -> None:
    heard = defaultdict(set)
    for decision in either.decisions:
        heard[decision.round].add(decision.body)
    for row in either.inspections:
        if row.fed_back_on:
            assert heard[row.round] == {"leading_group", "secretary"}
