"""Teams drawn before their people: a city's round that keeps every rule, so that a generated problem has a solution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from xuncha.domain.modes import Family
from xuncha.domain.roles import TeamRole
from xuncha.domain.teams.policy import TeamPolicy, share_of
from xuncha.engines.teams.problem import ROLES

POLICY = TeamPolicy()
CITY = 0
"""The place of the city itself; its counties are 1, 2, 3, ..."""

SIZES, SIZE_SHARES = (8, 9, 10, 12), (0.70, 0.20, 0.08, 0.02)
CITY_TARGET, COUNTY_LEADS_CROSS, COUNTY_LEADS_MIXED = 1 / 3, 0.6, 0.3


@dataclass(frozen=True)
class PlantedTeam:
    """One inspection: which place it inspects, how, and the home of every seat from the leader's on."""

    target: int
    mode: Family
    roles: tuple[TeamRole, ...]
    homes: tuple[int, ...]

    def slots(self, role: TeamRole) -> int:
        """How many people serve in this role."""
        return self.roles.count(role)


def arcs_allowed(rng: np.random.Generator, counties: int) -> dict[int, tuple[int, ...]]:
    """For each county the counties that may send people: the next ones of a ring, so that no favour is returned.

    With two each, a ring of five or more has no pair that inspect each other; a smaller one has with two, not with one.
    """
    ring = rng.permutation(np.arange(1, counties + 1)).tolist()
    steps = range(1, 1 + (POLICY.sources_per_county if counties >= 5 else 1))
    return {place: tuple(ring[(at + step) % counties] for step in steps) for at, place in enumerate(ring)}


def plant(
    rng: np.random.Generator, counties: int, modes: Sequence[Family], arcs: dict[int, tuple[int, ...]]
) -> list[PlantedTeam]:
    """Draw one team for each mode."""
    return [_team(rng, counties, mode, arcs) for mode in modes]


def _team(rng: np.random.Generator, counties: int, mode: Family, arcs: dict[int, tuple[int, ...]]) -> PlantedTeam:
    size = int(rng.choice(SIZES, p=SIZE_SHARES))
    target = int(rng.integers(1, counties + 1))
    if mode is Family.ROUTINE and rng.random() < CITY_TARGET:
        target = CITY
    others = np.array([place for place in range(1, counties + 1) if place != target])
    if mode is Family.CROSS:
        leader, rest = _cross(rng, size, int(rng.choice(arcs[target])))
    elif mode is Family.ROUTINE:
        leader, rest = _routine(rng, size, target, others)
    else:
        above = (
            share_of(POLICY.elevated_share, size) + rng.integers(2) if mode is Family.ELEVATED else rng.integers(2, 4)
        )
        spread = rng.permutation(np.repeat(others, POLICY.same_home_most))[: size - above].tolist()
        leader, rest = CITY, [CITY] * (size - len(spread) - 1) + spread
        source = arcs[target][0]
        if mode is Family.MIXED and source in spread and rng.random() < COUNTY_LEADS_MIXED:
            rest.remove(source)
            leader, rest = source, [*rest, CITY]
    deputies = 1 + int(size >= 9 and rng.random() < 0.5)
    counts = zip(ROLES, (1, deputies, 1, size - deputies - 2), strict=True)
    roles = tuple(role for role, count in counts for _ in range(count))
    return PlantedTeam(target, mode, roles, (leader, *rng.permutation(rest).tolist()))


def _cross(rng: np.random.Generator, size: int, source: int) -> tuple[int, list[int]]:
    sent = int(rng.integers(share_of(POLICY.cross_share, size), size + 1))
    homes = [source] * sent + [CITY] * (size - sent)
    leader = source if sent == size or rng.random() < COUNTY_LEADS_CROSS else CITY
    homes.remove(leader)
    return leader, homes


def _routine(rng: np.random.Generator, size: int, target: int, others: np.ndarray) -> tuple[int, list[int]]:
    """At home: a county's own people and at most one of the city; the city's own, half of them lent by counties."""
    if target == CITY:
        return CITY, [CITY] * (size // 2) + rng.choice(others, size - size // 2 - 1).tolist()
    lent = int(rng.integers(2))
    return target, [CITY] * lent + [target] * (size - 1 - lent)
