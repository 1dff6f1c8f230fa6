"""What a search gives back, and the search of a county or a prefecture."""

from __future__ import annotations

from dataclasses import dataclass

from xuncha.engines.teams.outcome import Proof
from xuncha.engines.teams.plan import Plan, Wishes
from xuncha.engines.teams.problem import Problem
from xuncha.engines.teams.solve.clock import Clock
from xuncha.engines.teams.solve.model import Model
from xuncha.engines.teams.solve.proving import proof
from xuncha.engines.teams.solve.tree import Tree
from xuncha.engines.teams.solve.whole import root, search


@dataclass(frozen=True)
class Found:
    """A plan if there is one, the proof of a bound, and whether there can be no plan at all."""

    plan: Plan | None
    proof: Proof
    impossible: bool = False


def one_search(problem: Problem, wishes: Wishes, seed: int, clock: Clock) -> Found:
    """Search a county or a prefecture as a whole."""
    model = Model(problem, wishes)

    def done(tree: Tree) -> bool:
        seats = tree.seats
        clock.tick(
            None if seats is None else model.objective(seats),
            tree.bound,
            lambda: None if seats is None else Plan(model.assignments(seats)),
        )
        return clock.near(tree.best, tree.bound, model.saved) or clock.over

    tree = search(root(model, seed), seed, done, lambda: clock.left)
    plan = None if tree.seats is None else Plan(model.assignments(tree.seats))
    return Found(plan, proof(model, tree.root, tree.bound), plan is None and tree.finished)
