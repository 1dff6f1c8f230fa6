"""The numbers team rules work with; every one has the default of the public problem format."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil


@dataclass(frozen=True)
class TeamPolicy:
    """What an office has settled about teams."""

    travel_per_km: float = 0.4
    travel_most: int = 160
    cross_share: float = 0.6
    cross_within_city: bool = True
    sources_per_county: int = 2
    elevated_share: float = 0.5
    mixed_least_city: int = 1
    mixed_least_county: int = 2
    same_home_most: int = 2
    newcomers_most: int = 2
    veterans_least: int = 2
    reciprocity: bool = False
    arc_rest: int = 2

    def __post_init__(self) -> None:
        """Refuse shares beyond the whole and negative counts."""
        if not (0 <= self.cross_share <= 1 and 0 <= self.elevated_share <= 1):
            raise ValueError("a share lies between 0 and 1")
        counts = (self.sources_per_county, self.mixed_least_city, self.mixed_least_county, self.same_home_most)
        if min(*counts, self.newcomers_most, self.veterans_least, self.arc_rest, self.travel_most) < 0:
            raise ValueError("a count cannot be negative")


NEWCOMER_PRACTICE = 0
VETERAN_PRACTICE = 3


def share_of(share: float, people: int) -> int:
    """A share of a team, rounded up; exact, so that 0.07 of 100 is 7 and not 8."""
    return ceil(Fraction(str(share)) * people)
