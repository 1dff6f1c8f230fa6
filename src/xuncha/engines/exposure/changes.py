"""After a change: which rows and columns have to be reckoned anew, and the rows with those replaced."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from xuncha.domain.exposure import ExposurePolicy
from xuncha.engines.exposure.joins import Ints, flags
from xuncha.engines.exposure.rows import Parts, numbered, parts
from xuncha.engines.exposure.ties import Ties, World


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
    near = np.union1d(before.neighbours.around(persons), after.neighbours.around(persons))
    led = [each.bodies.target[np.isin(each.bodies.person, persons)] for each in (before, after)]
    return Affected(np.intersect1d(after.inspectors, near), np.unique(np.concatenate(led)))


def refreshed(before: Parts, touched: Affected, after: World, policy: ExposurePolicy, on: date) -> Parts:
    """Reckon the affected rows anew and leave the others as they are."""
    lines, columns = flags(touched.inspectors, after.persons), flags(touched.targets, after.targets)
    kept = before.take(~lines[before.inspector] & ~columns[before.target])
    found = anew(touched, after, policy, on)
    found = found.take(np.argsort(_keys(found, after)))
    places = np.searchsorted(_keys(kept, after), _keys(found, after))
    return Parts(*(np.insert(getattr(kept, name), places, getattr(found, name)) for name in Parts.names()))


def anew(touched: Affected, after: World, policy: ExposurePolicy, on: date) -> Parts:
    """Reckon the affected rows, and nothing else: from the ties of those they are about and of whom these know."""
    lines, columns = flags(touched.inspectors, after.persons), flags(touched.targets, after.targets)
    bodies = after.bodies.take(columns[after.bodies.target])
    wide = replace(after, inspectors=touched.inspectors, ties=_ties_around(after, touched.inspectors))
    narrow = replace(
        after, inspectors=after.inspectors[~lines[after.inspectors]], bodies=bodies,
        ties=_ties_around(after, bodies.person), unit_ties=after.unit_ties.take(columns[after.unit_ties.target]),
        declared=after.declared.take(columns[after.declared.target]),
    )  # fmt: skip
    return Parts.joined([parts(wide, policy, on), parts(narrow, policy, on)])


def _ties_around(world: World, persons: NDArray[np.int32]) -> Ties:
    """Whom they know, and whom these know: nobody further away counts."""
    return world.ties.take(world.neighbours.rows(world.neighbours.around(persons)))


def _keys(rows: Parts, world: World) -> Ints:
    return numbered(world, rows.inspector, rows.target, rows.kind)
