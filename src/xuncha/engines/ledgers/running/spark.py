"""Spark, for ledgers that have outgrown one machine: the same rules, on a cluster of the office's own or on local cores."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import pyarrow as pa

from xuncha.domain.errors import XunchaError
from xuncha.domain.words import N_, say
from xuncha.engines.ledgers.running.engine import RuleFailed
from xuncha.engines.ledgers.running.identified import RAW, applies, identified
from xuncha.engines.ledgers.tables import TABLES, Source, Tables

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

JAVA_LEAST = 17


class SparkMissing(XunchaError):
    """This machine lacks what Spark needs; says what to install."""


class Spark:
    """The tables as temporary views of one Spark session.

    :param master: `local[2]`, or the address of a cluster, `spark://host:7077`; its workers must see the Parquet files
        under the same paths.
    :param memory: of each executor, as Spark writes it.
    :param partitions: into how many parts a shuffle is cut; a few for each core of the cluster.
    :param settings: further settings of Spark, by their own names.
    :raises SparkMissing: where PySpark or a Java of version 17 or newer is not there.
    """

    dialect = "spark"

    def __init__(
        self,
        tables: Tables,
        *,
        master: str = "local[2]",
        memory: str = "2g",
        partitions: int = 8,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        """Start or join a session and lay the tables ready."""
        _require_java()
        self.session = _session(master, memory, partitions, settings or {})
        for table in TABLES:
            self._view(f"{RAW}{table}" if applies(table, tables) else table, table, tables.get(table, ()))
        for table in (each for each in TABLES if applies(each, tables)):
            self.session.sql(identified(table)).createOrReplaceTempView(table)

    def __enter__(self) -> Self:
        """Use it for a while."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the session."""
        self.session.stop()

    def select(self, sql: str) -> pa.Table:
        """Run one SELECT."""
        from pyspark.errors import PySparkException

        try:
            found: pa.Table = self.session.sql(sql).toArrow()
            return found
        except PySparkException as error:
            raise RuleFailed(str(error).split("\n")[0]) from error

    def _view(self, name: str, table: str, source: Source) -> None:
        if isinstance(source, tuple) and source:
            frame = self.session.read.option("mergeSchema", "true").parquet(*(str(path) for path in source))
        else:
            rows = source if isinstance(source, pa.Table) else TABLES[table].schema.empty_table()
            frame = self.session.createDataFrame(rows)
        frame.createOrReplaceTempView(name)


def _session(master: str, memory: str, partitions: int, more: Mapping[str, str]) -> SparkSession:
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise SparkMissing(say(N_("没有安装 PySpark：请安装 xuncha[spark]"))) from None
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1" if master.startswith("local") else "",
        "spark.executor.memory": memory,
        "spark.sql.shuffle.partitions": str(partitions),
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.ansi.enabled": "true",  # as DuckDB does: an overflow or a bad cast is an error, never a null
        "spark.log.level": "ERROR",
        **more,
    }
    builder = SparkSession.builder.appName("xuncha").master(master)
    for name, value in settings.items():
        if value:
            builder = builder.config(name, value)
    return builder.getOrCreate()


def _require_java() -> None:
    """Spark 4 runs on Java 17 or newer, with the module `jdk.incubator.vector` that small runtimes lack."""
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    if java is None or not Path(java).exists():
        raise SparkMissing(
            say(N_("没有找到 Java %(version)s：在 Debian 上请安装 openjdk-17-jre-headless"), version=JAVA_LEAST)
        )
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr  # noqa: S603
    version = re.search(r'version "(\d+)', told)
    if version is None or int(version[1]) < JAVA_LEAST:
        raise SparkMissing(
            say(
                N_("Java 版本过低（%(have)s）：需要 %(version)s 以上"),
                have=version[1] if version else "?",
                version=JAVA_LEAST,
            )
        )
