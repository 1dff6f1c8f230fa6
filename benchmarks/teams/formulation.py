"""The whole team problem as one integer program, rules R1 to R13, for solvers that take it in one piece.

A column is a person in a role on an inspection; columns that a rule excludes by themselves (R2, R4, R5, the leader of R6, much of
R7 and R13) are never made. Further columns choose the source of each cross inspection and the arcs between counties.
Nothing here comes from the engine beyond its values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.teams.reading import CITY, COUNTY, Facts, read
from xuncha.domain.modes import Family
from xuncha.domain.roles import TeamRole
from xuncha.domain.teams.policy import NEWCOMER_PRACTICE, VETERAN_PRACTICE, share_of
from xuncha.engines.teams.plan import Assignment
from xuncha.engines.teams.problem import ROLES, Problem

LEADER = ROLES.index(TeamRole.LEADER)
Array = np.ndarray


@dataclass(frozen=True)
class Program:
    """Minimise `cost` over 0/1 columns, with every row's sum between its bounds; rows compressed one after the other."""

    cost: Array
    starts: Array
    columns: Array
    coefficients: Array
    lower: Array
    upper: Array
    seats: tuple[Array, Array, Array]
    problem: Problem

    def assignments(self, chosen: Array) -> tuple[Assignment, ...]:
        """The plan that a choice of columns means."""
        person, target, role = (part[chosen[: len(part)]] for part in self.seats)
        inspections, inspectors = self.problem.inspections, self.problem.inspectors
        order = np.lexsort((person, role, target))
        return tuple(Assignment(inspections[target[n]].id, ROLES[role[n]], inspectors[person[n]].id) for n in order)


class _Rows:
    """Rows as they are added, and how many columns there are."""

    def __init__(self, columns: int) -> None:
        self.count, self.width = 0, columns
        self.parts: list[tuple[Array, Array, Array]] = []
        self.bounds: list[tuple[Array, Array]] = []

    def more_columns(self, count: int) -> Array:
        """Number new columns, of cost nothing."""
        self.width += count
        return np.arange(self.width - count, self.width)

    def add(
        self,
        group: Array,
        columns: Array,
        coefficients: Array | int = 1,
        *,
        count: int,
        least: Array | int | None = None,
        most: Array | int | None = None,
    ) -> None:
        """One row for each of `count` groups: the sum of its entries lies between `least` and `most`."""
        values = np.broadcast_to(np.asarray(coefficients, dtype=np.int64), group.shape)
        low = np.bincount(group, np.minimum(values, 0), minlength=count).astype(np.int64)
        high = np.bincount(group, np.maximum(values, 0), minlength=count).astype(np.int64)
        lower = low if least is None else np.broadcast_to(least, count)
        upper = high if most is None else np.broadcast_to(most, count)
        told = (lower > low) | (upper < high)  # the others hold whatever is chosen
        number = np.cumsum(told) - 1 + self.count
        kept = told[group]
        self.parts.append((number[group[kept]], columns[kept], values[kept]))
        self.bounds.append((lower[told], np.maximum(lower, upper)[told]))  # least may be more than all together
        self.count += int(told.sum())


def formulate(problem: Problem) -> Program:
    """State a problem as one integer program."""
    facts = read(problem)
    person, target, role = _seats(facts)
    columns = np.arange(len(person))
    rows, seats = _Rows(len(person)), (person, target, role, columns)
    _slots_and_load(rows, facts, *seats)
    _origins(rows, facts, *seats)
    _talents(rows, facts, *seats)
    _apart(rows, facts, person, target, columns)
    choices = _sources(rows, facts, *seats)
    _arcs(rows, facts, seats, choices)
    group, column, value = (np.concatenate(part) for part in zip(*rows.parts, strict=True))
    order = np.argsort(group, kind="stable")
    cost = np.zeros(rows.width, dtype=np.int64)
    cost[columns] = facts.cost[person, target]
    lower, upper = (np.concatenate(part) for part in zip(*rows.bounds, strict=True))
    starts = np.concatenate(([0], np.cumsum(np.bincount(group, minlength=rows.count))))
    return Program(cost, starts, column[order], value[order], lower, upper, (person, target, role), problem)


