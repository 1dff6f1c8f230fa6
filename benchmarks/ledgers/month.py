"""A ledger with one more month: the December of some units again in January, other amounts and invoices, as an import of its own.

python -m benchmarks.ledgers.month STORE NEW [LINES]
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from xuncha.connectors.holidays import OfficialCalendar
from xuncha.engines.ledgers.store import Store
from xuncha.engines.ledgers.storing.manifest import NAME
from xuncha.engines.ledgers.tables import VOUCHER_LINES

PARTS = 20
"""The month is that of so many files of units, from all over the ledger."""
AGAIN = 5_000
"""Of so many invoices one keeps its number: it was booked in December too."""
MONTH = f"""
    SELECT * EXCLUDE (row_id, source, sheet, source_row) REPLACE (
        CAST(date + INTERVAL 31 DAY AS DATE) AS date, CAST(entered_on + INTERVAL 31 DAY AS DATE) AS entered_on,
        day_no + 31 AS day_no, entered_day + 31 AS entered_day, 202601 AS period, debit_fen * 3 AS debit_fen, credit_fen * 3 AS credit_fen,
        CASE WHEN hash(invoice_no) % {AGAIN} = 0 THEN invoice_no ELSE concat('26', substr(invoice_no, 3)) END AS invoice_no
    ) FROM read_parquet(?) WHERE period = 202512
"""  # noqa: S608


def main() -> None:
    """Copy the store without copying its rows, and import the month."""
    old, new, lines = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 100_000
    shutil.copytree(old, new, copy_function=os.link, ignore=shutil.ignore_patterns(NAME, "lock", "places"))
    shutil.copy(old / NAME, new / NAME)
    store = Store.open(new)
    files = [str(path) for path in new.glob("voucher_lines/*.parquet")]
    largest = sorted(files, key=lambda path: -pq.read_metadata(path).num_rows)
    rows: list[pa.Table] = []
    with duckdb.connect() as reading:
        for path in largest[:: max(1, len(largest) // PARTS)]:
            rows.append(reading.sql(MONTH, params=[[path]]).to_arrow_table())
            if sum(map(len, rows)) >= lines:
                break
    month = pa.concat_tables(rows)
    schema = pa.schema([field for field in VOUCHER_LINES.schema if field.name in month.column_names])
    with tempfile.TemporaryDirectory() as folder, store.begin() as batch:
        received = Path(folder) / "january"
        received.write_text("January", "utf-8")
        batch.source(received, "benchmark").write("voucher_lines", month.select(schema.names).cast(schema))
        batch.commit(OfficialCalendar())
    print(f"{len(month):,} lines of {len(set(month['unit'].to_pylist())):,} units")


if __name__ == "__main__":
    main()
