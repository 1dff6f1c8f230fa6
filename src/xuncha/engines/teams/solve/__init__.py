"""Solving a team problem: a plan, and a bound that proves how good it is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from xuncha.engines.teams.bound import proven_bound
from xuncha.engines.teams.outcome import Outcome, Proof, Status, Stop
from xuncha.engines.teams.plan import Plan, Wishes
from xuncha.engines.teams.problem import Problem
from xuncha.engines.teams.solve.cities import SideBySide, again, cities, share_of_cities, split
from xuncha.engines.teams.solve.clock import Clock, Tell
from xuncha.engines.teams.solve.impossible import explain
from xuncha.engines.teams.solve.layout import Layout
from xuncha.engines.teams.solve.model import Model
from xuncha.engines.teams.solve.proving import multipliers, proof
from xuncha.engines.teams.solve.relaxation import Relaxation
from xuncha.engines.teams.solve.sifting import first_columns
from xuncha.engines.teams.solve.tree import Tree
from xuncha.engines.teams.solve.whole import Root, root, roots, search

NO_WISHES = Wishes()

ONE_SEARCH = 100
"""Up to so many inspections one search over the whole is quicker than one for each city."""

ONE_RELAXATION = 5_000_000
"""Up to so many pairs of a person and an inspection one relaxation holds them all (a province has two million)."""

ROUGH, FINE = 0.02, 0.0002
"""How near the relaxation is solved before the cities begin, and in the end."""


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

    def attempt(other: Problem, asked: Wishes, seconds: float) -> Outcome:
        return _search(other, Clock(Stop(0.0, seconds, outcome.stop.asked), lambda _: None), seed, asked)

    why = explain(problem, wishes, attempt)
    return replace(outcome, explanation=why)


def _search(problem: Problem, clock: Clock, seed: int, wishes: Wishes) -> Outcome:
    layout = Layout(problem, wishes)
    if layout.targets <= ONE_SEARCH or len(cities(layout)[0]) < 2:
        return _one_search(problem, wishes, seed, clock)
    if layout.targets * layout.people <= ONE_RELAXATION:
        return _by_city(problem, wishes, seed, clock)
    return _apart(layout, wishes, seed, clock)


def _one_search(problem: Problem, wishes: Wishes, seed: int, clock: Clock) -> Outcome:
    """A county, a prefecture."""
    model = Model(problem, wishes)

    def done(tree: Tree) -> bool:
        seats = tree.seats
        clock.tick(
            None if seats is None else model.objective(seats),
            tree.bound,
            lambda: None if seats is None else Plan(model.assignments(seats)),
        )
        return clock.near(tree.best, tree.bound, model.saved) or clock.over

    tree = search(root(model, seed), seed, done)
    plan = None if tree.seats is None else Plan(model.assignments(tree.seats))
    objective = None if tree.seats is None else model.objective(tree.seats)
    impossible = plan is None and tree.finished
    return _outcome(problem, wishes, seed, clock, plan, objective, proof(model, tree.root, tree.bound), impossible)


def _by_city(problem: Problem, wishes: Wishes, seed: int, clock: Clock) -> Outcome:
    """A province: its relaxation says who serves which city, and gives the bound; every city is then searched by itself.

    While time is left, the cities that lost most against the relaxation are searched again, with whoever is left over.
    """
    model = Model(problem, wishes)
    relaxation = Relaxation(model, first_columns(model, seed))
    rough = roots(relaxation, ROUGH)
    parts = list(split(model.layout, share_of_cities(rough)))
    beside = SideBySide(parts, Stop(clock.stop.gap / 3, max(5.0, clock.left / 5), clock.stop.asked), seed, wishes)
    fine = roots(relaxation, FINE)
    clock.tick(None, fine.value, lambda: None)
    beside.finish(lambda: clock.over)
    plan = beside.plan()
    if plan is not None:
        plan = _mended(model, fine, plan, wishes, seed, clock)
    objective = None if plan is None else _cost(model.layout, plan)
    return _outcome(problem, wishes, seed, clock, plan, objective, Proof(multipliers(model, fine.prices)), False)


def _mended(model: Model, fine: Root, plan: Plan, wishes: Wishes, seed: int, clock: Clock) -> Plan:
    """Search cities again, two at a time, those first that cost most beyond what the relaxation spends on them."""
    layout, columns = model.layout, model.columns
    names, number = cities(layout)
    spent = np.bincount(number[columns.target], weights=columns.cost * fine.seats, minlength=len(names))
    tried: set[int] = set()
    while True:
        clock.tick(_cost(layout, plan), fine.value, lambda plan=plan: plan)  # type: ignore[misc]
        costs = np.zeros(len(names))
        for each in plan:
            costs[number[layout.target[each.inspection]]] += layout.cost_of(each)
        order = [int(n) for n in np.argsort(spent - costs, kind="stable") if n not in tried][:2]
        if not order or clock.over or clock.near(_cost(layout, plan), fine.value):
            return plan
        tried.update(order)
        worst = np.array(order)
        beside = SideBySide(again(layout, plan, worst), Stop(clock.stop.gap / 10, clock.left / 3), seed, wishes)
        beside.finish(lambda: clock.over)
        for n, found in beside.found.items():
            if found.assignments and sum(map(layout.cost_of, found.assignments)) < costs[worst[n]]:
                others = (each for each in plan if number[layout.target[each.inspection]] != worst[n])
                plan = Plan((*others, *found.assignments))


def _cost(layout: Layout, plan: Plan) -> int:
    return sum(map(layout.cost_of, plan))


def _apart(layout: Layout, wishes: Wishes, seed: int, clock: Clock) -> Outcome:
    """A nation: everybody serves in the city that is their home."""
    parts = list(split(layout))
    beside = SideBySide(parts, Stop(clock.stop.gap, clock.left / 4, clock.stop.asked), seed, wishes)
    beside.finish(lambda: clock.over)
    plan = beside.plan()
    objective = None if plan is None else _cost(layout, plan)
    together = {key: value for part in beside.found.values() for key, value in part.multipliers.items()}
    return _outcome(layout.problem, wishes, seed, clock, plan, objective, Proof(together), False)


def _outcome(
    problem: Problem,
    wishes: Wishes,
    seed: int,
    clock: Clock,
    plan: Plan | None,
    objective: int | None,
    evidence: Proof,
    impossible: bool,
) -> Outcome:
    # What the verifier finds is what is claimed: prices are rounded, and nobody need take our word.
    bound = proven_bound(problem, evidence, wishes)
    if bound < 0:  # no proof at all proves 0: no cost is negative
        evidence, bound = Proof(), 0
    if objective is None:
        status = Status.INFEASIBLE if impossible else Status.UNKNOWN
    else:
        bound = min(bound, objective)
        status = Status.OPTIMAL if bound == objective else Status.FEASIBLE
    return Outcome(status, plan, objective, bound, evidence, clock.seconds, seed, clock.stop, tuple(clock.log))
