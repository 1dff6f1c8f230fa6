"""The tables an office can bring in, one module each: their columns as data, and what must hold between rows."""

from __future__ import annotations

from xuncha.records.exchange.models import Table
from xuncha.records.exchange.tables import homes, inspectors, kinships, people, tasks, ties, units
from xuncha.records.exchange.tables.column import TableRules

RULES: dict[Table, TableRules] = {
    Table.UNITS: units.RULES,
    Table.PEOPLE: people.RULES,
    Table.INSPECTORS: inspectors.RULES,
    Table.KINSHIPS: kinships.RULES,
    Table.HOMES: homes.RULES,
    Table.TIES: ties.RULES,
    Table.TASKS: tasks.RULES,
}


def rules_of(table: str) -> TableRules:
    """The rules of a table by its code."""
    return RULES[Table(table)]
