"""How far a search is, kept in the cache: it moves every second, and a record that moved so would drown the trail."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from django.core.cache import cache
from django.utils import timezone

from xuncha.engines.teams.outcome import Progress
from xuncha.records.staffing.models import Attempt, AttemptState
from xuncha.records.staffing.plans import Row, as_rows

KEPT_SECONDS = 24 * 3600
TOLD_EVERY_SECONDS = 0.5
SILENT_SECONDS = 180
"""After this long without a sign of life a search counts as broken off."""
ENDING_SECONDS = 30
"""How long a cancelled search may take to end."""
MOMENTS_KEPT = 200

Moment = tuple[float, int | None, int]
"""Seconds since the start, the best plan's objective (None before the first), the proven bound."""


@dataclass(frozen=True)
class Seen:
    """What is known of a running search: every moment so far, and the best plan."""

    moments: list[Moment] = field(default_factory=list)
    plan: list[Row] = field(default_factory=list)
    at: float = 0.0


def of(attempt: Attempt) -> Seen:
    """How far a search is, as far as is known."""
    told: dict[str, Any] | None = cache.get(_key(attempt.pk))
    return Seen(**told) if told else Seen()


def moving(attempt: Attempt) -> bool:
    """Whether more is to come: it waits, it runs, or it was just cancelled and is putting its best plan away."""
    if attempt.state == AttemptState.CANCELLED and attempt.problem_file and not attempt.status:
        return not _silent(attempt, ENDING_SECONDS)
    return attempt.state in (AttemptState.ASKED, AttemptState.RUNNING)


def broken_off(attempt: Attempt) -> bool:
    """Whether a search that should be running has given no sign of life for long."""
    return attempt.state in (AttemptState.ASKED, AttemptState.RUNNING) and _silent(attempt, SILENT_SECONDS)


def _silent(attempt: Attempt, seconds: float) -> bool:
    last = of(attempt).at or (attempt.ended_at or attempt.asked_at).timestamp()
    return timezone.now().timestamp() - last > seconds


def stop(attempt: Attempt) -> None:
    """Have the search of an attempt stop; in the cache, since a search may ask from threads that hold no database."""
    cache.set(_stop_key(attempt.pk), True, KEPT_SECONDS)


class Teller:
    """Says how far one search is, not more often than anybody looks, and hears when it is to stop."""

    def __init__(self, attempt: Attempt) -> None:
        """Tell of this attempt; nobody can have asked it to stop before it runs."""
        self.pk = attempt.pk
        cache.delete_many([_key(attempt.pk), _stop_key(attempt.pk)])
        self.moments: list[Moment] = []
        self.plan: list[Row] = []
        self._told = self._heard = 0.0
        self._stop = False

    def tell(self, progress: Progress) -> None:
        """Put a moment down; a better plan is always told."""
        better = progress.plan is not None and (not self.moments or self.moments[-1][1] != progress.objective)
        self.moments.append((progress.seconds, progress.objective, progress.bound))
        if progress.plan is not None:
            self.plan = as_rows(progress.plan)
        now = timezone.now().timestamp()
        if better or now - self._told >= TOLD_EVERY_SECONDS:
            self._told = now
            cache.set(_key(self.pk), asdict(Seen(thinned(self.moments), self.plan, now)), KEPT_SECONDS)

    def stopped(self) -> bool:
        """Whether somebody cancelled the attempt; looked up twice a second at most."""
        now = timezone.now().timestamp()
        if not self._stop and now - self._heard >= TOLD_EVERY_SECONDS:
            self._heard = now
            self._stop = bool(cache.get(_stop_key(self.pk)))
        return self._stop


def thinned(moments: list[Moment]) -> list[Moment]:
    """No more moments than a chart can show: the first and the last, and evenly between."""
    if len(moments) <= MOMENTS_KEPT:
        return list(moments)
    step = (len(moments) - 1) / (MOMENTS_KEPT - 1)
    return [moments[round(number * step)] for number in range(MOMENTS_KEPT)]


def moments_of(history: tuple[Progress, ...]) -> list[Moment]:
    """The moments of a finished search."""
    return thinned([(each.seconds, each.objective, each.bound) for each in history])


def _stop_key(pk: int) -> str:
    return f"staffing-stop-{pk}"


def _key(pk: int) -> str:
    return f"staffing-attempt-{pk}"
