"""Which months of which units a store holds, and whether each adds up, by the very queries of the control totals."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import duckdb

from xuncha.engines.ledgers.importing.totals import CLOSINGS, GAPS, OPENINGS, VOUCHERS
from xuncha.engines.ledgers.tables import TABLES, Source, Tables

Key = tuple[str, int]

BOOKED = """
SELECT unit, period, count(DISTINCT voucher_id) AS vouchers, count(*) AS lines, sum(debit_fen)::BIGINT AS debit_fen,
    sum(credit_fen)::BIGINT AS credit_fen
FROM fresh_lines GROUP BY unit, period
"""
UNBALANCED = f"SELECT unit, period, count(*) AS unbalanced FROM ({VOUCHERS}) GROUP BY unit, period"
MISSING = (
    f"SELECT unit, period, sum(last_missing - first_missing + 1)::BIGINT AS missing FROM ({GAPS}) GROUP BY unit, period"
)
KNOWN = "SELECT unit, period, count(*) AS accounts FROM fresh_balances GROUP BY unit, period"
NOT_ROLLING = f"""
SELECT unit, period, count(DISTINCT (book, account_code)) AS not_rolling FROM (
    SELECT unit, period, book, account_code FROM ({CLOSINGS})
    UNION ALL SELECT unit, period, book, account_code FROM ({OPENINGS})
) GROUP BY unit, period
"""
QUERIES = (BOOKED, UNBALANCED, MISSING, KNOWN, NOT_ROLLING)
UNIT_COLUMNS = ("unit", "buyer_unit")


@dataclass
class Month:
    """One unit's month."""

    unit: str
    period: int
    vouchers: int = 0
    lines: int = 0
    debit_fen: int = 0
    credit_fen: int = 0
    unbalanced: int = 0
    """Vouchers whose debits are not their credits."""
    missing: int = 0
    """Numbers left out before the last voucher of a kind."""
    accounts: int = 0
    """Accounts of which the balance is known."""
    not_rolling: int = 0
    """Accounts whose balance does not follow from the movements, or does not go on from the month before."""


def months(tables: Tables, units: Collection[str]) -> list[Month]:
    """Every month of these units of which anything is there, in order."""
    found: dict[Key, Month] = {}
    with duckdb.connect() as database:
        for name, table in (("lines", "voucher_lines"), ("balances", "balances")):
            _view(database, name, table, tables.get(table, ()), units)
        for query in QUERIES:
            for row in _rows(database, query):
                month = found.setdefault((row["unit"], row["period"]), Month(row["unit"], row["period"]))
                for column, value in row.items():
                    setattr(month, column, value)
    return [found[key] for key in sorted(found)]


def _rows(database: duckdb.DuckDBPyConnection, query: str) -> Iterator[dict[str, Any]]:
    found = database.sql(query)
    return (dict(zip(found.columns, row, strict=True)) for row in found.fetchall())


def _view(database: duckdb.DuckDBPyConnection, name: str, table: str, source: Source, units: Collection[str]) -> None:
    """The rows of these units, under both names the control totals know them by."""
    if isinstance(source, tuple):
        files = [str(each) for each in source]
        rows = database.read_parquet(files) if files else database.from_arrow(TABLES[table].schema.empty_table())
    else:
        rows = database.from_arrow(source)
    listed = ", ".join("'" + unit.replace("'", "''") + "'" for unit in units) or "NULL"
    rows.filter(f"unit IN ({listed})").create_view(name)
    database.execute(f"CREATE VIEW fresh_{name} AS SELECT * FROM {name}")


def rows_by_unit(tables: Tables) -> dict[str, int]:
    """How many rows belong to each unit, over all tables whose rows belong to one."""
    found: dict[str, int] = {}
    with duckdb.connect() as database:
        for name, source in tables.items():
            column = next((each.name for each in TABLES[name].columns if each.name in UNIT_COLUMNS), None)
            if column and isinstance(source, tuple):
                rows = database.read_parquet([str(each) for each in source]).filter(f"{column} IS NOT NULL")
                for unit, count in rows.aggregate(f"{column}, count(*)").fetchall():
                    found[unit] = found.get(unit, 0) + count
    return found
