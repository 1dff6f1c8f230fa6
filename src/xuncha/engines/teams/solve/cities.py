"""A province or a nation: who serves which city is settled first, then every city is searched by itself, side by side."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from xuncha.engines.teams.outcome import Stop
from xuncha.engines.teams.plan import Assignment, Plan, Wishes
from xuncha.engines.teams.problem import Past, Problem
from xuncha.engines.teams.solve.clock import Clock
from xuncha.engines.teams.solve.layout import NONE, Floats, Ints, Layout
from xuncha.engines.teams.solve.model import Model
from xuncha.engines.teams.solve.proving import multipliers
from xuncha.engines.teams.solve.tree import Tree
from xuncha.engines.teams.solve.whole import Root, root, search

HALF = 0.5
"""Who serves two cities by so much each, and may serve twice, is shared between them."""

HOME = 1e-3
"""A little more than nothing: whom nobody asks for stays at home."""


@dataclass(frozen=True)
class Part:
    """What was found for one city: assignments (None if nothing), and prices of the relaxation of its problem by itself."""

    assignments: tuple[Assignment, ...] | None
    multipliers: dict[str, int]


def cities(layout: Layout) -> tuple[Ints, Ints]:
    """The cities that are inspected, and for each inspection which of them; a province inspected itself counts as one."""
    city = np.where(layout.city[layout.at] != NONE, layout.city[layout.at], layout.at)
    names, number = np.unique(city, return_inverse=True)
    return names, number


def split(layout: Layout, mass: Floats | None = None) -> Iterator[Problem]:
    """One problem for every city: its inspections, and the people who serve there, each with their share of capacity.

    `mass` says how much each person serves each city (people x cities); without it everybody serves at home.
    """
    names, number = cities(layout)
    weight = np.zeros((layout.people, len(names))) if mass is None else mass.copy()
    home = np.searchsorted(names, layout.city[layout.home]).clip(max=len(names) - 1)
    there = names[home] == layout.city[layout.home]
    weight[np.flatnonzero(there), home[there]] += HOME
    order = np.argsort(-weight, axis=1, kind="stable")
    first, second = order[:, 0], order[:, min(1, len(names) - 1)]
    everyone = np.arange(layout.people)
    both = (weight[everyone, second] >= HALF) & (layout.capacity > 1) & (first != second)
    share = np.zeros(weight.shape, dtype=np.int64)
    share[everyone, first] = layout.capacity - both
    share[everyone[both], second[both]] = 1
    closed = tuple(_closed(layout, names, share))
    for n in range(len(names)):
        yield _part(layout.problem, np.flatnonzero(number == n), share[:, n], closed)


def _closed(layout: Layout, names: Ints, share: Ints, one: Ints | None = None) -> Iterator[Past]:
    """Arcs between counties of two cities that both could use in both directions: one of each pair is closed beforehand (R13).

    The one closed leads away from the county that sends fewer people.
    """
    if layout.problem.policy.reciprocity:
        return
    counties = np.unique(layout.at[layout.county[layout.at]])
    sends = np.zeros((layout.places, len(names)), dtype=np.int64)
    np.add.at(sends, layout.home, share)
    city = np.searchsorted(names, layout.city[counties])
    for (s, a), (t, b) in combinations(zip(map(int, counties), map(int, city), strict=True), 2):
        if (a != b if one is None else one[a] != one[b]) and sends[s, b] and sends[t, a]:
            source, target = (t, s) if sends[s, b] >= sends[t, a] else (s, t)
            places = layout.problem.jurisdictions
            yield Past(places[source].id, places[target].id, 0)


def _part(problem: Problem, targets: Ints, capacity: Ints, closed: tuple[Past, ...]) -> Problem:
    inspections = tuple(problem.inspections[i] for i in targets)
    people = tuple(replace(problem.inspectors[p], capacity=int(capacity[p])) for p in np.flatnonzero(capacity))
    ids, known = {each.id for each in inspections}, {each.id for each in people}
    return replace(
        problem,
        inspections=inspections,
        inspectors=people,
        ties=tuple(tie for tie in problem.ties if tie.inspection in ids and tie.inspector in known),
        apart=tuple(pair for pair in problem.apart if {pair.first, pair.second} <= known),
        history=(*problem.history, *closed),
    )


def share_of_cities(found: Root) -> Floats:
    """How much each person serves each city in the relaxation. Shape (people, cities)."""
    layout, columns = found.model.layout, found.model.columns
    names, number = cities(layout)
    mass = np.zeros((layout.people, len(names)))
    np.add.at(mass, (columns.person, number[columns.target]), found.seats)
    return mass


def again(layout: Layout, plan: Plan, groups: list[Ints]) -> list[Problem]:
    """The problems of some groups of cities once more, with whoever is left over anywhere: each goes to the nearest group.

    People who serve elsewhere keep their seats there, and no arc may run against one of theirs.
    """
    names, number = cities(layout)
    seats = [(layout.person[each.inspector], number[layout.target[each.inspection]]) for each in plan]
    share = np.zeros((layout.people, len(names)), dtype=np.int64)
    np.add.at(share, tuple(np.array(seats, dtype=np.int64).T), 1)
    left = layout.capacity - share.sum(axis=1)
    way = np.stack(
        [layout.way[:, layout.at[np.isin(number, group)]].mean(axis=1)[layout.home] for group in groups], axis=1
    )
    nearest = np.array([group[0] for group in groups])[np.argmin(way, axis=1)]
    share[np.arange(layout.people), nearest] += np.maximum(left, 0)
    again = np.concatenate(groups)
    stay = (each for each in plan if number[layout.target[each.inspection]] not in again)
    one = np.arange(len(names))
    for group in groups:  # within a group nothing is closed: it is searched as one
        one[group] = group[0]
    closed = (*_closed(layout, names, share, one), *_against(layout, stay))
    return [
        _part(layout.problem, np.flatnonzero(np.isin(number, group)), share[:, group].sum(axis=1), closed)
        for group in groups
    ]


def _against(layout: Layout, seats: Iterable[Assignment]) -> Iterator[Past]:
    """The arcs that would answer those these seats may make."""
    if layout.problem.policy.reciprocity:
        return
    places = layout.problem.jurisdictions
    arcs = {
        (int(layout.home[layout.person[each.inspector]]), int(layout.at[layout.target[each.inspection]]))
        for each in seats
    }
    for s, t in sorted(arcs):
        if s != t and layout.county[s] and layout.county[t]:
            yield Past(places[t].id, places[s].id, 0)


def wishes_for(problem: Problem, wishes: Wishes) -> Wishes:
    """What of a planner's wishes concerns one part."""
    targets = {each.id for each in problem.inspections}
    people = {each.id for each in problem.inspectors}
    keep = tuple(each for each in wishes.keep or () if each.inspection in targets and each.inspector in people)
    return replace(
        wishes,
        pins=tuple(each for each in wishes.pins if each.inspection in targets),
        forbidden=tuple(
            each for each in wishes.forbidden if each.inspector in people and each.inspection in (None, *targets)
        ),
        keep=Plan(keep) if wishes.keep else None,
    )


