"""A province or a nation: who serves which city is settled first, then every city is searched by itself, side by side."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
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

CLOSER = 8
"""A city is searched to this fraction of the gap asked for: what the cities lose adds to what lies between them."""

CLOSEST = 0.001
"""Nearer than this is left for what lies between the cities."""

MOST = 0.7
"""The part of the time left that one wave of searches may take."""

AT_ONCE = os.cpu_count() or 1
"""So many parts are searched at a time."""

HALF = 0.5
"""Who serves two cities by so much each, and may serve twice, is shared between them."""

HOME = 1e-3
"""A little more than nothing: whom nobody asks for stays at home."""


@dataclass(frozen=True)
class Part:
    """What was found for one city: assignments (None if nothing), and prices of the relaxation of its problem by itself."""

    assignments: tuple[Assignment, ...] | None
    multipliers: dict[str, int]


def group_of(layout: Layout) -> Ints:
    """For every place the city it is or lies in; a place without a city stands for itself."""
    found: Ints = np.where(layout.city != NONE, layout.city, np.arange(layout.places))
    return found


def cities(layout: Layout) -> tuple[Ints, Ints]:
    """The cities that are inspected, and for each inspection which of them."""
    names, number = np.unique(group_of(layout)[layout.at], return_inverse=True)
    return names, number


def split(layout: Layout, mass: Floats | None = None) -> Iterator[Problem]:
    """One problem for every city: its inspections, and the people who serve there, each with their share of capacity.

    `mass` says how much each person serves each city (people x cities); without it everybody serves at home.
    """
    names, number = cities(layout)
    weight = np.zeros((layout.people, len(names))) if mass is None else mass.copy()
    weight[np.arange(layout.people), _at_home(layout, names)] += HOME
    share = np.zeros(weight.shape, dtype=np.int64)
    for pin in layout.wishes.pins:
        p, n = layout.person[pin.inspector], number[layout.target[pin.inspection]]
        share[p, n] += int(share[p].sum() < layout.capacity[p])
    left = layout.capacity - share.sum(axis=1)
    order = np.argsort(-weight, axis=1, kind="stable")
    first, second = order[:, 0], order[:, min(1, len(names) - 1)]
    everyone = np.arange(layout.people)
    both = (weight[everyone, second] >= HALF) & (left > 1) & (first != second)
    share[everyone, first] += left - both
    share[everyone[both], second[both]] += 1
    closed = tuple(_closed(layout, names, share))
    for n in range(len(names)):
        yield _part(layout.problem, np.flatnonzero(number == n), share[:, n], closed)


def _at_home(layout: Layout, names: Ints) -> Ints:
    """The city each person belongs to; those of a province, or of a city not inspected, are dealt out to the cities below, or to all."""
    home = group_of(layout)[layout.home]
    found = np.searchsorted(names, home).clip(max=len(names) - 1)
    for turn, p in enumerate(np.flatnonzero(names[found] != home)):
        below = np.flatnonzero(layout.over[layout.home[p], names])
        among = below if len(below) else np.arange(len(names))
        found[p] = among[turn % len(among)]
    return found


def _closed(layout: Layout, names: Ints, share: Ints, one: Ints | None = None) -> Iterator[Past]:
    """Arcs between counties of two cities that both could use in both directions: one of each pair is closed beforehand (R13).

    The one closed leads away from the county that sends fewer people.
    """
    if layout.problem.policy.reciprocity:
        return
    counties = np.unique(layout.at[layout.county[layout.at]])
    sends = np.zeros((layout.places, len(names)), dtype=np.int64)
    np.add.at(sends, layout.home, share)
    city = np.searchsorted(names, group_of(layout)[counties])
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
    np.add.at(share, tuple(np.array(seats, dtype=np.int64).reshape(-1, 2).T), 1)
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
        pins=tuple(each for each in wishes.pins if each.inspection in targets and each.inspector in people),
        forbidden=tuple(
            each for each in wishes.forbidden if each.inspector in people and each.inspection in (None, *targets)
        ),
        keep=Plan(keep) if wishes.keep else None,
    )


def share_of_time(clock: Clock, parts: int) -> Stop:
    """When each of so many parts is to stop, so that all of them are done in most of the time that is left."""
    seconds = MOST * clock.left * min(1.0, AT_ONCE / max(1, parts))
    return Stop(max(clock.stop.gap / CLOSER, CLOSEST), max(2.0, seconds))


def search_part(problem: Problem, stop: Stop, seed: int, wishes: Wishes) -> Part:
    """Search one city; runs in a process of its own."""
    model, clock = Model(problem, wishes), Clock(stop, lambda _: None)

    def done(tree: Tree) -> bool:
        return clock.near(tree.best, tree.bound, model.saved) or clock.over

    found = root(model, seed)
    tree = search(found, seed, done, lambda: clock.left)
    seats = None if tree.seats is None else model.assignments(tree.seats)
    return Part(seats, multipliers(model, found.prices))


def _obey_parent() -> None:
    """A part leaves interrupts to the process that began it, and ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()

    def follow() -> None:
        if parent is not None:
            parent.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


class SideBySide:
    """Parts being searched, as many at a time as there are processors, the largest first; to be used in a `with`."""

    def __init__(self, parts: list[Problem], stop: Stop, seed: int, wishes: Wishes) -> None:
        """Start."""
        self.parts = parts
        self.found: dict[int, Part] = {}
        # Spawned, not forked: threads that a solver or a server has started do not survive a fork.
        context = multiprocessing.get_context("spawn")
        self.pool = ProcessPoolExecutor(min(AT_ONCE, len(parts)), mp_context=context, initializer=_obey_parent)
        self.waiting: dict[Future[Part], int] = {
            self.pool.submit(search_part, parts[n], stop, seed, wishes_for(parts[n], wishes)): n
            for n in sorted(range(len(parts)), key=lambda n: -len(parts[n].inspections))
        }

    def __enter__(self) -> SideBySide:
        """Give the searches."""
        return self

    def __exit__(self, *_: object) -> None:
        """End those that still run."""
        if self.waiting:
            for process in list(getattr(self.pool, "_processes", {}).values()):
                process.terminate()
        self.pool.shutdown(wait=not self.waiting, cancel_futures=True)

    def finish(self, over: Callable[[], bool]) -> None:
        """Wait for the parts. Where it is `over`, what is done by then counts."""
        while self.waiting:
            late = over()
            done = wait(self.waiting, timeout=0 if late else 0.5, return_when=FIRST_COMPLETED).done
            for future in done:
                self.found[self.waiting.pop(future)] = future.result()
            if late:
                return

    def plan(self) -> Plan | None:
        """The plan put together; None while a part of it is missing."""
        return joined(self.found, len(self.parts))


def joined(found: dict[int, Part], count: int) -> Plan | None:
    """The plan of so many parts together; None while one of them is missing."""
    parts = [found.get(n) for n in range(count)]
    if any(part is None or part.assignments is None for part in parts):
        return None
    return Plan(tuple(each for part in parts if part for each in part.assignments or ()))
