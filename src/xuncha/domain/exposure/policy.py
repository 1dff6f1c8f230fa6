"""What each kind of acquaintance weighs in an office, and how it fades."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xuncha.domain.exposure.kinds import WEIGHED, Acquaintance

POINTS_MOST = 1000
YEARS_MOST = 60


@dataclass(frozen=True)
class Weight:
    """Points in full while it lasts and for a year after; then less every year, nothing after `years`. 0: never less."""

    points: int
    years: int = 0

    def __post_init__(self) -> None:
        """Refuse what no office can mean."""
        if not 0 <= self.points <= POINTS_MOST or not 0 <= self.years <= YEARS_MOST:
            raise ValueError(f"a weight of {self.points} points over {self.years} years")

    def left(self, since: int) -> int:
        """Points left so many whole years after it ended."""
        return self.points * max(0, self.years - since) // self.years if self.years else self.points


USUAL: Mapping[Acquaintance, Weight] = {
    Acquaintance.KIN: Weight(80),
    Acquaintance.COLLEAGUE: Weight(40, 15),
    Acquaintance.SAME_CLASS: Weight(50, 40),
    Acquaintance.SAME_YEAR: Weight(25, 30),
    Acquaintance.SAME_SCHOOL: Weight(10, 20),
    Acquaintance.JOINT_SERVICE: Weight(35, 8),
    Acquaintance.MET_INSPECTING: Weight(30, 8),
    Acquaintance.SERVED_THERE: Weight(60, 15),
    Acquaintance.SERVED_NEXT: Weight(25, 10),
    Acquaintance.INSPECTED_UNIT: Weight(40, 8),
    Acquaintance.GREW_UP: Weight(20),
    Acquaintance.LIVES: Weight(10, 5),
    Acquaintance.SAME_LINE: Weight(10),
}


@dataclass(frozen=True)
class ExposurePolicy:
    """What an office counts: points and fading by kind, what a go-between is worth, and where the sum stops.

    `most` keeps one unit from swamping a plan. An acquaintance through a go-between counts `through_share` per cent of
    the weaker of its two sides, and only where each side has at least `through_least` points.
    """

    weights: Mapping[Acquaintance, Weight] = field(default_factory=lambda: dict(USUAL), hash=False)
    through_share: int = 25
    through_least: int = 30
    most: int = 400

    def __post_init__(self) -> None:
        """Refuse a policy that leaves a kind out, or in which a go-between weighs as much as knowing somebody."""
        if set(self.weights) != set(WEIGHED):
            raise ValueError("a policy weighs every kind of acquaintance")
        if not 0 <= self.through_share < 100 or self.through_least < 1 or self.most < 1:
            raise ValueError("a go-between counts less than knowing somebody, and something can count at all")

    def through(self, first: int, second: int) -> int:
        """Points of knowing somebody through somebody else, given the points of the two sides."""
        weaker = min(first, second)
        return weaker * self.through_share // 100 if weaker >= self.through_least else 0
