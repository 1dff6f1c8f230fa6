"""Generated problems: the same from the same seed, of the stated size, and like what an office has to staff."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from math import hypot

import pytest

from xuncha.domain.modes import Family
from xuncha.domain.organisations import Level
from xuncha.domain.roles import TeamRole
from xuncha.domain.teams.policy import NEWCOMER_PRACTICE, VETERAN_PRACTICE
from xuncha.engines.teams.check import check
from xuncha.engines.teams.generate import generate, planted_plan
from xuncha.engines.teams.problem import Problem

SEEDS = range(3)


@pytest.fixture(scope="module", params=["prefecture", "province"])
def problem(request: pytest.FixtureRequest) -> Problem:
    return generate(request.param, 1)


def share(problem: Problem, *, practice: range) -> float:
    return sum(person.practice in practice for person in problem.inspectors) / len(problem.inspectors)


@pytest.mark.parametrize(
    ("size", "inspections", "people"), [("county", 5, 40), ("prefecture", 65, 520), ("province", 500, 4_000)]
)
def test_a_size_has_its_numbers(size: str, inspections: int, people: int) -> None:
    for seed in SEEDS:
        problem = generate(size, seed)
        assert (len(problem.inspections), len(problem.inspectors)) == (inspections, people)


def test_a_seed_makes_one_problem_and_another_seed_another() -> None:
    assert generate("prefecture", 7) == generate("prefecture", 7)
    assert generate("prefecture", 7) != generate("prefecture", 8)


@pytest.mark.parametrize(("size", "seeds"), [("county", 30), ("prefecture", 5), ("province", 1)])
def test_there_is_a_plan_that_keeps_every_rule(size: str, seeds: int) -> None:
    for seed in range(seeds):
        assert check(generate(size, seed), planted_plan(size, seed)).violations == ()


def test_most_but_not_all_of_the_capacity_is_needed(problem: Problem) -> None:
    need = sum(each.size for each in problem.inspections)
    assert 0.80 <= need / sum(person.capacity for person in problem.inspectors) <= 0.90
    twice = sum(person.capacity == 2 for person in problem.inspectors) / len(problem.inspectors)
    assert 0.15 <= twice <= 0.30


def test_every_mode_is_there_and_routine_is_the_exception(problem: Problem) -> None:
    modes = Counter(each.mode for each in problem.inspections)
    assert set(modes) == set(Family)
    assert modes[Family.ROUTINE] < min(modes[Family.ELEVATED], modes[Family.CROSS], modes[Family.MIXED])


def test_teams_have_eight_to_twelve_people_and_one_leader(problem: Problem) -> None:
    assert {each.size for each in problem.inspections} <= set(range(8, 13))
    assert {(each.leader, each.liaison) for each in problem.inspections} == {(1, 1)}
    assert {each.deputy for each in problem.inspections} == {1, 2}


def test_every_inspection_wants_finance_and_one_or_two_skills_more(problem: Problem) -> None:
    assert {len(each.skills) for each in problem.inspections} == {2, 3}
    assert all(each.skills["finance"] == 1 for each in problem.inspections)


def test_few_may_lead_and_there_are_newcomers_and_veterans(problem: Problem) -> None:
    leaders = sum(TeamRole.LEADER in person.roles for person in problem.inspectors)
    assert 1 < leaders / len(problem.inspections) < 2
    assert 0.15 <= share(problem, practice=range(NEWCOMER_PRACTICE + 1)) <= 0.30
    assert 0.35 <= share(problem, practice=range(VETERAN_PRACTICE, 99)) <= 0.50


def test_counties_lie_around_their_city(problem: Problem) -> None:
    for place in problem.jurisdictions:
        if place.level is Level.COUNTY:
            city = problem.places[place.parent or ""]
            assert 14 <= hypot(place.x_km - city.x_km, place.y_km - city.y_km) <= 121


def test_cities_lie_apart_and_none_alone() -> None:
    cities = [place for place in generate("province", 2).jurisdictions if place.level is Level.CITY]
    for city in cities:
        nearest = min(hypot(city.x_km - other.x_km, city.y_km - other.y_km) for other in cities if other != city)
        assert 100 <= nearest <= 300


def test_ties_are_sparse_and_few_forbid(problem: Problem) -> None:
    city_of = {person.id: person.id[:4] for person in problem.inspectors}
    own = [tie for tie in problem.ties if city_of[tie.inspector][1:] == tie.inspection[1:4]]
    people, units = Counter(city_of.values()), Counter(each.id[1:4] for each in problem.inspections)
    pairs = sum(count * people[f"R{city}"] for city, count in units.items())
    assert 0.05 <= len(own) / pairs <= 0.10
    assert 0.005 <= sum(tie.recusal for tie in own) / pairs <= 0.015
    assert {tie.exposure in range(5, 401) and tie.reason != "" for tie in problem.ties} == {True}


def test_history_exchanges_no_favours(problem: Problem) -> None:
    rounds: dict[tuple[str, str], list[int]] = {}
    for past in problem.history:
        rounds.setdefault((past.source, past.target), []).append(past.rounds_ago)
        assert Counter(problem.history)[past] == 1
    for (source, target), ago in rounds.items():
        assert not set(ago) & set(rounds.get((target, source), []))
        assert all(later - earlier > problem.policy.arc_rest for earlier, later in pairwise(sorted(ago)))


def test_those_kept_apart_are_two_of_one_city(problem: Problem) -> None:
    assert problem.apart
    assert {pair.first[:4] == pair.second[:4] for pair in problem.apart} == {True}


def test_a_nation_is_cities_of_their_own() -> None:
    problem = generate("nation", 1)
    assert (len(problem.inspections), len(problem.inspectors)) == (15_000, 120_000)
    assert all(tie.inspector[1:4] == tie.inspection[1:4] for tie in problem.ties)
