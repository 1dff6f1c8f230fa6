"""Who knows whom, as columns of numbers, and what each tie is worth on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from xuncha.domain.exposure import Acquaintance, ExposurePolicy, Weight
from xuncha.engines.exposure.joins import Mask

KINDS = tuple(Acquaintance)
"""What the numbers in a column `kind` stand for."""
NEAR_KIN = len(KINDS)
"""One more among ties: kin under the recusal rules. It counts nothing by itself, and as much as kin on the way to others."""
LASTING = 9999_12_31
"""The end of what has not ended; days are written 20261123, so that whole years are a division."""
YEAR = 1_00_00
YEARS_MOST = 100
AT_ONCE = 4_000_000


class Columns:
    """A table kept by column; rows are taken by mask or by position."""

    @classmethod
    def of(cls, rows: Iterable[tuple[int | bool, ...]]) -> Self:
        """Lay rows out by column; yes and no become 1 and 0."""
        laid = np.array(list(rows), np.int32).reshape(-1, len(cls.names()))
        return cls(*laid.T.copy())

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """Put tables of the same columns one below another."""
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in cls.names()))

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(each.name for each in fields(cls))  # type: ignore[arg-type]

    def take(self, rows: Mask | NDArray[np.integer] | slice) -> Self:
        """Give some of the rows."""
        return type(self)(*(getattr(self, name)[rows] for name in self.names()))

    def __len__(self) -> int:
        return len(getattr(self, self.names()[0]))


@dataclass(frozen=True)
class Ties(Columns):
    """Two people know each other: of what kind, until when. Each pair stands once, in either order.

    Eleven bytes a tie; the columns may be mapped from a file, for they are read in one pass.
    """

    one: NDArray[np.int32]
    other: NDArray[np.int32]
    kind: NDArray[np.uint8]
    ended: NDArray[np.int32]

    def blocks(self, at_once: int = AT_ONCE) -> Iterator[Ties]:
        """Give the ties in blocks."""
        for begin in range(0, len(self), at_once):
            yield self.take(slice(begin, begin + at_once))


@dataclass(frozen=True)
class UnitTies(Columns):
    """A person is known to the unit of an inspection itself: of what kind, until when."""

    person: NDArray[np.int32]
    target: NDArray[np.int32]
    kind: NDArray[np.uint8]
    ended: NDArray[np.int32]


@dataclass(frozen=True)
class Declared(Columns):
    """What an inspector declared, worth so many points with one inspection."""

    person: NDArray[np.int32]
    target: NDArray[np.int32]
    points: NDArray[np.int32]


@dataclass(frozen=True)
class Bodies(Columns):
    """Who sits in the leading body of the unit of which inspection."""

    target: NDArray[np.int32]
    person: NDArray[np.int32]


class Neighbours:
    """Which ties each person has: sorted once, so that a change looks at its surroundings only."""

    def __init__(self, ties: Ties, persons: int) -> None:
        """Five bytes for each end of a tie; a matrix of persons by ties, since making one is sorting by counting."""
        ends = np.concatenate([ties.one, ties.other])
        numbers = np.tile(np.arange(len(ties), dtype=np.int32), 2)
        self._ties = ties
        self._of = sparse.csr_array((np.ones(len(ends), np.bool_), (ends, numbers)), shape=(persons, len(ties)))

    def rows(self, persons: NDArray[np.integer]) -> NDArray[np.int32]:
        """Give the positions of the ties of these persons."""
        return np.unique(self._of[persons].indices)

    def around(self, persons: NDArray[np.integer]) -> NDArray[np.int32]:
        """Give these persons and everybody they know."""
        found = self.rows(persons)
        return np.unique(np.concatenate([persons, self._ties.one[found], self._ties.other[found]])).astype(np.int32)


@dataclass(frozen=True)
class World:
    """A pool, the inspections of a round, and all that makes them known to each other.

    Persons are numbers from 0 up to (not including) `persons`; targets, the inspections, from 0 to `targets`.
    """

    inspectors: NDArray[np.int32]
    bodies: Bodies
    ties: Ties
    unit_ties: UnitTies
    declared: Declared
    persons: int
    targets: int

    @cached_property
    def neighbours(self) -> Neighbours:
        """Who knows whom, by person."""
        return Neighbours(self.ties, self.persons)


@dataclass(frozen=True)
class Scale:
    """What is left of each kind after so many years, on one day, by one policy."""

    points: NDArray[np.int32]
    on: int

    def left(self, kind: NDArray[np.uint8], ended: NDArray[np.int32]) -> NDArray[np.int32]:
        """Points left of each tie."""
        return self.points[kind, np.clip((self.on - ended) // YEAR, 0, YEARS_MOST - 1)]


def scale(policy: ExposurePolicy, on: date) -> Scale:
    """Lay a policy out for looking up."""
    weights = [policy.weights.get(kind, Weight(0)) for kind in (*KINDS, Acquaintance.KIN)]
    points = [[weight.left(since) for since in range(YEARS_MOST)] for weight in weights]
    return Scale(np.array(points, np.int32), day(on))


def day(when: date | None) -> int:
    """Write a day as one number."""
    return LASTING if when is None else when.year * YEAR + when.month * 100 + when.day


def code(kind: Acquaintance) -> int:
    """The number a kind is written as."""
    return KINDS.index(kind)


def acquaintances(world: World, person: int, least: int, policy: ExposurePolicy, on: date) -> list[int]:
    """Give those with whom a person has a tie of at least so many points."""
    ties = world.ties.take(world.neighbours.rows(np.array([person])))
    close = scale(policy, on).left(ties.kind, ties.ended) >= least
    return [int(each) for each in np.unique(np.where(ties.one == person, ties.other, ties.one)[close])]
