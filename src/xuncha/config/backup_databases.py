"""The databases as files: as they were at one moment, and back into empty ones."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from xuncha.config import upkeep
from xuncha.domain.errors import Refused
from xuncha.domain.words import N_, say


def snapshot(folder: Path) -> None:
    """Write every database into a folder, each as of one moment, and what is to be known of them."""
    about: dict[str, Any] = {"engine": connections["default"].vendor, "migrations": {}}
    for alias in connections:
        connection = connections[alias]
        connection.ensure_connection()
        about["migrations"][alias] = _applied(connection)
        if connection.vendor == "sqlite":
            _copy_sqlite(connection, folder / f"{alias}.sqlite3")
        else:
            _copy_out(connection, folder / alias)
    (folder / "about.json").write_text(json.dumps(about))


def load(folder: Path, about: Mapping[str, Any]) -> None:
    """Fill empty PostgreSQL databases, whose tables are as they were when the backup was made."""
    for alias in connections:
        connection = connections[alias]
        upkeep.apply_migrations(alias)
        if _applied(connection) != about["migrations"][alias]:
            raise Refused([say(N_("备份来自另一个版本，请用同一版本恢复，再升级"))])
        _copy_in(connection, folder / alias)


def _applied(connection: BaseDatabaseWrapper) -> list[list[str]]:
    return sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations())


def _copy_sqlite(connection: BaseDatabaseWrapper, target: Path) -> None:
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)
        (answer,) = copy.execute("PRAGMA integrity_check").fetchone()
    if answer != "ok":
        raise Refused([say(N_("数据库已损坏，未备份：%(answer)s"), answer=answer)])


def _copy_out(connection: BaseDatabaseWrapper, folder: Path) -> None:
    folder.mkdir()
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        for table in connection.introspection.table_names(cursor):
            with (
                (folder / table).open("wb") as file,
                cursor.copy(f"COPY {_columns(connection, table)} TO STDOUT") as rows,
            ):
                for piece in rows:
                    file.write(piece)


def _copy_in(connection: BaseDatabaseWrapper, folder: Path) -> None:
    quote = connection.ops.quote_name
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        tables = sorted(path.name for path in folder.iterdir())
        cursor.execute(f"TRUNCATE {', '.join(map(quote, tables))}")
        for table in tables:
            with (
                (folder / table).open("rb") as file,
                cursor.copy(f"COPY {_columns(connection, table)} FROM STDIN") as rows,
            ):
                while piece := file.read(1 << 20):
                    rows.write(piece)
        for table in tables:
            for sequence in connection.introspection.get_sequences(cursor, table):
                column = quote(sequence["column"])
                last = f"SELECT setval(%s, GREATEST(max({column}), 1), max({column}) IS NOT NULL) FROM {quote(table)}"  # noqa: S608
                cursor.execute(last, [sequence["name"]])


def _columns(connection: BaseDatabaseWrapper, table: str) -> str:
    """A table with its columns by name: where it grew by migrations, their order is another than in a new one."""
    with connection.cursor() as cursor:
        names = sorted(column.name for column in connection.introspection.get_table_description(cursor, table))
    quote = connection.ops.quote_name
    return f"{quote(table)} ({', '.join(map(quote, names))})"
