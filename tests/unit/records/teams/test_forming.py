"""Forming a team by hand: refusals with their reasons, waivers, authorisation."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.cast import Office
from tests.factories.rounds import a_round, inspections_in
from tests.factories.teams import a_full_team, a_team, an_inspector, seat
from xuncha.domain.errors import InvalidField, NotAllowed, Refused, WrongState
from xuncha.domain.roles import TeamRole
from xuncha.domain.steps import Step
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.audit.models import Event
from xuncha.records.audit.queries import verify
from xuncha.records.people.models import Inspector, Jurisdiction, Kinship, Tie
from xuncha.records.policy.models import OfficePolicy
from xuncha.records.rounds.models import Inspection, Round
from xuncha.records.teams import actions, queries, reach
from xuncha.records.teams.models import Member, Team, Waiver
from xuncha.records.teams.screening import exchange_issues, screen

pytestmark = pytest.mark.django_db


def inspector_of(user: User) -> Inspector:
    found = user.inspector
    assert found is not None
    return found


def new_round(office: Office) -> tuple[Round, Inspection, Inspection]:
    round_ = a_round(office.round.term)
    with act("demo.load", by=SYSTEM) as change:
        change.create(round_)
    first, second = inspections_in(round_, office.unit, office.other_unit)
    return round_, first, second


def test_he_niangu_who_worked_there_lately_is_refused_as_deputy_with_the_reason(office: Office) -> None:
    round_, inspection, _ = new_round(office)
    team = a_team(round_, inspection)
    with pytest.raises(Refused) as refused:
        actions.add_member(team, inspector_of(office.recused), TeamRole.DEPUTY, by=office.planner)
    worked, command = map(str, refused.value.reasons)
    assert worked.startswith("何念故于")
    assert worked.endswith("在青屿县水利枢纽管理局任科长，属近三年内工作单位")
    assert command == "何念故近三年与青屿县水利枢纽管理局领导班子成员金守成有上下级关系"
    assert not Member.objects.filter(team=team).exists()


def test_a_waiver_asked_by_the_planner_and_granted_by_the_secretary_lets_him_in(office: Office) -> None:
    round_, inspection, _ = new_round(office)
    team, recused, today = a_team(round_, inspection), inspector_of(office.recused), timezone.localdate()
    actions.waive(
        recused, inspection, "body_command", "业务无交集", approved_by="市委书记", on=today, by=office.secretary
    )
    waiver = actions.ask_waiver(recused, inspection, "worked_recently", "唯一财务骨干", today, by=office.planner)
    assert [str(each.what) for each in queries.waiting(office.secretary)] == ["提请豁免何念故的回避"]
    with pytest.raises(Refused):
        actions.add_member(team, recused, TeamRole.DEPUTY, by=office.planner)
    with pytest.raises(NotAllowed):
        actions.decide_waiver(waiver, True, "市委书记", today, by=office.planner)
    actions.decide_waiver(waiver, True, "市委书记", today, by=office.secretary)
    member = actions.add_member(team, recused, TeamRole.DEPUTY, by=office.planner)
    assert {conflict.rule for conflict in member.conflicts.all()} == {"worked_recently", "body_command"}
    assert not queries.open_conflicts(office.planner).exists()
    assert screen(team).conflicts[recused.pk, inspection.pk]
    assert not [issue for issue in screen(team).issues if issue.rule == "R4"]


def test_a_refused_waiver_lets_nobody_in(office: Office) -> None:
    round_, inspection, _ = new_round(office)
    team, recused, today = a_team(round_, inspection), inspector_of(office.recused), timezone.localdate()
    waiver = actions.ask_waiver(recused, inspection, "worked_recently", "人手不足", today, by=office.planner)
    actions.decide_waiver(waiver, False, "市委书记", today, by=office.secretary)
    with pytest.raises(Refused):
        actions.add_member(team, recused, TeamRole.DEPUTY, by=office.planner)
    with pytest.raises(WrongState):
        actions.decide_waiver(waiver, True, "市委书记", today, by=office.secretary)


def test_the_secretary_cannot_waive_without_a_reason_or_a_name(office: Office) -> None:
    recused, today = inspector_of(office.recused), timezone.localdate()
    for reason, name in (("", "市委书记"), ("骨干", " ")):
        with pytest.raises(InvalidField):
            actions.waive(
                recused, office.inspection, "worked_recently", reason, approved_by=name, on=today, by=office.secretary
            )
    assert not Waiver.objects.exists()


def test_a_tie_that_needs_verifying_is_shown_and_does_not_refuse(office: Office) -> None:
    round_, inspection, _ = new_round(office)
    outsider = inspector_of(office.outsider)
    with act("demo.load", by=SYSTEM) as change:
        change.create(
            Tie(inspector=outsider, unit=office.unit, kind="friend", recusal=True, declared_on=timezone.localdate())
        )
    member = actions.add_member(a_team(round_, inspection), outsider, TeamRole.MEMBER, by=office.planner)
    (conflict,) = queries.open_conflicts(office.planner)
    assert (conflict.member, conflict.to_verify) == (member, True)


def test_nobody_sits_twice_on_a_team_nor_comes_when_not_available(office: Office) -> None:
    round_, inspection, _ = new_round(office)
    team, outsider = a_team(round_, inspection), inspector_of(office.outsider)
    actions.add_member(team, outsider, TeamRole.MEMBER, by=office.planner)
    with pytest.raises(Refused, match="已在本组"):
        actions.add_member(team, outsider, TeamRole.LIAISON, by=office.planner)


def test_the_leader_cannot_form_teams(office: Office) -> None:
    with pytest.raises(NotAllowed):
        actions.add_member(office.team, inspector_of(office.outsider), TeamRole.MEMBER, by=office.leader)


def test_a_new_unit_from_which_a_member_must_stand_aside_is_refused_to_the_planner(office: Office) -> None:
    round_, inspection, other = new_round(office)
    team = a_team(round_, other)
    seat(team, inspector_of(office.recused), TeamRole.DEPUTY)
    with pytest.raises(Refused, match="何念故"):
        actions.set_targets(team, [inspection, other], by=office.planner)


def test_a_unit_given_to_one_team_is_refused_to_another(office: Office) -> None:
    round_, inspection, _ = new_round(office)
    a_team(round_, inspection, number=1)
    with pytest.raises(Refused, match="已由第1巡察组巡察"):
        actions.add_team(Team(round=round_, number=2, name="第2巡察组"), [inspection], by=office.planner)


def test_the_leading_group_authorises_a_complete_team_and_staffing_is_done(office: Office) -> None:
    round_, inspection, _ = new_round(office)
    team, today = a_full_team(round_, office.city, inspection), timezone.localdate()
    actions.propose_authorisation(team, "市委", "云委巡授〔2026〕9号", None, by=office.planner)
    assert [str(each.what) for each in queries.waiting(office.leading_group)] == ["第9巡察组待授权"]
    with pytest.raises(NotAllowed):
        actions.authorise(team, authority="市委", number="1号", since=today, by=office.planner)
    actions.authorise(team, authority="市委", number="云委巡授〔2026〕9号", since=today, by=office.leading_group)
    assert inspection.step_dates.get(step=Step.STAFF).done_on == today


def test_an_incomplete_team_is_not_authorised_and_every_reason_is_given(office: Office) -> None:
    round_, inspection, _ = new_round(office)
    team = a_team(round_, inspection)
    with pytest.raises(Refused) as refused:
        actions.authorise(team, authority="市委", number="1号", since=timezone.localdate(), by=office.leading_group)
    assert "组长应有1人，现有0人" in str(refused.value)
    with pytest.raises(Refused, match="没有巡察对象"):
        actions.propose_authorisation(a_team(round_, number=3), "市委", "1号", None, by=office.planner)


def test_a_missing_declaration_stops_the_leading_group_only_where_the_city_says_so(office: Office) -> None:
    round_, inspection, _ = new_round(office)
    team, today = a_full_team(round_, office.city, inspection), timezone.localdate()
    actions.change_team(team, by=office.planner)
    seat(team, an_inspector("未申报者", office.city), declared=False)
    with act("demo.load", by=SYSTEM) as change:
        settled = change.create(OfficePolicy(jurisdiction=office.city, team_policy={"declarations_required": True}))
    with pytest.raises(Refused, match="未申报者尚未申报回避事项"):
        actions.authorise(team, authority="市委", number="1号", since=today, by=office.leading_group)
    with act("demo.load", by=SYSTEM) as change:
        settled.team_policy = {}
        change.save(settled)
    assert actions.authorise(team, authority="市委", number="1号", since=today, by=office.leading_group).authorised_on


def test_seats_and_skills_the_planner_asked_for_are_checked(office: Office) -> None:
    round_, inspection, _ = new_round(office)
    team = a_full_team(round_, office.city, inspection)
    team.slots, team.skills = {"leader": 1, "deputy": 2, "liaison": 1, "member": 1}, {"finance": 1}
    actions.change_team(team, by=office.planner)
    said = {str(issue.sentence) for issue in screen(team).blocking}
    assert said == {"副组长应有2人，现有1人", "财务专业至少1人，现有0人"}


def test_kin_are_not_seated_on_one_team(office: Office) -> None:
    round_, inspection, _ = new_round(office)
    team = a_full_team(round_, office.city, inspection)
    one, other = (member.inspector.person for member in team.members.all()[:2])
    with act("demo.load", by=SYSTEM) as change:
        change.create(Kinship(person=one, relative=other, relation="sibling"))
    assert [str(issue.sentence) for issue in screen(team).blocking] == ["组员0与组员1不宜同组"]


def test_two_counties_sending_leaders_to_each_other_are_warned_about(office: Office) -> None:
    def led_from(home: Jurisdiction, inspection: Inspection, number: int) -> None:
        seat(a_team(round_, inspection, number=number), an_inspector(f"组长{number}", home), TeamRole.LEADER)

    round_, inspection, _ = new_round(office)
    with act("demo.load", by=SYSTEM) as change:
        there = office.other_unit
        there.jurisdiction = office.other_county
        change.save(there)
        for each in round_.inspections.all():
            each.mode = "cross_team"
            change.save(each)
    inspection, other = round_.inspections.order_by("pk")
    led_from(office.other_county, inspection, 1)
    led_from(office.county, other, 2)
    assert ["在同一轮次中互相巡察" in str(issue.sentence) for issue in exchange_issues(round_)] == [True]


def test_before_authorisation_a_seat_simply_goes_afterwards_it_stays_with_the_reason(office: Office) -> None:
    round_, inspection, _ = new_round(office)
    early = actions.add_member(
        a_team(round_, inspection), inspector_of(office.outsider), TeamRole.MEMBER, by=office.planner
    )
    actions.remove_member(early, "", by=office.planner)
    assert not Member.objects.filter(team__round=round_).exists()
    with pytest.raises(InvalidField):
        actions.remove_member(office.seats["member2"], " ", by=office.planner)
    actions.remove_member(office.seats["member2"], "因病离组", by=office.planner)
    assert Member.objects.get(pk=office.seats["member2"].pk).left_because == "因病离组"
    assert not reach.may(office.member2, "paper.view", office.inspection)
    assert verify()[1] is None


def test_a_replaced_member_hands_the_role_over_in_one_event(office: Office) -> None:
    before = Event.objects.count()
    new = actions.replace_member(office.seats["member"], inspector_of(office.outsider), "工作调整", by=office.planner)
    assert (new.role, Event.objects.count()) == ("member", before + 1)
    assert reach.may(office.outsider, "paper.view", office.inspection)
    assert not reach.may(office.member, "paper.view", office.inspection)


def test_a_replacement_who_must_stand_aside_leaves_the_seat_as_it_was(office: Office) -> None:
    with pytest.raises(Refused, match="何念故"):
        actions.replace_member(office.seats["deputy"], inspector_of(office.recused), "轮换", by=office.planner)
    assert Member.objects.get(pk=office.seats["deputy"].pk).left_on is None
