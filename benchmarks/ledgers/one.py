"""One measurement in a process of its own, told as one line of JSON.

python -m benchmarks.ledgers.one STORE THREADS MEMORY scan|duckdb:RULE|duckdb+scan:RULE|pandas:RULE|polars:RULE|delta
"""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from xuncha.engines.ledgers import delta
from xuncha.engines.ledgers.rules import Rule, catalogue, newest
from xuncha.engines.ledgers.running.duck import Duck
from xuncha.engines.ledgers.running.engine import run
from xuncha.engines.ledgers.running.screening import Setting
from xuncha.engines.ledgers.store import Store
from xuncha.engines.ledgers.tables import TABLES, Tables

DAY = date(2026, 1, 31)
Answer = dict[str, Any]


def scans(rules: Iterable[Rule], tables: Tables) -> list[str]:
    """Read every column that these rules read, once: what no way of running them can do without."""
    columns: dict[str, set[str]] = {}
    for rule in rules:
        for table, names in rule.reads.items():
            if tables.get(table):
                columns.setdefault(table, set()).update(names)
    return [
        f"SELECT {', '.join(_added(table, each) for each in sorted(names))} FROM {table}"  # noqa: S608
        for table, names in columns.items()
    ]


def _added(table: str, column: str) -> str:
    kind = TABLES[table].schema.field(column).type
    if pa.types.is_string(kind):
        return f"sum(strlen({column}))"
    return f"sum({column})" if pa.types.is_integer(kind) else f"max({column})"


def measure(store: Path, threads: int, memory: str, what: str) -> Answer:
    """Do what is asked, and tell what it took."""
    way, _, rule = what.partition(":")
    rules = newest(catalogue(), (rule,) if rule else ())
    tables = Store.open(store).tables()
    if way in ("pandas", "polars"):
        from benchmarks.ledgers.frames import WAYS

        return timed(lambda: {"flags": sorted(WAYS[way, rule](tables, rules[0].values))})
    if way == "delta":
        return _delta(Store.open(store))
    with (
        tempfile.TemporaryDirectory(dir=os.environ.get("XUNCHA_SPILL")) as spill,
        Duck(tables, memory=memory, threads=threads, spill=Path(spill)) as duck,
    ):
        duck.select("SELECT count(*) FROM units")
        reading = (
            timed(lambda: {"tables": sum(len(duck.select(sql)) for sql in scans(rules, tables))})
            if "scan" in way
            else {}
        )
        if way == "scan":
            return reading
        told = timed(lambda: {"flags": sorted(each["row_keys"] for each in run(rules[0], duck).to_pylist())})
        return {**told, "scan_cpu_seconds": reading["cpu_seconds"]} if reading else told


def _delta(store: Store) -> Answer:
    """Screen the latest import: once to learn the places of what was there before, then as it is from then on."""
    fresh = delta.newest_sources(store.manifest())
    by: dict[Any, int] = {}

    def screen() -> Answer:
        flags = delta.screen_new(store, newest(catalogue()), Setting({}, {}), DAY, fresh)
        by.update(Counter(flags["rule"].to_pylist()))
        return {
            "flags_by_rule": dict(sorted(by.items())),
            "lines": sum(s.tables["voucher_lines"].rows for s in store.sources() if s.number in fresh),
        }

    first, again = timed(screen), min((timed(screen) for _ in range(5)), key=lambda each: each["cpu_seconds"])
    size = sum(path.stat().st_size for path in (store.folder / "places").glob("*.duckdb"))
    return {**again, "first_cpu_seconds": first["cpu_seconds"], "index_mb": size >> 20}


def timed(work: Callable[[], Answer]) -> Answer:
    """Seconds of the processor, seconds on the wall, the most memory this process had."""
    begun, cpu = time.perf_counter(), time.process_time()
    answer = work()
    return {
        "cpu_seconds": round(time.process_time() - cpu, 3), "wall_seconds": round(time.perf_counter() - begun, 2),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10, **answer,
    }  # fmt: skip


def main() -> None:
    """Measure what the command line says."""
    store, threads, memory, what = sys.argv[1:]
    print(json.dumps(measure(Path(store), int(threads), memory, what)))


if __name__ == "__main__":
    main()
