"""Why there is no plan, and the smallest way out: prefectures cut down until they have none.

    .venv/bin/python -m benchmarks.ways_out [--seeds 1] [--cases NAME,...]

Seconds are those of the explanation alone (what clashes, whom to borrow, which limits to ease), on the wall and of the processor; proving that there
is no plan comes before and stands beside.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

import numpy as np

from benchmarks.teams.measuring import ROOT, surroundings
from xuncha.domain.modes import Family
from xuncha.domain.organisations import Level
from xuncha.domain.roles import TeamRole
from xuncha.engines.teams.generate import generate
from xuncha.engines.teams.problem import Inspector, Past, Problem, Tie
from xuncha.engines.teams.solve import solve

RESULT = ROOT / "benchmarks" / "results" / "ways_out.json"


def few_skilled(problem: Problem, skill: str, left: int) -> Problem:
    """All but so many lose a skill."""
    able = [each.id for each in problem.inspectors if skill in each.skills][left:]
    return _changed(problem, able, lambda each: replace(each, skills=each.skills - {skill}))


def leaders_gone(problem: Problem, counties: int) -> Problem:
    """Nobody of the city and of some counties may lead."""
    homes = [each.id for each in problem.jurisdictions if each.level is Level.CITY] + _counties(problem)[:counties]
    there = [each.id for each in problem.inspectors if each.home in homes]
    member = frozenset({TeamRole.MEMBER})
    return _changed(problem, there, lambda each: replace(each, roles=each.roles - {TeamRole.LEADER} or member))


def fewer_people(problem: Problem, share: float) -> Problem:
    """A share of the pool, by chance."""
    chance = np.random.default_rng(1).random(len(problem.inspectors))
    stay = {each.id for each, drawn in zip(problem.inspectors, chance, strict=True) if drawn < share}
    return replace(
        problem,
        inspectors=tuple(each for each in problem.inspectors if each.id in stay),
        ties=tuple(tie for tie in problem.ties if tie.inspector in stay),
        apart=tuple(pair for pair in problem.apart if {pair.first, pair.second} <= stay),
    )


def recused(problem: Problem, share: float) -> Problem:
    """A share of all pairs recused, by chance."""
    chance = np.random.default_rng(1).random((len(problem.inspectors), len(problem.inspections)))
    pairs = zip(*np.nonzero(chance < share), strict=True)
    return _tied(problem, {(problem.inspectors[p].id, problem.inspections[i].id) for p, i in pairs})


def city_recused_from_a_county(problem: Problem) -> Problem:
    """Everybody of the city's own is recused from whatever is inspected in the first county."""
    city = {each.id for each in problem.jurisdictions if each.level is Level.CITY}
    targets = [each.id for each in problem.inspections if each.jurisdiction == _counties(problem)[0]]
    return _tied(problem, {(each.id, key) for each in problem.inspectors if each.home in city for key in targets})


def nobody_may_cross(problem: Problem) -> Problem:
    """Every county inspected the first county crosswise too lately to do so again, further back than limits may be eased."""
    target = next(each.jurisdiction for each in problem.inspections if each.mode is Family.CROSS)
    lately = tuple(Past(county, target, 0) for county in _counties(problem) if county != target)
    return replace(problem, history=(*problem.history, *lately))


CASES: dict[str, Callable[[Problem], Problem]] = {
    "audit left to 2 people": lambda problem: few_skilled(problem, "audit", 2),
    "finance left to 40 people": lambda problem: few_skilled(problem, "finance", 40),
    "no leaders in the city and 6 counties": lambda problem: leaders_gone(problem, 6),
    "80 % of the people": lambda problem: fewer_people(problem, 0.8),
    "90 % of all pairs recused": lambda problem: recused(problem, 0.9),
    "the city recused from one county": city_recused_from_a_county,
    "no county may cross into one": nobody_may_cross,
}


def _counties(problem: Problem) -> list[str]:
    return [each.id for each in problem.jurisdictions if each.level is Level.COUNTY]


def _changed(problem: Problem, which: Collection[str], change: Callable[[Inspector], Inspector]) -> Problem:
    return replace(problem, inspectors=tuple(change(each) if each.id in which else each for each in problem.inspectors))


def _tied(problem: Problem, pairs: set[tuple[str, str]]) -> Problem:
    others = (tie for tie in problem.ties if (tie.inspector, tie.inspection) not in pairs)
    return replace(problem, ties=(*others, *(Tie(*pair, 0, recusal=True) for pair in sorted(pairs))))


def measure(name: str, seed: int) -> dict[str, Any]:
    """Explain one case."""
    problem = CASES[name](generate("prefecture", seed))
    load, wall, processor = os.getloadavg()[0], time.perf_counter(), time.process_time()
    outcome = solve(problem)
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    told = outcome.explanation
    ways = told.ways_out if told else ()
    return {
        "case": name,
        "seed": seed,
        "status": outcome.status.value,
        "load_average": round(load, 1),
        "proof_wall_seconds": round(outcome.seconds, 1),
        "explanation_wall_seconds": round(wall - outcome.seconds, 1),
        "processor_seconds_in_all": round(processor, 1),
        "clash": sorted({each.rule.value for each in told.clash}) if told else [],
        "clash_lines": len(told.clash) if told else 0,
        "clash_is_minimal": told.minimal if told else None,
        "borrow": next((dict(way.values) for way in ways if way.code == "borrow"), None),
        "other_ways_out": [
            {"code": way.code, **way.values} for way in ways if way.code not in ("borrow", "lend")
        ],
    }  # fmt: skip


def main() -> None:
    """Explain every case and write down."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", default="1", help="of the generated prefectures (%(default)s)")
    parser.add_argument("--cases", default=",".join(CASES), help="(all)")
    options = parser.parse_args()
    around, found = surroundings(), []
    for seed in map(int, options.seeds.split(",")):
        for name in options.cases.split(","):
            found.append(measure(name, seed))
            print(json.dumps(found[-1], ensure_ascii=False), flush=True)
    RESULT.write_text(json.dumps({**around, "cases": found}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
