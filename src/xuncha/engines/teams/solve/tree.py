"""Branch and bound over who sends whom: the sources of cross inspections first, then single seats.

Once every source is settled the relaxation is nearly whole: on generated prefectures its value and that of the best plan are the
same. So the tree is short, and sources are what it searches. Every node keeps the prices that prove its bound.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from math import ceil, inf

import numpy as np

from xuncha.engines.teams.solve.layout import Floats, Ints
from xuncha.engines.teams.solve.relaxation import Relaxation
from xuncha.engines.teams.solve.seating import seat
from xuncha.engines.teams.solve.sifting import shortage, sift

WHOLE = 1e-6
"""How near to 0 or 1 a value counts as whole."""

LIKELY = 0.6
"""Choices about so likely are settled first: a little above one half, so that a dive goes where the relaxation leans."""


@dataclass(eq=False)
class Node:
    """A part of the problem: limits set on switches and seats, the least it can cost, and what proves that."""

    limits: dict[int, float]
    bound: float
    prices: Floats
    seated: bool = False
    """Whether an integer program has looked for a plan here, or above: what is left is to prove that there is no better one."""
    split: int | None = None
    zero: Node | None = None
    one: Node | None = None


@dataclass
class Tree:
    """The search over one relaxation, best bound first, diving into the choice the relaxation likes best."""

    relaxation: Relaxation
    done: Callable[[Tree], bool]
    left: Callable[[], float]
    """Seconds left."""
    best: float = inf
    seats: Ints | None = None
    now: dict[int, float] = field(default_factory=dict)
    current: float = inf
    """The bound of the node in hand."""

    def run(self) -> None:
        """Search until nothing is open or `done` says so."""
        value, _, prices, self.reduced = sift(self.relaxation)
        self.root = Node({}, value, prices)
        self.number = count()
        self.open: list[tuple[float, int, Node]] = [(value, next(self.number), self.root)]
        while self.open and not self.done(self):
            _, _, node = heapq.heappop(self.open)
            following: Node | None = node
            while following is not None:
                self.current = following.bound
                if self.done(self):
                    return
                following = self._visit(following)
            self.current = inf

    @property
    def finished(self) -> bool:
        """Whether nothing is left to search."""
        return not self.open and self.current == inf

    @property
    def bound(self) -> float:
        """What no plan can go below."""
        return min(self.best, self.current, self.open[0][0] if self.open else inf)

    def _pruned(self, bound: float) -> bool:
        return ceil(bound - WHOLE) >= self.best

    def _visit(self, node: Node) -> Node | None:
        """Solve a node and split it; give the child to dive into, or None where the node is settled."""
        if self._pruned(node.bound):
            return None
        self._enter(node)
        value, _, prices, self.reduced = sift(self.relaxation)
        if value == inf:
            node.bound, node.prices = inf, node.prices + self.relaxation.model.beyond * prices
            return None
        if value > node.bound:
            node.bound, node.prices = value, prices
        while self.relaxation.missing() > WHOLE:
            if (ray := shortage(self.relaxation)) is not None:
                node.bound, node.prices = inf, node.prices + self.relaxation.model.beyond * ray
                return None
            self.relaxation.raise_missing()
            value, _, prices, self.reduced = sift(self.relaxation)
            node.bound, node.prices = max((node.bound, node.prices), (value, prices), key=lambda pair: pair[0])
        if self._pruned(node.bound):
            return None
        switches, seats = self.relaxation.values()
        split = self._uncertain_arc(switches)
        if split is None:
            split = self._uncertain_source(switches)
        if split is None:
            self._seat(node, seats)
            return None
        return self._split(node, split)

    def _seat(self, node: Node, seats: Floats) -> None:
        """Every source is settled: look for the best plan here, and split on a seat where that leaves something to prove."""
        split = self._uncertain_seat(seats)
        if split is None:
            cost = float(self.relaxation.model.columns.cost[seats > 0.5].sum())
            if cost < self.best:
                self.best, self.seats = cost, np.flatnonzero(seats > 0.5)
            return
        if not node.seated:
            node.seated = True
            found = seat(self.relaxation, node.limits, self.reduced, seats, self.best, self.left)
            if found is not None:
                self.best, self.seats = found
        if not self._pruned(node.bound):
            one = self._split(node, split)
            heapq.heappush(self.open, (node.bound, next(self.number), one))

    def _split(self, node: Node, split: int) -> Node:
        """Split a node, keep one half for later, and give the other, where the choice is taken."""
        node.split = split
        node.zero = Node({**node.limits, split: 0.0}, node.bound, node.prices, node.seated)
        node.one = Node({**node.limits, split: 1.0}, node.bound, node.prices, node.seated)
        heapq.heappush(self.open, (node.bound, next(self.number), node.zero))
        return node.one

    def _enter(self, node: Node) -> None:
        for number in self.now.keys() - node.limits.keys():
            self.relaxation.limit(number, 0.0, 1.0)
        for number, value in node.limits.items():
            if self.now.get(number) != value:
                self.relaxation.limit(number, value, value)
        self.now = dict(node.limits)

    def _uncertain_arc(self, switches: Floats) -> int | None:
        """Where the relaxation lets two counties inspect one another by halves, the likelier of the two arcs."""
        first, second = self.relaxation.model.switches.opposites.T
        a, b = switches[first], switches[second]
        lesser = np.minimum(a, b)
        if not len(lesser) or lesser.max() <= WHOLE:
            return None
        worst = int(np.argmax(lesser))
        return int(first[worst] if a[worst] >= b[worst] else second[worst])

    def _uncertain_source(self, switches: Floats) -> int | None:
        """The source that the relaxation is least sure of."""
        chosen = self.relaxation.model.switches.sources
        values = switches[chosen]
        open_ = np.flatnonzero((values > WHOLE) & (values < 1 - WHOLE))
        return int(chosen[open_[np.argmin(np.abs(values[open_] - LIKELY))]]) if len(open_) else None

    def _uncertain_seat(self, seats: Floats) -> int | None:
        open_ = np.flatnonzero((seats > WHOLE) & (seats < 1 - WHOLE))
        return len(self.relaxation.model.switches) + int(open_[np.argmax(seats[open_])]) if len(open_) else None
