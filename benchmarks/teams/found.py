"""What every way of solving gives, so that they can be set side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from xuncha.engines.teams.outcome import Status
from xuncha.engines.teams.plan import Assignment

Report = Callable[[int | None, int], None]
"""Told of the best objective so far (None before the first plan) and of the proven bound, whenever either changes."""


@dataclass(frozen=True)
class Found:
    """The end of one search."""

    status: Status
    objective: int | None
    bound: int
    assignments: tuple[Assignment, ...]


@dataclass(frozen=True)
class Limits:
    """When to stop, on how many threads, from which seed."""

    gap: float
    seconds: float
    threads: int = 2
    seed: int = 1


WAYS = {"ours": "ours", "cp-sat": "cp_sat", "highs": "highs"}
"""The modules of the ways, each of which has `solve(problem, limits, report) -> Found`; a run loads its own alone."""
