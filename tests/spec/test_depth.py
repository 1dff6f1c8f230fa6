"""Depth: a shallow inspection is named with the figures that say so, while it can still be mended."""

from __future__ import annotations

from dataclasses import replace

from xuncha.domain.depth import DepthFacts, measure

PEERS = [DepthFacts(number, f"第{number}组", 100, 60, 40, 80, 20, 2, 0.8) for number in range(4)]


def test_one_like_its_peers_is_not_shallow() -> None:
    depth = measure(PEERS[0], PEERS)
    assert depth.judged
    assert not depth.shallow
    assert depth.reasons == ()


def test_few_interviews_and_few_visits_are_named_with_their_figures() -> None:
    depth = measure(replace(PEERS[0], inspection=9, interviews=10, visits=5), PEERS)
    assert depth.shallow
    assert [str(reason) for reason in depth.reasons] == [
        "谈话每人每天0.10，同类中位数0.60",
        "走访每人每天0.05，同类中位数0.40",
    ]


def test_one_low_figure_is_shown_and_does_not_condemn() -> None:
    depth = measure(replace(PEERS[0], inspection=9, checklist=0.3), PEERS)
    assert [str(reason) for reason in depth.reasons] == ["监督清单覆盖率30%，同类中位数80%"]
    assert not depth.shallow


def test_a_team_is_never_called_shallow_for_want_of_leads() -> None:
    assert not measure(replace(PEERS[0], inspection=9, leads=0, checklist=0.3), PEERS).shallow


def test_a_team_twice_as_large_must_do_twice_as_much() -> None:
    assert measure(replace(PEERS[0], inspection=9, member_days=300), PEERS).shallow


def test_with_two_peers_or_in_the_first_days_nothing_is_judged() -> None:
    idle = replace(PEERS[0], inspection=9, interviews=0, visits=0)
    assert not measure(idle, PEERS[:2]).judged
    assert not measure(replace(idle, member_days=6), PEERS).shallow
    assert measure(idle, []).figures == ()
