"""After authorisation: recusal run again, declarations, objections of the unit."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from tests.cast import Office
from xuncha.domain.errors import InvalidField, NotAllowed, WrongState
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.audit.models import Event
from xuncha.records.people.models import Person, Post
from xuncha.records.teams import actions, queries
from xuncha.records.teams.models import Conflict, Objection

pytestmark = pytest.mark.django_db


def given_a_post_in_the_unit(office: Office, person: Person | None) -> Post:
    assert person is not None
    with act("demo.load", by=SYSTEM) as change:
        return change.create(
            Post(person=person, unit=office.unit, title="副局长", since=date(2024, 1, 1), until=date(2025, 6, 30))
        )


def test_a_post_of_the_leader_found_later_is_a_conflict_in_the_planner_s_home(office: Office) -> None:
    given_a_post_in_the_unit(office, office.leader.person)
    before = Event.objects.count()
    assert office.leader.person is not None
    assert actions.recheck_person(office.leader.person, by=office.planner) == 2
    assert Event.objects.count() == before + 1
    found = queries.open_conflicts(office.planner)
    assert {each.rule for each in found} == {"worked_recently", "body_command"}
    assert {each.member for each in found} == {office.seats["leader"]}
    assert [str(each.what) for each in queries.waiting(office.planner)] == ["市委第一巡察组：2项应回避情形待处理"]


def test_checking_twice_finds_nothing_new_and_a_post_taken_back_clears_the_conflict(office: Office) -> None:
    post = given_a_post_in_the_unit(office, office.leader.person)
    person = post.person
    assert actions.recheck_person(person, by=office.planner) == 2
    assert actions.recheck_person(person, by=office.planner) == 0
    with act("demo.load", by=SYSTEM) as change:
        change.delete(post)
    actions.recheck_person(person, by=office.planner)
    assert not queries.open_conflicts(office.planner).exists()
    assert {each.cleared_on for each in Conflict.objects.all()} == {timezone.localdate()}


def test_a_new_head_of_the_unit_who_is_the_deputy_s_classmate_is_found_by_the_unit(office: Office) -> None:
    with act("demo.load", by=SYSTEM) as change:
        for user in (office.deputy, office.other_head):
            assert user.person is not None
            change.create(
                user.person.schoolings.model(
                    person=user.person, school="云岫师专", class_name="中文一班", begins=1998, ends=2001
                )
            )
        person = office.other_head.person
        change.create(Post(person=person, unit=office.unit, title="副局长", leading=True, since=date(2026, 1, 1)))
    assert actions.recheck_unit(office.unit, by=office.planner) == 1
    assert [each.rule for each in queries.open_conflicts(office.planner)] == ["body_classmate"]


def test_a_leading_body_member_changed_reaches_the_teams_before_their_unit(office: Office) -> None:
    with act("demo.load", by=SYSTEM) as change:
        for user in (office.deputy, office.unit_head):
            assert user.person is not None
            change.create(
                user.person.schoolings.model(
                    person=user.person, school="云岫师专", class_name="中文一班", begins=1998, ends=2001
                )
            )
    assert office.unit_head.person is not None
    assert actions.recheck_person(office.unit_head.person, by=office.planner) == 1


def test_somebody_on_no_team_is_checked_without_an_event(office: Office) -> None:
    before = Event.objects.count()
    assert office.outsider.person is not None
    assert actions.recheck_person(office.outsider.person, by=office.planner) == 0
    assert Event.objects.count() == before


def test_only_the_office_checks_a_team_by_hand(office: Office) -> None:
    with pytest.raises(NotAllowed):
        actions.recheck_team(office.team, by=office.leader)
    actions.recheck_team(office.team, by=office.planner)
    assert Event.objects.order_by("-seq")[0].verb == "recusal.check"


def test_conflicts_are_the_office_s_alone(office: Office) -> None:
    given_a_post_in_the_unit(office, office.leader.person)
    actions.recheck_team(office.team, by=office.planner)
    for user in (office.leader, office.unit_head, office.outsider, office.system):
        assert not queries.conflicts(user).exists()


def test_a_member_declares_alone_and_asking_to_stand_aside_needs_words(office: Office) -> None:
    seat = office.seats["member"]
    with pytest.raises(NotAllowed):
        actions.declare(seat, False, "无", by=office.member2)
    with pytest.raises(InvalidField):
        actions.declare(seat, True, " ", by=office.member)
    actions.declare(seat, True, "表弟新近调入该单位", by=office.member)
    assert set(queries.declarations(office.member).values_list("member", flat=True)) == {seat.pk}
    assert queries.declarations(office.planner).count() == len(office.seats) + 1
    assert not queries.declarations(office.unit_head).exists()


def test_the_unit_objects_to_a_member_and_the_office_decides_with_a_reason(office: Office) -> None:
    objection = actions.raise_objection(
        office.inspection, office.seats["member"], "与我单位有经济纠纷", by=office.unit_head
    )
    assert [each.kind for each in queries.waiting(office.planner)] == ["objection"]
    with pytest.raises(InvalidField):
        actions.decide_objection(objection, True, "", by=office.planner)
    with pytest.raises(NotAllowed):
        actions.decide_objection(objection, False, "不成立", by=office.unit_head)
    actions.decide_objection(objection, True, "情况属实", by=office.planner)
    assert Objection.objects.get().state == "upheld"
    with pytest.raises(WrongState):
        actions.decide_objection(objection, False, "再议", by=office.planner)


def test_another_unit_cannot_object_nor_see_the_objection(office: Office) -> None:
    actions.raise_objection(office.inspection, office.seats["member"], "有纠纷", by=office.unit_liaison)
    with pytest.raises(NotAllowed):
        actions.raise_objection(office.inspection, office.seats["member"], "有纠纷", by=office.other_head)
    assert not queries.objections(office.other_head).exists()
    assert queries.objections(office.unit_head).count() == 1


def test_the_unit_knows_its_team_after_the_notice_and_the_other_head_does_not(office: Office) -> None:
    assert list(queries.teams(office.unit_head)) == [office.team]
    assert not queries.teams(office.other_head).exists()
    assert list(queries.seats(office.member, office.team)) == list(office.team.members.order_by("pk"))


def test_the_pool_is_narrowed_by_role_skill_place_and_name(office: Office) -> None:
    def names(**narrowed: object) -> set[str]:
        found = queries.candidates(office.planner, office.team, **narrowed)  # type: ignore[arg-type]
        return {each.person.name for each in found}

    assert names() == {"何念故", "顾远行"}
    assert names(place=office.city.pk) == {"顾远行"}
    assert names(words="何念") == {"何念故"}
    actions.remove_member(office.seats["leader"], "调离", by=office.planner)
    assert "陆怀川" in names(skill="finance")
    assert names(role="leader") == {"陆怀川"}
