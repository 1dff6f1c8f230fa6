"""Every mode of a round as a problem of the four public modes, and who it keeps out."""

from __future__ import annotations

import pytest

from tests.cast import Office
from tests.factories.staffing import Field, a_city_round
from xuncha.domain.errors import Refused
from xuncha.domain.modes import Family, Mode
from xuncha.domain.roles import TeamRole
from xuncha.engines.teams.problem import Problem
from xuncha.records.people.models import Inspector
from xuncha.records.staffing.building import build_problem

pytestmark = pytest.mark.django_db
SENT = {Mode.CROSS_EXCHANGE, Mode.CROSS_RING, Mode.CROSS_CHAIN}


@pytest.fixture
def field(office: Office) -> Field:
    return a_city_round(office)


def open_homes(problem: Problem, row: str) -> set[str]:
    """The names of places with somebody whom no recusal keeps from a row."""
    barred = {tie.inspector for tie in problem.ties if tie.inspection == row and tie.recusal}
    return {problem.places[each.home].name for each in problem.inspectors if each.id not in barred}


def homes(*places: object) -> set[str]:
    return {str(place) for place in places}


@pytest.mark.parametrize(
    ("mode", "family"),
    [
        (Mode.ROUTINE, Family.ROUTINE), (Mode.ELEVATED, Family.ELEVATED), (Mode.MIXED, Family.MIXED),
        (Mode.JOINT, Family.ROUTINE), (Mode.MOBILE, Family.ROUTINE), (Mode.VILLAGE_DIRECT, Family.ROUTINE),
        (Mode.VILLAGE_WITH_TOWN, Family.ROUTINE), (Mode.VILLAGE_ELEVATED, Family.ELEVATED),
        (Mode.ELEVATED_CROSS, Family.ELEVATED), (Mode.CROSS_TEAM, Family.CROSS),
    ],
)  # fmt: skip
def test_modes_without_a_source_become_one_row_of_their_family(field: Field, mode: Mode, family: Family) -> None:
    field.inspect(field.places[1], mode)
    (row,) = build_problem(field.round, field.office.planner).inspections
    assert row.mode is family
    assert (row.leader, row.deputy, row.liaison) == (1, 1, 1)


def test_every_mode_is_mapped(field: Field) -> None:
    for mode in Mode:
        field.inspect(field.places[1], mode, source=field.places[2] if mode in SENT else None)
    halves = 2
    assert len(build_problem(field.round, field.office.planner).inspections) == len(Mode) + halves


def test_a_whole_team_comes_from_a_county_and_nobody_from_the_city(field: Field) -> None:
    inspection = field.inspect(field.places[1], Mode.CROSS_TEAM)
    assert open_homes(build_problem(field.round, field.office.planner), str(inspection.pk)) == homes(*field.places[1:])


@pytest.mark.parametrize("mode", [Mode.CROSS_RING, Mode.CROSS_CHAIN])
def test_in_a_ring_and_a_chain_the_source_is_fixed_and_the_city_may_help(field: Field, mode: Mode) -> None:
    city, first, second, third, _ = field.places
    a = field.inspect(first, mode, source=second)
    b = field.inspect(second, mode, source=third)
    problem = build_problem(field.round, field.office.planner)
    assert open_homes(problem, str(a.pk)) == homes(city, second)
    assert open_homes(problem, str(b.pk)) == homes(city, third)


def test_in_an_elevated_cross_the_county_people_come_from_the_source(field: Field) -> None:
    city, first, second, *_ = field.places
    inspection = field.inspect(first, Mode.ELEVATED_CROSS, source=second)
    assert open_homes(build_problem(field.round, field.office.planner), str(inspection.pk)) == homes(city, second)


@pytest.mark.parametrize(
    ("mode", "seated"),
    [
        (Mode.CROSS_HALF, {TeamRole.DEPUTY, TeamRole.LIAISON}),
        (Mode.CROSS_EXCHANGE, {TeamRole.LEADER, TeamRole.LIAISON}),
    ],
)
def test_local_seats_are_a_routine_row_of_their_own_for_local_people(
    field: Field, mode: Mode, seated: set[TeamRole]
) -> None:
    _, first, second, *_ = field.places
    inspection = field.inspect(first, mode, source=second)
    problem = build_problem(field.round, field.office.planner)
    sent, local = problem.inspections
    assert (sent.id, local.id) == (str(inspection.pk), f"{inspection.pk}-local")
    assert (sent.mode, local.mode) == (Family.CROSS, Family.ROUTINE)
    assert {role for role in TeamRole if local.slots(role)} == seated
    assert not {role for role in seated if sent.slots(role)}
    assert open_homes(problem, sent.id) == homes(second)
    assert open_homes(problem, local.id) == homes(first)


@pytest.mark.parametrize("mode", sorted(SENT))
def test_a_mode_that_needs_a_source_is_refused_without_one(field: Field, mode: Mode) -> None:
    field.inspect(field.places[1], mode)
    with pytest.raises(Refused, match="须先指定派出地区"):
        build_problem(field.round, field.office.planner)


def test_a_city_that_sends_opens_its_counties_too(field: Field) -> None:
    city, first, *_ = field.places
    inspection = field.inspect(first, Mode.CROSS_RING, source=city)
    assert open_homes(build_problem(field.round, field.office.planner), str(inspection.pk)) == homes(*field.places)
    assert Inspector.objects.filter(jurisdiction=city).exists()
