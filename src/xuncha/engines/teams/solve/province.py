"""A province: one relaxation for the bound and for who serves which city; then its cities, side by side."""

from __future__ import annotations

import os

import numpy as np

from xuncha.engines.teams.outcome import Proof, Stop
from xuncha.engines.teams.plan import Plan, Wishes
from xuncha.engines.teams.problem import Problem
from xuncha.engines.teams.solve.cities import SideBySide, again, cities, share_of_cities, split
from xuncha.engines.teams.solve.clock import Clock
from xuncha.engines.teams.solve.layout import Floats, Ints, Layout
from xuncha.engines.teams.solve.model import Model
from xuncha.engines.teams.solve.proving import multipliers
from xuncha.engines.teams.solve.relaxation import Relaxation
from xuncha.engines.teams.solve.searches import Found
from xuncha.engines.teams.solve.sifting import first_columns
from xuncha.engines.teams.solve.whole import Root, roots

ROUGH, FINE = 0.02, 0.0002
"""How near the relaxation is solved before the cities begin, and in the end."""

CLOSER = 8
"""A city is searched to this fraction of the gap asked for: what the cities lose adds to what lies between them."""

CLOSEST = 0.001
"""Nearer than this is left for what lies between the cities."""

MOST = 0.7
"""The part of the time left that one wave of searches may take."""

AT_ONCE = os.cpu_count() or 1
"""So many groups of cities are mended at a time."""


def by_city(problem: Problem, wishes: Wishes, seed: int, clock: Clock) -> Found:
    """Search a province: its relaxation says who serves which city, and gives the bound; every city is then searched by itself.

    While time is left, the cities that lost most against the relaxation are searched again, with whoever is left over.
    """
    model = Model(problem, wishes)
    relaxation = Relaxation(model, first_columns(model, seed))
    rough = roots(relaxation, ROUGH)
    parts = list(split(model.layout, share_of_cities(rough)))
    beside = SideBySide(parts, _stop(clock, len(parts)), seed, wishes)
    fine = roots(relaxation, FINE)
    clock.tick(None, fine.bound, lambda: None)
    beside.finish(lambda: clock.over)
    plan = beside.plan()
    if plan is not None:
        plan = _mended(model, fine, plan, wishes, seed, clock)
    return Found(plan, Proof(multipliers(model, fine.prices)))


def _stop(clock: Clock, parts: int) -> Stop:
    """When each of so many parts is to stop, so that all of them are done in most of the time that is left."""
    seconds = MOST * clock.left * min(1.0, AT_ONCE / parts)
    return Stop(max(clock.stop.gap / CLOSER, CLOSEST), max(2.0, seconds))


def _mended(model: Model, fine: Root, plan: Plan, wishes: Wishes, seed: int, clock: Clock) -> Plan:
    """Search cities again, each with its nearest neighbour, those first that cost most beyond what the relaxation spends on them."""
    layout, columns = model.layout, model.columns
    names, number = cities(layout)
    spent = np.bincount(number[columns.target], weights=columns.cost * fine.seats, minlength=len(names))
    tried: set[int] = set()
    while True:
        clock.tick(layout.cost_of_all(plan), fine.bound, lambda plan=plan: plan)  # type: ignore[misc]
        costs = np.zeros(len(names))
        for each in plan:
            costs[number[layout.target[each.inspection]]] += layout.cost_of(each)
        groups = _groups(layout, np.argsort(spent - costs, kind="stable"), tried)
        if not groups or clock.over or clock.near(layout.cost_of_all(plan), fine.bound):
            return plan
        beside = SideBySide(again(layout, plan, groups), _stop(clock, len(groups)), seed, wishes)
        beside.finish(lambda: clock.over)
        for n, found in beside.found.items():
            if found.assignments and layout.cost_of_all(found.assignments) < costs[groups[n]].sum():
                others = (each for each in plan if number[layout.target[each.inspection]] not in groups[n])
                plan = Plan((*others, *found.assignments))


def _groups(layout: Layout, order: Ints, tried: set[int]) -> list[Ints]:
    """The cities worst off that were not tried, each with its nearest neighbour that is free."""
    names, number = cities(layout)
    where = np.array([layout.at[number == n][0] for n in range(len(names))])
    taken: set[int] = set()
    found: list[Ints] = []
    for n in map(int, order):
        if n not in tried and n not in taken and len(found) < AT_ONCE:
            near = [int(m) for m in np.argsort(_km(layout, where)[n], kind="stable") if m != n and m not in taken]
            taken.update([n, *near[:1]])
            found.append(np.array([n, *near[:1]]))
            tried.add(n)
    return found


def _km(layout: Layout, where: Ints) -> Floats:
    places = layout.problem.jurisdictions
    x, y = (np.array([getattr(places[h], axis) for h in where]) for axis in ("x_km", "y_km"))
    found: Floats = np.hypot(x[:, None] - x, y[:, None] - y)
    return found
