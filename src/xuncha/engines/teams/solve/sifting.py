"""Solving the relaxation over all columns while holding few of them (sifting)."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import numpy as np

from xuncha.engines.teams.solve.columns import Columns, reduced_costs
from xuncha.engines.teams.solve.layout import Bools, Floats, Ints
from xuncha.engines.teams.solve.model import Model
from xuncha.engines.teams.solve.relaxation import Relaxation

EVERY = 60_000
"""Up to so many columns, all go in at once."""
CHUNK = 40_000
"""How many come in at a time."""
NEGLIGIBLE = 1e-6


def rank(group: Ints, value: Floats) -> Ints:
    """The place of each entry within its group, smallest value first."""
    order = np.lexsort((value, group))
    sorted_group = group[order]
    found = np.empty(len(order), dtype=np.int64)
    found[order] = np.arange(len(order)) - np.searchsorted(sorted_group, sorted_group)
    return found


def few_columns(model: Model, seed: int) -> Bools:
    """The columns to begin with where cost does not count: some for every place and every person, by chance."""
    columns, slots = model.columns, model.layout.slots
    chance = np.random.default_rng(seed).random(len(columns))
    place = columns.target * 4 + columns.role
    found: Bools = (rank(place, chance) < 5 * slots[columns.target, columns.role]) | (rank(columns.person, chance) < 4)
    return found


def first_columns(model: Model, seed: int) -> Bools:
    """The columns to begin with: for every place, skill and person the cheapest few, ties broken by chance."""
    layout, columns = model.layout, model.columns
    if 2 * np.count_nonzero(columns.cost) < len(columns):
        costly: Bools = columns.cost != 0
        return few_columns(model, seed) | costly
    if len(columns) <= EVERY:
        return np.ones(len(columns), dtype=bool)
    noisy = columns.cost + np.random.default_rng(seed).random(len(columns))
    place = columns.target * 4 + columns.role
    near = layout.city[layout.home[columns.person]] == layout.city[layout.at[columns.target]]
    found: Bools = rank(place, noisy) < 12 * layout.slots[columns.target, columns.role]
    found |= rank(columns.person * 4 + columns.role, noisy) < 6
    found |= near & (columns.role < 2)  # those who may lead are scarce everywhere
    for k in range(len(layout.skill)):
        able = np.flatnonzero(layout.has[columns.person, k] & (layout.need[columns.target, k] > 0))
        found[able[rank(columns.target[able], noisy[able]) < 8]] = True
        own = able[near[able]]
        found[own[rank(columns.target[own], noisy[own]) < 20]] = True
    return found


def sift(relaxation: Relaxation, worth: float = 0.0) -> tuple[float, float, Floats, Floats]:
    """Solve, price what is out, bring in what would help; until the bound is within a part `worth` of the value.

    Gives the value of the program, the bound, the prices of its rows and the reduced costs of all columns. Where limits contradict one another
    the value is infinite, and the prices prove it.
    """
    rows, columns = relaxation.model.rows, relaxation.model.columns
    while True:
        value = relaxation.solve()
        if value == inf:
            prices = relaxation.contradiction()
            helping = np.flatnonzero(
                ~relaxation.inside & (reduced_costs(rows, costless(columns), prices) < -NEGLIGIBLE)
            )
            if not len(helping):
                return value, value, prices, np.full(len(columns), inf)
            relaxation.add(helping)
            continue
        prices = relaxation.prices()
        reduced = reduced_costs(rows, columns, prices)
        out = np.flatnonzero(~relaxation.inside & (reduced < -NEGLIGIBLE))
        owed = -float(reduced[out].sum())
        if owed <= worth * abs(value):
            return value, value - owed, prices, reduced
        if len(out) > CHUNK:
            place = columns.target[out] * 4 + columns.role[out]
            out = out[(rank(columns.person[out], reduced[out]) < 10) | (rank(place, reduced[out]) < 30)]
            out = out[np.argsort(reduced[out], kind="stable")[:CHUNK]]
        many = len(out) > 50
        relaxation.add(np.sort(out))
        if many:
            relaxation.forget()  # from scratch, presolve makes the dual method quicker than any warm start


def costless(columns: Columns) -> Columns:
    """The same columns at no cost: what counts is whether a plan is possible at all."""
    return replace(columns, cost=np.zeros_like(columns.cost))


def shortage(relaxation: Relaxation) -> Floats | None:
    """Prices that prove by 1 that some place stays empty whatever is paid (Farkas); None where all can be filled."""
    rows, free = relaxation.model.rows, costless(relaxation.model.columns)
    relaxation.only_missing(alone=True)
    try:
        while True:
            value, prices = relaxation.solve(), relaxation.prices()
            out = np.flatnonzero(~relaxation.inside & (reduced_costs(rows, free, prices) < -NEGLIGIBLE))
            if value <= NEGLIGIBLE:
                return None
            if not len(out):
                return prices / value
            relaxation.add(out)
            relaxation.only_missing(alone=True)
    finally:
        relaxation.only_missing(alone=False)
