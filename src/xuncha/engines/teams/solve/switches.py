"""Switches: the yes-or-nos of a round beside its seats. They cost nothing, and enter rows of their own.

`("y", i, s)`: county s is the source of cross inspection i. `("a", s, t)`: there is an arc between two counties.
`("z", s, t)`: s is a source of a cross inspection in t.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from xuncha.domain.modes import Family
from xuncha.domain.teams.policy import share_of
from xuncha.engines.teams.solve.layout import LEADER, Floats, Ints, Layout
from xuncha.engines.teams.solve.rows import Rows

Switch = tuple[str, int, int]


class Switches:
    """Every switch of a problem, by number, and where each stands in the matrix."""

    def __init__(self, layout: Layout, rows: Rows) -> None:
        """Find the switches and the rows they enter."""
        self.layout, self.rows = layout, rows
        self.number: dict[Switch, int] = {}
        self._entries: list[tuple[int, int, float]] = []
        for i, mode in enumerate(layout.mode):
            if mode is Family.CROSS:
                self._sources(i)
            elif mode is Family.MIXED and layout.county[layout.at[i]] and layout.slots[i, LEADER]:
                self._leaders(i)
        self._arcs()
        table = np.array(self._entries, dtype=np.float64).reshape(-1, 3)
        self.row, self.column, self.factor = table[:, 0].astype(np.int64), table[:, 1].astype(np.int64), table[:, 2]
        self.sources = np.array([n for (kind, _, _), n in self.number.items() if kind == "y"], dtype=np.int64)
        self.opposites = np.array(list(self._opposites()), dtype=np.int64).reshape(-1, 2)

    def __len__(self) -> int:
        """Count the switches."""
        return len(self.number)

    def _enter(self, switch: Switch, row: Ints, factor: float) -> None:
        number = self.number.setdefault(switch, len(self.number))
        self._entries.append((int(row), number, factor))

    def _sources(self, i: int) -> None:
        layout, rows, at = self.layout, self.rows, int(self.layout.at[i])
        least = share_of(layout.problem.policy.cross_share, int(layout.size[i]))
        for s in map(int, layout.sources(i)):
            switch = ("y", i, s)
            self._enter(switch, rows.one[i,], 1.0)
            self._enter(switch, rows.share[i, s], -float(least))
            for r in map(int, np.flatnonzero(layout.slots[i])):
                self._enter(switch, rows.link[i, s, r], -float(layout.slots[i, r]))
            if layout.county[at]:
                for kind, block in (("a", rows.arc), ("z", rows.sent)):
                    self._enter(switch, block[i, s], 1.0)
                    self._enter((kind, s, at), block[i, s], -1.0)

    def _leaders(self, i: int) -> None:
        layout, at = self.layout, int(self.layout.at[i])
        homes = np.unique(layout.home[layout.county[layout.home] & layout.can[:, LEADER]])
        for s in map(int, homes):
            if s != at and not layout.resting[s, at]:
                self._enter(("a", s, at), self.rows.lead[i, s], -float(layout.slots[i, LEADER]))

    def _arcs(self) -> None:
        for kind, s, t in list(self.number):
            if kind == "z":
                self._enter((kind, s, t), self.rows.many[t,], 1.0)
            elif kind == "a" and not self.layout.problem.policy.reciprocity and ("a", t, s) in self.number:
                self._enter((kind, s, t), self.rows.pair[min(s, t), max(s, t)], 1.0)

    def _opposites(self) -> Iterable[tuple[int, int]]:
        if self.layout.problem.policy.reciprocity:
            return
        for (kind, s, t), number in self.number.items():
            if kind == "a" and s < t and ("a", t, s) in self.number:
                yield number, self.number["a", t, s]

    def reduced_costs(self, prices: Floats) -> Floats:
        """Minus the prices of the rows each switch enters."""
        entered = prices[self.row] * self.factor
        return -np.bincount(self.column, weights=entered, minlength=len(self)).astype(np.float64)
