"""Solving a team problem: a plan, and a bound that proves how good it is."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from xuncha.engines.teams.bound import proven_bound
from xuncha.engines.teams.outcome import Outcome, Progress, Status, Stop
from xuncha.engines.teams.plan import Assignment, Plan, Wishes
from xuncha.engines.teams.problem import ROLES, Problem
from xuncha.engines.teams.solve.layout import Ints
from xuncha.engines.teams.solve.model import Model
from xuncha.engines.teams.solve.proving import proof
from xuncha.engines.teams.solve.tree import Tree
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
        self.told: tuple[float, int] = (np.inf, -1)

    def outcome(self) -> Outcome:
        """Search, and say how it ended."""
        tree = search(root(self.model, self.seed), self.seed, self._done)
        plan = None if tree.seats is None else self._plan(tree.seats)
        objective = None if plan is None else int(tree.best)
        evidence = proof(self.model, tree.root, tree.bound)
        # What the verifier finds is what is claimed: prices are rounded, and nobody need take our word.
        bound = max(0, proven_bound(self.problem, evidence, self.wishes))
        if objective is None:
            status = Status.UNKNOWN if tree.open else Status.INFEASIBLE
        else:
            status = Status.OPTIMAL if bound >= objective else Status.FEASIBLE
            bound = min(bound, objective)
        seconds = time.monotonic() - self.start
        return Outcome(status, plan, objective, bound, evidence, seconds, self.seed, self.stop, tuple(self.log))

    def _done(self, tree: Tree) -> bool:
        """Tell what is new, and whether that is good enough or the time is up."""
        bound = int(np.ceil(min(tree.bound, tree.best, 1e15) - 1e-6))
        if (tree.best, bound) != self.told:
            plan = None if tree.seats is None or tree.best == self.told[0] else self._plan(tree.seats)
            objective = None if tree.seats is None else int(tree.best)
            moment = Progress(time.monotonic() - self.start, objective, bound, plan)
            self.told = (tree.best, bound)
            self.log.append(moment)
            self.tell(moment)
        close = tree.seats is not None and tree.best - bound <= self.stop.gap * tree.best
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
