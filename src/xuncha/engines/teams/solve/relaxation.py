"""The linear relaxation, kept warm in HiGHS while columns and rows come in and limits change."""

from __future__ import annotations

from math import inf
from typing import Any

import highspy
import numpy as np
from scipy.sparse import csc_matrix

from xuncha.engines.teams.solve.columns import entries
from xuncha.engines.teams.solve.layout import NONE, Bools, Floats, Ints
from xuncha.engines.teams.solve.model import Model

SEATED = 1e-6
"""Who has more than this of a seat is taken to sit there."""

MISSING = 2_000.0
"""What an unfilled place costs at first, if four times the dearest person is not more."""


class _Silent(highspy.Highs):
    """HiGHS without the callbacks that `Highs` enables, for enabling them prints a banner on the terminal."""

    def __init__(self) -> None:
        highspy._core._Highs.__init__(self)


class Relaxation:
    """A linear program over some of the columns. A place nobody fills has a price, so that the program does not fail for it.

    Its columns are, in this order: the switches, the unfilled places, and the seats, as they came in.
    """

    def __init__(self, model: Model, first: Bools, strict: bool = False, missing_cost: float = MISSING) -> None:
        """Start from some columns, given as a mask. R2 and R12 are seldom broken and come in when they are, or at once if `strict`."""
        self.model = model
        rows, switches = model.rows, model.switches
        self.place = np.full(rows.count, NONE, dtype=np.int64)  # where a row stands in the program
        self.used = np.zeros(rows.count, dtype=np.int64)  # by how many columns
        self.inside = np.zeros(len(model.columns), dtype=bool)
        self.order: Ints = np.zeros(0, dtype=np.int64)
        self.position = np.full(len(model.columns), NONE, dtype=np.int64)
        self.needs = np.flatnonzero((rows.lower > 0) & np.isfinite(rows.lower))
        self.missing_cost = max(missing_cost, 4.0 * float(model.columns.cost.max(initial=0)))
        self.seldom = np.zeros(rows.count, dtype=bool)
        if not strict:
            self.seldom[rows.once.all] = self.seldom[rows.apart.all] = True
        self.highs: Any = _Silent()
        self.highs.setOptionValue("output_flag", False)
        self.highs.setOptionValue("threads", 1)
        costs = np.concatenate([np.zeros(len(switches)), np.full(len(self.needs), self.missing_cost)])
        most = np.concatenate([np.ones(len(switches)), np.full(len(self.needs), 1e6)])
        nothing = np.zeros(len(costs), np.int32)
        self.highs.addCols(len(costs), costs, 0 * costs, most, 0, nothing, nothing[:0], np.zeros(0))
        switched = np.zeros(rows.count, dtype=bool)
        for block in (rows.one, rows.share, rows.pair, rows.many, rows.arc, rows.sent):
            switched[block.all] = True
        entered = np.bincount(switches.row, minlength=rows.count) > 0
        needed = np.zeros(rows.count, dtype=bool)
        needed[self.needs] = True
        self._add_rows(np.flatnonzero(needed | switched & entered))
        self.add(np.flatnonzero(first))

    @property
    def offset(self) -> int:
        """The number of the first seat."""
        return len(self.model.switches) + len(self.needs)

    # -- growing

    def add(self, which: Ints) -> None:
        """Bring columns in, and the rows they make worth having."""
        picked = self.model.columns.pick(which)
        row, column = entries(self.model.rows, picked)
        self.used += np.bincount(row, minlength=self.model.rows.count)
        upper = self.model.rows.upper
        worth = np.isfinite(upper) & (self.used > np.maximum(upper, 0)) & ~self.seldom
        self._add_rows(np.flatnonzero(worth & (self.place == NONE)))
        known = self.place[row] != NONE
        row, column = self.place[row[known]], column[known]
        starts = np.searchsorted(column, np.arange(len(picked)))
        none = np.zeros(len(picked))
        self.highs.addCols(
            *(len(picked), picked.cost.astype(float), none, none + 1.0),
            *(len(row), starts.astype(np.int32), row.astype(np.int32), np.ones(len(row))),
        )
        self.inside[which] = True
        self.position[which] = len(self.order) + np.arange(len(which))
        self.order = np.concatenate([self.order, which])

    def _add_rows(self, which: Ints) -> None:
        if not len(which):
            return
        model, first = self.model, self.highs.getNumRow()
        self.place[which] = first + np.arange(len(which))
        entered, seat = entries(model.rows, model.columns.pick(self.order))
        needs = len(model.switches) + np.arange(len(self.needs))
        row = self.place[np.concatenate([model.switches.row, self.needs, entered])]
        column = np.concatenate([model.switches.column, needs, self.offset + seat])
        factor = np.concatenate([model.switches.factor, np.ones(len(self.needs)), np.ones(len(seat))])
        fresh = row >= first
        row, column, factor = row[fresh] - first, column[fresh], factor[fresh]
        order = np.argsort(row, kind="stable")
        starts = np.searchsorted(row[order], np.arange(len(which)))
        limits = (
            np.clip(each[which], -highspy.kHighsInf, highspy.kHighsInf) for each in (model.rows.lower, model.rows.upper)
        )
        self.highs.addRows(
            *(len(which), *limits, len(row)),
            *(starts.astype(np.int32), column[order].astype(np.int32), factor[order]),
        )

    # -- changing

    def limit(self, number: int, lower: float, upper: float) -> None:
        """Set the limits of a switch, by its number, or of a seat, by the number of its column after those of the switches."""
        if number >= len(self.model.switches):
            number = self.offset + int(self.position[number - len(self.model.switches)])
        self.highs.changeColBounds(number, lower, upper)

    def limit_row(self, row: int, lower: float, upper: float) -> None:
        """Set the limits of a row that is in the program."""
        self.highs.changeRowBounds(
            int(self.place[row]), *np.clip([lower, upper], -highspy.kHighsInf, highspy.kHighsInf)
        )

    def only_missing(self, alone: bool) -> None:
        """Let nothing but unfilled places cost anything; or put the costs back."""
        count = self.highs.getNumCol()
        costs = np.zeros(count)
        costs[len(self.model.switches) : self.offset] = 1.0 if alone else self.missing_cost
        if not alone:
            costs[self.offset :] = self.model.columns.cost[self.order]
        self.highs.changeColsCost(count, np.arange(count, dtype=np.int32), costs)

    def raise_missing(self) -> None:
        """Make an unfilled place ten times as dear."""
        self.missing_cost *= 10.0
        self.only_missing(alone=False)

    # -- solving

    def solve(self) -> float:
        """Solve from where the last solve ended, and give the value; infinite where limits contradict one another."""
        self.highs.run()
        if self._impossible():  # seen by presolve, or after a warm start: from scratch it is certain, and leaves a ray
            self.highs.setOptionValue("presolve", "off")
            self.highs.clearSolver()
            self.highs.run()
            self.highs.setOptionValue("presolve", "choose")
        while not self._impossible() and self._broken():
            self.highs.run()
        return inf if self._impossible() else float(self.highs.getInfo().objective_function_value)

    def forget(self) -> None:
        """Start the next solve from scratch: with presolve the dual method is often quicker than any warm start."""
        self.highs.clearSolver()

    def _impossible(self) -> bool:
        return bool(self.highs.getModelStatus() == highspy.HighsModelStatus.kInfeasible)

    def _broken(self) -> bool:
        """Bring in the seldom rows that the solution breaks; tell whether there were any."""
        _, values = self.values()
        seated = self.order[values[self.order] > SEATED]
        row, column = entries(self.model.rows, self.model.columns.pick(seated))
        activity = np.bincount(row, weights=values[seated[column]], minlength=self.model.rows.count)
        broken = self.seldom & (self.place == NONE) & (activity > self.model.rows.upper + SEATED)
        self._add_rows(np.flatnonzero(broken))
        return bool(broken.any())

    # -- what came out

    def prices(self) -> Floats:
        """The price of every row; 0 for those not in the program, and of the right sign."""
        return self._signed(np.array(self.highs.getSolution().row_dual).reshape(-1))

    def _signed(self, duals: Floats) -> Floats:
        rows = self.model.rows
        found = np.where(self.place != NONE, np.append(duals, 0.0)[self.place], 0.0)  # NONE is -1: the last
        found[(found > 0) & ~np.isfinite(rows.lower)] = 0.0
        found[(found < 0) & ~np.isfinite(rows.upper)] = 0.0
        return found

    def contradiction(self) -> Floats:
        """After an infinite solve: prices that prove it by 1 (Farkas): so much the limits outweigh all columns.

        All nothing where the solver cannot say why: then a part of the search is without proof, and the bound is lower for it.
        """
        _, there, values = self.highs.getDualRay()
        if not there:
            return np.zeros(self.model.rows.count)
        ray = np.array(values)
        program = self.highs.getLp()
        matrix = program.a_matrix_
        shape = (len(ray), program.num_col_)
        weights = csc_matrix((matrix.value_, matrix.index_, matrix.start_), shape=shape).T @ ray
        for sign in (1.0, -1.0):  # whether a solver gives the ray or its opposite is its own custom
            limits = np.where(sign * ray > 0, program.row_lower_, program.row_upper_)
            reach = np.where(sign * weights > 0, program.col_upper_, program.col_lower_)
            proven = sign * (ray[ray != 0] @ limits[ray != 0] - weights @ reach)
            if np.isfinite(proven) and proven > 0:
                return self._signed(sign * ray / proven)
        return np.zeros(self.model.rows.count)

    def values(self) -> tuple[Floats, Floats]:
        """Values of the switches, and of every column."""
        solution = np.array(self.highs.getSolution().col_value)
        found = np.zeros(len(self.model.columns))
        found[self.order] = solution[self.offset :]
        return solution[: len(self.model.switches)], found

    def missing(self) -> float:
        """How many places nobody fills."""
        solution = np.array(self.highs.getSolution().col_value)
        return float(solution[len(self.model.switches) : self.offset].sum())
