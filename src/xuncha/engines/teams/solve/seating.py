"""From a relaxation whose sources are settled to a whole plan: a small integer program over the seats that cost next to nothing."""

from __future__ import annotations

from collections.abc import Callable

import highspy
import numpy as np

from xuncha.engines.teams.solve.layout import Bools, Floats, Ints
from xuncha.engines.teams.solve.relaxation import Relaxation

CHEAP = 1.0
"""Seats of a reduced cost up to here are tried first; then ten times as much."""

SECONDS = 20.0
"""How long one integer program may take."""


def seat(
    relaxation: Relaxation,
    limits: dict[int, float],
    reduced: Floats,
    seats: Floats,
    best: float,
    left: Callable[[], float],
) -> tuple[float, Ints] | None:
    """Find a plan better than `best`: its objective and the numbers of its columns."""
    switches = len(relaxation.model.switches)
    settled = {number: value for number, value in limits.items() if number < switches}
    closed = np.array(
        [number - switches for number, value in limits.items() if number >= switches and value == 0], dtype=np.int64
    )
    for keep, cheap in ((True, CHEAP), (False, CHEAP), (False, 10 * CHEAP), (False, np.inf)):
        allowed = (seats > 1e-6) | (reduced < cheap)
        allowed[closed] = False
        if keep:  # whoever sits whole keeps the seat; only the others are seated anew
            sure = seats > 1 - 1e-6
            taken = np.bincount(relaxation.model.columns.person[sure], minlength=relaxation.model.layout.people)
            full = taken >= relaxation.model.layout.capacity
            allowed &= sure | ~full[relaxation.model.columns.person]
        if left() <= 0:
            break
        found = _solve(relaxation, allowed, settled, seats if keep else None, best, min(SECONDS, left()))
        if found is not None:
            return found
    return None


def _solve(
    relaxation: Relaxation,
    allowed: Bools,
    settled: dict[int, float],
    sure: Floats | None,
    best: float,
    seconds: float,
) -> tuple[float, Ints] | None:
    small = Relaxation(relaxation.model, allowed, strict=True, missing_cost=relaxation.missing_cost)
    for number, value in settled.items():
        small.limit(number, value, value)
    count = small.highs.getNumCol()
    whole = np.full(count, highspy.HighsVarType.kInteger)
    whole[len(relaxation.model.switches) : small.offset] = highspy.HighsVarType.kContinuous
    small.highs.changeColsIntegrality(count, np.arange(count, dtype=np.int32), whole)
    if sure is not None:
        fixed = np.flatnonzero(sure[small.order] > 1 - 1e-6)
        ones = np.ones(len(fixed))
        small.highs.changeColsBounds(len(fixed), (small.offset + fixed).astype(np.int32), ones, ones)
    small.highs.setOptionValue("mip_rel_gap", 1e-4)
    small.highs.setOptionValue("time_limit", seconds)
    if np.isfinite(best):
        small.highs.setOptionValue("objective_bound", best - 0.5)
    small.highs.run()
    if small.highs.getInfo().primal_solution_status != 2 or small.missing() > 1e-6:
        return None
    _, values = small.values()
    seats = np.flatnonzero(values > 0.5)
    objective = float(relaxation.model.columns.cost[seats].sum())
    return (objective, seats) if objective < best else None
