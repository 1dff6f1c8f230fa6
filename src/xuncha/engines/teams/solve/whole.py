"""One search over a whole problem: a county, a prefecture, or one city of a province."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from xuncha.engines.teams.solve.layout import Bools, Floats
from xuncha.engines.teams.solve.model import Model
from xuncha.engines.teams.solve.relaxation import Relaxation
from xuncha.engines.teams.solve.sifting import first_columns, rank, sift
from xuncha.engines.teams.solve.tree import Tree

NEAR = 20.0
"""Columns of a larger reduced cost seldom come into a good plan; pricing finds those that do."""


@dataclass(frozen=True)
class Root:
    """The relaxation of a problem, solved: the bound it gives, the prices that prove it, and who sits where, in parts."""

    model: Model
    bound: float
    prices: Floats
    reduced: Floats
    switches: Floats
    seats: Floats


def root(model: Model, seed: int) -> Root:
    """Solve the relaxation of a problem over all its columns."""
    return roots(Relaxation(model, first_columns(model, seed)), 0.0)


def roots(relaxation: Relaxation, worth: float) -> Root:
    """Solve a relaxation until what is out would help by less than a part `worth` of its value."""
    _, bound, prices, reduced = sift(relaxation, worth)
    switches, seats = relaxation.values()
    return Root(relaxation.model, bound, prices, reduced, switches, seats)


def core(root: Root, seed: int) -> Bools:
    """The columns a search begins with: those in use, and for every place and person the few that cost least beside them.

    Thousands of columns cost nothing beside the best, for people of one home are alike; a program of all of them is ten times slower.
    """
    columns, slots = root.model.columns, root.model.layout.slots
    noisy = np.maximum(root.reduced, 0.0) + 2.0 * np.random.default_rng(seed).random(len(columns))
    place = columns.target * 4 + columns.role
    few = (rank(place, noisy) < 5 * slots[columns.target, columns.role]) | (rank(columns.person, noisy) < 4)
    found: Bools = (root.seats > 0) | few & (root.reduced < NEAR)
    return found


def search(root: Root, seed: int, done: Callable[[Tree], bool], left: Callable[[], float]) -> Tree:
    """Search for the best plan until `done`."""
    tree = Tree(Relaxation(root.model, core(root, seed)), done, left)
    tree.run()
    return tree
