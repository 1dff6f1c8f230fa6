"""The alternative by integer programming: the whole problem in one HiGHS model, its options left as they come."""

from __future__ import annotations

import time
from math import ceil, isfinite

import highspy
import numpy as np

from benchmarks.teams.formulation import Program, formulate
from benchmarks.teams.found import Found, Limits, Report
from xuncha.engines.teams.outcome import Status
from xuncha.engines.teams.problem import Problem


def solve(problem: Problem, limits: Limits, report: Report) -> Found:
    """Build the model and search until the gap is proven or time is up; building counts."""
    begun = time.perf_counter()
    program = formulate(problem)
    if not len(program.cost):  # HiGHS calls this empty, whatever the rows ask
        impossible = bool((program.lower > 0).any())
        return Found(Status.INFEASIBLE, None, 0, ()) if impossible else Found(Status.OPTIMAL, 0, 0, ())
    # The pool of threads is one for the whole process, and may have been made for another number of them.
    highspy.Highs.resetGlobalScheduler(True)
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", limits.threads)
    solver.setOptionValue("random_seed", limits.seed)
    solver.setOptionValue("mip_rel_gap", limits.gap)
    solver.passModel(build(program))

    def tell(event: highspy.highs.HighsCallbackEvent) -> None:
        report(*_measured(event.data_out.mip_primal_bound, event.data_out.mip_dual_bound))

    solver.cbMipImprovingSolution.subscribe(tell)
    solver.cbMipInterrupt.subscribe(tell)  # asked often, and it knows the bound
    solver.setOptionValue("time_limit", max(0.1, limits.seconds - (time.perf_counter() - begun)))
    solver.run()
    highspy.Highs.resetGlobalScheduler(True)
    info = solver.getInfo()
    objective, bound = _measured(info.objective_function_value, info.mip_dual_bound)
    if solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
        return Found(Status.INFEASIBLE, None, bound, ())
    if info.primal_solution_status != int(highspy.SolutionStatus.kSolutionStatusFeasible) or objective is None:
        return Found(Status.UNKNOWN, None, bound, ())
    report(objective, bound)
    values = np.array(solver.getSolution().col_value) > 0.5
    status = Status.OPTIMAL if bound >= objective else Status.FEASIBLE
    return Found(status, objective, bound, program.assignments(values))


def build(program: Program) -> highspy.HighsLp:
    """The model, row by row."""
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(program.cost), len(program.lower)
    model.col_cost_ = program.cost.astype(float)
    model.col_lower_, model.col_upper_ = np.zeros(model.num_col_), np.ones(model.num_col_)
    model.row_lower_, model.row_upper_ = program.lower.astype(float), program.upper.astype(float)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = program.starts.astype(np.int32)
    model.a_matrix_.index_ = program.columns.astype(np.int32)
    model.a_matrix_.value_ = program.coefficients.astype(float)
    model.integrality_ = [highspy.HighsVarType.kInteger] * model.num_col_
    return model


def _measured(primal: float, dual: float) -> tuple[int | None, int]:
    """HiGHS says infinity before it knows; objectives are whole numbers, so a bound may be rounded up to one."""
    objective = round(primal) if isfinite(primal) and primal < highspy.kHighsInf else None
    return objective, max(0, ceil(dual - 1e-6)) if isfinite(dual) else 0
