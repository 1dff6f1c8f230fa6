"""The alternatives of the benchmark solve the same problem as we do: what they find, the checker accepts."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

import pytest

from benchmarks.teams.found import WAYS, Found, Limits
from xuncha.domain.roles import TeamRole
from xuncha.engines.teams.check import check
from xuncha.engines.teams.generate import generate
from xuncha.engines.teams.outcome import Status
from xuncha.engines.teams.plan import Plan
from xuncha.engines.teams.problem import Problem

MONOLITHS = ("cp-sat", "highs")


def solved(way: str, problem: Problem) -> tuple[Found, list[tuple[int | None, int]]]:
    moments: list[tuple[int | None, int]] = []
    solve = import_module(f"benchmarks.teams.{WAYS[way]}").solve
    found = solve(
        problem, Limits(gap=0, seconds=60, threads=2), lambda objective, bound: moments.append((objective, bound))
    )
    return found, moments


def test_both_prove_the_same_optimum_and_the_checker_counts_it_too() -> None:
    problem = generate("county", 3)
    objectives = set()
    for way in MONOLITHS:
        found, _moments = solved(way, problem)
        checked = check(problem, Plan(found.assignments))
        assert (found.status, found.bound, checked.violations) == (Status.OPTIMAL, found.objective, ())
        objectives |= {found.objective, checked.objective}
    assert len(objectives) == 1


@pytest.mark.parametrize("way", MONOLITHS)
def test_what_is_told_on_the_way_never_passes_the_optimum(way: str) -> None:
    found, moments = solved(way, generate("county", 3))
    assert found.objective is not None
    assert all(bound <= found.objective for _objective, bound in moments)
    assert min(objective for objective, _bound in moments if objective is not None) == found.objective


@pytest.mark.parametrize("way", MONOLITHS)
def test_a_round_that_nobody_may_lead_is_proven_impossible(way: str) -> None:
    problem = generate("county", 3)
    members = tuple(replace(each, roles=each.roles - {TeamRole.LEADER}) for each in problem.inspectors)
    assert solved(way, replace(problem, inspectors=members))[0].status is Status.INFEASIBLE
