"""After a change: which rows and columns have to be reckoned anew, and the rows with those replaced."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from xuncha.domain.exposure import ExposurePolicy
from xuncha.engines.exposure.rows import Parts, parts
from xuncha.engines.exposure.ties import World


@dataclass(frozen=True)
class Affected:
    """All rows of some inspectors, and all rows of some inspections."""

    inspectors: NDArray[np.int32]
    targets: NDArray[np.int32]


def affected(before: World, after: World, changed: Iterable[int]) -> Affected:
    """Say what a change to these persons can touch, given who knew whom before it and who does after it.

    A person counts for themselves, for those who know them (as one of a leading body or as go-between), and, for
    everybody, before the units they help to lead.
    """
    persons = np.fromiter(changed, np.int32)
    flags = np.zeros(max(before.persons, after.persons), np.bool_)
    targets = []
    flags[persons] = True
    marked = flags.copy()
    for each in (before, after):
        marked[each.ties.one[flags[each.ties.other]]] = True
        marked[each.ties.other[flags[each.ties.one]]] = True
        targets.append(each.bodies.target[flags[each.bodies.person]])
    return Affected(after.inspectors[marked[after.inspectors]], np.unique(np.concatenate(targets)))


def refreshed(before: Parts, touched: Affected, after: World, policy: ExposurePolicy, on: date) -> Parts:
    """Reckon the affected rows anew and leave the others as they are."""
    lines, columns = _flags(touched.inspectors, after.persons), _flags(touched.targets, after.targets)
    kept = before.take(~lines[before.inspector] & ~columns[before.target])
    whole = Parts.joined([kept, anew(touched, after, policy, on)])
    return whole.take(np.lexsort((whole.kind, whole.target, whole.inspector)))


def anew(touched: Affected, after: World, policy: ExposurePolicy, on: date) -> Parts:
    """Reckon the affected rows, and nothing else."""
    lines, columns = _flags(touched.inspectors, after.persons), _flags(touched.targets, after.targets)
    narrow = replace(
        after, inspectors=after.inspectors[~lines[after.inspectors]],
        bodies=after.bodies.take(columns[after.bodies.target]),
        unit_ties=after.unit_ties.take(columns[after.unit_ties.target]),
        declared=after.declared.take(columns[after.declared.target]),
    )  # fmt: skip
    wide = replace(after, inspectors=touched.inspectors)
    return Parts.joined([parts(wide, policy, on), parts(narrow, policy, on)])


def _flags(some: NDArray[np.int32], of: int) -> NDArray[np.bool_]:
    flags = np.zeros(of, np.bool_)
    flags[some] = True
    return flags
