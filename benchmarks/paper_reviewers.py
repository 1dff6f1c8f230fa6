"""A published yardstick: papers to reviewers by similarity with load limits, where the exact optimum is known by other means.

The task of the Toronto Paper Matching System: every paper gets so many reviewers, nobody more papers than a limit, the sum of
similarities is largest. A minimum-cost flow (OR-tools) solves it exactly; the team engine, all its rules off, must reach the same.

    .venv/bin/python -m benchmarks.paper_reviewers [SET ...] [--synthetic midl,cvpr] [--seconds 600]

SET is a folder as `data/midl` of github.com/iesl/fair-matching (scores.npy with reviewers down and papers across, covs.npy,
loads.npy), or one file .npy, .npz or .csv of scores, to which --reviews and --load belong. Without any, matrices of the sizes
of the published sets are made from a seed.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from ortools.graph.python import min_cost_flow

from benchmarks.teams.measuring import ROOT, surroundings
from xuncha.domain.modes import Family
from xuncha.domain.organisations import Level
from xuncha.domain.roles import TeamRole
from xuncha.domain.teams import TeamPolicy
from xuncha.engines.teams.check import check
from xuncha.engines.teams.problem import Inspection, Inspector, Jurisdiction, Problem, Tie

RESULT = ROOT / "benchmarks" / "results" / "paper_reviewers.json"
SCALE = 10_000
"""A similarity counts to the fourth place: the engine's points are whole numbers."""

SYNTHETIC = {"midl": (177, 118, 4, 3), "cvpr": (1_373, 2_623, 6, 3)}
"""Reviewers, papers, load, reviews of the published sets MIDL and CVPR."""

TOPICS, SEED = 25, 1
Array = np.ndarray


@dataclass(frozen=True)
class ReviewerSet:
    """Similarities (reviewers down, papers across), how many papers each reviewer takes, how many reviewers each paper gets."""

    name: str
    scores: Array
    loads: Array
    reviews: Array

    @property
    def costs(self) -> Array:
        """Points to be kept low in place of similarities to be kept high."""
        points: Array = np.rint((self.scores.max() - self.scores) * SCALE).astype(np.int64)
        return points


def read(path: Path, load: int, reviews: int) -> ReviewerSet:
    """A set from a folder or a file."""
    if path.is_dir():
        scores, loads, covers = (np.load(path / f"{part}.npy") for part in ("scores", "loads", "covs"))
        return ReviewerSet(path.name, scores, loads.astype(int), covers.astype(int))
    if path.suffix == ".npz":
        with np.load(path) as parts:
            scores = next(parts[name] for name in parts.files if parts[name].ndim == 2)
    else:
        scores = np.load(path) if path.suffix == ".npy" else np.loadtxt(path, delimiter=",")
    return ReviewerSet(path.stem, scores, np.full(len(scores), load), np.full(scores.shape[1], reviews))


def synthetic(name: str, seed: int) -> ReviewerSet:
    """Similarities by what reviewers and papers are about: few topics each."""
    people, papers, load, reviews = SYNTHETIC[name]
    rng = np.random.default_rng(seed)
    one, other = (rng.gamma(0.2, size=(count, TOPICS)) for count in (people, papers))
    one, other = (part / np.linalg.norm(part, axis=1, keepdims=True) for part in (one, other))
    return ReviewerSet(f"synthetic {name}", one @ other.T, np.full(people, load), np.full(papers, reviews))


def as_problem(given: ReviewerSet) -> Problem:
    """Each paper an inspection of members, the points of a pair its exposure; no way to travel, no rule that could bind."""
    people = [f"R{n:05}" for n in range(len(given.loads))]
    papers = [f"P{n:05}" for n in range(len(given.reviews))]
    pairs = zip(np.ndindex(given.scores.shape), given.costs.ravel().tolist(), strict=True)
    member = frozenset({TeamRole.MEMBER})
    return Problem(
        jurisdictions=(Jurisdiction("here", "", Level.CITY, None, 0, 0),),
        inspectors=tuple(
            Inspector(key, "", "here", member, capacity=int(load))
            for key, load in zip(people, given.loads, strict=True)
        ),
        inspections=tuple(
            Inspection(key, "", "here", Family.ROUTINE, leader=0, deputy=0, liaison=0, member=int(count))
            for key, count in zip(papers, given.reviews, strict=True)
        ),
        ties=tuple(Tie(people[row], papers[column], points) for (row, column), points in pairs),
        policy=TeamPolicy(newcomers_most=len(people), veterans_least=0),
    )


