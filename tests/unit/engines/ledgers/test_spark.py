"""Spark, on a real cluster of two workers, gives the very flags that DuckDB gives; also when an executor dies under it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.spark_cluster import Cluster, cluster
from xuncha.engines.ledgers.rules import catalogue
from xuncha.engines.ledgers.running.duck import Duck
from xuncha.engines.ledgers.running.engine import run
from xuncha.engines.ledgers.running.examples import tables_of
from xuncha.engines.ledgers.running.spark import Spark, SparkMissing
from xuncha.engines.ledgers.tables import TABLES, Tables

pytestmark = pytest.mark.slow
RULES = catalogue()
INTERPRETED = {"spark.sql.codegen.wholeStage": "false", "spark.sql.adaptive.enabled": "false"}
"""Compiling a query takes longer than running it over a few rows; benchmarks/ledgers runs them compiled."""


@pytest.fixture(scope="module")
def two_workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("spark")) as running:
        yield running


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """The examples of every rule in one ledger, each in a world of its own, as Parquet files."""
    folder = tmp_path_factory.mktemp("ledger")
    rows: dict[str, list[pa.Table]] = {}
    for world, example in enumerate(example for rule in RULES for example in rule.examples):
        for name, table in tables_of(example).items():
            rows.setdefault(name, []).append(_apart(table, world))
    for name, tables in rows.items():
        pq.write_table(pa.concat_tables(tables), folder / f"{name}.parquet")
    return {name: (folder / f"{name}.parquet",) for name in rows}


APART = ("unit", "ancestor", "parent", "person_id", "payee_id", "supplier_code", "invoice_no", "plate", "card_no")


def _apart(table: pa.Table, world: int) -> pa.Table:
    """Rows whose units, persons and suppliers meet nobody of another example's."""
    for name in (*APART, "row_id"):
        if name in table.schema.names and table.schema.field(name).type == pa.string():
            texts = [None if each is None else f"{each}~{world}" for each in table[name].to_pylist()]
            table = table.set_column(table.schema.get_field_index(name), name, pa.array(texts, pa.string()))
    numbers = [None if each is None else each + (world << 20) for each in table["row_id"].to_pylist()]
    return table.set_column(table.schema.get_field_index("row_id"), "row_id", pa.array(numbers, pa.int64()))


def test_every_rule_gives_the_same_flags_on_both_and_one_dies_in_the_middle(
    two_workers: Cluster, ledger: Tables
) -> None:
    with Duck(ledger, threads=1) as duck:
        want = {f"{rule.id}v{rule.version}": run(rule, duck).to_pylist() for rule in RULES}
    with Spark(ledger, master=two_workers.master, memory="512m", partitions=2, settings=INTERPRETED) as spark:
        have = {}
        killed: list[int] = []
        for number, rule in enumerate(RULES):
            if number == len(RULES) // 2:
                killer = threading.Timer(0.2, lambda: killed.append(two_workers.kill_an_executor()))
                killer.start()
            have[f"{rule.id}v{rule.version}"] = run(rule, spark).to_pylist()
    assert have == want
    assert any(want.values())
    assert killed
    assert killed[0] not in two_workers.executors()


def test_without_java_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SparkMissing) as caught:
        Spark({name: () for name in TABLES})
    assert "openjdk-17-jre-headless" in str(caught.value)
