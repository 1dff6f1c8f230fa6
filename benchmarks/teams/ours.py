"""The product's own engine, called as the command and the pages call it."""

from __future__ import annotations

from benchmarks.teams.found import Found, Limits, Report
from xuncha.engines.teams.outcome import Stop
from xuncha.engines.teams.problem import Problem
from xuncha.engines.teams.solve import solve as engine


def solve(problem: Problem, limits: Limits, report: Report) -> Found:
    """Search until the gap is proven or time is up."""
    outcome = engine(
        problem,
        stop=Stop(gap=limits.gap, seconds=limits.seconds),
        seed=limits.seed,
        progress=lambda moment: report(moment.objective, moment.bound),
    )
    plan = outcome.plan.assignments if outcome.plan is not None else ()
    return Found(outcome.status, outcome.objective, outcome.bound, plan)
