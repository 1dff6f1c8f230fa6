"""Start a run in its own process, watch its memory, keep what it reports, have its plan checked."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from xuncha.domain.roles import TeamRole
from xuncha.engines.teams.check import check
from xuncha.engines.teams.generate import generate
from xuncha.engines.teams.plan import Assignment, Plan

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("ortools", "highspy", "numpy", "scipy")
LOOK_EVERY = 0.2
GRACE_SECONDS = 60
"""How far a run may pass its limit (presolve that cannot be interrupted, a large plan to write) before it is killed."""


@dataclass(frozen=True)
class Task:
    """One run: a way, a problem, limits."""

    way: str
    size: str
    seed: int
    gap: float
    seconds: float
    threads: int


@dataclass
class Run:
    """What a run showed. `moments` are (seconds, objective, bound), each a change; `checked` lists what the checker holds against the plan."""

    task: Task
    status: str = "killed"
    objective: int | None = None
    bound: int = 0
    seconds: float = 0.0
    peak_mb: int = 0
    load: float = 0.0
    moments: list[tuple[float, int | None, int]] = field(default_factory=list)
    checked: list[str] = field(default_factory=list)


def measure(task: Task) -> Run:
    """Run a task to its end, or kill it when it has passed its limit by far."""
    run = Run(task, load=round(os.getloadavg()[0], 2))
    words = (task.way, task.size, task.seed, task.gap, task.seconds, task.threads, task.seed)
    command = [sys.executable, "-m", "benchmarks.teams.one_run", *map(str, words)]
    plan: list[list[str]] = []
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - this package
        late, watch = threading.Timer(task.seconds + GRACE_SECONDS, process.kill), _MemoryWatch(process.pid)
        late.start()
        watch.start()
        try:
            for text in process.stdout or ():
                plan = _keep(run, text) or plan
            process.wait()
        finally:
            late.cancel()
            process.kill()
    if not plan and process.returncode > 0:
        run.status = "failed"
    run.peak_mb = max(run.peak_mb, watch.stop())
    run.checked = held_against(run, plan)
    return run


def _keep(run: Run, text: str) -> list[list[str]]:
    """Take in one line of a run: a moment, or the end with its plan. Other output of a solver is passed over."""
    if not text.startswith("{"):
        return []
    line: dict[str, Any] = json.loads(text)
    run.objective, run.bound = line["objective"], line["bound"]
    if "at" in line:
        run.moments.append((line["at"], line["objective"], line["bound"]))
        run.seconds = line["at"]
        return []
    run.status, run.seconds, run.peak_mb = line["status"], line["seconds"], line["peak_kb"] // 1024
    plan: list[list[str]] = line["plan"]
    return plan


def held_against(run: Run, rows: list[list[str]]) -> list[str]:
    """Every violation, and whether the objective is what the run said."""
    if not rows:
        return []
    problem = generate(run.task.size, run.task.seed)
    plan = Plan(tuple(Assignment(target, TeamRole(role), person) for target, role, person in rows))
    checked = check(problem, plan)
    wrong = [f"{each.rule.value}: {each.sentence}" for each in checked.violations]
    if checked.objective != run.objective:
        wrong.append(f"objective {run.objective} said, {checked.objective} counted")
    return wrong


class _MemoryWatch(threading.Thread):
    """The most memory a process and its descendants had resident together (pages they share count for each)."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.most, self.over = pid, 0, threading.Event()

    def run(self) -> None:
        while not self.over.wait(LOOK_EVERY):
            self.most = max(self.most, sum(map(_resident, _family(self.pid))))

    def stop(self) -> int:
        """End watching; in megabytes."""
        self.over.set()
        self.join()
        return self.most // 1024


def _family(pid: int) -> set[int]:
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
        except OSError:  # it has ended meanwhile
            continue
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def _resident(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0)


def surroundings() -> dict[str, Any]:
    """The machine, the versions and the day."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    model = next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine()
    )
    return {
        "machine": {"processor": model, "cores": os.cpu_count(), "system": platform.platform()},
        "versions": {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}},
        "begun": datetime.now(UTC).isoformat(timespec="seconds"),
        "load_average_at_the_start": [round(load, 2) for load in os.getloadavg()],
    }