def exact(given: ReviewerSet) -> int:
    """The least points, by minimum-cost flow: reviewers give, papers take."""
    rows, columns = given.scores.shape
    flow = min_cost_flow.SimpleMinCostFlow()
    person, paper = np.indices(given.scores.shape).reshape(2, -1)
    flow.add_arcs_with_capacity_and_unit_cost(
        person, rows + paper, np.ones(len(person), dtype=int), given.costs.ravel()
    )
    source = rows + columns
    flow.add_arcs_with_capacity_and_unit_cost(np.full(rows, source), np.arange(rows), given.loads, np.zeros(rows, int))
    flow.set_nodes_supplies(np.arange(rows, source), -given.reviews)
    flow.set_node_supply(source, int(given.reviews.sum()))
    if flow.solve() != flow.OPTIMAL:
        raise SystemExit(f"{given.name}: the papers ask for more than the reviewers may take")
    return int(flow.optimal_cost())


def measure(given: ReviewerSet, seconds: float) -> dict[str, Any]:
    """Both on one set."""
    from xuncha.engines.teams.outcome import Stop
    from xuncha.engines.teams.solve import solve

    begun = time.perf_counter()
    least = exact(given)
    exact_seconds = time.perf_counter() - begun
    problem = as_problem(given)
    begun = time.perf_counter()
    outcome = solve(problem, stop=Stop(gap=0, seconds=seconds), seed=SEED)
    taken = time.perf_counter() - begun
    checked = check(problem, outcome.plan) if outcome.plan is not None else None
    return {
        "set": given.name,
        "reviewers": len(given.loads),
        "papers": len(given.reviews),
        "reviews": int(given.reviews.sum()),
        "exact": {"points": least, "similarity": _similarity(given, least), "seconds": round(exact_seconds, 2)},
        "ours": {
            "points": outcome.objective,
            "similarity": None if outcome.objective is None else _similarity(given, outcome.objective),
            "bound": outcome.bound,
            "status": outcome.status.value,
            "seconds": round(taken, 2),
        },
        "accepted": checked is not None and not checked.violations and checked.objective == outcome.objective,
        "equal": outcome.objective == least,
    }


def _similarity(given: ReviewerSet, points: int) -> float:
    return round(float(given.scores.max()) * int(given.reviews.sum()) - points / SCALE, 4)


def main() -> int:
    """Measure every set and write down; 1 where ours is not the exact optimum."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", type=Path)
    parser.add_argument("--synthetic", default="midl,cvpr", help="of midl, cvpr; empty for none (%(default)s)")
    parser.add_argument(
        "--load", type=int, default=6, help="papers for one reviewer, where SET is a file (%(default)s)"
    )
    parser.add_argument(
        "--reviews", type=int, default=3, help="reviewers for one paper, where SET is a file (%(default)s)"
    )
    parser.add_argument("--seconds", type=float, default=600, help="limit of the engine on each set (%(default)s)")
    options = parser.parse_args()
    found = []
    for given in _chosen(options):
        found.append(measure(given, options.seconds))
        print(json.dumps(found[-1], ensure_ascii=False), flush=True)
    result = {**surroundings(), "scale": SCALE, "seed": SEED, "sets": found}
    RESULT.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return int(not all(each["equal"] and each["accepted"] for each in found))


def _chosen(options: argparse.Namespace) -> Iterator[ReviewerSet]:
    for path in options.sets:
        yield read(path, options.load, options.reviews)
    for name in filter(None, options.synthetic.split(",")):
        yield synthetic(name, SEED)


if __name__ == "__main__":
    raise SystemExit(main())
