"""Solving a team problem: a plan, and a bound that proves how good it is."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from xuncha.engines.teams.bound import proven_bound
from xuncha.engines.teams.outcome import Outcome, Progress, Proof, Status, Stop
from xuncha.engines.teams.plan import Assignment, Plan, Wishes
from xuncha.engines.teams.problem import ROLES, Problem
from xuncha.engines.teams.solve.layout import Ints
from xuncha.engines.teams.solve.model import Model
from xuncha.engines.teams.solve.proving import proof
from xuncha.engines.teams.solve.tree import WHOLE, Tree
from xuncha.engines.teams.solve.whole import root, search

NO_WISHES = Wishes()


def solve(
    problem: Problem,
    stop: Stop | None = None,
    seed: int = 1,
    wishes: Wishes = NO_WISHES,
    progress: Callable[[Progress], None] | None = None,
) -> Outcome:
    """Find a plan within `stop.gap` of the best, or prove that there is none; the same seed gives the same plan.

    `progress` is called with every better plan and every better bound. A search that is asked to stop, or runs out of time,
    gives the best plan it has.
    """
    return _Run(problem, stop or Stop(), seed, wishes, progress or (lambda _: None)).outcome()


class _Run:
    """One call of `solve`: its clock, its log."""

    def __init__(
        self, problem: Problem, stop: Stop, seed: int, wishes: Wishes, tell: Callable[[Progress], None]
    ) -> None:
        self.problem, self.stop, self.seed, self.wishes, self.tell = problem, stop, seed, wishes, tell
        self.start = time.monotonic()
        self.model = Model(problem, wishes)
        self.log: list[Progress] = []
        self.told = (np.inf, -np.inf)

    def outcome(self) -> Outcome:
        """Search, and say how it ended."""
        tree = search(root(self.model, self.seed), self.seed, self._done)
        plan = None if tree.seats is None else self._plan(tree.seats)
        objective = None if tree.seats is None else self.model.objective(tree.seats)
        evidence = proof(self.model, tree.root, tree.bound)
        # What the verifier finds is what is claimed: prices are rounded, and nobody need take our word.
        bound = proven_bound(self.problem, evidence, self.wishes)
        if bound < 0:  # no proof at all proves 0: no cost is negative
            evidence, bound = Proof(), 0
        if objective is None:
            status = Status.UNKNOWN if tree.open else Status.INFEASIBLE
        else:
            bound = min(bound, objective)
            status = Status.OPTIMAL if bound == objective else Status.FEASIBLE
        seconds = time.monotonic() - self.start
        return Outcome(status, plan, objective, bound, evidence, seconds, self.seed, self.stop, tuple(self.log))

    def _done(self, tree: Tree) -> bool:
        """Tell what is new, and whether that is good enough or the time is up."""
        if (tree.best, tree.bound) != self.told:
            better = tree.seats is not None and tree.best != self.told[0]
            moment = Progress(
                time.monotonic() - self.start,
                None if tree.seats is None else self.model.objective(tree.seats),
                max(0, int(np.ceil(min(tree.bound, self.model.beyond) - WHOLE))),
                self._plan(tree.seats) if better and tree.seats is not None else None,
            )
            self.told = (tree.best, tree.bound)
            self.log.append(moment)
            self.tell(moment)
        weighed = tree.best + self.model.saved
        close = tree.seats is not None and tree.best - np.ceil(tree.bound - WHOLE) <= self.stop.gap * weighed
        return close or time.monotonic() - self.start > self.stop.seconds or self.stop.asked()

    def _plan(self, seats: Ints) -> Plan:
        columns = self.model.columns
        order = np.lexsort((columns.person[seats], columns.role[seats], columns.target[seats]))
        return Plan(
            tuple(
                Assignment(
                    self.problem.inspections[columns.target[seat]].id,
                    ROLES[columns.role[seat]],
                    self.problem.inspectors[columns.person[seat]].id,
                )
                for seat in seats[order]
            )
        )
