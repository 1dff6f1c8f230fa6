"""The same rules on Spark, standalone, with one worker and with two, and with one executor killed in the middle: the same flags?

python -m benchmarks.ledgers.spark STORE [--rules A2,B1] [--out FILE]
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from benchmarks.ledgers.__main__ import RESULTS, surroundings
from tests.spark_cluster import Cluster, cluster
from xuncha.engines.ledgers.rules import Rule, catalogue, newest
from xuncha.engines.ledgers.running.duck import Duck
from xuncha.engines.ledgers.running.engine import run
from xuncha.engines.ledgers.running.spark import Spark
from xuncha.engines.ledgers.store import Store
from xuncha.engines.ledgers.tables import Tables

Flags = dict[str, list[dict[str, Any]]]
KILLED_AFTER = 2.0
"""Seconds into the middle rule."""


def main() -> None:
    """DuckDB first, then each cluster."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("--rules", type=lambda text: tuple(text.split(",")), default=())
    parser.add_argument("--out", type=Path, default=RESULTS / "ledgers_spark.json")
    asked = parser.parse_args()
    store, rules = Store.open(asked.store), newest(catalogue(), asked.rules)
    tables = store.tables()
    begun = time.process_time()
    with Duck(tables, threads=2) as duck:
        want = {rule.id: run(rule, duck).to_pylist() for rule in rules}
    found = {
        **surroundings(), "lines": store.rows("voucher_lines"), "rules": [rule.id for rule in rules],
        "flags": sum(map(len, want.values())), "duckdb_cpu_seconds": round(time.process_time() - begun, 1),
    }  # fmt: skip
    for workers, kill in ((1, False), (2, False), (2, True)):
        name = f"{workers} worker{'s' * (workers > 1)}{', one executor killed' * kill}"
        found[name] = on_spark(tables, rules, want, workers, kill)
        print(name, found[name], flush=True)
        asked.out.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def on_spark(tables: Tables, rules: Sequence[Rule], want: Flags, workers: int, kill: bool) -> dict[str, Any]:
    """Run the rules on a cluster of our own; whether the flags are DuckDB's, and what it took."""
    with (
        tempfile.TemporaryDirectory() as folder,
        cluster(Path(folder), workers, "2g") as running,
        Spark(tables, master=running.master, memory="1500m", partitions=4) as spark,
    ):
        begun, victims = time.perf_counter(), list[int]()
        have: Flags = {}
        for number, rule in enumerate(rules):
            if kill and number == len(rules) // 2:
                threading.Timer(KILLED_AFTER, lambda: victims.append(running.kill_an_executor())).start()
            have[rule.id] = run(rule, spark).to_pylist()
        seconds, cpu = time.perf_counter() - begun, sum(_seconds(pid) for pid in _processes(running))
    told = {"wall_seconds": round(seconds, 1), "different": [rule for rule in want if have[rule] != want[rule]]}
    return told | ({"killed": len(victims)} if kill else {"cpu_seconds": round(cpu, 1)})


def _processes(running: Cluster) -> Iterator[int]:
    """Ours: the driver's, the workers' and their executors'."""
    groups = {worker.pid for worker in running.workers} | {os.getpgid(0)}
    for entry in Path("/proc").iterdir():
        with suppress(OSError):
            if (
                entry.name.isdigit()
                and os.getpgid(int(entry.name)) in groups
                and b"java" in (entry / "cmdline").read_bytes()
            ):
                yield int(entry.name)


def _seconds(pid: int) -> float:
    """Seconds of the processor that a process took so far."""
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


if __name__ == "__main__":
    main()
