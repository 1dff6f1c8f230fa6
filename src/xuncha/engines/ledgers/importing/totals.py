"""Control totals: whether vouchers balance, balances roll forward, both agree, and numbers have no gaps; said before any screening."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from xuncha.domain.words import N_
from xuncha.engines.ledgers.tables import TABLES

SHOWN = 20
"""So many of each kind are named; all are counted."""

Total = dict[str, Any]

LABELS: Mapping[str, str] = {
    "vouchers": N_("凭证借贷相等"),
    "gaps": N_("凭证号连续"),
    "closings": N_("期初＋借方－贷方＝期末"),
    "openings": N_("本期期初＝上期期末"),
    "movements": N_("凭证发生额＝余额表发生额"),
}
"""What each total looks at."""

VOUCHERS = """
SELECT unit, book, period, voucher_id, sum(debit_fen)::BIGINT AS debit_fen, sum(credit_fen)::BIGINT AS credit_fen
FROM fresh_lines GROUP BY ALL HAVING sum(debit_fen) <> sum(credit_fen)
"""
GAPS = r"""
WITH numbered AS (
    SELECT DISTINCT unit, book, period, regexp_replace(voucher_id, '\d+$', '') AS kind,
        try_cast(regexp_extract(voucher_id, '(\d{1,15})$', 1) AS BIGINT) AS number
    FROM fresh_lines
), ends AS (
    SELECT unit, book, period, kind, max(number) AS last FROM numbered GROUP BY ALL
), begins AS (
    SELECT *, lag(last, 1, 0) OVER (PARTITION BY unit, book, kind, period // 100 ORDER BY period) AS continued FROM ends
), stepped AS (
    SELECT n.*, continued, lag(number, 1, 0) OVER (PARTITION BY unit, book, period, kind ORDER BY number) AS before
    FROM numbered n JOIN begins USING (unit, book, period, kind) WHERE number IS NOT NULL
)
-- Numbers begin anew with every period, or go on from the period before.
SELECT unit, book, period, kind, before + 1 AS first_missing, number - 1 AS last_missing FROM stepped
WHERE number > before + 1 AND NOT (before = 0 AND number = continued + 1)
"""
CLOSINGS = """
SELECT unit, book, period, account_code, opening_fen, debit_fen, credit_fen, closing_fen,
    opening_fen + debit_fen - credit_fen - closing_fen AS off_fen
FROM fresh_balances WHERE opening_fen + debit_fen - credit_fen <> closing_fen
"""
OPENINGS = """
WITH ordered AS (
    SELECT *, CASE WHEN period % 100 >= 12 THEN period - period % 100 + 101 ELSE period + 1 END AS next FROM balances
)
SELECT later.unit, later.book, later.period, later.account_code, earlier.closing_fen, later.opening_fen
FROM ordered earlier JOIN balances later
    ON later.unit = earlier.unit AND later.book = earlier.book AND later.account_code = earlier.account_code
    AND later.period = earlier.next AND later.opening_fen <> earlier.closing_fen
WHERE EXISTS (SELECT 1 FROM fresh_balances f WHERE f.unit = later.unit AND f.book = later.book
    AND f.period IN (earlier.period, later.period))
"""
MOVEMENTS = """
WITH touched AS (
    SELECT DISTINCT unit, book, period FROM fresh_lines UNION SELECT DISTINCT unit, book, period FROM fresh_balances
), posted AS (
    SELECT unit, book, period, account_code, sum(debit_fen) AS debit_fen, sum(credit_fen) AS credit_fen
    FROM lines JOIN touched USING (unit, book, period) GROUP BY ALL
), both_there AS (
    SELECT DISTINCT unit, book, period FROM posted INTERSECT SELECT DISTINCT unit, book, period FROM balances
), summed AS (
    SELECT b.unit, b.book, b.period, b.account_code, b.debit_fen, b.credit_fen,
        coalesce(sum(p.debit_fen), 0)::BIGINT AS posted_debit_fen, coalesce(sum(p.credit_fen), 0)::BIGINT AS posted_credit_fen
    FROM balances b JOIN both_there USING (unit, book, period) LEFT JOIN posted p
        ON p.unit = b.unit AND p.book = b.book AND p.period = b.period AND starts_with(p.account_code, b.account_code)
    GROUP BY ALL
)
SELECT * FROM summed WHERE debit_fen <> posted_debit_fen OR credit_fen <> posted_credit_fen
"""
CHECKED = {
    "vouchers": "SELECT count(*) FROM (SELECT DISTINCT unit, book, period, voucher_id FROM fresh_lines)",
    "gaps": "SELECT count(*) FROM (SELECT DISTINCT unit, book, period, voucher_id FROM fresh_lines)",
    "closings": "SELECT count(*) FROM fresh_balances",
    "openings": "SELECT count(*) FROM fresh_balances",
    "movements": "SELECT count(*) FROM balances WHERE (unit, book, period) IN (SELECT (unit, book, period) FROM lines)",
}
QUERIES = {"vouchers": VOUCHERS, "gaps": GAPS, "closings": CLOSINGS, "openings": OPENINGS, "movements": MOVEMENTS}


def control(
    lines: tuple[Sequence[Path], Sequence[Path]], balances: tuple[Sequence[Path], Sequence[Path]]
) -> dict[str, Total]:
    """Every total: how many things were looked at, how many are off, the first of them by name.

    :param lines: files of voucher lines, those just read and those that counted before.
    :param balances: files of balances, likewise.
    """
    with duckdb.connect() as database:
        database.execute("SET memory_limit = '500MB'")
        for name, (fresh, before) in (("lines", lines), ("balances", balances)):
            table = "voucher_lines" if name == "lines" else name
            _view(database, f"fresh_{name}", table, fresh)
            _view(database, name, table, [*fresh, *before])
        looked = {"vouchers", "gaps", "movements"} if lines[0] else set()
        looked |= {"closings", "openings", "movements"} if balances[0] else set()
        found = {name: _total(database, name) for name in QUERIES if name in looked}
        return {name: total for name, total in found.items() if total["checked"]}


def _total(database: duckdb.DuckDBPyConnection, name: str) -> Total:
    checked = database.sql(CHECKED[name]).fetchall()[0][0]
    database.execute(f"CREATE OR REPLACE TEMP TABLE off AS {QUERIES[name]}")
    off = database.sql("SELECT count(*) FROM off").fetchall()[0][0]
    first = database.sql(f"SELECT * FROM off ORDER BY ALL LIMIT {SHOWN}")
    names = first.columns
    return {"checked": checked, "off": off, "shown": [dict(zip(names, row, strict=True)) for row in first.fetchall()]}


def _view(database: duckdb.DuckDBPyConnection, view: str, table: str, files: Sequence[Path]) -> None:
    if files:
        database.read_parquet([str(each) for each in files]).create_view(view)
    else:
        database.register(view, TABLES[table].schema.empty_table())


MOST_OFF = 0.5
"""The share of vouchers out of balance at which it is not the books that are wrong, but how they were read."""


def wrongly_read(total: Total) -> bool:
    """Whether the vouchers prove that the mapping is wrong."""
    return bool(total["checked"] >= 2 and total["off"] > MOST_OFF * total["checked"])


def balanced_over_books(files: Sequence[Path]) -> bool:
    """Whether vouchers that do not balance within their book do over both: then what was taken for two books is one."""
    with duckdb.connect() as database:
        _view(database, "fresh_lines", "voucher_lines", files)
        off = VOUCHERS.replace("unit, book, period", "unit, period")
        found = database.sql(f"SELECT count(*) FROM ({off})").fetchall()[0][0]
        return bool(found == 0)
