"""What runs of one problem come to: time to a gap by one's own bound and by the best bound known, the gap at the limit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from benchmarks.teams.measuring import Run

GAPS = (0.05, 0.01, 0.001)


def summary(runs: Sequence[Run]) -> list[dict[str, Any]]:
    """One row for each run, in the order given; the best bound is the highest that any run of the problem proved."""
    found = []
    for _problem, of_problem in groupby(runs, key=lambda run: (run.task.size, run.task.seed)):
        together = list(of_problem)
        best = max(run.bound for run in together)
        found += [_row(run, best) for run in together]
    return found


def _row(run: Run, best: int) -> dict[str, Any]:
    own = [(at, _gap(objective, bound)) for at, objective, bound in run.moments]
    known = [(at, _gap(objective, best)) for at, objective, _bound in run.moments]
    return {
        **asdict(run.task),
        "status": run.status,
        "objective": run.objective,
        "bound": run.bound,
        "best_bound": best,
        "seconds_taken": run.seconds,
        "first_plan_at": next((at for at, objective, _bound in run.moments if objective is not None), None),
        "own_gap": _gap(run.objective, run.bound),
        "gap_to_best_bound": _gap(run.objective, best),
        "seconds_to_own_gap": {f"{gap:g}": _first(own, gap) for gap in GAPS},
        "seconds_to_gap_of_best_bound": {f"{gap:g}": _first(known, gap) for gap in GAPS},
        "curve": curve(run),
        "peak_mb": run.peak_mb,
        "load_average": run.load,
        "violations": run.checked,
    }


def _gap(objective: int | None, bound: int) -> float | None:
    if objective is None:
        return None
    return max(0.0, round((objective - bound) / objective, 6)) if objective else 0.0


def _first(moments: Iterable[tuple[float, float | None]], gap: float) -> float | None:
    """When a gap was first reached; None for never."""
    return next((round(at, 1) for at, now in moments if now is not None and now <= gap), None)


def curve(run: Run) -> list[tuple[float, float]]:
    """The proven gap over time from the first plan on, without the steps that nobody could see."""
    found: list[tuple[float, float]] = []
    gaps = [(at, _gap(objective, bound)) for at, objective, bound in run.moments]
    for at, gap in gaps:
        if gap is not None and (not found or gap < found[-1][1] * 0.98):
            found.append((round(at, 2), round(gap, 6)))
    return found
