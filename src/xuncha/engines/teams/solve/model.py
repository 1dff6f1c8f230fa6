"""The relaxation of one problem as a whole: its rows, its switches, its columns, and their names."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from xuncha.engines.teams.bound import cost_at_most
from xuncha.engines.teams.plan import Assignment, Wishes
from xuncha.engines.teams.problem import ROLES, Problem
from xuncha.engines.teams.solve.columns import Columns, every_column
from xuncha.engines.teams.solve.layout import Ints, Layout
from xuncha.engines.teams.solve.names import Names
from xuncha.engines.teams.solve.rows import Rows
from xuncha.engines.teams.solve.switches import Switches


class Model:
    """Everything a search needs, computed once."""

    def __init__(self, problem: Problem, wishes: Wishes) -> None:
        """Lay the problem out."""
        self.layout = Layout(problem, wishes)
        self.rows = Rows(self.layout)
        self.switches = Switches(self.layout, self.rows)
        self.columns: Columns = every_column(self.layout)
        self.beyond = 2.0 * cost_at_most(problem) + 1_000.0
        """More than any plan costs."""

        self.saved = wishes.change_cost * len(self.layout.wishes.keep or ())
        """What a plan that keeps nothing of the one before weighs more than it costs."""

    def objective(self, seats: Ints) -> int:
        """What a plan costs: exposure and travel, without what the search weighs for changes."""
        columns = self.columns.pick(seats)
        return int(columns.cost.sum()) + self.layout.wishes.change_cost * int(columns.kept.sum())

    def assignments(self, seats: Ints) -> tuple[Assignment, ...]:
        """Seats as assignments, in the order of inspections, roles and people."""
        columns, problem = self.columns.pick(seats), self.layout.problem
        order = np.lexsort((columns.person, columns.role, columns.target))
        return tuple(
            Assignment(problem.inspections[i].id, ROLES[r], problem.inspectors[p].id)
            for i, r, p in zip(columns.target[order], columns.role[order], columns.person[order], strict=True)
        )

    @cached_property
    def names(self) -> Names:
        """Public names."""
        return Names(self.layout, self.rows)
