"""A province: one relaxation for the bound and for who serves which city; then its cities, side by side."""

from __future__ import annotations

from math import hypot

import numpy as np

from xuncha.engines.teams.outcome import Proof
from xuncha.engines.teams.plan import Assignment, Plan, Wishes
from xuncha.engines.teams.problem import Problem
from xuncha.engines.teams.solve.cities import AT_ONCE, SideBySide, again, cities, share_of_cities, share_of_time, split
from xuncha.engines.teams.solve.clock import Clock
from xuncha.engines.teams.solve.layout import Ints, Layout
from xuncha.engines.teams.solve.model import Model
from xuncha.engines.teams.solve.proving import multipliers
from xuncha.engines.teams.solve.relaxation import Relaxation
from xuncha.engines.teams.solve.searches import Found
from xuncha.engines.teams.solve.sifting import first_columns, shortage
from xuncha.engines.teams.solve.tree import WHOLE
from xuncha.engines.teams.solve.whole import Root, roots

ROUGH, FINE = 0.02, 0.0002
"""How near the relaxation is solved before the cities begin, and in the end."""


def by_city(problem: Problem, wishes: Wishes, seed: int, clock: Clock) -> Found:
    """Search a province: its relaxation says who serves which city, and gives the bound; every city is then searched by itself.

    While time is left, the cities that lost most against the relaxation are searched again, with whoever is left over.
    """
    model = Model(problem, wishes)
    relaxation = Relaxation(model, first_columns(model, seed))
    rough = roots(relaxation, ROUGH)
    if relaxation.missing() > WHOLE and (ray := shortage(relaxation)) is not None:
        return Found(None, Proof(multipliers(model, rough.prices + model.beyond * ray)), impossible=True)
    parts = list(split(model.layout, share_of_cities(rough)))
    with SideBySide(parts, share_of_time(clock, len(parts)), seed, wishes) as beside:
        fine = roots(relaxation, FINE)
        clock.tick(None, fine.bound, lambda: None)
        beside.finish(lambda: clock.over)
    plan = beside.plan()
    if plan is not None:
        plan = _mended(model, fine, plan, wishes, seed, clock)
    return Found(plan, Proof(multipliers(model, fine.prices)))


def _mended(model: Model, fine: Root, plan: Plan, wishes: Wishes, seed: int, clock: Clock) -> Plan:
    """Search cities again, each with its nearest neighbour, those first that cost most beyond what the relaxation spends on them."""
    layout, columns = model.layout, model.columns
    names, number = cities(layout)
    spent = np.bincount(number[columns.target], weights=columns.cost * fine.seats, minlength=len(names))
    tried: set[int] = set()
    while True:
        clock.tick(layout.cost_of_all(plan), fine.bound, lambda plan=plan: plan)  # type: ignore[misc]
        costs = np.array([layout.weigh(_of(plan, number, layout, np.array([n]))) for n in range(len(names))])
        groups = _groups(layout, np.argsort(spent - costs, kind="stable"), tried)
        if not groups or clock.over or clock.near(float(costs.sum()), fine.bound, model.saved):
            return plan
        with SideBySide(again(layout, plan, groups), share_of_time(clock, len(groups)), seed, wishes) as beside:
            beside.finish(lambda: clock.over)
        for n, found in sorted(beside.found.items()):
            if found.assignments and layout.weigh(found.assignments) < costs[groups[n]].sum():
                others = set(range(len(names))) - set(map(int, groups[n]))
                plan = Plan((*_of(plan, number, layout, np.array(sorted(others), dtype=np.int64)), *found.assignments))


def _of(plan: Plan, number: Ints, layout: Layout, chosen: Ints) -> tuple[Assignment, ...]:
    """The assignments of some cities."""
    return tuple(each for each in plan if number[layout.target[each.inspection]] in chosen)


def _groups(layout: Layout, order: Ints, tried: set[int]) -> list[Ints]:
    """The cities worst off that were not tried, each with its nearest neighbour that is free."""
    names, number = cities(layout)
    places = [layout.problem.jurisdictions[layout.at[number == n][0]] for n in range(len(names))]
    taken: set[int] = set()
    found: list[Ints] = []
    for n in map(int, order):
        here = places[n]
        if n not in tried and n not in taken and len(found) < AT_ONCE:
            free = [m for m in range(len(names)) if m != n and m not in taken]
            near = sorted(free, key=lambda m: hypot(places[m].x_km - here.x_km, places[m].y_km - here.y_km))[:1]  # noqa: B023
            taken.update([n, *near])
            tried.add(n)
            found.append(np.array([n, *near]))
    return found
