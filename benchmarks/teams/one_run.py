"""One measured run in a process of its own: each better plan or bound as a line of JSON when it comes, then the end.

python -m benchmarks.teams.one_run WAY SIZE PROBLEM_SEED GAP SECONDS THREADS SEED
"""

from __future__ import annotations

import json
import resource
import sys
import time
from importlib import import_module

from benchmarks.teams.found import WAYS, Limits
from xuncha.engines.teams.generate import generate


def main() -> None:
    """Generate, then solve against the clock."""
    way, size, problem_seed, gap, seconds, threads, seed = sys.argv[1:]
    solve = import_module(f"benchmarks.teams.{WAYS[way]}").solve
    problem = generate(size, int(problem_seed))
    last: tuple[int | None, int] | None = None
    begun = time.perf_counter()

    def report(objective: int | None, bound: int) -> None:
        nonlocal last
        if (objective, bound) != last:
            last = (objective, bound)
            tell(at=round(time.perf_counter() - begun, 3), objective=objective, bound=bound)

    found = solve(problem, Limits(float(gap), float(seconds), int(threads), int(seed)), report)
    taken = round(time.perf_counter() - begun, 3)
    report(found.objective, found.bound)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    end = {"status": found.status.value, "objective": found.objective, "bound": found.bound, "seconds": taken}
    tell(**end, peak_kb=peak, plan=found.assignments)


def tell(**line: object) -> None:
    """Write one line at once, so that nothing is lost should the run be killed."""
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
