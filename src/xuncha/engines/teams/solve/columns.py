"""Columns: seats (person, inspection, role) with their cost, and the rows each enters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from xuncha.domain.modes import Family
from xuncha.engines.teams.solve.layout import LEADER, NONE, Bools, Floats, Ints, Layout
from xuncha.engines.teams.solve.rows import Rows


@dataclass(frozen=True)
class Columns:
    """Parallel arrays, one entry a column: shape (columns,) each.

    `cost` is what the search weighs: exposure and travel, less what is saved by a seat that the planner would rather `keep`.
    """

    person: Ints
    target: Ints
    role: Ints
    cost: Ints
    kept: Bools

    def __len__(self) -> int:
        """Count the columns."""
        return len(self.person)

    def pick(self, which: Ints | Bools) -> Columns:
        """Some of the columns, by number or by mask."""
        return Columns(self.person[which], self.target[which], self.role[which], self.cost[which], self.kept[which])


def every_column(layout: Layout) -> Columns:
    """All columns that may be used at all, inspection by inspection."""
    parts = [_columns_of(layout, i) for i in range(layout.targets)]
    if not parts:
        none = np.zeros(0, np.int64)
        return Columns(none, none, none, none, none.astype(bool))
    people, targets, roles, costs, kept = (np.concatenate(each) for each in zip(*parts, strict=True))
    return Columns(people, targets, roles, costs, kept.astype(bool))


def _columns_of(layout: Layout, i: int) -> tuple[Ints, Ints, Ints, Ints, Bools]:
    p, r = np.nonzero(layout.eligible(i))
    kept = layout.kept(i)[p, r]
    cost = layout.cost(i)[p] - layout.wishes.change_cost * kept
    return p, np.full(len(p), i, dtype=np.int64), r, cost, kept


def rows_of(rows: Rows, columns: Columns) -> Iterator[Ints]:
    """For each kind of row, the row each column enters (NONE for none); every coefficient is 1."""
    layout = rows.layout
    p, i, r = columns.person, columns.target, columns.role
    h = layout.home[p]
    modes = np.array([list(Family).index(mode) for mode in layout.mode], dtype=np.int64)
    of = {family: modes[i] == number for number, family in enumerate(Family)}
    yield rows.role[i, r]
    yield rows.capacity[p,]
    yield np.where(rows.multi[p] != NONE, rows.once[rows.multi[p], i], NONE)
    elevated, mixed, cross, county = of[Family.ELEVATED], of[Family.MIXED], of[Family.CROSS], layout.county[h]
    here = layout.county[layout.at[i]]
    yield np.where((elevated | mixed & here) & layout.over[h, layout.at[i]], rows.above[i,], NONE)
    yield np.where(mixed & county, rows.local[i,], NONE)
    yield np.where((elevated | mixed) & county, rows.spread[i, h], NONE)
    yield np.where(cross & county, rows.share[i, h], NONE)
    yield np.where(cross & county, rows.link[i, h, r], NONE)
    yield np.where(mixed & here & county & (r == LEADER), rows.lead[i, h], NONE)
    yield np.where(layout.new[p], rows.new[i,], NONE)
    yield np.where(layout.old[p], rows.old[i,], NONE)
    for k in range(len(layout.skill)):
        yield np.where(layout.has[p, k] & (layout.need[i, k] > 0), rows.skill[i, k], NONE)
    yield from _apart(rows, p, i)


def _apart(rows: Rows, p: Ints, i: Ints) -> Iterator[Ints]:
    partners: dict[int, list[int]] = {}
    for pair, (first, second) in enumerate(rows.layout.pairs):
        partners.setdefault(int(first), []).append(pair)
        partners.setdefault(int(second), []).append(pair)
    for turn in range(max(map(len, partners.values()), default=0)):
        pair_of = np.full(rows.layout.people, NONE, dtype=np.int64)
        for person, found in partners.items():
            if turn < len(found):
                pair_of[person] = found[turn]
        yield np.where(pair_of[p] != NONE, rows.apart[pair_of[p], i], NONE)


def entries(rows: Rows, columns: Columns) -> tuple[Ints, Ints]:
    """Where the columns stand in the matrix, column by column: (row, column) of every coefficient."""
    found = np.stack(list(rows_of(rows, columns)), axis=1)
    column, kind = np.nonzero(found != NONE)
    return found[column, kind], column


def reduced_costs(rows: Rows, columns: Columns, prices: Floats) -> Floats:
    """Cost minus the prices of the rows each column enters."""
    padded = np.append(prices, 0.0)  # NONE is -1: the last
    left = columns.cost.astype(prices.dtype)
    for found in rows_of(rows, columns):
        left -= padded[found]
    return left
