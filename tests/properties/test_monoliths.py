"""The alternatives of the benchmark state the whole problem: on small rounds they find what trying every plan finds."""

from __future__ import annotations

from importlib import import_module

import pytest
from hypothesis import given

from benchmarks.teams.found import WAYS, Limits
from tests.properties.every_plan import cheapest
from tests.properties.small_rounds import small_rounds
from xuncha.engines.teams.check import check
from xuncha.engines.teams.outcome import Status
from xuncha.engines.teams.plan import Plan
from xuncha.engines.teams.problem import Problem


@pytest.mark.parametrize("way", ["cp-sat", "highs"])
@given(problem=small_rounds())
def test_a_monolith_finds_what_trying_every_plan_finds(way: str, problem: Problem) -> None:
    best = cheapest(problem)
    solve = import_module(f"benchmarks.teams.{WAYS[way]}").solve
    found = solve(problem, Limits(gap=0, seconds=60, threads=1), lambda _objective, _bound: None)
    if best is None:
        assert found.status is Status.INFEASIBLE
    else:
        assert (found.objective, found.bound) == (best.objective, best.objective)
        assert check(problem, Plan(found.assignments)).violations == ()
