"""What false alarms teach: a proposal for a threshold, which a person accepts or not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xuncha.domain.authenticity.rule import Limit
from xuncha.domain.authenticity.words import SETTLED, DoubtState

LEAST_EXPLAINED = 8
"""Fewer false alarms teach nothing yet."""
SHARE = 75
"""With nothing confirmed, at most this percentage of the false alarms is silenced at once."""


@dataclass(frozen=True)
class Answered:
    """One answered doubt: its figure and what the person found."""

    measure: int
    state: DoubtState


@dataclass(frozen=True)
class Proposal:
    """Another value of a threshold: how many of the false alarms would have been spared, and what would have been missed."""

    limit: Limit
    value: int
    spared: int
    explained: int
    kept: int


def propose(limit: Limit, now: int, answered: Iterable[Answered]) -> Proposal | None:
    """The mildest threshold that spares false alarms and loses nothing a person confirmed or sent back; None where it teaches nothing."""
    known = [each for each in answered if each.state in SETTLED and limit.speaks(now, each.measure)]
    explained = [each.measure for each in known if each.state is DoubtState.EXPLAINED]
    real = [each.measure for each in known if each.state is not DoubtState.EXPLAINED]
    if len(explained) < LEAST_EXPLAINED:
        return None
    # From the mildest false alarm to the worst: each is spared by the threshold just beyond it.
    steps = [measure if limit.falling else measure + 1 for measure in sorted(explained, reverse=limit.falling)]
    if not real:
        steps = steps[: len(steps) * SHARE // 100]
    steps = [value for value in steps if all(limit.speaks(value, measure) for measure in real)]
    value = max(limit.least, min(limit.most, steps[-1])) if steps else now
    spared = sum(not limit.speaks(value, measure) for measure in explained)
    return Proposal(limit, value, spared, len(explained), len(real)) if spared else None