def _seats(facts: Facts) -> tuple[Array, Array, Array]:
    """Who may sit where: the columns."""
    may = ~facts.recused & ~(facts.at_home & ~facts.mode(Family.ROUTINE))
    cross, county = facts.mode(Family.CROSS), facts.level == COUNTY
    sent = facts.same_city if facts.policy.cross_within_city else np.ones_like(facts.same_city)
    may &= ~cross | np.where(county[:, None], sent & ~facts.rested_not, (facts.level == CITY)[:, None])
    found = []
    for role, _ in enumerate(ROLES):
        here = may & facts.may_serve[:, role][:, None] & (facts.slots[:, role] > 0)
        if role == LEADER:
            here &= ~facts.mode(Family.ELEVATED) | facts.above
            here &= ~(county[:, None] & facts.rested_not & ~facts.mode(Family.ROUTINE))
        person, target = np.nonzero(here)
        found.append((person, target, np.full(len(person), role)))
    people, targets, roles = (np.concatenate(part) for part in zip(*found, strict=True))
    return people, targets, roles


def _slots_and_load(rows: _Rows, facts: Facts, person: Array, target: Array, role: Array, columns: Array) -> None:
    """R1, R2 (one role per inspection), R3."""
    rows.add(
        target * len(ROLES) + role, columns, count=facts.slots.size, least=facts.slots.ravel(), most=facts.slots.ravel()
    )
    pairs, group = np.unique(person * len(facts.size) + target, return_inverse=True)
    rows.add(group, columns, count=len(pairs), most=1)
    rows.add(person, columns, count=len(facts.capacity), most=facts.capacity)


def _origins(rows: _Rows, facts: Facts, person: Array, target: Array, role: Array, columns: Array) -> None:
    """R6 (the share from above), R8, R9."""
    policy, count = facts.policy, len(facts.size)
    above, county = facts.above[person, target], facts.level[person] == COUNTY
    elevated, mixed = facts.mode(Family.ELEVATED), facts.mode(Family.MIXED)
    share = np.array([share_of(policy.elevated_share, size) for size in facts.size.tolist()])
    rows.add(target[above], columns[above], count=count, least=np.where(elevated, share, 0))
    least_city = np.where(mixed & facts.county_target, policy.mixed_least_city, 0)
    rows.add(target[above], columns[above], count=count, least=least_city)
    rows.add(target[county], columns[county], count=count, least=np.where(mixed, policy.mixed_least_county, 0))
    few = county & (elevated | mixed)[target]
    homes, group = np.unique(target[few] * len(facts.places) + facts.home[person[few]], return_inverse=True)
    rows.add(group, columns[few], count=len(homes), most=policy.same_home_most)


def _talents(rows: _Rows, facts: Facts, person: Array, target: Array, role: Array, columns: Array) -> None:
    """R10, R11."""
    count = len(facts.size)
    for skill, wanted in facts.wanted.items():
        has = facts.skilled[skill][person] & (wanted > 0)[target]
        rows.add(target[has], columns[has], count=count, least=wanted)
    new, old = facts.practice[person] == NEWCOMER_PRACTICE, facts.practice[person] >= VETERAN_PRACTICE
    rows.add(target[new], columns[new], count=count, most=facts.policy.newcomers_most)
    rows.add(target[old], columns[old], count=count, least=facts.policy.veterans_least)


def _apart(rows: _Rows, facts: Facts, person: Array, target: Array, columns: Array) -> None:
    """R12: at most one seat for the two together; R2 has it that each sits at most once."""
    order = np.argsort(person, kind="stable")
    ends = np.searchsorted(person[order], np.arange(len(facts.capacity) + 1))
    for pair in facts.apart:
        both = np.concatenate([order[ends[one] : ends[one + 1]] for one in pair])
        rows.add(target[both], columns[both], count=len(facts.size), most=1)


@dataclass(frozen=True)
class _Choices:
    """Columns that say which county (a place) is the source of which cross inspection."""

    target: Array
    source: Array
    columns: Array


