"""The alternatives of the benchmark solve the same problem as we do: what they find, the checker accepts."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

import pytest

from benchmarks.teams.found import WAYS, Found, Limits
from xuncha.domain.modes import Family
from xuncha.domain.organisations import Level
from xuncha.domain.roles import TeamRole
from xuncha.domain.teams import TeamPolicy
from xuncha.engines.teams.check import check
from xuncha.engines.teams.generate import generate
from xuncha.engines.teams.outcome import Status
from xuncha.engines.teams.plan import Plan
from xuncha.engines.teams.problem import ROLES, Apart, Inspection, Inspector, Jurisdiction, Problem

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


def two_counties(*apart: Apart, members: int, policy: TeamPolicy) -> Problem:
    """Each of two counties of a city is inspected by crossing, and has three people to send."""
    places = [Jurisdiction(f"a{n}", "", Level.COUNTY, "a", 10 * n, 0) for n in (1, 2)]
    return Problem(
        jurisdictions=(Jurisdiction("a", "", Level.CITY, None, 0, 0), *places),
        inspectors=tuple(
            Inspector(f"{place.id}{n}", "", place.id, frozenset(ROLES)) for place in places for n in range(3)
        ),
        inspections=tuple(
            Inspection(f"u{place.id}", "", place.id, Family.CROSS, leader=1, deputy=0, liaison=0, member=members)
            for place in places
        ),
        apart=apart,
        policy=policy,
    )


@pytest.mark.parametrize("way", MONOLITHS)
def test_two_counties_that_could_only_inspect_each_other_have_no_round_unless_they_may(way: str) -> None:
    strict = two_counties(members=1, policy=TeamPolicy(veterans_least=0))
    lenient = replace(strict, policy=replace(strict.policy, reciprocity=True))
    assert solved(way, strict)[0].status is Status.INFEASIBLE
    assert solved(way, lenient)[0].objective == 4 * 4


@pytest.mark.parametrize("way", MONOLITHS)
def test_those_kept_apart_are_on_no_team_together(way: str) -> None:
    policy = TeamPolicy(veterans_least=0, reciprocity=True)
    alone = [Apart("a10", other) for other in ("a11", "a12")]
    found = solved(way, two_counties(*alone, members=1, policy=policy))[0]
    assert {row.inspector for row in found.assignments if row.inspection == "ua2"} == {"a11", "a12"}
    impossible = two_counties(*alone, Apart("a11", "a12"), members=1, policy=policy)
    assert solved(way, impossible)[0].status is Status.INFEASIBLE
