"""The rows of the relaxation and the yes-or-no switches beside the columns, as in `docs/reference/team-certificate.md`.

Rows are numbered by formula, block after block, so that millions of possible rows cost nothing until one is used.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from xuncha.domain.modes import Family
from xuncha.domain.teams.policy import share_of
from xuncha.engines.teams.problem import ROLES
from xuncha.engines.teams.solve.layout import LEADER, NONE, Bools, Floats, Ints, Layout

INF = float("inf")


@dataclass(frozen=True)
class Block:
    """Rows of one kind: the number of the first, and the shape of their indices."""

    base: int
    shape: tuple[int, ...]

    def __getitem__(self, index: tuple[Ints | int, ...]) -> Ints:
        """The numbers of rows by their indices."""
        number = np.asarray(index[0])
        for size, each in zip(self.shape[1:], index[1:], strict=True):
            number = number * size + each
        return self.base + number

    @property
    def all(self) -> slice:
        """The rows of the block."""
        return slice(self.base, self.base + int(np.prod(self.shape)))


class Rows:
    """Every row that a problem may use, with its limits; and every switch."""

    def __init__(self, layout: Layout) -> None:
        """Number the rows and set their limits."""
        self.layout, self.count = layout, 0
        n, places, skills = layout.targets, layout.places, len(layout.skill)
        self.multi = np.full(layout.people, NONE, dtype=np.int64)
        several = np.flatnonzero((layout.capacity > 1) & (layout.can.sum(axis=1) > 1) | self._pinned())
        self.multi[several] = np.arange(len(several))
        self.several = several
        self.role, self.capacity, self.once = self._block(n, 4), self._block(layout.people), self._block(len(several), n)
        self.above, self.local = self._block(n), self._block(n)  # R6 or R8 city; R8 county
        self.one, self.share, self.link = self._block(n), self._block(n, places), self._block(n, places, 4)
        self.spread, self.skill = self._block(n, places), self._block(n, skills)
        self.new, self.old, self.apart = self._block(n), self._block(n), self._block(len(layout.pairs), n)
        self.arc, self.lead, self.sent = self._block(n, places), self._block(n, places), self._block(n, places)
        self.pair, self.many = self._block(places, places), self._block(places)
        self.lower, self.upper = np.full(self.count, -INF), np.full(self.count, INF)
        self._limits()
        self._switches()

    def _block(self, *shape: int) -> Block:
        block = Block(self.count, shape)
        self.count += int(np.prod(shape))
        return block

    def _pinned(self) -> Bools:
        found = np.zeros(self.layout.people, dtype=bool)
        found[[self.layout.person[pin.inspector] for pin in self.layout.wishes.pins]] = True
        return found

    def _limits(self) -> None:
        layout, policy = self.layout, self.layout.problem.policy
        self.lower[self.role.all] = self.upper[self.role.all] = layout.slots.ravel()
        self.upper[self.capacity.all] = layout.capacity
        self.upper[self.once.all] = 1
        self.upper[self.spread.all] = policy.same_home_most
        self.lower[self.skill.all] = np.where(layout.need, layout.need, -INF).ravel()
        self.upper[self.new.all] = policy.newcomers_most
        self.lower[self.old.all] = policy.veterans_least
        self.upper[self.apart.all] = self.upper[self.pair.all] = 1
        self.lower[self.share.all] = 0
        self.upper[self.many.all] = policy.sources_per_county
        for block in (self.link, self.arc, self.lead, self.sent):
            self.upper[block.all] = 0
        for i, mode in enumerate(layout.mode):
            if mode is Family.ELEVATED:
                self.lower[self.above[i,]] = share_of(policy.elevated_share, int(layout.size[i]))
            elif mode is Family.MIXED:
                self.lower[self.local[i,]] = policy.mixed_least_county
                if layout.county[layout.at[i]]:
                    self.lower[self.above[i,]] = policy.mixed_least_city
            elif mode is Family.CROSS:
                self.upper[self.one[i,]] = 1
                if self._from_source(i):
                    self.lower[self.one[i,]] = 1
        for pin in layout.wishes.pins:
            p, i = layout.person[pin.inspector], layout.target[pin.inspection]
            self.lower[self.once[self.multi[p], i]] = 1

    def _from_source(self, i: int) -> int:
        return share_of(self.layout.problem.policy.cross_share, int(self.layout.size[i]))

    def _switches(self) -> None:
        self.switch: dict[tuple[str, int, int], int] = {}
        row: list[int] = []
        value: list[float] = []
        column: list[int] = []

        def enter(key: tuple[str, int, int], rows: Ints | int, coefficient: float) -> None:
            number = self.switch.setdefault(key, len(self.switch))
            for each in np.atleast_1d(rows):
                row.append(int(each))
                value.append(coefficient)
                column.append(number)

        layout = self.layout
        for i, mode in enumerate(layout.mode):
            at = int(layout.at[i])
            if mode is Family.CROSS:
                for s in map(int, layout.sources(i)):
                    key = ("y", i, s)
                    enter(key, self.one[i, ], 1.0)
                    enter(key, self.share[i, s], -float(self._from_source(i)))
                    for r in np.flatnonzero(layout.slots[i]):
                        enter(key, self.link[i, s, r], -float(layout.slots[i, r]))
                    if layout.county[at]:
                        enter(key, self.arc[i, s], 1.0)
                        enter(("a", s, at), self.arc[i, s], -1.0)
                        enter(key, self.sent[i, s], 1.0)
                        enter(("z", s, at), self.sent[i, s], -1.0)
            if mode is Family.MIXED and layout.county[at] and layout.slots[i, LEADER]:
                for s in map(int, np.unique(layout.home[layout.county[layout.home] & layout.can[:, LEADER]])):
                    if s != at and not layout.resting[s, at]:
                        enter(("a", s, at), self.lead[i, s], -float(layout.slots[i, LEADER]))
        for kind, s, t in list(self.switch):
            if kind == "z":
                enter((kind, s, t), self.many[t,], 1.0)
            if kind == "a" and not layout.problem.policy.reciprocity and ("a", t, s) in self.switch:
                enter((kind, s, t), self.pair[min(s, t), max(s, t)], 1.0)
        self.switch_row, self.switch_column = np.array(row, dtype=np.int64), np.array(column, dtype=np.int64)
        self.switch_value = np.array(value)
        self.opposites = np.array(
            [
                (number, self.switch["a", key[2], key[1]])
                for key, number in self.switch.items()
                if key[0] == "a" and key[1] < key[2] and ("a", key[2], key[1]) in self.switch
            ]
            if not layout.problem.policy.reciprocity
            else [],
            dtype=np.int64,
        ).reshape(-1, 2)
        self.sources = np.array([number for key, number in self.switch.items() if key[0] == "y"], dtype=np.int64)

    def switch_costs(self, prices: Floats) -> Floats:
        """Minus the prices of the rows each switch enters: the reduced costs of the switches."""
        weights = prices[self.switch_row] * self.switch_value
        return -np.bincount(self.switch_column, weights=weights, minlength=len(self.switch))

    def key(self, row: int) -> str:
        """The public name of a row."""
        problem, names = self.layout.problem, self._names
        for base, shape, name in names:
            if base <= row < base + int(np.prod(shape)):
                index = np.unravel_index(row - base, shape)
                return name(problem, *(int(each) for each in index))
        raise IndexError(row)

    @cached_property
    def _names(self):  # type: ignore[no-untyped-def]
        i = lambda q, n: q.inspections[n].id  # noqa: E731
        h = lambda q, n: q.jurisdictions[n].id  # noqa: E731
        w = lambda q, n: q.inspectors[n].id  # noqa: E731
        skills = sorted(self.layout.skill)
        elevated = [mode is Family.ELEVATED for mode in self.layout.mode]
        pairs = self.layout.pairs
        several = self.several
        return [
            (b.base, b.shape, f)
            for b, f in (
                (self.role, lambda q, a, r: f"R1|{i(q, a)}|{ROLES[r]}"),
                (self.capacity, lambda q, p: f"R3|{w(q, p)}"),
                (self.once, lambda q, m, a: f"R2|{w(q, several[m])}|{i(q, a)}"),
                (self.above, lambda q, a: f"R6|{i(q, a)}|team" if elevated[a] else f"R8|{i(q, a)}|city"),
                (self.local, lambda q, a: f"R8|{i(q, a)}|county"),
                (self.one, lambda q, a: f"R7|{i(q, a)}|one"),
                (self.share, lambda q, a, s: f"R7|{i(q, a)}|{h(q, s)}|share"),
                (self.link, lambda q, a, s, r: f"R7|{i(q, a)}|{h(q, s)}|{ROLES[r]}"),
                (self.spread, lambda q, a, s: f"R9|{i(q, a)}|{h(q, s)}"),
                (self.skill, lambda q, a, k: f"R10|{i(q, a)}|{skills[k]}"),
                (self.new, lambda q, a: f"R11|{i(q, a)}|new"),
                (self.old, lambda q, a: f"R11|{i(q, a)}|old"),
                (self.apart, lambda q, m, a: f"R12|{i(q, a)}|{w(q, pairs[m, 0])}|{w(q, pairs[m, 1])}"),
                (self.arc, lambda q, a, s: f"R13|{i(q, a)}|{h(q, s)}|source"),
                (self.lead, lambda q, a, s: f"R13|{i(q, a)}|{h(q, s)}|lead"),
                (self.sent, lambda q, a, s: f"R13|{i(q, a)}|{h(q, s)}|sourcez"),
                (self.pair, lambda q, s, t: f"R13|{h(q, s)}|{h(q, t)}|pair"),
                (self.many, lambda q, t: f"R13|{h(q, t)}|many"),
            )
        ]