def _sources(rows: _Rows, facts: Facts, person: Array, target: Array, role: Array, columns: Array) -> _Choices:
    """R7: one source, its share at least, nobody of another county."""
    sent = facts.mode(Family.CROSS)[target] & (facts.level[person] == COUNTY)
    person, target, columns = person[sent], target[sent], columns[sent]
    keys, choice = np.unique(target * len(facts.places) + facts.home[person], return_inverse=True)
    target_of, source = np.divmod(keys, len(facts.places))
    chosen, count = rows.more_columns(len(keys)), len(facts.size)
    share = np.array([share_of(facts.policy.cross_share, size) for size in facts.size.tolist()])
    must = (facts.mode(Family.CROSS) & (share > 0)).astype(int)
    rows.add(target_of, chosen, count=count, least=must, most=1)
    seats, group = np.unique(person * count + target, return_inverse=True)
    choice_of = np.empty(len(seats), dtype=int)
    choice_of[group] = choice
    _link(rows, group, columns, chosen[choice_of])
    rows.add(
        np.concatenate((choice, np.arange(len(keys)))),
        np.concatenate((columns, chosen)),
        np.concatenate((np.ones(len(choice), dtype=int), -share[target_of])),
        count=len(keys),
        least=0,
    )
    return _Choices(target_of, source, chosen)


def _link(rows: _Rows, group: Array, columns: Array, permits: Array, most: Array | int = 1) -> None:
    """The columns of a group add up to at most `most`, and to nothing unless its permit is chosen."""
    count = len(permits)
    values = -np.broadcast_to(most, count)
    joined = np.concatenate((group, np.arange(count)))
    ones = np.ones(len(group), dtype=int)
    rows.add(joined, np.concatenate((columns, permits)), np.concatenate((ones, values)), count=count, most=0)


def _arcs(rows: _Rows, facts: Facts, seats: Sequence[Array], choices: _Choices) -> None:
    """R13: arcs by sources and by leaders, of which no two are opposite; few sources for one county."""
    person, target, role, columns = seats
    places, to_county = len(facts.places), facts.county_target
    apart = ~facts.mode(Family.ROUTINE) & ~facts.mode(Family.CROSS)  # a cross leader's county is the source already
    leads = (role == LEADER) & (facts.level[person] == COUNTY) & (apart & to_county)[target]
    led, led_of = np.unique(target[leads] * places + facts.home[person[leads]], return_inverse=True)
    led_target, led_source = np.divmod(led, places)
    sent = to_county[choices.target]
    source, inspected = choices.source[sent], facts.place[choices.target[sent]]
    if not facts.policy.reciprocity:
        by_source, by_leader = source * places + inspected, led_source * places + facts.place[led_target]
        keys = np.union1d(by_source, by_leader)
        keys = keys[np.isin((keys % places) * places + keys // places, keys)]  # only where there may be a way back
        arcs = rows.more_columns(len(keys))
        in_play = np.isin(by_source, keys)
        chosen, permit = choices.columns[sent][in_play], arcs[np.searchsorted(keys, by_source[in_play])]
        _link(rows, np.arange(len(chosen)), chosen, permit)
        numbers = np.flatnonzero(np.isin(by_leader, keys))
        here = np.isin(led_of, numbers)
        permit = arcs[np.searchsorted(keys, by_leader[numbers])]
        most = facts.slots[led_target[numbers], LEADER]
        _link(rows, np.searchsorted(numbers, led_of[here]), columns[leads][here], permit, most)
        first, second = np.divmod(keys, places)
        pair = np.unique(np.minimum(first, second) * places + np.maximum(first, second), return_inverse=True)[1]
        rows.add(pair, arcs, count=len(keys) // 2, most=1)
    _few_sources(rows, facts, choices)


def _few_sources(rows: _Rows, facts: Facts, choices: _Choices) -> None:
    """R13, where a county has more cross inspections than it may have sources."""
    places, most = len(facts.places), facts.policy.sources_per_county
    inspections = np.bincount(facts.place[facts.mode(Family.CROSS) & facts.county_target], minlength=places)
    tight = inspections[facts.place[choices.target]] > most
    inspected = facts.place[choices.target[tight]]
    pairs, pair_of = np.unique(inspected * places + choices.source[tight], return_inverse=True)
    used = rows.more_columns(len(pairs))
    _link(rows, np.arange(len(pair_of)), choices.columns[tight], used[pair_of])
    rows.add(pairs // places, used, count=places, most=most)
