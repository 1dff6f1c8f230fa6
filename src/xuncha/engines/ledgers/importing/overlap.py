"""Rows that came before: the same fact twice counts once, and a corrected export replaces what it corrects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from xuncha.domain.errors import Refused
from xuncha.domain.words import N_, Sentence, say
from xuncha.engines.ledgers.storing.batch import Batch
from xuncha.engines.ledgers.storing.part import ROW_GROUP, Part
from xuncha.engines.ledgers.tables import TABLES

SLICED = {"voucher_lines": ("unit", "book", "period"), "balances": ("unit", "book", "period")}
"""Tables that come whole: for such a slice one file says everything, and a second one says it anew."""
KNOWN = N_("先前已导入的相同行")
SHOWN = 5


@dataclass(frozen=True)
class Clash:
    """An earlier source that says the same thing otherwise."""

    source: int
    name: str
    table: str
    rows: int
    shown: tuple[str, ...]

    def sentence(self, file: str) -> Sentence:
        """What to tell whoever imports."""
        return say(
            N_("%(file)s 与第%(number)s号来源 %(name)s 重复（%(label)s：%(shown)s）；如为更正后的数据，须指明由它取代先前的行（命令行：--replace）"),
            file=file, number=self.source, name=self.name, label=say(TABLES[self.table].label), shown=self.shown,
        )  # fmt: skip


def settle(batch: Batch, part: Part, replacing: bool) -> list[Clash]:
    """Compare a finished source with those before it, in the store and in this batch; what stands against taking it in.

    Rows of a table that comes row by row and that are known already, word for word, are left out. With `replacing`, rows
    that say the same thing otherwise are replaced in the store.

    :raises Refused: where two files of one batch say the same thing otherwise.
    """
    clashes = []
    for table in part.tables():
        with duckdb.connect() as database:
            database.execute("SET memory_limit = '500MB'")
            _view(database, "fresh", part.staged(table))
            for other, path in batch.staged(table):
                if other.number < part.number:
                    _view(database, "old", path)
                    _leave_out_known(database, table, part)
                    if shown := _clashing(database, table)[1]:
                        clash = Clash(other.number, other.name, table, 0, shown)
                        raise Refused([clash.sentence(part.name)])
            for source, path in batch.earlier(table):
                _view(database, "old", path)
                _leave_out_known(database, table, part)
                rows, shown = _clashing(database, table)
                if rows and replacing:
                    target = batch.rewriting(source.number, table, part.number)
                    _copy(database, f"SELECT * FROM old WHERE NOT {_same_thing(table)} ORDER BY row_id", target)
                elif rows:
                    clashes.append(Clash(source.number, source.name, table, rows, shown))
    return clashes


def _leave_out_known(database: duckdb.DuckDBPyConnection, table: str, part: Part) -> None:
    if table in SLICED:
        return
    names = [column.name for column in TABLES[table].columns]
    alike = " AND ".join(f"old.{name} IS NOT DISTINCT FROM fresh.{name}" for name in names)
    known = f"EXISTS (SELECT 1 FROM old WHERE {alike})"
    count = database.sql(f"SELECT count(*) FROM fresh WHERE {known}").fetchall()[0][0]
    if not count:
        return
    rest = part.staged(table).with_suffix(".rest")
    _copy(database, f"SELECT * FROM fresh WHERE NOT {known} ORDER BY row_id", rest)
    rest.replace(part.staged(table))
    left = database.sql("SELECT count(*) FROM fresh").fetchall()[0][0]
    part.replace_rows(table, left)
    part.leave_out(KNOWN, count)


def _clashing(database: duckdb.DuckDBPyConnection, table: str) -> tuple[int, tuple[str, ...]]:
    """How many old rows say the same thing as a fresh one, and the first such things."""
    same = _same_thing(table)
    rows = database.sql(f"SELECT count(*) FROM old WHERE {same}").fetchall()[0][0]
    if not rows:
        return 0, ()
    names = ", ".join(_key(table))
    found = database.sql(f"SELECT DISTINCT {names} FROM old WHERE {same} ORDER BY ALL LIMIT {SHOWN}").fetchall()
    return rows, tuple(" ".join(str(each) for each in row) for row in found)


def _key(table: str) -> Sequence[str]:
    return SLICED.get(table, TABLES[table].key)


def _same_thing(table: str) -> str:
    # Plain equality: where a part of the key is not known, nothing is known to be the same.
    alike = " AND ".join(f"fresh.{name} = old.{name}" for name in _key(table))
    return f"EXISTS (SELECT 1 FROM fresh WHERE {alike})"


def _view(database: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    database.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT * FROM read_parquet('{_quoted(path)}')")


def _copy(database: duckdb.DuckDBPyConnection, query: str, target: Path) -> None:
    database.execute(
        f"COPY ({query}) TO '{_quoted(target)}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})"
    )


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
