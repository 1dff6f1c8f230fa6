"""Ours beside two monoliths on generated problems, one run after the other, all in one go.

    .venv/bin/python -m benchmarks.teams [--sizes county,prefecture,province] [--seeds 1,2,3] [--seconds 120] [--ways ours,cp-sat,highs]

Every run is a process of its own with the same limit; building a model counts. Results and chart are written after each run.
"""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path
from typing import Any

from benchmarks.teams.chart import draw
from benchmarks.teams.figures import summary
from benchmarks.teams.found import WAYS
from benchmarks.teams.measuring import ROOT, Run, Task, measure, surroundings

SECONDS = {"county": 20.0, "prefecture": 120.0, "province": 120.0, "nation": 7200.0}
SIZES = ("county", "prefecture", "province")
OURS_ALONE = "nation"
"""Nobody would give fifteen thousand inspections to one model: 1,800 million pairs."""

RESULTS = ROOT / "benchmarks" / "results"
GAP = 0.001


def main() -> int:
    """Measure and write down; 1 where the checker holds something against a plan."""
    options = _options()
    about = surroundings()
    runs: list[Run] = []
    for size in options.sizes:
        for seed in options.seeds:
            for way in ("ours",) if size == OURS_ALONE else options.ways:
                seconds = options.seconds or SECONDS[size]
                runs.append(measure(Task(way, size, seed, options.gap, seconds, options.threads)))
                rows = summary(runs)
                _say(rows[-1])
                _write(options.out, {**about, "threads": options.threads, "runs": rows})
    return int(any(run.checked for run in runs))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=_words(SECONDS), default=SIZES, help="of county, prefecture, province, nation")
    parser.add_argument("--ways", type=_words(WAYS), default=list(WAYS), help="of ours, cp-sat, highs")
    parser.add_argument("--seeds", type=lambda text: [int(seed) for seed in text.split(",")], default=[1, 2, 3])
    parser.add_argument(
        "--seconds", type=float, help="limit of each run (county 20, prefecture and province 120, nation 7200)"
    )
    parser.add_argument("--gap", type=float, default=GAP, help="stop at this proven gap (%(default)s)")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1, help="of each monolith (%(default)s)")
    parser.add_argument("--out", type=Path, default=RESULTS / "teams", help="FILE.json and FILE.svg are written")
    return parser.parse_args()


def _words(known: dict[str, Any]) -> Any:
    def parsed(text: str) -> list[str]:
        words = text.split(",")
        if unknown := [word for word in words if word not in known]:
            raise argparse.ArgumentTypeError(f"unknown: {', '.join(unknown)}")
        return words

    return parsed


def _say(row: dict[str, Any]) -> None:
    gap = "no plan" if row["own_gap"] is None else f"gap {row['own_gap']:.3%}"
    wrong = f" VIOLATIONS {len(row['violations'])}: {row['violations'][0]}" if row["violations"] else ""
    print(
        f"{row['size']:10} seed {row['seed']} {row['way']:7} {row['status']:10} {gap:12} objective {row['objective']} bound {row['bound']} "
        f"to gaps {row['seconds_to_own_gap']} {row['seconds_taken']:.1f} s {row['peak_mb']} MB load {row['load_average']}{wrong}",
        flush=True,
    )


def _write(out: Path, result: dict[str, Any]) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}"
        for name, value in result.items()
        if name != "runs"
    ]
    runs = ",\n".join(json.dumps(row, ensure_ascii=False) for row in result["runs"])
    text = "{\n" + ",\n".join([*lines, f'"runs": [\n{runs}\n]']) + "\n}\n"
    out.with_suffix(".json").write_text(text, encoding="utf-8")
    out.with_suffix(".svg").write_text(draw(result["runs"]), encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
