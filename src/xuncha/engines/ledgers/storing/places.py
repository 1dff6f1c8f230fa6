"""Where rows with a key lie, kept beside a store: what new rows share a key with is found without reading years of old ones.

`STORE/places/` holds a database that knows, for every key asked for so far, on which pages of which sources each of its values
stands. It only says where to look: the rows of a source keep their ids for ever, so an entry cannot become wrong, and what is
too much is sorted out by the key itself. A source it does not know yet is added when it is first asked about it, in
one transaction, so that a killed writer leaves what was committed before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb
import pyarrow as pa

from xuncha.domain.errors import Refused
from xuncha.domain.words import N_, say
from xuncha.engines.ledgers.storing.disk import Busy, lock
from xuncha.engines.ledgers.tables import TABLES

FOLDER = "places"
AT_ONCE = 16
"""So many files are added in one transaction."""
PAGE = 13
"""A page is this many bits of a row's id: 8,192 rows."""
SOURCE = 32 - PAGE
"""A page's number has its source in front, above this many bits."""

Columns = tuple[str, ...]
Files = Mapping[int, Path]
"""The file that holds the rows of a source that count, by the number of the source."""


class Places:
    """The database of one store, opened by one process at a time.

    :raises Refused: where another process has it open.
    """

    def __init__(self, store: Path, memory: str = "1GB") -> None:
        """Open it, or begin a new one where none was written by this version of DuckDB: its hashes are its own."""
        folder = store / FOLDER
        folder.mkdir(exist_ok=True)
        try:
            self._held = lock(folder)
        except Busy as busy:
            raise Refused([say(N_("另一个程序正在筛查账库 %(folder)s 的新数据，请稍后再试"), folder=store)]) from busy
        path = folder / f"{duckdb.__version__}.duckdb"
        for each in folder.glob("*.duckdb*"):
            if not each.name.startswith(path.name):
                each.unlink()
        self.connection = duckdb.connect(path)
        for name, value in {
            "memory_limit": memory,
            "preserve_insertion_order": False,
            "enable_progress_bar": False,
        }.items():
            self.connection.execute(f"SET {name} = '{value}'")
        self.connection.execute(
            "CREATE TABLE IF NOT EXISTS known (name VARCHAR, source INTEGER, PRIMARY KEY (name, source))"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()
        self._held.release()

    def sharing(
        self,
        table: str,
        key: Columns,
        files: Files,
        columns: Sequence[str],
        fresh: Iterable[pa.Table],
        also: str = "true",
    ) -> pa.Table:
        """Rows in these files that share their values of `key` with any of the fresh rows, of those that meet a condition.

        A row that lacks a value of the key shares it with nobody.
        """
        schema = pa.schema([TABLES[table].schema.field(name) for name in columns])
        self._learn(table, key, files)
        self._want(key, fresh)
        pages = self._pages(table, key, files)
        if not pages:
            return schema.empty_table()
        near = [f"row_id BETWEEN {first << PAGE} AND {(last + 1 << PAGE) - 1}" for first, last in _runs(pages)]
        where = f"({' OR '.join(near)}) AND {also} AND {_whole(key)} AND {_hash(key)} IN (SELECT hash FROM wanted_rows)"  # noqa: S608
        paths = [str(files[each]) for each in sorted({page >> SOURCE for page in pages})]
        sql = f"SELECT {', '.join(columns)} FROM read_parquet(?) WHERE {where}"  # noqa: S608
        found: pa.Table = self.connection.sql(sql, params=[paths]).to_arrow_table()
        return found.cast(schema)

    def _learn(self, table: str, key: Columns, files: Files) -> None:
        """Add the sources that are not known yet under this key."""
        name, coarse = _name(table, key), _coarse(key)
        self.connection.execute(f'CREATE TABLE IF NOT EXISTS "{name}" (hash UBIGINT, page BIGINT)')
        told = self.connection.execute("SELECT source FROM known WHERE name = ?", [name]).fetchall()
        unknown = sorted(files.keys() - {source for (source,) in told})
        for start in range(0, len(unknown), AT_ONCE):
            some = unknown[start : start + AT_ONCE]
            self.connection.execute("BEGIN")
            self.connection.execute(
                f'INSERT INTO "{name}" SELECT DISTINCT {_hash(coarse)}, row_id >> {PAGE} FROM read_parquet(?)'  # noqa: S608
                f" WHERE {_whole(coarse)}",
                [[str(files[each]) for each in some]],
            )
            self.connection.executemany("INSERT INTO known VALUES (?, ?)", [[name, each] for each in some])
            self.connection.execute("COMMIT")

    def _want(self, key: Columns, fresh: Iterable[pa.Table]) -> None:
        """Lay ready what is looked for: hashes of the key, and of its coarser part."""
        self.connection.execute("CREATE OR REPLACE TEMP TABLE wanted_rows (hash UBIGINT)")
        self.connection.execute("CREATE OR REPLACE TEMP TABLE wanted_places (hash UBIGINT)")
        for rows in fresh:
            self.connection.register("fresh", rows)
            for name, columns in (("wanted_rows", key), ("wanted_places", _coarse(key))):
                self.connection.execute(
                    f"INSERT INTO {name} SELECT DISTINCT {_hash(columns)} FROM fresh WHERE {_whole(key)}"  # noqa: S608
                )
            self.connection.unregister("fresh")

    def _pages(self, table: str, key: Columns, files: Files) -> list[int]:
        """The pages on which what is wanted may stand, in order."""
        found = self.connection.execute(
            f'SELECT DISTINCT page FROM "{_name(table, key)}"'  # noqa: S608
            " WHERE hash IN (SELECT hash FROM wanted_places) ORDER BY page"
        ).fetchall()
        return [page for (page,) in found if page >> SOURCE in files]


def _coarse(key: Columns) -> Columns:
    """Vouchers are looked for by their month: there are a hundred times fewer of them to keep."""
    return tuple(each for each in key if each != "voucher_id")


def _name(table: str, key: Columns) -> str:
    return " ".join((table, *_coarse(key)))


def _hash(columns: Columns) -> str:
    return f"hash({', '.join(columns)})"


def _whole(columns: Columns) -> str:
    return " AND ".join(f"{each} IS NOT NULL" for each in columns)


def _runs(pages: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pages that follow one another as one run each: its first and its last."""
    first = last = pages[0]
    for page in pages[1:]:
        if page > last + 1:
            yield first, last
            first = page
        last = page
    yield first, last
