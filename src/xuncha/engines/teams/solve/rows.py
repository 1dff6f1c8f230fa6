"""The rows of the relaxation, as in `docs/reference/team-certificate.md`.

Rows are numbered by formula, block after block, so that millions of possible rows cost nothing until one is used.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xuncha.domain.modes import Family
from xuncha.domain.teams.policy import share_of
from xuncha.engines.teams.solve.layout import NONE, Bools, Ints, Layout

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

    def holds(self, row: int) -> bool:
        """Whether a row belongs to the block."""
        return self.base <= row < self.base + int(np.prod(self.shape))

    @property
    def all(self) -> slice:
        """The rows of the block."""
        return slice(self.base, self.base + int(np.prod(self.shape)))


class Rows:
    """Every row that a problem may use, with its limits."""

    def __init__(self, layout: Layout) -> None:
        """Number the rows and set their limits."""
        self.layout, self.count = layout, 0
        n, places, skills = layout.targets, layout.places, len(layout.skill)
        self.multi = np.full(layout.people, NONE, dtype=np.int64)
        several = np.flatnonzero((layout.capacity > 1) & (layout.can.sum(axis=1) > 1) | self._pinned())
        self.multi[several] = np.arange(len(several))
        self.several = several
        self.role, self.capacity, self.once = (
            self._block(n, 4),
            self._block(layout.people),
            self._block(len(several), n),
        )
        self.above, self.local = self._block(n), self._block(n)  # R6 or R8 city; R8 county
        self.one, self.share, self.link = self._block(n), self._block(n, places), self._block(n, places, 4)
        self.spread, self.skill = self._block(n, places), self._block(n, skills)
        self.new, self.old, self.apart = self._block(n), self._block(n), self._block(len(layout.pairs), n)
        self.arc, self.lead, self.sent = self._block(n, places), self._block(n, places), self._block(n, places)
        self.pair, self.many = self._block(places, places), self._block(places)
        self.lower, self.upper = np.full(self.count, -INF), np.full(self.count, INF)
        self._limits()

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
                if share_of(policy.cross_share, int(layout.size[i])):
                    self.lower[self.one[i,]] = 1
        for pin in layout.wishes.pins:
            p, i = layout.person[pin.inspector], layout.target[pin.inspection]
            self.lower[self.once[self.multi[p], i]] = 1
