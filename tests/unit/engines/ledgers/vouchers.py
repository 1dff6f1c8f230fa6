"""A few lines of vouchers, for tests of stores and imports."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa

from xuncha.domain.deadlines import WeekendCalendar
from xuncha.engines.ledgers.store import Store
from xuncha.engines.ledgers.storing.derived import day_number

CALENDAR = WeekendCalendar()


def lines(count: int = 2, day: date = date(2026, 3, 5), unit: str = "B01") -> pa.Table:
    """So many balanced lines of one voucher."""
    return pa.table(
        {
            "voucher_id": ["记-1"] * count,
            "line_no": list(range(1, count + 1)),
            "unit": [unit] * count,
            "date": [day] * count,
            "day_no": [day_number(day)] * count,
            "period": [day.year * 100 + day.month] * count,
            "account_code": ["500101"] * count,
            "debit_fen": [100 * (number % 2) for number in range(count)],
            "credit_fen": [100 * ((number + 1) % 2) for number in range(count)],
            "book": ["financial"] * count,
        }
    )


def units(*edges: tuple[str, str | None]) -> pa.Table:
    """Units with their parents."""
    return pa.table(
        {
            "unit": [unit for unit, _ in edges],
            "name": [unit for unit, _ in edges],
            "parent": pa.array([parent for _, parent in edges], pa.string()),
        }
    )


def keep(store: Store, file: Path, **tables: pa.Table) -> int:
    """Import rows as they are, as one source; its number."""
    with store.begin() as batch:
        part = batch.source(file, "test")
        for name, rows in tables.items():
            part.write(name, rows)
        batch.commit(CALENDAR)
    return part.number
