"""Whoever shares nothing with a unit need not be checked against it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories.acquaintance import ON, POOL, small_world
from xuncha.domain.modes import Mode
from xuncha.domain.people import PersonFacts
from xuncha.domain.recusal import STRICT, Sharing, UnitFacts, check
from xuncha.domain.roles import TeamRole


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32).map(Random))
def test_nobody_who_shares_nothing_is_in_conflict(rng: Random) -> None:
    world = small_world(rng)
    pool = [world.people[who] for who in range(POOL)]
    sharing = Sharing(pool, world.declared)
    for unit in world.units:
        target = replace(unit, staff=tuple(rng.sample(list(world.people.values()), 2)))
        near = sharing.with_unit(target)
        for person in pool:
            for role, mode in ((TeamRole.LEADER, Mode.CROSS_TEAM), (TeamRole.MEMBER, Mode.ROUTINE)):
                found = check(person, role, target, mode, ON, STRICT, world.declared[person.id])
                assert not found or person.id in near


def test_a_stranger_is_left_out() -> None:
    stranger, colleague = PersonFacts("s", "路人", unit="bank"), PersonFacts("c", "同事", unit="water")
    assert Sharing([stranger, colleague], {}).with_unit(UnitFacts("water", "水务局")) == {"c"}