def search_part(problem: Problem, stop: Stop, seed: int, wishes: Wishes) -> Part:
    """Search one city; runs in a process of its own."""
    model, clock = Model(problem, wishes), Clock(stop, lambda _: None)

    def done(tree: Tree) -> bool:
        return clock.near(tree.best, tree.bound, model.saved) or clock.over

    found = root(model, seed)
    tree = search(found, seed, done)
    seats = None if tree.seats is None else model.assignments(tree.seats)
    return Part(seats, multipliers(model, found.prices))


class SideBySide:
    """Parts being searched, as many at a time as there are processors, the largest first."""

    def __init__(self, parts: list[Problem], stop: Stop, seed: int, wishes: Wishes) -> None:
        """Start."""
        self.parts, self.found = parts, dict[int, Part]()
        # Spawned, not forked: threads that a solver or a server has started do not survive a fork.
        context = multiprocessing.get_context("spawn")
        self.pool = ProcessPoolExecutor(min(os.cpu_count() or 1, len(parts)), mp_context=context)
        plain = Stop(stop.gap, stop.seconds)
        self.waiting: dict[Future[Part], int] = {
            self.pool.submit(search_part, parts[n], plain, seed, wishes_for(parts[n], wishes)): n
            for n in sorted(range(len(parts)), key=lambda n: -len(parts[n].inspections))
        }

    def finish(self, over: Callable[[], bool]) -> None:
        """Wait for the parts. Where it is `over`, those not done are left."""
        try:
            while self.waiting and not over():
                for future in wait(self.waiting, timeout=0.5, return_when=FIRST_COMPLETED).done:
                    self.found[self.waiting.pop(future)] = future.result()
        finally:
            for process in list(getattr(self.pool, "_processes", {}).values()) if self.waiting else []:
                process.terminate()
            self.pool.shutdown(wait=not self.waiting, cancel_futures=True)

    def plan(self) -> Plan | None:
        """The plan put together; None while a part of it is missing."""
        parts = [self.found.get(n) for n in range(len(self.parts))]
        if any(part is None or part.assignments is None for part in parts):
            return None
        return Plan(tuple(each for part in parts if part for each in part.assignments or ()))
