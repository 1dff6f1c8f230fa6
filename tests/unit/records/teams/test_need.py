"""Pools against need: what teams ask for, who could serve, who drops out and why."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.cast import Office
from tests.factories.teams import a_team, an_inspector
from tests.unit.records.teams.test_forming import new_round
from xuncha.domain.people import Skill
from xuncha.domain.pool import PoolPolicy
from xuncha.domain.pool.need import Balance, Need, balance, team_need, usual_need, worst
from xuncha.domain.roles import TeamRole
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.people.models import Inspector
from xuncha.records.pool import actions as pool_actions
from xuncha.records.pool.models import Absence
from xuncha.records.teams import need


def test_bodies_without_teams_are_reckoned_three_to_a_team() -> None:
    asked = usual_need(7, PoolPolicy(finance_a_team=2))
    assert (asked.bodies, asked.teams) == (7, 3)
    assert asked.people[TeamRole.LEADER] == 3
    assert asked.people[TeamRole.MEMBER] == 15
    assert asked.people[Skill.FINANCE] == 6


def test_what_a_team_says_itself_counts_before_the_usual_figure() -> None:
    asked = team_need({TeamRole.MEMBER: 2}, {Skill.FINANCE: 3}, PoolPolicy())
    assert (asked[TeamRole.MEMBER], asked[Skill.FINANCE], asked[TeamRole.DEPUTY]) == (2, 3, 1)


def test_a_gap_is_what_is_needed_beyond_what_could_serve() -> None:
    line = balance("青屿县", 3, [frozenset({TeamRole.LEADER, TeamRole.MEMBER})], usual_need(3, PoolPolicy()))
    short = {item.what: item.short for item in line.gaps}
    assert short[TeamRole.MEMBER] == 4
    assert TeamRole.LEADER not in short
    assert short[Skill.FINANCE] == 1


def test_a_year_shows_each_role_in_the_round_that_wants_most_of_it() -> None:
    def line(leaders: int, deputies: int, have: int) -> Balance:
        people = [frozenset({TeamRole.LEADER, TeamRole.DEPUTY})] * have
        asked = Need(1, 1, team_need({TeamRole.LEADER: leaders, TeamRole.DEPUTY: deputies}, {}, PoolPolicy()))
        return balance("县", 5, people, asked)

    items = {item.what: (item.need, item.have) for item in worst([line(4, 1, 4), line(1, 3, 2)]).items}
    assert items[TeamRole.LEADER] == (4, 4)
    assert items[TeamRole.DEPUTY] == (3, 2)


@pytest.mark.django_db
def test_a_round_is_held_against_the_pools_with_who_drops_out_and_why(office: Office) -> None:
    round_, inspection, _ = new_round(office)
    team = a_team(round_, inspection)
    with act("demo.load", by=SYSTEM) as change:
        team.slots, team.skills = {"leader": 1, "deputy": 1, "liaison": 1, "member": 2}, {"engineering": 1}
        change.save(team)
    one = an_inspector("外出学习者", office.city)
    pool_actions.save_absence(Absence(inspector=one, reason="study", since=timezone.localdate()), by=office.planner)
    table = need.need_table([round_])
    assert (table.total.size, table.total.able) == (Inspector.objects.count(), Inspector.objects.count() - 1)
    assert (table.total.need.bodies, table.total.need.teams) == (
        2,
        2,
    )  # one team formed, one reckoned for the other body
    asked = {item.what: item for item in table.total.items}
    assert asked[TeamRole.MEMBER].need == 2 + PoolPolicy().members_a_team
    assert asked[Skill.ENGINEERING].short == 1
    (dropped,) = table.dropouts
    assert (dropped.reason, dropped.count) == ("脱产学习", 1)
    by_place = {line.place: line for line in table.places}
    assert by_place[office.county.name].need.bodies == 2
    assert by_place[office.city.name].size == Inspector.objects.filter(jurisdiction=office.city).count()


@pytest.mark.django_db
def test_rounds_are_shown_to_the_office_and_the_organisation_department_and_not_to_a_team(office: Office) -> None:
    for name in ("planner", "organisation", "leading_group", "secretary"):
        assert list(need.rounds(getattr(office, name))) == [office.round]
    assert not need.rounds(office.leader).exists()
