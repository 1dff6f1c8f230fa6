"""Branch and bound over who sends whom: the sources of cross inspections first, then single seats.

Once every source is settled the relaxation is nearly whole: measured on generated prefectures, its value and the best plan's
are the same. So the tree is short, and it is the sources that it searches. Every leaf leaves prices behind that prove its bound.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from math import ceil

import numpy as np

from xuncha.engines.teams.solve.columns import Columns, reduced_costs
from xuncha.engines.teams.solve.layout import Floats, Ints
from xuncha.engines.teams.solve.relaxation import Relaxation
from xuncha.engines.teams.solve.sifting import NEGLIGIBLE

WHOLE = 1e-6
"""How near to 0 or 1 a value counts as whole."""

Limits = dict[int, tuple[float, float]]


@dataclass(order=True)
class Node:
    """A part of the problem: limits set on switches and seats, and the least it can cost."""

    bound: float
    number: int
    limits: Limits = field(compare=False)
    prices: Floats | None = field(compare=False, default=None)


class Tree:
    """The search over one relaxation. Open nodes keep the smallest bound in front."""

    def __init__(self, relaxation: Relaxation, root: float, prices: Floats) -> None:
        """Begin with the root, already solved."""
        self.relaxation = relaxation
        self.number = count()
        self.open: list[Node] = [Node(root, next(self.number), {}, prices)]
        self.closed: list[Node] = []
        self.now: Limits = {}
        self.best = float("inf")
