"""How far the reading of a file is, kept in the cache."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.core.cache import cache
from django.utils import timezone

from xuncha.records.ledgers.models import LedgerImport

KEPT_SECONDS = 24 * 3600
SILENT_SECONDS = 180
"""After this long without a sign of life it counts as broken off."""


@dataclass(frozen=True)
class Progress:
    """How many rows were taken, how much of the file was read in hundredths, and when that was last said."""

    rows: int
    percent: int
    at: float


def tell(job: LedgerImport, rows: int = 0, done: float = 0.0) -> None:
    """Say how far it is."""
    progress = Progress(rows, round(done * 100), timezone.now().timestamp())
    cache.set(_key(job), asdict(progress), KEPT_SECONDS)


def of(job: LedgerImport) -> Progress | None:
    """How far it is, as far as is known."""
    told = cache.get(_key(job))
    return Progress(**told) if told else None


def broken_off(job: LedgerImport) -> bool:
    """Whether one that should be under way has given no sign of life for long."""
    told = of(job)
    last = told.at if told else job.received_at.timestamp()
    return timezone.now().timestamp() - last > SILENT_SECONDS


def _key(job: LedgerImport) -> str:
    return f"ledger:{job.pk}"
