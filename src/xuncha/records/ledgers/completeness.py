"""Which months of a unit are there: a gap is a month between the first and the last of which nothing was received."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xuncha.records.ledgers.models import LedgerMonth


@dataclass(frozen=True)
class Completeness:
    """The months of one unit, from the first to the last of which anything is there."""

    held: dict[int, LedgerMonth]

    @property
    def first(self) -> int:
        """The first period."""
        return min(self.held)

    @property
    def last(self) -> int:
        """The last period."""
        return max(self.held)

    @property
    def years(self) -> range:
        """The years they lie in."""
        return range(self.first // 100, self.last // 100 + 1)

    @property
    def missing(self) -> list[int]:
        """Months of which nothing is there."""
        every = (year * 100 + month for year in self.years for month in range(1, 13))
        return [period for period in every if self.first < period < self.last and period not in self.held]

    @property
    def flawed(self) -> list[LedgerMonth]:
        """Months that do not add up."""
        return [month for _, month in sorted(self.held.items()) if month.flawed]


def of(months: Iterable[LedgerMonth]) -> Completeness:
    """Of one unit's months."""
    return Completeness({month.period: month for month in months})
