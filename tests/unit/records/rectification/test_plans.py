"""The unit's plan: whole before it is sent in; three opinions decide it; what came back keeps its opinions."""

from __future__ import annotations

import pytest

from tests.cast import Office
from tests.factories import rectification as make
from xuncha.domain.errors import NotAllowed, Refused, WrongState
from xuncha.domain.steps import Step
from xuncha.records.rectification import actions, queries
from xuncha.records.rectification.models import Measure, RectificationPlan, Task
from xuncha.records.rounds.models import StepDate

pytestmark = pytest.mark.django_db


def again(plan: RectificationPlan) -> RectificationPlan:
    return RectificationPlan.objects.get(pk=plan.pk)


def test_an_empty_plan_is_refused_with_every_gap(office: Office) -> None:
    plan = make.fed_back(office, findings=2)
    with pytest.raises(Refused) as refused:
        actions.submit_plan(plan, by=office.unit_head)
    assert [str(reason) for reason in refused.value.reasons] == [
        "整改方案没有写总体安排",
        "反馈问题“向下属单位转嫁费用1”没有对应的整改任务",
        "反馈问题“向下属单位转嫁费用2”没有对应的整改任务",
    ]
    assert again(plan).state == "draft"


def test_blaming_the_subordinate_alone_is_refused(office: Office) -> None:
    plan = make.fed_back(office)
    plan.text = "总体安排"
    make.task(plan, office, duty_kind="subordinate")
    with pytest.raises(Refused, match="没有把本级摆进去"):
        actions.submit_plan(plan, by=office.unit_head)


def test_the_liaison_writes_but_only_the_head_sends_in(office: Office) -> None:
    plan = make.fed_back(office)
    make.task(plan, office)
    with pytest.raises(NotAllowed):
        actions.submit_plan(plan, by=office.unit_liaison)


def test_a_plan_sent_in_is_no_longer_written_on(office: Office) -> None:
    plan = make.submitted(office)
    with pytest.raises(WrongState):
        make.task(plan, office, title="又一项")
    with pytest.raises(WrongState):
        actions.remove_measure(Measure.objects.get(), by=office.unit_liaison)
    assert plan.version == 1


def test_another_unit_cannot_write_on_it(office: Office) -> None:
    plan = make.fed_back(office)
    with pytest.raises(NotAllowed):
        actions.write_plan(plan, by=office.other_head)
    assert not queries.plans(office.other_head).exists()


def test_the_third_opinion_accepts_with_the_lowest_grade(office: Office) -> None:
    plan = make.submitted(office)
    for user, grade in zip(make.bodies(office), ("good", "fair", "good"), strict=True):
        assert again(plan).state == "submitted"
        actions.review_plan(again(plan), make.agreed(grade=grade), by=user)
    assert (again(plan).state, again(plan).grade) == ("accepted", "fair")
    assert StepDate.objects.get(inspection=plan.inspection, step=Step.RECTIFICATION_PLAN).done_on == plan.submitted_on


def test_one_disagreement_sends_it_back_with_the_reason_once_all_have_spoken(office: Office) -> None:
    plan = make.submitted(office)
    actions.review_plan(again(plan), make.refused("把自己摆进去"), by=office.discipline)
    actions.review_plan(again(plan), make.agreed(grade="good"), by=office.planner)
    assert again(plan).state == "submitted"
    actions.review_plan(again(plan), make.agreed(grade="good"), by=office.organisation)
    assert again(plan).state == "returned"
    assert again(plan).returned_note == "纪委监委：把自己摆进去"


def test_sent_in_again_it_has_a_second_version_and_the_first_opinions_stay(office: Office) -> None:
    plan = make.submitted(office)
    for user in make.bodies(office):
        actions.review_plan(again(plan), make.refused(), by=user)
    plan = actions.submit_plan(again(plan), by=office.unit_head)
    assert plan.version == 2
    actions.review_plan(again(plan), make.agreed(grade="good"), by=office.planner)
    assert [opinion["version"] for opinion in queries.opinions(plan.reviews.all())] == [2, 1]
    assert plan.reviews.filter(version=1).count() == 3


def test_the_line_department_that_disagrees_in_time_sends_it_back(office: Office) -> None:
    plan = make.submitted(office)
    actions.review_plan(again(plan), make.refused("行业标准不符"), by=office.line)
    for user in make.bodies(office):
        actions.review_plan(again(plan), make.agreed(grade="good"), by=user)
    assert again(plan).state == "returned"


def test_a_disagreement_without_a_reason_and_an_agreement_without_a_grade_are_refused(office: Office) -> None:
    plan = make.submitted(office)
    with pytest.raises(Refused, match="不同意须写明理由"):
        actions.review_plan(plan, make.refused(" "), by=office.discipline)
    with pytest.raises(Refused, match="须评定等次"):
        actions.review_plan(plan, make.agreed(), by=office.discipline)


def test_a_body_speaks_once_on_one_version(office: Office) -> None:
    plan = make.submitted(office)
    actions.review_plan(plan, make.agreed(grade="good"), by=office.discipline)
    with pytest.raises(Refused, match="已对这次报送提出意见"):
        actions.review_plan(plan, make.agreed(grade="good"), by=office.discipline)


@pytest.mark.parametrize("name", ["unit_head", "leader", "secretary", "audit_admin"])
def test_nobody_else_reviews(office: Office, name: str) -> None:
    plan = make.submitted(office)
    with pytest.raises(NotAllowed):
        actions.review_plan(plan, make.agreed(grade="good"), by=getattr(office, name))


def test_a_task_with_evidence_is_not_taken_out(office: Office) -> None:
    plan = make.fed_back(office)
    task = make.task(plan, office)
    make.proven(task, office)
    with pytest.raises(Refused, match="不能删除"):
        actions.remove_task(task, by=office.unit_liaison)
    other = make.task(plan, office, title="另一项")
    actions.remove_task(other, by=office.unit_liaison)
    assert list(Task.objects.values_list("pk", flat=True)) == [task.pk]


def test_a_task_for_another_inspections_finding_is_refused(office: Office) -> None:
    plan = make.fed_back(office)
    draft = make.finding(office.inspection, office, 9, state="draft")
    with pytest.raises(Refused, match="本次反馈的问题"):
        make.task(plan, office, finding=draft)
