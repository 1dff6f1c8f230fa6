"""Solving a team problem: a plan, and a bound that proves how good it is."""

from __future__ import annotations

from dataclasses import replace

from xuncha.engines.teams.bound import UnsoundProof, cost_at_most, proven_bound
from xuncha.engines.teams.outcome import Outcome, Proof, Status, Stop
from xuncha.engines.teams.plan import Plan, Wishes
from xuncha.engines.teams.problem import Problem
from xuncha.engines.teams.solve.cities import cities
from xuncha.engines.teams.solve.clock import Clock, Tell
from xuncha.engines.teams.solve.impossible import explain
from xuncha.engines.teams.solve.layout import Layout
from xuncha.engines.teams.solve.nation import by_home
from xuncha.engines.teams.solve.province import by_city
from xuncha.engines.teams.solve.searches import Found, one_search

NO_WISHES = Wishes()

ONE_SEARCH = 100
"""Up to so many inspections one search over the whole is quicker than one for each city."""

EXPLAINING = 55.0
"""Seconds for saying why there is no plan."""

ONE_RELAXATION = 5_000_000
"""Up to so many pairs of a person and an inspection one relaxation holds them all (a province has two million)."""


def solve(
    problem: Problem,
    stop: Stop | None = None,
    seed: int = 1,
    wishes: Wishes = NO_WISHES,
    progress: Tell | None = None,
) -> Outcome:
    """Find a plan within `stop.gap` of the best, or prove that there is none; the same seed gives the same plan.

    `progress` is called with every better plan and every better bound. A search that is asked to stop, or runs out of time,
    gives the best plan it has; where that happens, the same seed may give another plan on another machine.
    """
    outcome = _search(problem, Clock(stop or Stop(), progress or (lambda _: None)), seed, wishes)
    if outcome.status is not Status.INFEASIBLE:
        return outcome
    whole = Clock(Stop(0.0, EXPLAINING, outcome.stop.asked), lambda _: None)

    def attempt(other: Problem, asked: Wishes, seconds: float) -> Outcome:
        if whole.over:
            return replace(outcome, status=Status.UNKNOWN, bound=0)
        return _search(other, Clock(Stop(0.0, min(seconds, whole.left)), lambda _: None), seed, asked)

    return replace(outcome, explanation=explain(problem, wishes, attempt, whole))


def _search(problem: Problem, clock: Clock, seed: int, wishes: Wishes) -> Outcome:
    layout = Layout(problem, wishes)
    if layout.targets <= ONE_SEARCH or len(cities(layout)[0]) < 2:
        found = one_search(problem, wishes, seed, clock)
    elif layout.targets * layout.people <= ONE_RELAXATION:
        found = by_city(problem, wishes, seed, clock)
    else:
        found = by_home(layout, wishes, seed, clock)
    return _outcome(layout, found, seed, clock)


def _outcome(layout: Layout, found: Found, seed: int, clock: Clock) -> Outcome:
    """Claim what the verifier finds, and no more: prices are rounded, and nobody need take our word."""
    evidence = found.proof
    try:
        bound = proven_bound(layout.problem, evidence, layout.wishes)
    except UnsoundProof:  # prices too large to be added up in whole numbers
        bound = -1
    if bound < 0:  # no proof at all proves 0: no cost is negative
        evidence, bound = Proof(), 0
    plan, objective = found.plan, None
    if plan is None:
        impossible = found.impossible and bound > cost_at_most(layout.problem)
        status = Status.INFEASIBLE if impossible else Status.UNKNOWN
    else:
        plan, objective = Plan(tuple(sorted(plan, key=layout.rank))), layout.cost_of_all(plan)
        bound = min(bound, objective)
        status = Status.OPTIMAL if bound == objective else Status.FEASIBLE
    return Outcome(status, plan, objective, bound, evidence, clock.seconds, seed, clock.stop, tuple(clock.log))
