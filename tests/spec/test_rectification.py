"""Rectification: whole plans, joint review, no unit closing its own, and opening again what was not cured."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from xuncha.domain.errors import WrongState
from xuncha.domain.findings import DutyHolderKind
from xuncha.domain.organisations import ReviewBody
from xuncha.domain.rectification import (
    PLAN_FLOW,
    TASK_FLOW,
    Escalation,
    MeasureFacts,
    MeasureState,
    PlanState,
    ReopenGround,
    ReviewFacts,
    ReviewOpinion,
    TaskFacts,
    TaskState,
    next_escalation,
    plan_gaps,
    ready_to_close,
    ready_to_reopen,
)
from xuncha.domain.roles import AnyRole, Role, TeamRole
from xuncha.domain.words import Sentence

DONE = MeasureFacts("追回1.9万元", "赵局长", date(2026, 6, 1), MeasureState.DONE)
TASK = TaskFacts("纠正费用转嫁", (1,), (DONE,), (DutyHolderKind.HEAD,), evidence=3, state=TaskState.PASSED)
AGREED = [
    ReviewFacts(body, ReviewOpinion.AGREE)
    for body in (ReviewBody.OFFICE, ReviewBody.DISCIPLINE, ReviewBody.ORGANISATION)
]


def said(reasons: Iterable[Sentence]) -> list[str]:
    return [str(reason) for reason in reasons]


class TestPlan:
    """A plan is whole when every finding is taken on by somebody, by a date, at the unit's own level."""

    def test_a_whole_plan(self) -> None:
        assert plan_gaps([(1, "费用转嫁")], [TASK]) == ()

    def test_a_finding_nobody_takes_on(self) -> None:
        assert said(plan_gaps([(1, "费用转嫁"), (2, "超编")], [TASK])) == ["反馈问题“超编”没有对应的整改任务"]

    def test_a_task_without_measures(self) -> None:
        assert said(plan_gaps([(1, "费用转嫁")], [replace(TASK, measures=())])) == ["任务“纠正费用转嫁”没有整改措施"]

    def test_a_measure_without_person_and_date(self) -> None:
        vague = replace(TASK, measures=(MeasureFacts("加强管理", " ", None),))
        assert said(plan_gaps([(1, "费用转嫁")], [vague])) == ["措施“加强管理”没有责任人", "措施“加强管理”没有完成时限"]

    def test_blaming_subordinates_leaves_the_own_level_out(self) -> None:
        below = replace(TASK, duty=(DutyHolderKind.SUBORDINATE,))
        found = said(plan_gaps([(1, "费用转嫁")], [below]))
        assert len(found) == 2
        assert "没有把本级摆进去" in found[0]
        assert "第一责任人须把自己摆进去" in found[1]

    def test_the_head_takes_on_at_least_one_task(self) -> None:
        others = replace(TASK, duty=(DutyHolderKind.LEADING_BODY,))
        assert len(plan_gaps([(1, "费用转嫁")], [others])) == 1
        assert plan_gaps([(1, "费用转嫁")], [others, TASK]) == ()

    def test_a_rejected_plan_goes_back_and_comes_again(self) -> None:
        state = PLAN_FLOW.advance(PlanState.SUBMITTED, "return")
        assert PLAN_FLOW.advance(state, "submit") is PlanState.SUBMITTED


class TestCloseOut:
    """销号 needs three bodies that agree, evidence, and every measure done; the unit never does it."""

    def test_the_office_closes_what_all_three_agree_on(self) -> None:
        assert ready_to_close(TASK, AGREED, Role.PLANNER) == ()

    @pytest.mark.parametrize(
        "by", [Role.UNIT_HEAD, Role.UNIT_LIAISON, Role.DISCIPLINE, Role.SECRETARY, Role.SYSTEM, TeamRole.LEADER]
    )
    def test_nobody_else_does_least_of_all_the_unit(self, by: AnyRole) -> None:
        assert said(ready_to_close(TASK, AGREED, by)) == ["销号由巡察办办理，被整改单位不能自行销号"]

    def test_one_body_has_not_spoken(self) -> None:
        assert said(ready_to_close(TASK, AGREED[:2], Role.PLANNER)) == ["组织部尚未提出联审意见"]

    def test_one_body_disagrees(self) -> None:
        reviews = [*AGREED[:2], ReviewFacts(ReviewBody.ORGANISATION, ReviewOpinion.DISAGREE)]
        assert said(ready_to_close(TASK, reviews, Role.PLANNER)) == ["组织部不同意销号"]

    def test_a_line_department_that_was_asked_can_stop_it_too(self) -> None:
        reviews = [*AGREED, ReviewFacts(ReviewBody.LINE, ReviewOpinion.DISAGREE)]
        assert said(ready_to_close(TASK, reviews, Role.PLANNER)) == ["业务主管部门不同意销号"]

    def test_no_evidence(self) -> None:
        assert said(ready_to_close(replace(TASK, evidence=0), AGREED, Role.PLANNER)) == [
            "任务“纠正费用转嫁”没有佐证材料"
        ]

    def test_a_measure_still_open(self) -> None:
        promised = replace(TASK, measures=(DONE, replace(DONE, text="建立制度", state=MeasureState.OPEN)))
        assert said(ready_to_close(promised, AGREED, Role.PLANNER)) == ["措施“建立制度”尚未完成"]

    def test_a_task_with_no_measures_was_not_cured_by_anything(self) -> None:
        assert said(ready_to_close(replace(TASK, measures=()), AGREED, Role.PLANNER)) == [
            "任务“纠正费用转嫁”没有整改措施"
        ]

    def test_a_task_not_yet_reviewed_is_not_closed(self) -> None:
        waiting = replace(TASK, state=TaskState.SUBMITTED)
        assert said(ready_to_close(waiting, AGREED, Role.PLANNER)) == ["任务当前为“单位申报完成”，联审通过后才能销号"]

    @pytest.mark.parametrize("state", [TaskState.OPEN, TaskState.SUBMITTED, TaskState.RETURNED, TaskState.REOPENED])
    def test_no_way_to_closed_except_through_joint_review(self, state: TaskState) -> None:
        with pytest.raises(WrongState):
            TASK_FLOW.advance(state, "close")


class TestReopening:
    """What comes back after closing is opened again, with its ground."""

    def test_the_water_works_bureau_repeats_in_the_month_the_period_ended(self) -> None:
        assert ready_to_reopen(TaskState.CLOSED, ReopenGround.RECURRENCE, "下属单位又列支1.9万元") == ()
        state = TASK_FLOW.advance(TaskState.CLOSED, "reopen")
        assert TASK_FLOW.advance(state, "submit") is TaskState.SUBMITTED

    def test_a_ground_and_a_reason_are_put_on_record(self) -> None:
        assert said(ready_to_reopen(TaskState.CLOSED, None, "下属单位又列支")) == ["重新打开须写明依据和理由"]
        assert said(ready_to_reopen(TaskState.CLOSED, ReopenGround.TIP, " ")) == ["重新打开须写明依据和理由"]

    def test_an_open_task_needs_no_opening(self) -> None:
        assert said(ready_to_reopen(TaskState.OPEN, ReopenGround.TIP, "理由")) == ["任务当前为“整改中”，无须重新打开"]


def test_the_five_letters_in_their_order() -> None:
    ladder, last = [], next_escalation(None)
    while last is not None:
        ladder.append(last.label)
        last = next_escalation(last)
    assert ladder == ["督办函", "指导函", "提醒函", "告诫函", "问责函"]
    assert next_escalation(Escalation.ACCOUNT) is None
