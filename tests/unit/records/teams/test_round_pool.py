"""One pool of a round: for the search, for a team formed by hand, for exposure."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db.models import QuerySet

from tests.cast import Office
from tests.factories import people as people_of
from tests.factories.staffing import Field, a_county_round
from tests.factories.teams import a_team, seat
from xuncha.records.people import actions as people
from xuncha.records.people.models import Inspector
from xuncha.records.staffing import actions as staffing
from xuncha.records.staffing.building import Building
from xuncha.records.staffing.queries import inspectors
from xuncha.records.teams.models import Team
from xuncha.records.teams.queries import candidates
from xuncha.records.teams.reckoning import exposures
from xuncha.records.teams.round_pool import pool_of, reckoned_of

pytestmark = pytest.mark.django_db
LONG_AGO, LATELY = date(2012, 1, 1), date(2024, 1, 1)


@pytest.fixture
def field(office: Office) -> Field:
    """A round of the county, whose people are eight; the city above has eight more."""
    return a_county_round(office, without="")


@pytest.fixture
def team(field: Field) -> Team:
    return a_team(field.round, field.round.inspections.get())


def names(found: QuerySet[Inspector]) -> set[str]:
    return set(found.values_list("person__name", flat=True))


def the(name: str) -> Inspector:
    return Inspector.objects.select_related("person", "jurisdiction").get(person__name=name)


def test_all_who_ask_for_the_pool_get_the_same(field: Field, team: Team) -> None:
    planner, pool = field.office.planner, names(pool_of(field.round))
    assert {f"青屿干部{number}" for number in range(1, 9)} <= pool
    assert not [name for name in pool if name.startswith("市级")]
    assert names(candidates(planner, team)) == names(inspectors(planner, field.round)) == pool
    assert {each.inspector.person.name for each in Building(field.round, planner).asked} == pool


def test_whoever_was_lent_belongs_to_it(field: Field, team: Team) -> None:
    staffing.lend(field.round, the("市级干部4"), "熟悉账目", by=field.office.planner)
    assert "市级干部4" in names(pool_of(field.round)) & names(candidates(field.office.planner, team))
    assert "市级干部4" in names(reckoned_of(field.round))


@pytest.mark.parametrize(("days", "there"), [(0, False), (1, True)])
def test_who_leaves_is_there_until_the_round_enters(field: Field, team: Team, days: int, *, there: bool) -> None:
    leaves = field.round.site_from + timedelta(days=days)
    people.leave_pool(the("青屿干部5"), leaves, "退休", by=field.office.planner)
    for found in (
        pool_of(field.round),
        candidates(field.office.planner, team),
        inspectors(field.office.planner, field.round),
    ):
        assert ("青屿干部5" in names(found)) is there


def test_whoever_sits_on_a_team_from_elsewhere_is_reckoned_too(field: Field, team: Team) -> None:
    member = the("市级干部4")
    people_of.post(member.person, team.targets.get().inspection.unit, LONG_AGO, until=LATELY)
    assert member.pk not in exposures(field.round)
    seat(team, member)
    assert member.pk not in set(pool_of(field.round).values_list("pk", flat=True))
    assert exposures(field.round)[member.pk].keys() == {field.round.inspections.get().pk}
