"""How far a job is, kept in the cache: the import's own transaction holds the database to itself until it ends."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.core.cache import cache
from django.utils import timezone

from xuncha.domain.words import N_
from xuncha.records.exchange.models import ExportJob, ImportJob

KEPT_SECONDS = 24 * 3600
SILENT_SECONDS = 180
"""After this long without a sign of life a job counts as broken off."""
TOLD_EVERY_SECONDS = 0.3

WAITING = N_("排队等待")
READING = N_("读取和核对")
WRITING = N_("写入")
RECHECKING = N_("重新进行回避审查")
LISTING = N_("整理数据")

Job = ImportJob | ExportJob


@dataclass(frozen=True)
class Progress:
    """What is being done, how far it is, and when that was last said."""

    what: str
    done: int
    of: int
    at: float

    @property
    def percent(self) -> int:
        """How much is done, in hundredths."""
        return min(100, 100 * self.done // self.of) if self.of else 0


def of(job: Job) -> Progress | None:
    """How far a job is, as far as is known."""
    told = cache.get(_key(job))
    return Progress(**told) if told else None


def broken_off(job: Job) -> bool:
    """Whether a job that should be running has given no sign of life for long."""
    told = of(job)
    last = told.at if told else job.started_at.timestamp()
    return timezone.now().timestamp() - last > SILENT_SECONDS


class Teller:
    """Says how far one job is, not more often than anybody looks."""

    def __init__(self, job: Job) -> None:
        """Tell of this job."""
        self.key = _key(job)
        self.last = ("", 0.0)

    def tell(self, what: str, done: int = 0, total: int = 0) -> None:
        """Put it down; a new kind of work is always told."""
        now = timezone.now().timestamp()
        if self.last[0] == what and now - self.last[1] < TOLD_EVERY_SECONDS:
            return
        self.last = (what, now)
        cache.set(self.key, asdict(Progress(what, done, total, now)), KEPT_SECONDS)


def _key(job: Job) -> str:
    return f"exchange-{job._meta.model_name}-{job.pk}"
