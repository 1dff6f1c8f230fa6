"""The catalogue over a generated ledger: each rule beside a scan of its columns, all beside one scan; pandas and Polars beside some.

python -m benchmarks.ledgers STORE [--out FILE] [--rules B1,D1] [--scans B1] [--frames] [--month STORE]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.ledgers.frames import WAYS
from xuncha.engines.ledgers.generate import LABELS
from xuncha.engines.ledgers.rules import catalogue, newest
from xuncha.engines.ledgers.store import Store

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "benchmarks" / "results"
THREADS, MEMORY = 2, "2500MB"
PACKAGES = ("duckdb", "pyarrow", "polars", "pandas")
DISPLACED = ("A1", "A4", "A5")
"""Rules that look for what was closed and came back, also under another account, unit or payee."""


def main() -> None:
    """Measure one thing after the other, and keep the figures after each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("--out", type=Path, default=RESULTS / "ledgers.json")
    parser.add_argument("--rules", type=_codes, default=())
    parser.add_argument(
        "--scans", type=_codes, default=(), help="rules to set beside a scan of their own columns (all)"
    )
    parser.add_argument("--frames", action="store_true", help="pandas and Polars too")
    parser.add_argument("--month", type=Path, help="the same ledger with one more import, screened by itself")
    asked = parser.parse_args()
    store = Store.open(asked.store)
    labels = json.loads((asked.store / LABELS).read_text("utf-8"))
    lines = store.rows("voucher_lines")
    rules: dict[str, Any] = {}
    found = {**surroundings(), "lines": lines, "one_scan": apart(asked.store, "scan"), "rules": rules}
    for rule in newest(catalogue(), asked.rules):
        with_scan = not asked.scans or rule.id in asked.scans
        told = apart(asked.store, f"duckdb+scan:{rule.id}" if with_scan else f"duckdb:{rule.id}")
        if with_scan:
            told["times_its_scan"] = round(told["cpu_seconds"] / told["scan_cpu_seconds"], 2)
        told |= judged(told.pop("flags"), labels, rule.id, lines)
        rules[rule.id] = told
        for way in ("pandas", "polars") if asked.frames else ():
            if (way, rule.id) in WAYS:
                rules[rule.id][way] = beside(apart(asked.store, f"{way}:{rule.id}"), told)
        keep(found, asked.out)
        print(rule.id, {name: each for name, each in told.items() if name != "missed"}, flush=True)
    if asked.month:
        found["new_month"] = apart(asked.month, "delta")
        keep(found, asked.out)


def _codes(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))


def apart(store: Path, what: str) -> dict[str, Any]:
    """Measure in a process of its own, so that memory is that of one job."""
    command = [sys.executable, "-m", "benchmarks.ledgers.one", str(store), str(THREADS), MEMORY, what]
    answer = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)  # noqa: S603 - our own module
    told: dict[str, Any] = json.loads(answer.stdout.splitlines()[-1])
    return told


def judged(flags: list[list[int]], labels: dict[str, Any], rule: str, lines: int) -> dict[str, Any]:
    """Say what was planted and found whole, and what was flagged where nothing was planted for any rule."""
    rows, cases = [set(each) for each in flags], labels["rules"].get(rule, [])
    planted = {row for of_rule in labels["rules"].values() for case in of_rule for row in case["row_ids"]}
    missed = [case["what"] for case in cases if not any(each.issuperset(case["row_ids"]) for each in rows)]
    false = sum(1 for each in rows if not each & planted)
    return {
        "flags": len(flags), "planted": len(cases), "found": len(cases) - len(missed), "missed": missed,
        "false_flags": false, "false_flags_per_million_lines": round(false * 1e6 / lines, 3),
        "lines_flagged": len(set().union(*rows)) if rows else 0,
    }  # fmt: skip


def beside(other: dict[str, Any], ours: dict[str, Any]) -> dict[str, Any]:
    """Set another way's figures beside ours."""
    flags = other.pop("flags")
    return {**other, "flags": len(flags), "times_duckdb": round(other["cpu_seconds"] / ours["cpu_seconds"], 2)}


def keep(found: dict[str, Any], out: Path) -> None:
    """Sum up what is there so far, and write it."""
    rules, scan = found["rules"].values(), found["one_scan"]["cpu_seconds"]
    cpu = sum(each["cpu_seconds"] for each in rules)
    planted = sum(each["planted"] for each in rules)
    watching = [found["rules"][each] for each in DISPLACED if each in found["rules"]]
    found["in_all"] = {
        "rules": len(rules), "cpu_seconds": round(cpu, 2), "times_one_scan": round(cpu / scan, 2),
        "lines_times_rules_per_cpu_second": round(found["lines"] * len(rules) / cpu),
        "peak_mb": max(each["peak_mb"] for each in rules),
        "planted": planted, "found": sum(each["found"] for each in rules),
        "false_flags_per_million_lines": round(sum(each["false_flags"] for each in rules) * 1e6 / found["lines"], 3),
    }  # fmt: skip
    if watching:
        found["recurrence"] = {
            "planted": sum(each["planted"] for each in watching), "found": sum(each["found"] for each in watching),
            "share_of_lines_flagged": sum(each["lines_flagged"] for each in watching) / found["lines"],
        }  # fmt: skip
    out.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def surroundings() -> dict[str, Any]:
    """Tell the machine, the versions, the day and the other work there was."""
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    model = next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine()
    )
    return {
        "what": "ledger rules over generated ledgers: processor seconds beside a scan of the columns read",
        "machine": {"processor": model, "cores": os.cpu_count(), "system": platform.platform()},
        "versions": {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}},
        "begun": datetime.now(UTC).isoformat(timespec="seconds"),
        "load_from_other_work": [round(each, 1) for each in os.getloadavg()],
    }  # fmt: skip


if __name__ == "__main__":
    main()
