"""Rounds, their inspections, steps and due dates."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.cast import Office
from tests.factories.rounds import a_plan, a_round, inspections_in
from xuncha.domain.errors import InvalidField, NotAllowed, Refused, WrongState
from xuncha.domain.modes import Mode
from xuncha.domain.organisations import ReviewBody
from xuncha.domain.steps import Step
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.audit.queries import verify
from xuncha.records.policy.models import DeadlineSetting
from xuncha.records.rounds import actions
from xuncha.records.rounds.models import Inspection, ReferralKind, Round, StepDate
from xuncha.records.rounds.timeline import timeline
from xuncha.records.teams import actions as teams
from xuncha.records.teams import queries

pytestmark = pytest.mark.django_db


def planned(office: Office) -> tuple[Round, list[Inspection]]:
    round_ = actions.add_round(a_round(office.round.term), [Mode.ROUTINE], by=office.planner)
    return round_, actions.add_inspections(round_, [office.unit, office.other_unit], Mode.ROUTINE, by=office.planner)


def test_a_new_round_starts_from_the_usual_terms_of_each_mode(office: Office) -> None:
    round_ = actions.add_round(a_round(office.round.term), [Mode.ELEVATED, Mode.CROSS_EXCHANGE], by=office.planner)
    words = {mode.mode: (mode.authorises, mode.hears, mode.receives_leads) for mode in round_.modes.all()}
    assert words["elevated"] == ("云岫市委", "云岫市委书记专题会", "云岫市纪委监委")
    assert words["cross_exchange"] == ("被巡察地党委", "被巡察地党委书记专题会", "被巡察地纪委监委")


def test_a_mode_in_use_cannot_be_taken_out_of_a_round(office: Office) -> None:
    round_, _ = planned(office)
    with pytest.raises(Refused):
        actions.change_modes(round_, [actions.ModeWords(Mode.MIXED, "市委", "会", "纪委")], by=office.planner)


def test_units_come_into_a_round_from_an_approved_plan_and_the_line_remembers_it(office: Office) -> None:
    plan = a_plan(office.city)
    lines = actions.add_unit_lines(plan, [office.unit], Mode.ELEVATED, by=office.planner)
    actions.approve_plan(plan, date(2026, 2, 18), by=office.secretary)
    round_ = actions.add_round(a_round(office.round.term), [], by=office.planner)
    made = actions.add_from_plan(round_, lines, by=office.planner)
    assert [(each.unit, each.mode) for each in made] == [(office.unit, "elevated")]
    assert [line.round for line in plan.lines.all()] == [round_]
    assert [mode.mode for mode in round_.modes.all()] == ["elevated"]


def test_a_unit_already_in_the_round_is_refused_by_name(office: Office) -> None:
    round_, _ = planned(office)
    with pytest.raises(Refused, match=office.unit.name):
        actions.add_inspections(round_, [office.unit], Mode.ROUTINE, by=office.planner)


def test_the_leading_group_approves_a_round_and_its_plan_step_is_done(office: Office) -> None:
    round_, inspections = planned(office)
    actions.approve_round(round_, date(2026, 3, 1), by=office.leading_group)
    kept = Inspection.objects.get(pk=inspections[0].pk)
    assert kept.step == Step.STAFF
    assert kept.step_dates.get(step=Step.PLAN).done_on == date(2026, 3, 1)


def test_moving_a_round_moves_the_planned_dates_of_its_inspections(office: Office) -> None:
    round_, inspections = planned(office)
    round_.site_from, round_.site_until = date(2027, 3, 1), date(2027, 4, 10)
    actions.change_round(round_, by=office.planner)
    dates = dict(StepDate.objects.filter(inspection=inspections[0]).values_list("step", "due_on"))
    assert dates == {Step.MOBILISE: date(2027, 3, 1), Step.FIND_FACTS: date(2027, 4, 10)}


def test_nobody_enters_before_the_team_is_authorised(office: Office) -> None:
    _, (inspection, _) = planned(office)
    with pytest.raises(Refused, match="组建授权"):
        teams.complete_step(inspection, Step.MOBILISE, timezone.localdate(), by=office.planner)
    with pytest.raises(Refused, match="授权"):
        actions.announce(inspection, timezone.localdate(), by=office.planner)


def test_the_leader_completes_fact_finding_and_the_report_falls_due_from_that_day(office: Office) -> None:
    today = timezone.localdate()
    teams.complete_step(office.inspection, Step.FIND_FACTS, today, by=office.leader)
    dates = dict(office.inspection.step_dates.values_list("step", "due_on"))
    assert dates[Step.REPORT] == today + timedelta(days=30)
    assert dates[Step.FEEDBACK] == today + timedelta(days=60)
    assert Inspection.objects.get(pk=office.inspection.pk).step == Step.WORKING_PAPER
    assert Round.objects.get(pk=office.round.pk).state == "reporting"


def test_the_city_s_own_deadline_on_working_days_takes_the_place_of_the_usual_one(office: Office) -> None:
    with act("demo.load", by=SYSTEM) as change:
        change.create(
            DeadlineSetting(
                jurisdiction=office.city, step=Step.REPORT, amount=5, unit="working_days", source="市委通知"
            )
        )
    _, (inspection, _) = planned(office)
    with act("demo.load", by=SYSTEM) as change:
        for step, day in ((Step.STAFF, 1), (Step.MOBILISE, 2), (Step.FIND_FACTS, 26)):
            actions.record_step(change, inspection, step, date(2025, 9, day))
    # Friday 26 September 2025; Sunday the 28th is worked, 1 to 8 October are off.
    assert inspection.step_dates.get(step=Step.REPORT).due_on == date(2025, 10, 10)


def test_a_member_cannot_complete_a_step_nor_can_somebody_outside_the_team(office: Office) -> None:
    for user in (office.member, office.outsider, office.unit_head):
        with pytest.raises(NotAllowed):
            teams.complete_step(office.inspection, Step.FIND_FACTS, timezone.localdate(), by=user)


def test_a_step_is_done_once_and_not_tomorrow(office: Office) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(InvalidField):
        teams.complete_step(office.inspection, Step.FIND_FACTS, tomorrow, by=office.leader)
    teams.complete_step(office.inspection, Step.FIND_FACTS, timezone.localdate(), by=office.leader)
    with pytest.raises(WrongState):
        teams.complete_step(office.inspection, Step.FIND_FACTS, timezone.localdate(), by=office.leader)


def test_the_timeline_measures_gaps_and_says_in_words_what_is_overdue(office: Office) -> None:
    today = timezone.localdate()
    with act("demo.load", by=SYSTEM) as change:
        change.create(StepDate(inspection=office.inspection, step=Step.FIND_FACTS, due_on=today - timedelta(days=3)))
    lines = {line.step: line for line in timeline(office.inspection)}
    assert lines[Step.MOBILISE].days == 5
    assert str(lines[Step.FIND_FACTS].said) == "已逾期3天"
    assert lines[Step.FIND_FACTS].current
    assert str(lines[Step.FEEDBACK].blocked) == "“书记专题会听取汇报”尚未办结，不能办结“反馈”"


def test_what_is_due_waits_for_the_leader_and_the_planner_and_for_nobody_else(office: Office) -> None:
    today = timezone.localdate()
    with act("demo.load", by=SYSTEM) as change:
        change.create(StepDate(inspection=office.inspection, step=Step.FIND_FACTS, due_on=today - timedelta(days=3)))
    for user in (office.leader, office.planner):
        (waiting,) = queries.due(user)
        assert waiting.overdue
        assert (waiting.kind, waiting.pk) == ("inspection", office.inspection.pk)
    for user in (office.member, office.outsider, office.unit_head, office.audit_admin):
        assert queries.due(user) == []


def test_a_line_department_is_sent_material_only_with_its_line_named_and_once(office: Office) -> None:
    with pytest.raises(InvalidField):
        teams.send_to_reviewers(office.inspection, ReviewBody.LINE, by=office.planner)
    first = teams.send_to_reviewers(office.inspection, ReviewBody.LINE, by=office.planner, line="水利")
    again = actions.refer(
        office.inspection, ReferralKind.RECTIFICATION, ReviewBody.LINE, by=office.planner, line="水利"
    )
    assert first == again
    assert list(queries.inspections(office.line)) == [office.inspection]
    with pytest.raises(NotAllowed):
        teams.send_to_reviewers(office.inspection, ReviewBody.DISCIPLINE, by=office.leader)


def test_a_unit_nobody_entered_can_leave_the_round_and_the_trail_still_verifies(office: Office) -> None:
    _, (inspection, other) = planned(office)
    actions.remove_inspection(inspection, by=office.planner)
    assert list(Inspection.objects.filter(round=other.round)) == [other]
    with pytest.raises(WrongState):
        actions.remove_inspection(office.inspection, by=office.planner)
    assert verify()[1] is None


def test_the_leader_sees_the_own_round_alone_and_the_unit_sees_none(office: Office) -> None:
    round_, _ = planned(office)
    assert set(queries.rounds(office.planner)) == {round_, office.round}
    assert list(queries.rounds(office.leader)) == [office.round]
    assert not queries.rounds(office.unit_head).exists()
    assert inspections_in(round_, office.child_unit)
