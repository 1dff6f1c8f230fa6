"""Columns of canonical tables, made from numbers: texts as places in a list, days with their numbers, rows with their source."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from xuncha.engines.ledgers.generate.county import FIRST_DAY, Ints
from xuncha.engines.ledgers.tables import TABLES

Array: TypeAlias = "pa.Array[Any]"
Columns: TypeAlias = dict[str, Array]
ROWS_A_GROUP = 40_960
"""What an engine reads or skips at once."""
DICTIONARY_BYTES = 1 << 24
UNIQUE = {"row_id": "DELTA_BINARY_PACKED", "source_row": "DELTA_BINARY_PACKED"} | dict.fromkeys(
    ("invoice_no", "debit_fen", "credit_fen", "amount_fen"), "PLAIN"
)
"""Columns in which a dictionary would hold nearly every value."""
SHIFT = 32
"""A row's identifier is the number of its source, then its number there."""


def texts(values: Sequence[str] | npt.NDArray[np.object_], place: Ints) -> Array:
    """The text at each place of `values`, null where the place is negative; only what is used is kept."""
    used, index = _used(len(values), place)
    # Parquet gives up a dictionary that holds one text twice, and two people may share a name.
    different: Any = pa.array([values[n] for n in used.tolist()], pa.string()).dictionary_encode()
    return pa.DictionaryArray.from_arrays(different.indices.take(index), different.dictionary)


def _used(size: int, place: Ints) -> tuple[Ints, Any]:
    """Which places of a list of that size are used, and by row the place among these."""
    blank = place < 0
    seen = np.zeros(size + 1, dtype=bool)
    seen[place] = True
    seen[-1] = False
    renumbered = np.cumsum(seen, dtype=np.int32) - 1
    return np.flatnonzero(seen), pa.array(np.where(blank, 0, renumbered[place]).astype(np.int32), mask=blank)


def listed(values: Sequence[str], place: Ints) -> Array:
    """The same for texts of which nearly every row has its own: no dictionary."""
    where: Any = pa.array(place, mask=place < 0)
    return pa.array(values, pa.string()).take(where)


def whole(numbers: npt.NDArray[Any], blank: npt.NDArray[np.bool_] | None = None) -> Array:
    """Whole numbers, null where `blank`."""
    return pa.array(numbers.astype(np.int32), mask=blank)


def fen(numbers: Ints, blank: npt.NDArray[np.bool_] | None = None) -> Array:
    """Money."""
    return pa.array(numbers, pa.int64(), mask=blank)


def days(name: str, offset: Ints) -> Columns:
    """A date and its number; `offset` counts from the first day of the ledger."""
    number = whole(offset + FIRST_DAY)
    return {name: number.cast(pa.date32()), _numbered(name): number}


def _numbered(name: str) -> str:
    return "day_no" if name == "date" else name.removesuffix("_on") + "_day"


def from_rows(table: str, rows: Sequence[Mapping[str, Any]]) -> Columns:
    """Columns of rows written by name; absent values are null, numbers of days follow the dates."""
    columns: Columns = {}
    for column in TABLES[table].columns:
        if column.name not in columns:
            columns[column.name] = pa.array([row.get(column.name) for row in rows], column.type)
        if column.type == pa.date32():
            columns[_numbered(column.name)] = columns[column.name].cast(pa.int32())
    return columns


class Origin:
    """One source of rows: numbers them through all its tables, and writes each table as one file."""

    def __init__(self, folder: Path, number: int, name: str, lines: int, seed: int) -> None:
        """Nothing is written yet."""
        self.folder, self.number, self.name = folder, number, name
        self.recipe = f"{name} {lines} {seed}\n".encode()
        self.sha256 = hashlib.sha256(self.recipe).hexdigest()
        self.rows: dict[str, int] = {}

    def write(self, table: str, columns: Columns) -> Ints:
        """Write one table in the order its rows are laid in; gives their identifiers, in the order they were given in."""
        count = len(next(iter(columns.values())))
        nth = np.arange(1, count + 1, dtype=np.int64)
        row_id = (self.number << SHIFT) + sum(self.rows.values()) + nth
        if not count:
            return row_id
        order = _order(columns, TABLES[table].laid, count)
        places: Any = pa.array(order)
        columns = {name: column.take(places) for name, column in columns.items()}
        self.rows[table] = count
        same = np.zeros(count, dtype=np.int64)
        given = columns | {
            "row_id": pa.array(row_id),
            "source": texts([self.sha256], same),
            "sheet": texts([TABLES[table].label], same),
            "source_row": whole(nth + 1),
        }
        schema = TABLES[table].schema
        arrays = [given[field.name] if field.name in given else pa.nulls(count, field.type) for field in schema]
        target = self.folder / table / f"{self.number}.parquet"
        target.parent.mkdir(parents=True, exist_ok=True)
        dictionary: Any = [field.name for field in schema if field.name not in UNIQUE]
        encoding = {name: how for name, how in UNIQUE.items() if name in schema.names}
        rows = pa.table(arrays, names=schema.names)
        with pq.ParquetWriter(
            target,
            rows.schema,
            compression="zstd",
            use_dictionary=dictionary,
            dictionary_pagesize_limit=DICTIONARY_BYTES,
            column_encoding=encoding,
            store_schema=False,
        ) as writer:
            for first in range(0, count, ROWS_A_GROUP):
                writer.write_table(_narrowed(rows.slice(first, ROWS_A_GROUP)))
        given_order = np.empty_like(row_id)
        given_order[order] = row_id
        return given_order


__all__ = ["Columns", "Origin", "days", "fen", "from_rows", "texts", "whole"]


def _order(columns: Columns, laid: Sequence[str], count: int) -> Ints:
    """The places of the rows in the order they are to be laid in."""
    return np.lexsort([np.arange(count), *(_ranks(columns[name]) for name in reversed(laid))])


def _ranks(column: Array) -> Any:
    """For each row a number that sorts as its value does."""
    if not pa.types.is_dictionary(column.type):
        if not pa.types.is_string(column.type):
            return column.to_numpy()
        column = column.dictionary_encode()
    encoded: Any = column
    return np.argsort(np.argsort(encoded.dictionary.to_numpy(zero_copy_only=False)))[encoded.indices.to_numpy()]


def _narrowed(rows: pa.Table) -> pa.Table:
    """The same rows, each dictionary holding only what these rows use."""
    columns = []
    for column in rows.columns:
        part: Any = column.chunk(0)
        if pa.types.is_dictionary(part.type):
            used, index = _used(len(part.dictionary), part.indices.fill_null(-1).to_numpy())
            part = pa.DictionaryArray.from_arrays(index, part.dictionary.take(pa.array(used)))
        columns.append(part)
    return pa.table(columns, names=rows.column_names)
