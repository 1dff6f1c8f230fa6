"""The alternative by constraint programming: the whole problem in one CP-SAT model, its parameters left as they come."""

from __future__ import annotations

import time
from math import ceil

import numpy as np
from ortools.sat.python import cp_model

from benchmarks.teams.formulation import Program, formulate
from benchmarks.teams.found import Found, Limits, Report
from xuncha.engines.teams.outcome import Status
from xuncha.engines.teams.problem import Problem

STATUS = {
    cp_model.OPTIMAL: Status.OPTIMAL,
    cp_model.FEASIBLE: Status.FEASIBLE,
    cp_model.INFEASIBLE: Status.INFEASIBLE,
    cp_model.UNKNOWN: Status.UNKNOWN,
}


def solve(problem: Problem, limits: Limits, report: Report) -> Found:
    """Build the model and search until the gap is proven or time is up; building counts."""
    begun = time.perf_counter()
    program = formulate(problem)
    model = build(program)
    solver, best = cp_model.CpSolver(), _Best(report)
    solver.parameters.num_workers = limits.threads
    solver.parameters.random_seed = limits.seed
    solver.parameters.relative_gap_limit = limits.gap
    solver.parameters.max_time_in_seconds = max(0.1, limits.seconds - (time.perf_counter() - begun))
    solver.best_bound_callback = best.raise_bound
    status = STATUS[solver.solve(model, best)]
    if status not in (Status.OPTIMAL, Status.FEASIBLE):
        return Found(status, None, best.bound, ())
    objective, bound = round(solver.objective_value), _whole(solver.best_objective_bound)
    report(objective, bound)
    values = np.array(solver.response_proto.solution, dtype=bool)
    # CP-SAT says optimal as soon as the gap asked for is proven.
    status = Status.OPTIMAL if bound >= objective else Status.FEASIBLE
    return Found(status, objective, bound, program.assignments(values))


def build(program: Program) -> cp_model.CpModel:
    """The model, in CP-SAT's own words where it has them: exactly one, at most one, implication.

    Written straight into its message: by expressions a province takes 20 s to build instead of 6.
    """
    model = cp_model.CpModel()
    message = model.proto
    for _ in range(len(program.cost)):
        message.variables.add().domain.extend((0, 1))
    starts, columns = program.starts.tolist(), program.columns.tolist()
    coefficients, lower, upper = program.coefficients.tolist(), program.lower.tolist(), program.upper.tolist()
    for row, (first, end) in enumerate(zip(starts, starts[1:], strict=False)):
        terms, values, constraint = columns[first:end], coefficients[first:end], message.constraints.add()
        plain = bool(values) and min(values) == max(values) == 1
        if plain and (lower[row], upper[row]) == (1, 1):
            constraint.exactly_one.literals.extend(terms)
        elif plain and lower[row] <= 0 and upper[row] == 1:
            constraint.at_most_one.literals.extend(terms)
        elif values == [1, -1] and upper[row] == 0:
            constraint.bool_or.literals.extend((-terms[0] - 1, terms[1]))
        else:
            constraint.linear.vars.extend(terms)
            constraint.linear.coeffs.extend(values)
            constraint.linear.domain.extend((lower[row], upper[row]))
    costly = np.flatnonzero(program.cost)
    message.objective.vars.extend(costly.tolist())
    message.objective.coeffs.extend(program.cost[costly].tolist())
    return model


class _Best(cp_model.CpSolverSolutionCallback):
    """Passes on every better plan and every better bound."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report, self.bound = report, 0
        self.objective: int | None = None

    def on_solution_callback(self) -> None:
        """A better plan."""
        self.objective = round(self.objective_value)
        self.report(self.objective, self.bound)

    def raise_bound(self, bound: float) -> None:
        """A better bound."""
        self.bound = max(self.bound, _whole(bound))
        self.report(self.objective, self.bound)


def _whole(bound: float) -> int:
    """Objectives are whole numbers, so a bound may be rounded up to one."""
    return max(0, ceil(bound - 1e-6))
