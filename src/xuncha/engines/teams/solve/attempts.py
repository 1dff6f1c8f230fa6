"""Asking whether another problem has a plan, while saying why one has none."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import replace

from xuncha.engines.teams.outcome import Outcome
from xuncha.engines.teams.plan import Wishes
from xuncha.engines.teams.problem import Problem

Attempt = Callable[[Problem, Wishes, float], Outcome]
"""Searches a problem for so many seconds."""

QUICKLY, COUNTING = 5.0, 40.0
"""Seconds for asking whether there is a plan, and for counting whom to borrow."""


def free_of_charge(problem: Problem) -> Problem:
    """The same problem where nobody costs anything: only whether there is a plan is asked."""
    ties = tuple(replace(tie, exposure=0) for tie in problem.ties if tie.recusal)
    return replace(problem, ties=ties, policy=replace(problem.policy, travel_per_km=0.0))


def only(problem: Problem, inspections: Container[str]) -> Problem:
    """The same problem with some of its inspections."""
    kept = tuple(each for each in problem.inspections if each.id in inspections)
    ties = tuple(tie for tie in problem.ties if tie.inspection in inspections)
    return replace(problem, inspections=kept, ties=ties)
