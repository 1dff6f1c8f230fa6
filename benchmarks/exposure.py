"""Reckon the exposure of a whole pool to every inspection: sort and merge in numpy (ours), scipy.sparse, DuckDB.

Each way is a process of its own over the same ties in files, so that memory is that of one job; all must come to the
same rows. DuckDB is no dependency: `pip install duckdb` into the environment this runs in.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
RESULT = ROOT / "benchmarks" / "results" / "exposure.json"
sys.path.insert(0, str(ROOT / "src"))

from exposure_ways import by_duckdb, by_scipy  # noqa: E402 - beside this file

from xuncha.domain.exposure import PERSONAL, Acquaintance, ExposurePolicy  # noqa: E402
from xuncha.engines import exposure as engine  # noqa: E402

ON = date(2026, 11, 23)
SEED = 7
WAYS: dict[str, Callable[[engine.World, ExposurePolicy, date], engine.Rows]] = {
    "ours": engine.exposures, "scipy": by_scipy, "duckdb": by_duckdb,
}  # fmt: skip
PACKAGES = ("numpy", "scipy", "duckdb")
COLUMNS = engine.Ties.names()


@dataclass(frozen=True)
class Size:
    """How many there are of everything."""

    inspectors: int
    inspections: int
    people: int
    ties: int


SIZES = {
    "small": Size(520, 65, 9_000, 130_000),
    "city": Size(4_000, 500, 70_000, 1_000_000),
    "nation": Size(120_000, 15_000, 2_000_000, 30_000_000),
}
SHARES = {
    Acquaintance.COLLEAGUE: 0.36, Acquaintance.SAME_SCHOOL: 0.40, Acquaintance.SAME_YEAR: 0.10,
    Acquaintance.SAME_CLASS: 0.06, Acquaintance.KIN: 0.03, Acquaintance.JOINT_SERVICE: 0.03,
    Acquaintance.MET_INSPECTING: 0.02,
}  # fmt: skip
"""About what the demo city's records come to."""


def make(size: Size, folder: Path) -> None:
    """Draw ties and keep them in files: most with somebody near (one's own county), some with anybody."""
    rng = np.random.default_rng(SEED)
    count = size.ties
    one = rng.integers(0, size.people, count, dtype=np.int32)
    # Some people are known to many more than others.
    popular = (rng.random(count, dtype=np.float32) ** 2 * 6_000).astype(np.int32) % size.people
    near = (one // 6_000 * 6_000 + popular) % size.people
    other = np.where(
        rng.random(count, dtype=np.float32) < 0.9, near, rng.integers(0, size.people, count, dtype=np.int32)
    )
    other = np.where(other == one, (other + 1) % size.people, other).astype(np.int32)
    kinds = np.array([engine.KINDS.index(kind) for kind in PERSONAL], np.uint8)
    kind = rng.choice(kinds, count, p=[SHARES[kind] for kind in PERSONAL])
    year = rng.integers(1990, 2027, count, dtype=np.int32)
    ended = np.where(rng.random(count, dtype=np.float32) < 0.2, engine.LASTING, year * 10_000 + 701).astype(np.int32)
    for name, column in zip(COLUMNS, (one, other, kind, ended), strict=True):
        np.save(folder / f"{name}.npy", column)


def laid_out(size: Size, folder: Path) -> engine.World:
    """The ties mapped from their files; leading bodies of eight, and four ties to units for each inspector."""
    rng = np.random.default_rng(SEED + 1)
    inspectors = np.sort(rng.choice(size.people, size.inspectors, replace=False)).astype(np.int32)
    target = np.repeat(np.arange(size.inspections, dtype=np.int32), 8)
    person = rng.choice(size.people, len(target), replace=False).astype(np.int32)
    count = 4 * size.inspectors
    kinds = [engine.KINDS.index(kind) for kind in engine.KINDS if kind.value in ("served_there", "lives", "grew_up")]
    return engine.World(
        inspectors=inspectors, bodies=engine.Bodies(target, person),
        ties=engine.Ties(*(np.load(folder / f"{name}.npy", mmap_mode="r") for name in COLUMNS)),
        unit_ties=engine.UnitTies(
            rng.choice(inspectors, count), rng.integers(0, size.inspections, count, dtype=np.int32),
            rng.choice(np.array(kinds, np.uint8), count), rng.integers(2000, 2027, count, dtype=np.int32) * 10_000 + 101,
        ),
        declared=engine.Declared.of(()), persons=size.people, targets=size.inspections,
    )  # fmt: skip


def read_once(world: engine.World) -> float:
    """Read every column of the ties and add it up, in seconds of the processor: what no way can do without."""
    begun = time.process_time()
    for name in COLUMNS:
        getattr(world.ties, name).sum(dtype=np.int64)
    return time.process_time() - begun


def measure(way: str, size: Size, folder: Path) -> dict[str, Any]:
    """Measure one way in this process. On a machine with other work the processor's seconds are the fairer ones."""
    world, policy = laid_out(size, folder), ExposurePolicy()
    reading = min(read_once(world) for _ in range(5))
    begun, cpu = time.perf_counter(), time.process_time()
    rows = WAYS[way](world, policy, ON)
    seconds, cpu = time.perf_counter() - begun, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "cpu_seconds": round(cpu, 3), "wall_seconds": round(seconds, 3), "read_once_cpu_seconds": round(reading, 4),
        "times_one_read": round(cpu / reading, 1), "peak_mb": peak // 1024, "rows": len(rows),
        "points": int(rows.points.sum(dtype=np.int64)), "digest": _digest(rows),
    }  # fmt: skip


