"""A province in small: cities searched side by side, put together to one plan under one bound."""

from __future__ import annotations

from dataclasses import replace

import pytest

from xuncha.engines.teams import generate as generator
from xuncha.engines.teams import solve as solver
from xuncha.engines.teams.bound import proven_bound
from xuncha.engines.teams.check import check
from xuncha.engines.teams.generate import Size, generate
from xuncha.engines.teams.outcome import Outcome, Stop
from xuncha.engines.teams.plan import Forbidden, Pin, Wishes
from xuncha.engines.teams.problem import Problem
from xuncha.engines.teams.solve import nation

SMALL = Size(cities=2, provinces=1, counties=(3, 4), inspections=8, inspectors=90, of_province=4, ties_across=0.005)


@pytest.fixture
def two_cities(monkeypatch: pytest.MonkeyPatch) -> Problem:
    """A province of two cities, which the solver is made to take city by city."""
    monkeypatch.setitem(generator.SIZES, "small", SMALL)
    monkeypatch.setattr(solver, "ONE_SEARCH", 0)
    return generate("small", 3)


def assert_sound(problem: Problem, outcome: Outcome, wishes: Wishes | None = None) -> None:
    assert outcome.plan is not None
    checked = check(problem, outcome.plan, wishes)
    assert [str(each.sentence) for each in checked.violations] == []
    assert checked.objective == outcome.objective
    assert outcome.bound <= proven_bound(problem, outcome.proof, wishes)


def test_a_province_is_put_together_from_its_cities(two_cities: Problem) -> None:
    outcome = solver.solve(two_cities, Stop(0.01, 60))
    assert_sound(two_cities, outcome)
    assert outcome.gap is not None
    assert outcome.gap < 0.2


def test_wishes_reach_the_city_they_concern(two_cities: Problem) -> None:
    first = solver.solve(two_cities, Stop(0.01, 60))
    assert first.plan is not None
    seat = first.plan.assignments[0]
    wishes = Wishes(pins=(Pin(*first.plan.assignments[-1]),), forbidden=(Forbidden(seat.inspector),))
    outcome = solver.solve(two_cities, Stop(0.01, 60), wishes=wishes)
    assert_sound(two_cities, outcome, wishes)


def test_a_nation_keeps_everybody_in_their_city(two_cities: Problem, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solver, "ONE_RELAXATION", 0)
    outcome = solver.solve(two_cities, Stop(0.01, 60))
    assert_sound(two_cities, outcome)


def test_a_nation_searched_a_few_cities_at_a_time_comes_out_whole(
    two_cities: Problem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(solver, "ONE_RELAXATION", 0)
    monkeypatch.setattr(nation, "BATCH", 1)
    outcome = solver.solve(two_cities, Stop(0.01, 60))
    assert_sound(two_cities, outcome)


def test_asked_to_stop_at_once_it_claims_nothing(two_cities: Problem) -> None:
    outcome = solver.solve(two_cities, Stop(0.0, 60, lambda: True))
    assert outcome.plan is None
    assert outcome.status == "unknown"


def test_nothing_to_inspect_costs_nothing(two_cities: Problem) -> None:
    outcome = solver.solve(replace(two_cities, inspections=(), ties=()))
    assert (outcome.status, outcome.objective, len(outcome.plan or ())) == ("optimal", 0, 0)
