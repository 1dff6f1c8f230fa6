"""How far a screening is, kept in the cache."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.core.cache import cache
from django.utils import timezone

from xuncha.domain.ledgers import ScreeningState
from xuncha.records.screening.models import Screening

KEPT_SECONDS = 24 * 3600
RULE_SECONDS = 600.0
"""How long one rule may run: between two of them nothing is told."""
SILENT_SECONDS = RULE_SECONDS + 60
"""After this long without a sign of life a screening counts as broken off."""
UNDER_WAY = (ScreeningState.ASKED, ScreeningState.RUNNING)


@dataclass(frozen=True)
class Progress:
    """Which rule was done last, how many of how many, flags so far, and when that was said."""

    rule: str
    done: int
    of: int
    raised: int
    at: float

    @property
    def percent(self) -> int:
        """How much is done, in hundredths."""
        return 100 * self.done // self.of if self.of else 0


def tell(screening: Screening, rule: str = "", done: int = 0, of: int = 0, raised: int = 0) -> None:
    """Say how far it is."""
    told = Progress(rule, done, of, raised, timezone.now().timestamp())
    cache.set(_key(screening), asdict(told), KEPT_SECONDS)


def of(screening: Screening) -> Progress | None:
    """How far it is, as far as is known."""
    told = cache.get(_key(screening))
    return Progress(**told) if told else None


def broken_off(screening: Screening) -> bool:
    """Whether one that should be running has given no sign of life for long."""
    told = of(screening)
    last = told.at if told else screening.asked_at.timestamp()
    return screening.state in UNDER_WAY and timezone.now().timestamp() - last > SILENT_SECONDS


def _key(screening: Screening) -> str:
    return f"screening:{screening.pk}"