def measure_change(size: Size, folder: Path) -> dict[str, Any]:
    """Measure ours after the ties of one inspector and of one leading person have changed.

    Who knows whom is sorted once and kept, as the rows are; the change itself looks at its surroundings only.
    """
    world, policy = laid_out(size, folder), ExposurePolicy()
    parts = engine.parts(world, policy, ON)
    persons = np.array([world.inspectors[0], world.bodies.person[0]])
    begun = time.process_time()
    rows = world.neighbours.rows(persons)
    sorting = time.process_time() - begun
    kept = np.ones(len(world.ties), np.bool_)
    kept[rows[::2]] = False
    after = replace(world, ties=world.ties.take(kept))
    after.neighbours.rows(persons)
    begun = time.process_time()
    touched = engine.affected(world, after, persons.tolist())
    found = engine.refreshed(parts, touched, after, policy, ON)
    seconds = time.process_time() - begun
    if _digest(found.rows(policy.most)) != _digest(engine.exposures(after, policy, ON)):
        raise SystemExit("the rows reckoned anew are not those of a full reckoning")
    return {
        "cpu_seconds": round(seconds, 3), "sorted_once_cpu_seconds": round(sorting, 3), "ties_changed": len(rows[::2]),
        "inspectors": len(touched.inspectors), "inspections": len(touched.targets),
    }  # fmt: skip


def _digest(rows: engine.Rows) -> str:
    columns = (rows.inspector, rows.target, rows.points)
    return hashlib.sha256(b"".join(column.astype(np.int32).tobytes() for column in columns)).hexdigest()[:16]


def main() -> None:
    """Measure every way at every size asked for, one after the other, and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=list(SIZES))
    parser.add_argument("--one", nargs=3, metavar=("WAY", "SIZE", "FOLDER"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        way, size, folder = asked.one
        print(json.dumps(_one(way, SIZES[size], Path(folder))))
        return
    found: dict[str, Any] = {}
    load = [round(value, 1) for value in os.getloadavg()]
    for name in asked.sizes:
        with tempfile.TemporaryDirectory() as folder:
            # Not in this process: what it once held would count as memory of those it starts.
            _apart("make", name, folder)
            ways = {way: _apart(way, name, folder) for way in (*WAYS, "change")}
        if len({ways[way]["digest"] for way in WAYS}) > 1:
            raise SystemExit(f"{name}: the ways do not agree: {ways}")
        found[name] = {**vars(SIZES[name]), "ways": ways}
    RESULT.write_text(
        json.dumps({**_about(load), "sizes": found}, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )


def _one(way: str, size: Size, folder: Path) -> dict[str, Any]:
    if way == "make":
        make(size, folder)
        return {}
    return measure_change(size, folder) if way == "change" else measure(way, size, folder)


def _apart(way: str, size: str, folder: str) -> dict[str, Any]:
    command = [sys.executable, __file__, "--one", way, size, folder]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - this very file
    figures: dict[str, Any] = json.loads(answer.stdout.splitlines()[-1])
    print(size, way, figures, flush=True)
    return figures


def _about(load: list[float]) -> dict[str, Any]:
    return {
        "what": "exposure of every inspector to every inspection, from ties in files to rows in memory",
        "machine": {
            "processor": _processor(), "cores": os.cpu_count(), "system": platform.platform(),
            "load_from_other_work": load,
        },
        "versions": {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}},
    }  # fmt: skip


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


if __name__ == "__main__":
    main()
