"""Where planted cases will stand, decided before the honest lines are drawn: both twins keep these places free.

A case that tells the whole history of an account in a unit (a sum that moves, jumps or stops) needs that account to itself, so
the unit books nothing honest there. Closed findings belong to the county, not to the plants: the clean twin has them too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from xuncha.domain.ledgers import RuleFamily
from xuncha.engines.ledgers import accounts as a
from xuncha.engines.ledgers.generate.county import GROUP, County

LINES_A_CASE, FEWEST, MOST = 300_000, 3, 24
WAYS_BACK = 5
"""Ways in which closed spending comes back (`plants/a.py`): each is planted, however small the ledger."""
CLOSED = (date(2025, 3, 28), date(2025, 6, 20), date(2024, 9, 13), date(2024, 5, 17))
WATCHED_UNTIL = date(2026, 12, 31)
WORDS = "无法入账"
DISPLACED, RECURRED, RENAMED = "A4", "A1", "A5"


@dataclass(frozen=True, slots=True)
class Plan:
    """Cases a rule (of A1, recurrences), hosts of histories by rule, what each host leaves unbooked, closed findings."""

    cases: int
    recurrences: int
    hosts: dict[str, tuple[int, ...]]
    silent: dict[int, frozenset[str]]
    closures: tuple[dict[str, Any], ...]


def reserved(number: int) -> str:
    """The code of a supplier whom no honest voucher knows."""
    return f"91990100MB{number:07}X"


def plan(world: County) -> Plan:
    """The plan for a county."""
    cases = int(np.clip(world.lines // LINES_A_CASE, FEWEST, MOST))
    stations = [group * GROUP + place for group in range(world.groups) for place in (5, 6, 7)]
    hosts = {rule: tuple(stations[n::4][:cases]) for n, rule in enumerate(("C14", "D14", "E1", "E2"))}
    hosts["C13"] = tuple(group * GROUP + 4 for group in range(min(cases, world.groups)))
    hosts[DISPLACED] = tuple(group * GROUP for group in range(min(cases, world.groups)))
    silent = {unit: frozenset({"reception"}) for unit in hosts["C13"]}
    silent |= {unit: frozenset({"office", "mixed", "other", "labour"}) for unit in hosts["C14"]}
    silent |= {unit: frozenset({"office", "mixed"}) for unit in hosts["E1"]}
    for bureau in hosts[DISPLACED]:
        for unit in range(bureau, bureau + GROUP):
            silent[unit] = silent.get(unit, frozenset()) | {"meeting"}
    recurrences = max(cases, WAYS_BACK)
    return Plan(cases, recurrences, hosts, silent, tuple(_closures(world, cases, recurrences, hosts[DISPLACED])))


def _closures(world: County, cases: int, recurrences: int, displaced: tuple[int, ...]) -> list[dict[str, Any]]:
    rows = []
    for n in range(recurrences):
        head = world.person_ids[world.staff[n % world.groups * GROUP]]
        found = {"accounts": [a.OTHER_GOODS], "suppliers": [reserved(n)], "words": [WORDS], "persons": [head]}
        rows.append(_closure(world, f"{RECURRED}-{n + 1}", n, RuleFamily.DISPLACEMENT, n, found))
    for n in range(cases):
        renamed = {"accounts": [a.RECEPTION], "suppliers": [reserved(recurrences + n)], "words": [], "persons": []}
        rows.append(_closure(world, f"{RENAMED}-{n + 1}", n, RuleFamily.FRUGALITY, n + 1, renamed))
    for n in range(len(displaced)):
        moved = {"accounts": [a.MEETING], "suppliers": [], "words": [], "persons": []}
        rows.append(_closure(world, f"{DISPLACED}-{n + 1}", n, RuleFamily.FRUGALITY, 0, moved))
    return rows


def _closure(
    world: County, finding: str, group: int, family: RuleFamily, closed: int, found: dict[str, list[str]]
) -> dict[str, Any]:
    return {
        "finding": finding,
        "unit": world.units[group % world.groups * GROUP],
        "family": family.value,
        **found,
        "closed_on": CLOSED[closed % len(CLOSED)],
        "watch_until": WATCHED_UNTIL,
    }
