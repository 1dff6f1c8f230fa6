"""The bulk sum: what every inspector and every inspection have in common, by kind, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from xuncha.domain.exposure import Acquaintance, ExposurePolicy
from xuncha.engines.exposure.joins import Ints, Mask, among, blocks_of_matches, flags, matches, strongest, summed
from xuncha.engines.exposure.ties import KINDS, NEAR_KIN, Columns, Scale, Ties, World, code, scale


@dataclass(frozen=True)
class Rows(Columns):
    """Sparse: a pair that is not there has no exposure. Sorted by inspector (the person's number), then by target."""

    inspector: NDArray[np.int32]
    target: NDArray[np.int32]
    points: NDArray[np.int32]


@dataclass(frozen=True)
class Parts(Columns):
    """What the rows are the sums of: the points of each kind. Sorted like them, then by kind."""

    inspector: NDArray[np.int32]
    target: NDArray[np.int32]
    kind: NDArray[np.uint8]
    points: NDArray[np.int32]

    def rows(self, most: int) -> Rows:
        """Add up, to the most one unit may count."""
        begins = np.flatnonzero(np.append(True, _steps(self.inspector) | _steps(self.target))[: len(self)])
        sums = np.add.reduceat(self.points, begins) if len(begins) else self.points
        return Rows(self.inspector[begins], self.target[begins], np.minimum(sums, most))


def _steps(column: NDArray[np.int32]) -> Mask:
    return np.not_equal(column[1:], column[:-1])


@dataclass(frozen=True)
class _Legs(Columns):
    """What is left of the ties of some people: each with whom, of what kind, worth how much."""

    near: NDArray[np.int32]
    far: NDArray[np.int32]
    kind: NDArray[np.uint8]
    points: NDArray[np.int32]


@dataclass(frozen=True)
class _Sides(Columns):
    """One side of an introduction: an inspector, or a seat of a leading body, with the one between and the points."""

    near: Ints
    between: Ints
    points: Ints


def exposures(world: World, policy: ExposurePolicy, on: date) -> Rows:
    """Give the exposure of every inspector to every inspection."""
    return parts(world, policy, on).rows(policy.most)


def parts(world: World, policy: ExposurePolicy, on: date) -> Parts:
    """Give the points of every inspector before every inspection, kind by kind, in one pass over the ties."""
    by = scale(policy, on)
    mine, theirs = _legs(world.ties, (world.inspectors, world.bodies.person), world.persons, by)
    whose, seat = matches(theirs.near, world.bodies.person)
    direct, known = _direct(world, mine)
    through = _through(world, mine, theirs.take(whose), seat, known, policy)
    keys, points = summed(*_joined(direct, through, _unit_ties(world, by), _declared(world)))
    keys, points = keys[points > 0], points[points > 0]
    pairs, kind = keys // len(KINDS), keys % len(KINDS)
    inspector, target = pairs // max(1, world.targets), pairs % max(1, world.targets)
    return Parts(inspector.astype(np.int32), target.astype(np.int32), kind.astype(np.uint8), points.astype(np.int32))


def _legs(ties: Ties, whose: tuple[NDArray[np.int32], ...], persons: int, by: Scale) -> list[_Legs]:
    """Give the ties of each group of people, seen from them, with nothing that has faded away."""
    flagged = [flags(group, persons) for group in whose]
    found: list[list[_Legs]] = [[_Legs.of(())] for _ in whose]
    for block in ties.blocks():
        for flag, parts in zip(flagged, found, strict=True):
            for near, far in ((block.one, block.other), (block.other, block.one)):
                rows = np.flatnonzero(flag[near])
                kind = block.kind[rows]
                legs = _Legs(near[rows], far[rows], kind, by.left(kind, block.ended[rows]))
                parts.append(legs.take(legs.points > 0))
    return [_Legs.joined(parts) for parts in found]


Sums = tuple[Ints, Ints]
"""Points by inspector, target and kind, all three in one number."""


def _joined(*parts: Sums) -> Sums:
    return np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])


def numbered(
    world: World, inspector: NDArray[np.integer], target: NDArray[np.integer], kind: NDArray[np.integer] | int
) -> Ints:
    """Inspector, target and kind, all three in one number that sorts like them."""
    return (inspector.astype(np.int64) * world.targets + target) * len(KINDS) + kind


def _places(world: World, inspector: NDArray[np.integer], seat: NDArray[np.integer]) -> Ints:
    """An inspector before one seat of a leading body, both in one number."""
    return inspector.astype(np.int64) * len(world.bodies) + seat


def _of_seats(world: World, places: Ints, kind: Ints | int) -> Ints:
    """The inspector and the target of a place, with a kind."""
    seats = max(1, len(world.bodies))
    return numbered(world, places // seats, world.bodies.target[places % seats], kind)


def _direct(world: World, mine: _Legs) -> tuple[Sums, Ints]:
    """Count those of the leading body whom an inspector knows, each kind once; and tell who is known at all."""
    row, seat = matches(mine.far, world.bodies.person)
    places, kind = _places(world, mine.near[row], seat), mine.kind[row].astype(np.int64)
    counts = kind != NEAR_KIN
    keys, points = strongest((places * len(KINDS) + kind)[counts], mine.points[row][counts])
    return (_of_seats(world, keys // len(KINDS), keys % len(KINDS)), points), np.unique(places)


def _through(world: World, mine: _Legs, theirs: _Legs, seat: Ints, known: Ints, policy: ExposurePolicy) -> Sums:
    """Count each of the leading body whom an inspector does not know by the best of those who could introduce them."""
    # Nobody of a leading body introduces to it: knowing them counts already.
    within = np.sort(_within(world, world.bodies.target, world.bodies.person))
    outside = ~among(_within(world, world.bodies.target[seat], theirs.far), within)
    ours = _sides(mine.near, mine, world, policy)
    other = _sides(seat[outside], theirs.take(outside), world, policy)
    best: list[Sums] = []
    for left, right in blocks_of_matches(ours.between, other.between):
        places = _places(world, ours.near[left], other.near[right])
        weaker = np.minimum(ours.points[left], other.points[right])
        wanted = (ours.near[left] != world.bodies.person[other.near[right]]) & ~among(places, known)
        best.append(strongest(places[wanted], weaker[wanted]))
    keys, weaker = strongest(*_joined(*best)) if best else (known[:0], known[:0])
    return _of_seats(world, keys, code(Acquaintance.THROUGH)), weaker * policy.through_share // 100


def _sides(near: NDArray[np.integer], legs: _Legs, world: World, policy: ExposurePolicy) -> _Sides:
    """Keep the strongest tie of each two, where it is strong enough to introduce somebody."""
    enough = legs.points >= policy.through_least
    keys = near[enough].astype(np.int64) * world.persons + legs.far[enough]
    keys, points = strongest(keys, legs.points[enough])
    return _Sides(keys // world.persons, keys % world.persons, points)


def _within(world: World, target: NDArray[np.integer], person: NDArray[np.integer]) -> Ints:
    return target.astype(np.int64) * world.persons + person


def _unit_ties(world: World, by: Scale) -> Sums:
    """Count what ties inspectors to the units themselves, each kind once."""
    mine = world.unit_ties.take(flags(world.inspectors, world.persons)[world.unit_ties.person])
    return strongest(numbered(world, mine.person, mine.target, mine.kind), by.left(mine.kind, mine.ended))


def _declared(world: World) -> Sums:
    mine = world.declared.take(flags(world.inspectors, world.persons)[world.declared.person])
    return numbered(world, mine.person, mine.target, code(Acquaintance.DECLARED)), mine.points.astype(np.int64)
