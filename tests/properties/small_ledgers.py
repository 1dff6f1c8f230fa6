"""Small ledgers that nearly raise a flag: the worked examples of a rule, with rows dropped, doubled and changed a little."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pyarrow as pa
from hypothesis import strategies as st

from xuncha.engines.ledgers.reference import Rows
from xuncha.engines.ledgers.rules import Example, Rule
from xuncha.engines.ledgers.tables import EPOCH, TABLES, Table, Tables

Ledger = dict[str, list[dict[str, Any]]]
STEPS = (0, 1, -1, 7, -7, 30, -30, 59, 61, 90, 180, -365, 366)
A_DAY = date(2025, 1, 1)
MOST_CHANGES = 8


@st.composite
def ledgers_near(draw: st.DrawFn, rule: Rule) -> tuple[Ledger, Example]:
    """Rows that resemble one or two of the rule's examples; the first example's own settings go with them."""
    first, *more = draw(st.lists(st.sampled_from(rule.examples), min_size=1, max_size=2))
    ledger: Ledger = {name: [] for name in rule.reads}
    for example in (first, *more):
        for name, rows in example.tables.items():
            ledger.setdefault(name, []).extend(dict(row) for row in rows)
    for _ in range(draw(st.integers(0, MOST_CHANGES))):
        name = draw(st.sampled_from(sorted(ledger)))
        if ledger[name]:
            _change(draw, rule, name, ledger[name])
    return {name: _settled(TABLES[name], rows) for name, rows in ledger.items()}, first


def _change(draw: st.DrawFn, rule: Rule, name: str, rows: list[dict[str, Any]]) -> None:
    at = draw(st.integers(0, len(rows) - 1))
    match draw(st.sampled_from(("drop", "double", "change", "change"))):
        case "drop":
            del rows[at]
            return
        case "double":
            rows.append(dict(rows[at]))
            at = len(rows) - 1
    column = draw(st.sampled_from(_changeable(rule, name)))
    rows[at][column] = draw(st.sampled_from(_values(rule, name, column, rows[at].get(column))))


def _changeable(rule: Rule, name: str) -> list[str]:
    """The columns that the rule reads; the date where it reads the number of a day, which stands right after it."""
    names = TABLES[name].schema.names
    numbers = {after: before for before, after in pairwise(names) if _is_date(name, before)}
    return sorted({numbers.get(column, column) for column in rule.reads[name]} - {"row_id"})


def _is_date(name: str, column: str) -> bool:
    return bool(pa.types.is_date(TABLES[name].schema.field(column).type))


def _values(rule: Rule, name: str, column: str, now: Any) -> list[Any]:
    """What may stand in the column: what examples have there, what lies beside a threshold, what lies beside the present."""
    seen = [row.get(column) for example in rule.examples for row in example.tables.get(name, ())]
    values = [*dict.fromkeys(tuple(each) if isinstance(each, list) else each for each in seen)]
    if isinstance(now, bool):
        values += [not now]
    elif isinstance(now, int):
        limits = [
            each
            for key, each in rule.values.items()
            if isinstance(each, int) and column.endswith("_fen") == key.endswith("_fen")
        ]
        values += [near for each in (now, *limits) for near in (each - 1, each, each + 1)] + [now * 2, now // 3, 0]
    elif isinstance(now, date):
        values += [now + timedelta(days=each) for each in STEPS]
    required = any(each.name == column and each.required for each in TABLES[name].columns)
    return [each for each in values if each is not None] or [now] if required else [*values, None]


def _settled(table: Table, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows as an importer would keep them: whole, numbered, days beside dates, no fact twice."""
    whole: dict[tuple[Any, ...], dict[str, Any]] = {}
    for number, row in enumerate(rows, 1):
        full: dict[str, Any] = {
            name: list(each) if isinstance(each := row.get(name), tuple) else each for name in table.schema.names
        }
        full |= {"row_id": number + 1000 * list(TABLES).index(table.name)}
        for column in table.columns:
            if column.required and full[column.name] is None:
                full[column.name] = _filler(column.type, column.name, number)
        for before, after in pairwise(table.schema.names):
            if isinstance(day := full[before], date):
                full[after] = (day - EPOCH).days
        whole.setdefault(tuple(full[name] for name in table.key), full)
    return list(whole.values())


def _filler(kind: pa.DataType, name: str, number: int) -> Any:
    if pa.types.is_date(kind):
        return A_DAY
    if pa.types.is_boolean(kind):
        return False
    if pa.types.is_integer(kind):
        return number if name == "line_no" else 0
    return f"{name}-{number}" if name in ("payment_no", "contract_no") else name


def arrow(ledger: Ledger) -> Tables:
    """The same rows for an engine."""
    return {name: pa.Table.from_pylist(rows, schema=TABLES[name].schema) for name, rows in ledger.items()}


def plain(ledger: Mapping[str, list[dict[str, Any]]]) -> Rows:
    """The same rows for the reference: a table that is absent is empty."""
    return {name: ledger.get(name, []) for name in TABLES}
