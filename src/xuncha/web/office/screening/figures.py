"""Rows of canonical tables as a page shows them, and spending by month as a chart and a table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from xuncha.engines.ledgers.tables import TABLES, Table
from xuncha.records.screening.context import Context
from xuncha.web.components.writing import money, zh_date

HIDDEN = frozenset({"row_id", "source", "book", "period", "line_no"})
"""Columns that say nothing to a reader beside the others."""


@dataclass(frozen=True)
class Shown:
    """One table of rows: its name, its heads, its rows of (pointed at, cells)."""

    label: str
    heads: list[str]
    rows: list[tuple[bool, list[str]]]


def rows_shown(
    found: Mapping[str, Sequence[Mapping[str, Any]]], pointed: Collection[int], names: Mapping[str, str]
) -> list[Shown]:
    """The rows of each table, without columns that are empty in all of them; those a flag points at are marked."""
    return [_shown(TABLES[name], rows, pointed, names) for name, rows in found.items() if rows]


def _shown(
    table: Table, rows: Sequence[Mapping[str, Any]], pointed: Collection[int], names: Mapping[str, str]
) -> Shown:
    columns = [each for each in table.columns if _says_something(each.name, rows)]
    return Shown(
        _(table.label),
        [_(each.label) for each in columns],
        [(row["row_id"] in pointed, [_cell(each.name, row.get(each.name), names) for each in columns]) for row in rows],
    )


def _says_something(name: str, rows: Sequence[Mapping[str, Any]]) -> bool:
    """A day's number stands beside its date, and a hashed identity is nothing to read."""
    if name in HIDDEN or name.endswith(("_day", "_id")) and name != "voucher_id" or name == "day_no":
        return False
    return any(row.get(name) not in (None, "", 0) for row in rows)


def _cell(name: str, value: Any, names: Mapping[str, str]) -> str:
    if value is None or value == "":
        return ""
    if name in ("unit", "parent", "ancestor", "buyer_unit"):
        return names.get(value, value)
    if name.endswith("_fen"):
        return money(value) if value else ""
    if isinstance(value, date):
        return zh_date(value)
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return str(value)


def moved(seen: Context) -> dict[str, Any]:
    """Spending by month of the unit, the unit above and those below: what the chart draws and the table beside it says."""
    months = sorted({month for series in seen.monthly.values() for month in series})
    shown = [_month(each) for each in months]
    lines = [
        {"name": name, "values": [series.get(month, 0) / 100 for month in months]}
        for name, series in seen.monthly.items()
    ]
    table = [(name, [money(series.get(month, 0)) for month in months]) for name, series in seen.monthly.items()]
    return (
        {"chart": {"months": shown, "lines": lines, "unit": _("元")}, "months": shown, "table": table} if months else {}
    )


def _month(period: int) -> str:
    return f"{period // 100}-{period % 100:02d}"


def listed(values: Iterable[str]) -> str:
    """Several short texts on one line."""
    return _("、").join(values)
