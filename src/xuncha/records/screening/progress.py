"""How far a screening is, kept in the cache."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.core.cache import cache

from xuncha.records.screening.models import Screening

KEPT_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Progress:
    """Which rule was done last, how many of how many, flags so far."""

    rule: str
    done: int
    of: int
    raised: int

    @property
    def percent(self) -> int:
        """How much is done, in hundredths."""
        return 100 * self.done // self.of if self.of else 0


def tell(screening: Screening, progress: Progress) -> None:
    """Say how far it is."""
    cache.set(_key(screening), asdict(progress), KEPT_SECONDS)


def of(screening: Screening) -> Progress | None:
    """How far it is, as far as is known."""
    told = cache.get(_key(screening))
    return Progress(**told) if told else None


def _key(screening: Screening) -> str:
    return f"screening:{screening.pk}"
