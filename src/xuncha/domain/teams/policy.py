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


_OURS = N_("本系统默认值，属一般做法，使用前请核实")
NUMBER_SOURCES: dict[str, str] = {
    "cross_share": N_("漳州半建制交叉：8人中6人外派；默认取六成"),
    "sources_per_county": _OURS,
    "elevated_share": N_("提级巡察由上级党委派出；默认取一半"),
    "mixed_least_city": N_("山西统筹混编：市县人员混合编组；人数为一般做法"),
    "mixed_least_county": N_("山西统筹混编：市县人员混合编组；人数为一般做法"),
    "newcomers_most": N_("东明：每组一半以上有经验；人数为一般做法"),
    "veterans_least": N_("东明：每组一半以上有经验；人数为一般做法"),
    "reciprocity": N_("互派可能互相照顾，一般不允许；曲靖2018年互派由被巡察地授权"),
    "arc_rest": N_("“三个不固定”：组长、对象、关系不固定；间隔轮次为一般做法"),
}
"""Where the usual number comes from; the others are our own."""


def source_of(number: str) -> str:
    """Where the usual value of a number comes from, in Chinese."""
    return NUMBER_SOURCES.get(number, _OURS)


NEWCOMER_PRACTICE = 0
VETERAN_PRACTICE = 3


def share_of(share: float, people: int) -> int:
    """A share of a team, rounded up; exact, so that 0.07 of 100 is 7 and not 8."""
    return ceil(Fraction(str(share)) * people)
