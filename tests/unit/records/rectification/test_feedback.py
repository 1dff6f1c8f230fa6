"""Feedback: only after both hearings, to the head and the leading body apart, and sent on to the reviewers."""

from __future__ import annotations

import pytest

from tests.cast import Office
from tests.factories import rectification as make
from xuncha.domain.deadlines import add_months
from xuncha.domain.errors import NotAllowed, Refused
from xuncha.domain.steps import Step
from xuncha.records.rectification import actions, queries
from xuncha.records.rectification.models import Feedback, RectificationPlan
from xuncha.records.rounds.models import Inspection
from xuncha.records.teams import reach

pytestmark = pytest.mark.django_db


def test_the_planner_cannot_feed_back_before_the_hearings(office: Office) -> None:
    make.finding(office.inspection, office)
    with pytest.raises(Refused) as refused:
        actions.give_feedback(office.inspection, make.words(), by=office.planner)
    assert "尚未听取汇报" in str(refused.value)
    assert not Feedback.objects.exists()


def test_the_head_alone_is_not_enough(office: Office) -> None:
    inspection = make.heard(office)
    make.finding(inspection, office)
    with pytest.raises(Refused, match="领导班子"):
        actions.give_feedback(inspection, make.words()[:1], by=office.planner)


def test_feedback_opens_the_plan_with_its_dates(office: Office) -> None:
    plan = make.fed_back(office)
    inspection = Inspection.objects.get(pk=plan.inspection_id)
    assert inspection.fed_back_on is not None
    assert plan.due_on == add_months(inspection.fed_back_on, 1)
    assert plan.period_until == add_months(inspection.fed_back_on, 3)
    assert inspection.step == Step.RECTIFICATION_PLAN
    assert inspection.feedbacks.count() == 2


def test_discipline_organisation_and_line_then_see_it_and_before_they_do_not(office: Office) -> None:
    reviewers = (office.discipline, office.organisation, office.line)
    assert not any(reach.may(user, "rect_plan.view", office.inspection) for user in reviewers)
    make.fed_back(office)
    assert all(reach.may(user, "rect_plan.view", office.inspection) for user in reviewers)


def test_the_unit_sees_its_feedback_and_another_unit_does_not(office: Office) -> None:
    make.fed_back(office)
    assert queries.feedbacks(office.unit_head).count() == 2
    assert queries.feedbacks(office.other_head).count() == 0


def test_feedback_is_given_once(office: Office) -> None:
    plan = make.fed_back(office)
    with pytest.raises(Refused, match="不能重复反馈"):
        actions.give_feedback(Inspection.objects.get(pk=plan.inspection_id), make.words(), by=office.planner)


def test_a_member_of_the_team_does_not_give_it(office: Office) -> None:
    inspection = make.heard(office)
    make.finding(inspection, office)
    with pytest.raises(NotAllowed):
        actions.give_feedback(inspection, make.words(), by=office.member)
    assert not RectificationPlan.objects.exists()


def test_the_head_signs_for_it_once(office: Office) -> None:
    make.fed_back(office)
    feedback = Feedback.objects.get(audience="head")
    assert actions.receive_feedback(feedback, by=office.unit_head).received_by == "金守成"
    with pytest.raises(Refused):
        actions.receive_feedback(feedback, by=office.unit_head)
    with pytest.raises(NotAllowed):
        actions.receive_feedback(Feedback.objects.get(audience="body"), by=office.planner)
