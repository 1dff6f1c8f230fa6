"""From facts to ties: who met whom, where, until when. Only ties of the pool and of the leading bodies are looked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
from numpy.typing import NDArray

from xuncha.domain.exposure import Acquaintance
from xuncha.engines.exposure.facts import NONE, Facts, Numbers, Posts, Seats, Studies
from xuncha.engines.exposure.joins import Ints, Mask, flags, matches, strongest
from xuncha.engines.exposure.ties import LASTING, NEAR_KIN, YEAR, Ties, UnitTies, World, code, day

SUMMER = 7 * 100 + 1
"""The school year ends on the first of July."""


def world(facts: Facts, on: date) -> World:
    """Give who knows whom as of a day; what has not begun by then is left out."""
    return World(
        inspectors=facts.inspectors, bodies=facts.bodies, ties=_ties(facts, day(on)),
        unit_ties=UnitTies.joined([UnitTies.of(()), *_unit_ties(facts, day(on))]), declared=facts.declared,
        persons=facts.persons, targets=len(facts.targets),
    )  # fmt: skip


def _ties(facts: Facts, on: int) -> Ties:
    """Give every pair once for each kind, with the end of the longest time."""
    asked = flags(facts.inspectors, facts.persons) | flags(facts.bodies.person, facts.persons)
    found = Ties.joined([
        _ties_of((), (), 0, ()), _kin(facts), _colleagues(facts.posts, asked, on), *_schoolmates(facts.studies, asked, on),
        _team_mates(facts.seats, asked, on), _inspected(facts, on),
    ])  # fmt: skip
    found = found.take((found.one != found.other) & (asked[found.one] | asked[found.other]))
    pairs = np.minimum(found.one, found.other).astype(np.int64) * facts.persons + np.maximum(found.one, found.other)
    keys, ended = strongest(pairs * (NEAR_KIN + 1) + found.kind, found.ended)
    pairs = keys // (NEAR_KIN + 1)
    return Ties(
        (pairs // facts.persons).astype(np.int32), (pairs % facts.persons).astype(np.int32),
        (keys % (NEAR_KIN + 1)).astype(np.uint8), ended.astype(np.int32),
    )  # fmt: skip


def _ties_of(one: object, other: object, kind: int, ended: object) -> Ties:
    columns = np.asarray(one, np.int32), np.asarray(other, np.int32), np.asarray(ended, np.int32)
    return Ties(columns[0], columns[1], np.full(len(columns[0]), kind, np.uint8), columns[2])


def _kin(facts: Facts) -> Ties:
    kind = np.where(facts.kin.near == 1, NEAR_KIN, code(Acquaintance.KIN)).astype(np.uint8)
    return Ties(facts.kin.person, facts.kin.relative, kind, np.full(len(kind), LASTING, np.int32))


def _colleagues(posts: Posts, asked: Mask, on: int) -> Ties:
    ours = posts.take(asked[posts.person])
    return _at_once(ours, posts, matches(ours.unit, posts.unit), Acquaintance.COLLEAGUE, on)


def _schoolmates(studies: Studies, asked: Mask, on: int) -> Iterator[Ties]:
    ours = studies.take(asked[studies.person])
    left, right = matches(ours.school, studies.school)
    begun = np.maximum(ours.begins[left], studies.begins[right])
    ended = np.minimum(ours.ends[left], studies.ends[right])
    rows = begun <= np.minimum(ended, on // YEAR)
    left, right, ended = left[rows], right[rows], ended[rows]
    group = ours.group[left]
    classmates = (group != NONE) & (group == studies.group[right])
    pupils = (ours.teacher[left] == 0) & (studies.teacher[right] == 0)
    year = ~classmates & pupils & (ours.begins[left] == studies.begins[right])
    for kind, some in (
        (Acquaintance.SAME_CLASS, classmates),
        (Acquaintance.SAME_YEAR, year),
        (Acquaintance.SAME_SCHOOL, ~classmates & ~year),
    ):
        yield _ties_of(ours.person[left[some]], studies.person[right[some]], code(kind), ended[some] * YEAR + SUMMER)


def _team_mates(seats: Seats, asked: Mask, on: int) -> Ties:
    ours = seats.take(asked[seats.person])
    return _at_once(ours, seats, matches(ours.team, seats.team), Acquaintance.JOINT_SERVICE, on)


def _inspected(facts: Facts, on: int) -> Ties:
    """Teams met the leading bodies of the units they inspected."""
    leaders = facts.posts.take(facts.posts.leading == 1)
    seat, unit = _visits(facts)
    left, right = matches(unit, leaders.unit)
    return _at_once(facts.seats, leaders, (seat[left], right), Acquaintance.MET_INSPECTING, on)


def _at_once(one: Posts | Seats, other: Posts | Seats, pairs: tuple[Ints, Ints], kind: Acquaintance, on: int) -> Ties:
    """Of these pairs, those who were there at the same time, until the first of the two left."""
    left, right = pairs
    ended = np.minimum(one.until[left], other.until[right])
    rows = np.maximum(one.since[left], other.since[right]) <= np.minimum(ended, on)
    return _ties_of(one.person[left][rows], other.person[right][rows], code(kind), ended[rows])


def _visits(facts: Facts) -> tuple[NDArray[np.int64], Numbers]:
    """Which seat led into which unit."""
    seat, stay = matches(facts.seats.team, facts.stays.team)
    return seat, facts.stays.unit[stay]


def _unit_ties(facts: Facts, on: int) -> Iterator[UnitTies]:
    """Give what ties people to the units themselves."""
    posts = facts.posts.take(facts.posts.since <= on)
    row, target = matches(posts.unit, facts.targets.unit)
    yield _unit_ties_of(posts.person[row], target, Acquaintance.SERVED_THERE, posts.until[row])
    row, near = matches(posts.unit, facts.related.unit)
    yield _unit_ties_of(posts.person[row], facts.related.target[near], Acquaintance.SERVED_NEXT, posts.until[row])
    seat, unit = _visits(facts)
    row, target = matches(unit, facts.targets.unit)
    seats = facts.seats.take(seat[row])
    begun = seats.since <= on
    yield _unit_ties_of(seats.person[begun], target[begun], Acquaintance.INSPECTED_UNIT, seats.until[begun])
    row, target = matches(facts.homes.place, facts.targets.place)
    homes = facts.homes.take(row)
    grew = homes.grew_up == 1
    lasting = np.full(int(grew.sum()), LASTING)
    yield _unit_ties_of(homes.person[grew], target[grew], Acquaintance.GREW_UP, lasting)
    yield _unit_ties_of(homes.person[~grew], target[~grew], Acquaintance.LIVES, homes.until[~grew])
    row, target = matches(facts.lines.line, facts.targets.line)
    yield _unit_ties_of(facts.lines.person[row], target, Acquaintance.SAME_LINE, np.full(len(row), LASTING))


def _unit_ties_of(
    person: Numbers, target: NDArray[np.integer], kind: Acquaintance, ended: NDArray[np.integer]
) -> UnitTies:
    kinds = np.full(len(person), code(kind), np.uint8)
    return UnitTies(person, target.astype(np.int32), kinds, ended.astype(np.int32))
