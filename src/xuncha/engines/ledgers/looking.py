"""Looking at rows a flag points at, and at what stands around them: the voucher, the account by month, the counterparty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa

from xuncha.engines.ledgers.running.duck import Duck
from xuncha.engines.ledgers.tables import TABLES, Tables

Row = dict[str, Any]
HISTORY = 200
"""So many payments of one counterparty are shown, the latest first."""


def rows(tables: Tables, table: str, keys: Iterable[int]) -> list[Row]:
    """The rows of one table with these row ids, in order."""
    return _ask(tables, f"SELECT * FROM {_known(table)} WHERE row_id IN (SELECT unnest(?)) ORDER BY row_id", list(keys))  # noqa: S608


def rows_anywhere(tables: Tables, keys: Sequence[int]) -> dict[str, list[Row]]:
    """The rows with these row ids, by the table they stand in."""
    found = {table: rows(tables, table, keys) for table in TABLES if tables.get(table) is not None}
    return {table: lines for table, lines in found.items() if lines}


def voucher(tables: Tables, line: Row) -> list[Row]:
    """Every line of the voucher that a line belongs to, both books."""
    where = "unit = ? AND period = ? AND voucher_id = ?"
    values = (line["unit"], line["period"], line["voucher_id"])
    return _ask(tables, f"SELECT * FROM voucher_lines WHERE {where} ORDER BY book DESC, line_no", *values)  # noqa: S608


def monthly(tables: Tables, units: Sequence[str], classes: Sequence[str] = ()) -> list[Row]:
    """Spending by unit, month and economic class: `unit, period, class, amount_fen`; all classes where none is named."""
    return _ask(
        tables,
        """
        SELECT unit, period, substr(account_code, 5, 5) AS class, CAST(sum(debit_fen - credit_fen) AS BIGINT) AS amount_fen
        FROM voucher_lines
        WHERE book = 'financial' AND account_code >= '5' AND account_code < '6' AND unit IN (SELECT unnest(?))
          AND (len(?) = 0 OR substr(account_code, 5, 5) IN (SELECT unnest(?)))
        GROUP BY ALL ORDER BY ALL
        """,
        list(units), list(classes), list(classes),
    )  # fmt: skip


def counterparty(tables: Tables, line: Row, units: Sequence[str]) -> list[Row]:
    """What else these units paid to the same payee or supplier, the latest first."""
    column = next((name for name in ("payee_id", "supplier_code", "counterparty") if line.get(name)), None)
    if column is None:
        return []
    return _ask(
        tables,
        f"SELECT * FROM voucher_lines WHERE {column} = ? AND book = 'financial' AND debit_fen > 0 "  # noqa: S608
        f"AND unit IN (SELECT unnest(?)) ORDER BY day_no DESC, row_id LIMIT {HISTORY}",
        line[column], list(units),
    )  # fmt: skip


def _ask(tables: Tables, sql: str, *values: object) -> list[Row]:
    with Duck(tables, memory="1GB") as engine:
        found: pa.Table = engine.connection.sql(sql, params=list(values)).to_arrow_table()
        return found.to_pylist()


def _known(table: str) -> str:
    return TABLES[table].name
