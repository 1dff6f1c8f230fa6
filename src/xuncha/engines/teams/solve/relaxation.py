"""The linear relaxation, kept warm in HiGHS while columns and rows come in and switches are fixed."""

from __future__ import annotations

import highspy
import numpy as np

from xuncha.engines.teams.solve.columns import Columns, entries
from xuncha.engines.teams.solve.layout import NONE, Bools, Floats, Ints
from xuncha.engines.teams.solve.rows import Rows

DUAL, PRIMAL = 1, 4
MISSING = 2_000.0
"""What an unfilled place costs in the relaxation: more than any person (at most 160 for the way, and the exposure)."""


class Relaxation:
    """A linear program over some of the columns. A place nobody fills costs `MISSING`, so that it never fails."""

    def __init__(self, rows: Rows, columns: Columns, first: Bools, strict: bool = False) -> None:
        """Start from some columns, given as a mask. R2 and R12, seldom broken, come in when they are; all at once if `strict`."""
        self.rows, self.columns = rows, columns
        self.place = np.full(rows.count, NONE, dtype=np.int64)  # where a row stands in the program
        self.used = np.zeros(rows.count, dtype=np.int64)  # by how many columns
        self.inside = np.zeros(len(columns), dtype=bool)
        self.order = np.zeros(0, dtype=np.int64)
        self.needs = np.flatnonzero((rows.lower > 0) & np.isfinite(rows.lower))
        self.highs = highspy.Highs()
        for option, value in (("output_flag", False), ("threads", 1)):
            self.highs.setOptionValue(option, value)
        self.missing_cost = max(MISSING, 4.0 * float(columns.cost.max(initial=0)))
        switches, needs = len(rows.switch), len(self.needs)
        costs = np.concatenate([np.zeros(switches), np.full(needs, self.missing_cost)])
        upper = np.concatenate([np.ones(switches), np.full(needs, 1e6)])
        nothing = np.zeros(len(costs), np.int32)
        self.highs.addCols(len(costs), costs, np.zeros(len(costs)), upper, 0, nothing, np.zeros(0, np.int32), np.zeros(0))
        always = np.zeros(rows.count, dtype=bool)
        always[self.needs] = True
        for block in (rows.one, rows.share, rows.pair, rows.many, rows.arc, rows.sent):
            always[block.all] = True
        with_switch = np.zeros(rows.count, dtype=bool)
        with_switch[rows.switch_row] = True
        self._add_rows(np.flatnonzero(always & (with_switch | (rows.lower > 0))))
        self.seldom = np.zeros(rows.count, dtype=bool)
        if not strict:
            self.seldom[rows.once.all] = self.seldom[rows.apart.all] = True
        self.add(np.flatnonzero(first))

    # -- growing

    def add(self, which: Ints) -> None:
        """Bring columns in, and the rows they make worth having."""
        picked = self.columns.pick(which)
        row, column = entries(self.rows, picked)
        self.used += np.bincount(row, minlength=self.rows.count)
        binding = (self.used > np.maximum(self.rows.upper, 0)) & np.isfinite(self.rows.upper)
        self._add_rows(np.flatnonzero(binding & ~self.seldom & (self.place == NONE)))
        known = self.place[row] != NONE
        row, column = self.place[row[known]], column[known]
        starts = np.searchsorted(column, np.arange(len(picked)))
        none = np.zeros(len(picked))
        self.highs.addCols(
            len(picked), picked.cost.astype(float), none, none + 1.0, len(row),
            starts.astype(np.int32), row.astype(np.int32), np.ones(len(row)),
        )
        self.inside[which] = True
        self.order = np.concatenate([self.order, which])

    def _add_rows(self, which: Ints) -> None:
        if not len(which):
            return
        first = self.highs.getNumRow()
        self.place[which] = first + np.arange(len(which))
        rows = self.rows
        row, column, value = [self.place[rows.switch_row]], [rows.switch_column], [rows.switch_value]
        inside, position = entries(rows, self.columns.pick(self.order)) if len(self.order) else (np.zeros(0, np.int64),) * 2
        offset = len(rows.switch) + len(self.needs)
        for found, where, amount in (
            (self.place[self.needs], len(rows.switch) + np.arange(len(self.needs)), np.ones(len(self.needs))),
            (self.place[inside], offset + position, np.ones(len(inside))),
        ):
            row.append(found)
            column.append(where)
            value.append(amount)
        r, c, v = np.concatenate(row), np.concatenate(column), np.concatenate(value)
        fresh = r >= first
        r, c, v = r[fresh] - first, c[fresh], v[fresh]
        order = np.argsort(r, kind="stable")
        starts = np.searchsorted(r[order], np.arange(len(which)))
        lower, upper = rows.lower[which], rows.upper[which]
        self.highs.addRows(
            len(which), np.where(np.isfinite(lower), lower, -highspy.kHighsInf), np.where(np.isfinite(upper), upper, highspy.kHighsInf),
            len(r), starts.astype(np.int32), c[order].astype(np.int32), v[order],
        )

    # -- solving

    def solve(self, method: int = DUAL, seconds: float = 1e9) -> float:
        """Solve from where the last solve ended, and give the value."""
        self.highs.setOptionValue("simplex_strategy", method)
        self.highs.setOptionValue("time_limit", self.highs.getRunTime() + seconds)
        self.highs.run()
        while self._broken():
            self.highs.run()
        return float(self.highs.getInfo().objective_function_value)

    def _broken(self) -> bool:
        """Bring in the seldom rows that the solution breaks; tell whether there were any."""
        _, values = self.values()
        seated = self.order[values[self.order] > 1e-6]
        row, column = entries(self.rows, self.columns.pick(seated))
        activity = np.bincount(row, weights=values[seated[column]], minlength=self.rows.count)
        broken = np.flatnonzero(self.seldom & (self.place == NONE) & (activity > self.rows.upper + 1e-6))
        self._add_rows(broken)
        return len(broken) > 0

    def forget(self) -> None:
        """Start the next solve from scratch: with presolve the dual method is often quicker than any warm start."""
        self.highs.clearSolver()

    def limit(self, number: int, lower: float, upper: float) -> None:
        """Set the limits of a switch (by its number) or of a seat (the number of its column after those of the switches)."""
        if number >= len(self.rows.switch):
            number = self.offset + int(np.flatnonzero(self.order == number - len(self.rows.switch))[0])
        self.highs.changeColBounds(number, lower, upper)

    def shortage(self) -> Floats | None:
        """Prices that prove that some place must stay empty (Farkas); None where the relaxation can fill all."""
        count = self.highs.getNumCol()
        costs = np.zeros(count)
        costs[self.offset :] = self.columns.cost[self.order]
        costs[len(self.rows.switch) : self.offset] = self.missing_cost
        only_missing = np.where(np.arange(count) < self.offset, costs > 0, 0.0).astype(float)
        every = np.arange(count, dtype=np.int32)
        self.highs.changeColsCost(count, every, only_missing)
        value = self.solve()
        prices = self.prices()
        self.highs.changeColsCost(count, every, costs)
        return prices if value > 1e-6 else None

    @property
    def offset(self) -> int:
        """The number of the first column of people."""
        return len(self.rows.switch) + len(self.needs)

    def prices(self) -> Floats:
        """The price of every row; 0 for those not in the program, and of the right sign."""
        duals = np.array(self.highs.getSolution().row_dual)
        found = np.where(self.place != NONE, duals[self.place], 0.0)
        found[(found > 0) & ~np.isfinite(self.rows.lower)] = 0.0
        found[(found < 0) & ~np.isfinite(self.rows.upper)] = 0.0
        return found

    def values(self) -> tuple[Floats, Floats]:
        """Values of the switches, and of every column."""
        solution = np.array(self.highs.getSolution().col_value)
        found = np.zeros(len(self.columns))
        found[self.order] = solution[self.offset :]
        return solution[: len(self.rows.switch)], found

    def missing(self) -> float:
        """How many places nobody fills."""
        solution = np.array(self.highs.getSolution().col_value)
        return float(solution[len(self.rows.switch) : self.offset].sum())
