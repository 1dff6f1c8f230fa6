"""The public names of rows and columns, as `docs/reference/team-certificate.md` has them."""

from __future__ import annotations

import numpy as np

from xuncha.domain.modes import Family
from xuncha.engines.teams.problem import ROLES
from xuncha.engines.teams.solve.columns import Columns
from xuncha.engines.teams.solve.layout import Layout
from xuncha.engines.teams.solve.rows import Block, Rows
from xuncha.engines.teams.solve.switches import Switches


class Names:
    """Names the rows, switches and seats of one problem."""

    def __init__(self, layout: Layout, rows: Rows) -> None:
        """Gather the ids."""
        self.layout, self.rows = layout, rows
        self.inspections = [each.id for each in layout.problem.inspections]
        self.people = [each.id for each in layout.problem.inspectors]
        self.places = [each.id for each in layout.problem.jurisdictions]
        # What each kind of row is about, index by index; then the last word of its key.
        i, p, h, r = self.inspections, self.people, self.places, [str(role) for role in ROLES]
        several = [p[each] for each in rows.several]
        pairs = [f"{p[first]}|{p[second]}" for first, second in layout.pairs]
        self.kinds: tuple[tuple[Block, str, tuple[list[str], ...], str], ...] = (
            (rows.role, "R1", (i, r), ""),
            (rows.capacity, "R3", (p,), ""),
            (rows.once, "R2", (several, i), ""),
            (rows.local, "R8", (i,), "county"),
            (rows.one, "R7", (i,), "one"),
            (rows.share, "R7", (i, h), "share"),
            (rows.link, "R7", (i, h, r), ""),
            (rows.spread, "R9", (i, h), ""),
            (rows.skill, "R10", (i, list(layout.skill)), ""),
            (rows.new, "R11", (i,), "new"),
            (rows.old, "R11", (i,), "old"),
            (rows.arc, "R13", (i, h), "source"),
            (rows.lead, "R13", (i, h), "lead"),
            (rows.sent, "R13", (i, h), "sourcez"),
            (rows.pair, "R13", (h, h), "pair"),
            (rows.many, "R13", (h,), "many"),
        )
        self.pairs = pairs

    def row(self, number: int) -> str:
        """The key of a row."""
        for block, rule, words, last in self.kinds:
            if block.holds(number):
                index = np.unravel_index(number - block.base, block.shape)
                named = (each[int(where)] for each, where in zip(words, index, strict=True))
                return "|".join((rule, *named, *([last] if last else [])))
        if self.rows.apart.holds(number):
            pair, where = divmod(number - self.rows.apart.base, len(self.inspections))
            return f"R12|{self.inspections[where]}|{self.pairs[pair]}"
        where = number - self.rows.above.base
        elevated = self.layout.mode[where] is Family.ELEVATED
        return f"R6|{self.inspections[where]}|team" if elevated else f"R8|{self.inspections[where]}|city"

    def column(self, number: int, switches: Switches, columns: Columns) -> str:
        """The name of a switch or, by the numbers after those, of a seat."""
        if number < len(switches):
            kind, first, second = list(switches.number)[number]
            return f"{kind}|{(self.inspections if kind == 'y' else self.places)[first]}|{self.places[second]}"
        seat = number - len(switches)
        person, inspection = self.people[columns.person[seat]], self.inspections[columns.target[seat]]
        return f"x|{person}|{inspection}|{ROLES[columns.role[seat]]}"
