"""Repeatable chance: every subject draws from its own stream, named by words."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

T = TypeVar("T")


def stream(seed: int, *words: object) -> Random:
    """A generator for one subject, so that a change in one place leaves all others as they were.

    A string seed is hashed by SHA-512 inside ``random``; ``hash()`` has no part in it.
    """
    return Random(":".join([str(seed), *map(str, words)]))  # noqa: S311  # not for secrets


def weighted(rng: Random, table: Sequence[tuple[T, int]]) -> T:
    """One entry of ``table`` by its weight."""
    mark = rng.randrange(sum(weight for _, weight in table))
    for entry, weight in table:
        if mark < weight:
            return entry
        mark -= weight
    raise AssertionError("weights are positive")


def day_between(rng: Random, first: date, last: date) -> date:
    """A working day from ``first`` to ``last`` (a weekend moves forward, unless past ``last``)."""
    span = max(0, (last - first).days)
    day = first + timedelta(days=rng.randint(0, span))
    while day.weekday() >= 5 and day < last:
        day += timedelta(days=1)
    return day


def workday(day: date) -> date:
    """The same day, or the Monday after it."""
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return day
