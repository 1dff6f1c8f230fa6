"""DuckDB, inside this process: the usual engine."""

from __future__ import annotations

import threading
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb
import pyarrow as pa

from xuncha.engines.ledgers.running.engine import RuleFailed
from xuncha.engines.ledgers.running.identified import RAW, applies, identified
from xuncha.engines.ledgers.tables import TABLES, Source, Tables


class Duck:
    """The tables as views of an in-memory DuckDB that can read their files and nothing else.

    :param memory: what it may use, as DuckDB writes it (`"3GB"`); beyond that it spills into `spill`.
    :param threads: how many cores it may use; None for all.
    :param seconds: how long one SELECT may take; None for as long as it needs.
    """

    dialect = "duckdb"

    def __init__(
        self,
        tables: Tables,
        *,
        memory: str = "3GB",
        threads: int | None = None,
        seconds: float | None = None,
        spill: Path | None = None,
    ) -> None:
        """Open it over these tables."""
        self.seconds = seconds
        self.connection = duckdb.connect(":memory:")
        settings = {
            "memory_limit": memory,
            "preserve_insertion_order": False,
            "enable_progress_bar": False,
            "python_enable_replacements": False,
        }
        if threads:
            settings["threads"] = threads
        if spill:
            settings["temp_directory"] = str(spill)
        for name, value in settings.items():
            self.connection.execute(f"SET {name} = '{value}'")
        files = [str(path) for source in tables.values() if isinstance(source, tuple) for path in source]
        self.connection.execute("SET allowed_paths = ?", [files])
        for table in TABLES:
            self._view(f"{RAW}{table}" if applies(table, tables) else table, table, tables.get(table, ()))
        for table in (each for each in TABLES if applies(each, tables)):
            self.connection.execute(f"CREATE VIEW {table} AS {identified(table)}")
        self.connection.execute("SET enable_external_access = false")
        self.connection.execute("SET lock_configuration = true")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()

    def select(self, sql: str) -> pa.Table:
        """Run one SELECT, stopped when its time is over."""
        timer = threading.Timer(self.seconds, self.connection.interrupt) if self.seconds else None
        if timer:
            timer.daemon = True
            timer.start()
        try:
            found: pa.Table = self.connection.sql(sql).to_arrow_table()
            return found
        except duckdb.Error as error:
            raise RuleFailed(str(error)) from error
        finally:
            if timer:
                timer.cancel()

    def _view(self, name: str, table: str, source: Source) -> None:
        if isinstance(source, tuple) and source:
            files = self.connection.read_parquet([str(path) for path in source], union_by_name=True)
            files.create_view(name)
            return
        self.connection.register(name, source if isinstance(source, pa.Table) else TABLES[table].schema.empty_table())
