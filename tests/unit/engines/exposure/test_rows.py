"""The bulk reckoning says of every pair what the domain says of one, and a change reckons no more than it must."""

from __future__ import annotations

from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories.acquaintance import ON, PERSONS, small_world
from xuncha.engines import exposure as engine
from xuncha.engines.exposure import joins

chance = st.integers(0, 2**32).map(Random)


@settings(max_examples=200, deadline=None)
@given(chance)
def test_all_pairs_at_once_equal_every_pair_by_itself(rng: Random) -> None:
    world = small_world(rng)
    rows = engine.exposures(engine.world(world.facts(), ON), world.policy, ON)
    columns = rows.inspector.tolist(), rows.target.tolist(), rows.points.tolist()
    assert {(who, target): points for who, target, points in zip(*columns, strict=True)} == world.slow()


@settings(max_examples=100, deadline=None)
@given(chance)
def test_after_one_person_changed_the_affected_rows_reckoned_anew_equal_all_of_them(rng: Random) -> None:
    before = small_world(rng)
    who = rng.randrange(PERSONS)
    after = before.changed(rng, who)
    worlds = [engine.world(each.facts(), ON) for each in (before, after)]
    touched = engine.affected(*worlds, [who])
    parts = [engine.parts(world, before.policy, ON) for world in worlds]
    refreshed = engine.refreshed(parts[0], touched, worlds[1], after.policy, ON)
    for name in engine.Parts.names():
        assert getattr(refreshed, name).tolist() == getattr(parts[1], name).tolist()


def test_who_has_nothing_to_do_with_a_change_is_not_reckoned_anew() -> None:
    ties = engine.Ties(*(np.array(column) for column in ([0, 1], [4, 5], [1, 1], [engine.LASTING] * 2)))
    world = engine.World(
        inspectors=np.arange(3), bodies=engine.Bodies.of([(0, 5), (1, 6)]), ties=ties,
        unit_ties=engine.UnitTies.of(()), declared=engine.Declared.of(()), persons=7, targets=2,
    )  # fmt: skip
    assert engine.affected(world, world, [4]).inspectors.tolist() == [0]
    assert engine.affected(world, world, [4]).targets.tolist() == []
    assert engine.affected(world, world, [5]).inspectors.tolist() == [1]
    assert engine.affected(world, world, [5]).targets.tolist() == [0]


def test_matches_come_in_blocks_and_in_the_same_order() -> None:
    left, right = np.array([3, 1, 1, 9, 3]), np.array([1, 3, 3, 1])
    whole = joins.matches(left, right)
    for size in (1, 2, 3):
        parts = list(joins.blocks_of_matches(left, right, size))
        assert len(parts) > 1
        assert [np.concatenate(column).tolist() for column in zip(*parts, strict=True)] == [c.tolist() for c in whole]
