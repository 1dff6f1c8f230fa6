"""Tables made from others at every commit: who stands under whom, however deep, and which days are working days."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from xuncha.domain.deadlines import WorkingCalendar
from xuncha.domain.errors import Refused
from xuncha.domain.words import N_, say
from xuncha.engines.ledgers.storing.manifest import Manifest
from xuncha.engines.ledgers.tables import CALENDAR, UNIT_CLOSURE, Table

Edge = tuple[str, date | None, date | None]
Row = dict[str, Any]


def write(manifest: Manifest, units: Sequence[Path], calendar: WorkingCalendar, folder: Path) -> dict[str, Path]:
    """Write the derived tables of a store, each under a name of its content, so that what is equal stays where it is."""
    folder.mkdir(parents=True, exist_ok=True)
    rows: list[Row] = []
    for path in units:
        rows += pq.read_table(path, columns=["unit", "parent", "valid_from", "valid_to"]).to_pylist()
    made = {UNIT_CLOSURE: closure(rows), CALENDAR: working_days(_years(manifest), calendar)}
    first, found = 1, {}
    for table, lines in made.items():
        if lines:
            found[table.name] = _written(table, lines, first, folder)
            first += len(lines)
    return found


def closure(units: Sequence[Row]) -> list[Row]:
    """Every unit under each of its ancestors, with the days on which the whole chain between them held.

    :raises Refused: where units stand above one another in a ring.
    """
    above: dict[str, list[Edge]] = {}
    for row in units:
        above.setdefault(row["unit"], [])
        if row["parent"]:
            above.setdefault(row["parent"], [])
            above[row["unit"]].append((row["parent"], row["valid_from"], row["valid_to"]))
    found = {row for unit in above for row in _ancestors(unit, above)}
    keys = sorted(found, key=lambda row: (row[0], row[1], row[2], row[3] or date.min, row[4] or date.max))
    return [
        {"ancestor": ancestor, "unit": unit, "depth": depth, **_dated("valid_from", start), **_dated("valid_to", end)}
        for ancestor, unit, depth, start, end in keys
    ]


def working_days(years: range, calendar: WorkingCalendar) -> list[Row]:
    """Every day of some years."""
    if not years:
        return []
    first, last = date(years.start, 1, 1), date(years.stop - 1, 12, 31)
    days = [first + timedelta(days=each) for each in range((last - first).days + 1)]
    return [{"date": day, "day_no": day_number(day), "working": calendar.is_working(day)} for day in days]


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - date(1970, 1, 1)).days


def _ancestors(unit: str, above: dict[str, list[Edge]]) -> Iterator[tuple[str, str, int, date | None, date | None]]:
    waiting: list[tuple[tuple[str, ...], date | None, date | None]] = [((unit,), None, None)]
    while waiting:
        chain, start, end = waiting.pop()
        yield chain[-1], unit, len(chain) - 1, start, end
        for parent, since, until in above[chain[-1]]:
            begins = max((each for each in (start, since) if each), default=None)
            ends = min((each for each in (end, until) if each), default=None)
            if begins and ends and begins > ends:
                continue
            if parent in chain:
                raise Refused([say(N_("单位的上下级成了环：%(units)s"), units=(*chain, parent))])
            waiting.append(((*chain, parent), begins, ends))


def _years(manifest: Manifest) -> range:
    years = [int(day[:4]) for source in manifest.sources if source.counts for day in source.days or ()]
    return range(min(years), max(years) + 1) if years else range(0)


def _dated(name: str, day: date | None) -> Row:
    return {name: day, f"{name}_day": None if day is None else day_number(day)}


def _written(table: Table, rows: Sequence[Row], first: int, folder: Path) -> Path:
    # Their ids are below those of any source, whose numbers begin at 1.
    numbered = enumerate(rows, first)
    lines = [{**row, "row_id": number, "source": table.name, "source_row": number} for number, row in numbered]
    path = folder / "fresh.parquet"
    pq.write_table(pa.Table.from_pylist(lines, schema=table.schema), path, compression="zstd", store_schema=False)
    return path.rename(folder / f"{hashlib.sha256(path.read_bytes()).hexdigest()[:16]}.parquet")
