"""Annual plans over many places: the seed's Liaoning, nine elevated and five crossed."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import Office
from tests.factories.rounds import a_plan, province_of_fourteen
from xuncha.domain.errors import NotAllowed, Refused, WrongState
from xuncha.domain.modes import Mode
from xuncha.records.accounts.models import Grant, User
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.audit.models import Event
from xuncha.records.people.models import Jurisdiction
from xuncha.records.rounds import actions, queries
from xuncha.records.rounds.choices import LineChoice

pytestmark = pytest.mark.django_db


def province_planner(place: Jurisdiction) -> User:
    with act("demo.load", by=SYSTEM) as change:
        user = change.create(User(username="province", name="省办规划员"))
        change.create(Grant(user=user, role="planner", jurisdiction=place, granted_on=date(2020, 1, 1)))
    return User.objects.get(pk=user.pk)


def ring_of(cities: list[Jurisdiction]) -> list[LineChoice]:
    sources = [*cities[1:], cities[0]]
    return [LineChoice(city, Mode.CROSS_RING, source) for city, source in zip(cities, sources, strict=True)]


def test_the_provincial_planner_plans_nine_elevated_and_five_crossed_cities_in_one_act() -> None:
    top, *cities = province_of_fourteen()
    plan, planner = a_plan(top), province_planner(top)
    choices = [LineChoice(city, Mode.ELEVATED) for city in cities[:9]] + ring_of(cities[9:])
    before = Event.objects.count()
    actions.set_lines(plan, choices, by=planner)
    assert Event.objects.count() == before + 1
    assert plan.lines.filter(mode=Mode.ELEVATED).count() == 9
    assert plan.lines.filter(mode=Mode.CROSS_RING).count() == 5
    told = queries.exchange(plan)
    assert [str(ring) for ring in told.rings] == ["环形：第10市 → 第14市 → 第13市 → 第12市 → 第11市 → 第10市"]
    assert told.issues == ()


def test_two_cities_that_would_inspect_each_other_are_warned_about_with_their_names() -> None:
    top, *cities = province_of_fourteen()
    plan, planner = a_plan(top), province_planner(top)
    first, second = cities[:2]
    choices = [LineChoice(first, Mode.CROSS_TEAM, second), LineChoice(second, Mode.CROSS_TEAM, first)]
    actions.set_lines(plan, choices, by=planner)
    assert [str(issue.sentence) for issue in queries.exchange(plan).issues] == ["第1市与第2市在同一轮次中互相巡察"]


def test_a_city_sent_last_year_to_the_same_city_is_pointed_out() -> None:
    top, *cities = province_of_fourteen()
    planner = province_planner(top)
    for year in (2025, 2026):
        plan = a_plan(top, year)
        actions.set_lines(plan, [LineChoice(cities[0], Mode.CROSS_TEAM, cities[1])], by=planner)
    assert ["第2市在1轮之前刚巡察过第1市" in str(issue.sentence) for issue in queries.exchange(plan).issues] == [True]


def test_a_cross_city_without_a_source_and_one_inspecting_itself_are_refused_together() -> None:
    top, *cities = province_of_fourteen()
    plan, planner = a_plan(top), province_planner(top)
    wrong = [LineChoice(cities[0], Mode.CROSS_TEAM), LineChoice(cities[1], Mode.CROSS_HALF, cities[1])]
    with pytest.raises(Refused) as refused:
        actions.set_lines(plan, wrong, by=planner)
    assert len(refused.value.reasons) == 2
    assert not plan.lines.exists()


def test_changing_the_grid_again_keeps_what_stays_and_removes_what_left() -> None:
    top, *cities = province_of_fourteen()
    plan, planner = a_plan(top), province_planner(top)
    actions.set_lines(plan, [LineChoice(city, Mode.ELEVATED) for city in cities[:3]], by=planner)
    kept = plan.lines.get(jurisdiction=cities[0]).pk
    changed = [LineChoice(cities[0], Mode.ELEVATED), LineChoice(cities[1], Mode.MIXED), LineChoice(cities[2], None)]
    actions.set_lines(plan, changed, by=planner)
    assert [(line.jurisdiction, line.mode) for line in plan.lines.all()] == [
        (cities[0], "elevated"),
        (cities[1], "mixed"),
    ]
    assert plan.lines.get(jurisdiction=cities[0]).pk == kept


def test_the_planner_drafts_and_the_secretary_approves_after_which_nothing_changes(office: Office) -> None:
    plan = a_plan(office.city)
    actions.add_unit_lines(plan, [office.unit, office.other_unit], Mode.ROUTINE, by=office.planner)
    with pytest.raises(NotAllowed):
        actions.approve_plan(plan, date(2026, 2, 18), by=office.planner)
    actions.approve_plan(plan, date(2026, 2, 18), by=office.secretary)
    with pytest.raises(WrongState):
        actions.add_unit_lines(plan, [office.child_unit], Mode.ROUTINE, by=office.planner)


def test_an_empty_plan_cannot_be_approved_by_the_leading_group(office: Office) -> None:
    with pytest.raises(Refused):
        actions.approve_plan(a_plan(office.city), date(2026, 2, 18), by=office.leading_group)


def test_the_leader_of_a_team_cannot_write_plans(office: Office) -> None:
    with pytest.raises(NotAllowed):
        actions.set_lines(a_plan(office.city), [LineChoice(office.county, Mode.ROUTINE)], by=office.leader)
