"""What can be seen to be missing before any search."""

from __future__ import annotations

import pytest

from tests.cast import Office
from tests.factories.staffing import Field, a_city_round, a_county_round
from xuncha.domain.people import Skill
from xuncha.domain.roles import TeamRole
from xuncha.domain.teams import TeamPolicy
from xuncha.records.staffing import actions, gaps
from xuncha.records.staffing.building import Building

pytestmark = pytest.mark.django_db


def told(field: Field) -> list[str]:
    building = Building(field.round, field.office.planner)
    return [str(each.sentence) for each in gaps.gaps(building.without_ties, building.closed())]


@pytest.fixture
def field(office: Office) -> Field:
    return a_city_round(office)


def test_a_round_with_enough_people_lacks_nothing(field: Field) -> None:
    field.inspect(field.places[1], "elevated")
    assert told(field) == []


def test_a_missing_skill_is_named_for_the_whole_and_for_the_place(office: Office) -> None:
    assert told(a_county_round(office)) == [
        "财务专业共需1人次，有此专长的0人合计只能承担0个席位",
        "青屿县的常规对象需1名财务专业人员，按规则能去的只有0人",
    ]


def test_too_few_leaders_are_counted(field: Field) -> None:
    for _ in range(7):
        field.inspect(field.places[1], "routine")
    assert "组长共需7个席位，能任此职的6人合计只能承担7个" not in told(field)
    for _ in range(3):
        field.inspect(field.places[1], "routine")
    assert any(each.startswith("组长共需10个席位") for each in told(field))


def test_an_elevated_inspection_needs_a_leader_from_above(field: Field) -> None:
    field.inspect(field.places[1], "elevated")
    for one in [each for each in Building(field.round, field.office.planner).pool if "leader" in each.roles]:
        if one.jurisdiction_id == field.office.city.pk:
            type(one).objects.filter(pk=one.pk).update(roles=["member"])
    assert "青屿县的提级对象需1名组长，按规则能去的只有0人" in told(field)


def test_a_county_that_cannot_send_its_share_is_said(field: Field) -> None:
    _, first, second, *_ = field.places
    field.inspect(first, "cross_ring", source=second)
    Building(field.round, field.office.planner)
    type(Building(field.round, field.office.planner).pool[0]).objects.filter(jurisdiction=second).update(capacity=0)
    assert any("没有哪个县派得出" in each for each in told(field))


def test_two_that_would_inspect_one_another_are_named_unless_the_round_allows_it(field: Field) -> None:
    _, first, second, *_ = field.places
    field.inspect(first, "cross_exchange", source=second)
    field.inspect(second, "cross_exchange", source=first)
    assert told(field) == ["青屿县与栖霞坞县在同一轮次中互相巡察"]
    actions.set_rules(field.round, TeamPolicy(reciprocity=True), "互派试点", by=field.office.planner)
    assert told(field) == []


def test_people_are_counted_by_place_role_and_skill(field: Field) -> None:
    field.inspect(field.places[1])
    problem = Building(field.round, field.office.planner).without_ties
    (line,) = [each for each in gaps.by_place(problem) if each.place.name == "第3县"]
    assert (line.units, line.people, line.roles) == (0, 8, (1, 1, 1, 5))
    assert line.skills[list(Skill).index(Skill.FINANCE)] == 3
    (leaders,) = [each for each in gaps.by_role(problem) if each.what is TeamRole.LEADER]
    assert (leaders.needed, leaders.short) == (1, False)
