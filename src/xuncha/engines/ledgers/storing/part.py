"""The rows of one source on their way into the store."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from xuncha.engines.ledgers.storing.manifest import Imported, Kept
from xuncha.engines.ledgers.tables import EPOCH, TABLES, Table

PIECE = 1 << 20
ROW_GROUP = 122_880
"""What DuckDB reads at once: a group of this many rows is one task of one core."""


def row_ids(number: int, first: int, rows: int) -> pa.Array[Any]:
    """The ids of the rows of a source, from its `first` (counted from 1) on."""
    counted = np.arange(first, first + rows, dtype=np.int64)
    return pa.array(counted | (number << 32), pa.int64())


def source_of(row_id: int) -> int:
    """The number of the source a row came with."""
    return row_id >> 32


def fingerprint(file: Path) -> str:
    """The SHA-256 of a file, by which it is known again."""
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


class Part:
    """One source: give it rows of any table, as many times as it takes.

    `number` becomes part of every `row_id`; `Imported` is what the manifest will say.
    """

    def __init__(self, number: int, folder: Path, file: Path, name: str, mapping: str) -> None:
        """Copy the source beside its rows."""
        self.number = number
        self.folder = folder
        self.name = name
        self.mapping = mapping
        folder.mkdir(parents=True)
        self.sha256 = _copied(file, self.copy)
        self.rejected = 0
        self.left_out: dict[str, int] = {}
        self.totals: Mapping[str, Any] = {}
        self._rows: dict[str, int] = {}
        self._written = 0
        self._writers: dict[str, pq.ParquetWriter] = {}
        self._days: list[int] = []
        self._periods: list[int] = []

    def write(self, name: str, rows: pa.Table) -> None:
        """Add rows of one table: its columns, those missing being null; `sheet` and `source_row` where they are known.

        :raises ValueError: where a column that every row needs is empty: whoever reads the source must reject such a row.
        """
        table = TABLES[name]
        if not rows.num_rows:
            return
        whole = self._whole(table, rows)
        if name not in self._writers:
            self._writers[name] = pq.ParquetWriter(
                self.staged(name), table.schema, compression="zstd", store_schema=False
            )
        self._writers[name].write_table(whole, row_group_size=ROW_GROUP)
        self._rows[name] = self._rows.get(name, 0) + rows.num_rows
        self._written += rows.num_rows
        self._span(whole)

    def reject(self, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Add rows that cannot be taken, in the words of whoever will put them right."""
        path = self.folder / "rejected.csv"
        rows = list(rows)
        if not rows:
            return
        fresh = not path.exists()
        with path.open("a", encoding="utf-8-sig" if fresh else "utf-8", newline="") as file:
            writer = csv.writer(file)
            if fresh:
                writer.writerow(head)
            for row in rows:
                writer.writerow([_harmless(cell) for cell in row])
                self.rejected += 1

    def leave_out(self, why: str, rows: int) -> None:
        """Count rows that are no facts of their own: subtotals, repeated headers, rows another file already brought."""
        if rows:
            self.left_out[why] = self.left_out.get(why, 0) + rows

    @property
    def copy(self) -> Path:
        """The source as it was hashed: what is read from here is what is kept."""
        return self.folder / "source"

    @property
    def periods(self) -> tuple[int, ...]:
        """The first and the last accounting period seen, or none."""
        return (min(self._periods), max(self._periods)) if self._periods else ()

    def rows(self, table: str) -> int:
        """How many rows of a table it has."""
        return self._rows.get(table, 0)

    def staged(self, table: str) -> Path:
        """The file its rows of one table are written to before they count."""
        return self.folder / f"{table}.parquet"

    def tables(self) -> tuple[str, ...]:
        """The tables it has rows of."""
        return tuple(self._rows)

    def close(self) -> None:
        """Finish the files; they can be read from now on."""
        for writer in self._writers.values():
            writer.close()

    def replace_rows(self, table: str, rows: int) -> None:
        """Say that the staged file of a table was rewritten and has so many rows now."""
        self._rows[table] = rows

    def imported(self, at: str) -> Imported:
        """What the manifest will say of it."""
        names = {table: f"{self.number}.parquet" if rows else "" for table, rows in self._rows.items()}
        return Imported(
            number=self.number,
            sha256=self.sha256,
            name=self.name,
            mapping=self.mapping,
            imported_at=at,
            tables={table: Kept(rows, rows, names[table]) for table, rows in self._rows.items()},
            rejected=self.rejected,
            left_out=self.left_out,
            periods=(min(self._periods), max(self._periods)) if self._periods else None,
            days=(_day(min(self._days)), _day(max(self._days))) if self._days else None,
            totals=self.totals,
        )

    def _whole(self, table: Table, rows: pa.Table) -> pa.Table:
        count, first = rows.num_rows, self._written + 1
        given: dict[str, Any] = dict(zip(rows.column_names, rows.columns, strict=True))
        given["row_id"] = row_ids(self.number, first, count)
        given["source"] = pa.repeat(self.sha256, count)
        given.setdefault("source_row", pa.array(np.arange(first, first + count), pa.int32()))
        columns = [
            given[field.name].cast(field.type) if field.name in given else pa.nulls(count, field.type)
            for field in table.schema
        ]
        whole = pa.Table.from_arrays(columns, schema=table.schema)
        for column in table.columns:
            if column.required and whole.column(column.name).null_count:
                raise ValueError(f"{table.name}.{column.name} is empty in some rows of {self.name}")
        return whole

    def _span(self, rows: pa.Table) -> None:
        for name, seen in (("day_no", self._days), ("period", self._periods)):
            if name in rows.column_names:
                column = rows.column(name)
                seen += [each for each in (pc.min(column).as_py(), pc.max(column).as_py()) if each is not None]


def _copied(file: Path, target: Path) -> str:
    seen = hashlib.sha256()
    with file.open("rb") as source, target.open("wb") as copy:
        while piece := source.read(PIECE):
            seen.update(piece)
            copy.write(piece)
    return seen.hexdigest()


def _day(number: int) -> str:
    return (EPOCH + timedelta(days=number)).isoformat()


def _harmless(cell: object) -> object:
    """A stranger's cell must not become a formula when the file is opened in a spreadsheet program."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
