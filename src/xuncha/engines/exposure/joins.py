"""Joining and grouping columns of numbers: sort, search, repeat. Everything else here is said in these few words."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
AT_ONCE = 4_000_000
"""How many matches are held at one time."""


def matches(left: NDArray[np.integer], right: NDArray[np.integer]) -> tuple[Ints, Ints]:
    """Give every pair of positions whose values are equal."""
    pairs = list(blocks_of_matches(left, right, 1 << 62))
    return pairs[0] if pairs else (np.zeros(0, np.int64), np.zeros(0, np.int64))


def blocks_of_matches(
    left: NDArray[np.integer], right: NDArray[np.integer], at_once: int = AT_ONCE
) -> Iterator[tuple[Ints, Ints]]:
    """Give the same pairs in blocks of about so many, in the order of `left`."""
    order = np.argsort(right, kind="stable")
    ordered = right[order]
    first = np.searchsorted(ordered, left, "left")
    count = np.searchsorted(ordered, left, "right") - first
    before = np.concatenate(([0], np.cumsum(count)))
    begin = 0
    while begin < len(left) and before[-1] > before[begin]:
        end = max(begin + 1, int(np.searchsorted(before, before[begin] + at_once, "right")) - 1)
        some = count[begin:end]
        rows = np.repeat(np.arange(begin, end), some)
        offset = np.arange(len(rows)) - np.repeat(before[begin:end] - before[begin], some)
        yield rows, order[np.repeat(first[begin:end], some) + offset]
        begin = end


def strongest(keys: Ints, values: NDArray[np.integer]) -> tuple[Ints, Ints]:
    """Give each key once, with the largest of its values; the keys come sorted."""
    return _reduced(np.maximum, keys, values)


def summed(keys: Ints, values: NDArray[np.integer]) -> tuple[Ints, Ints]:
    """Give each key once, with the sum of its values; the keys come sorted."""
    return _reduced(np.add, keys, values)


def flags(some: NDArray[np.integer], of: int) -> Mask:
    """Say of each number below `of` whether it is among these."""
    flagged = np.zeros(of, np.bool_)
    flagged[some] = True
    return flagged


def among(keys: Ints, known: Ints) -> Mask:
    """Say which keys are among the known ones, which are sorted."""
    if not len(known):
        return np.zeros(len(keys), np.bool_)
    place = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    return np.equal(known[place], keys)


def _reduced(by: np.ufunc, keys: Ints, values: NDArray[np.integer]) -> tuple[Ints, Ints]:
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    begins = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1]))) if len(keys) else order[:0]
    taken = values[order].astype(np.int64)
    return ordered[begins], by.reduceat(taken, begins) if len(begins) else taken
