"""The numbers team rules work with; every one has the default of the public problem format."""

from __future__ import annotations

from dataclasses import dataclass, fields
from fractions import Fraction
from math import ceil

from xuncha.domain.errors import InvalidField
from xuncha.domain.words import N_, say

NUMBER_MOST = 1_000_000_000
"""No number of a team problem is larger: sums of a whole nation stay exact."""


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
        """Refuse shares beyond the whole, negative numbers and absurd ones."""
        for name in ("cross_share", "elevated_share"):
            if not 0 <= getattr(self, name) <= 1:
                raise InvalidField(name, say(N_("应在0和1之间")))
        for each in fields(self):
            value = getattr(self, each.name)
            if not 0 <= value <= NUMBER_MOST:
                raise InvalidField(each.name, say(N_("应在0和%(most)s之间"), most=NUMBER_MOST))


NEWCOMER_PRACTICE = 0
VETERAN_PRACTICE = 3


def share_of(share: float, people: int) -> int:
    """A share of a team, rounded up; exact, so that 0.07 of 100 is 7 and not 8."""
    return ceil(Fraction(str(share)) * people)
