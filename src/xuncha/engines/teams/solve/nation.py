"""A nation: too large for one relaxation, and its cities keep to themselves."""

from __future__ import annotations

from xuncha.engines.teams.outcome import Proof, Stop
from xuncha.engines.teams.plan import Wishes
from xuncha.engines.teams.solve.cities import SideBySide, split
from xuncha.engines.teams.solve.clock import Clock
from xuncha.engines.teams.solve.layout import Layout
from xuncha.engines.teams.solve.searches import Found


def by_home(layout: Layout, wishes: Wishes, seed: int, clock: Clock) -> Found:
    """Search a nation: everybody serves in the city that is their home."""
    parts = list(split(layout))
    beside = SideBySide(parts, Stop(clock.stop.gap, clock.left / 4, clock.stop.asked), seed, wishes)
    beside.finish(lambda: clock.over)
    plan = beside.plan()
    together = {key: value for part in beside.found.values() for key, value in part.multipliers.items()}
    return Found(plan, Proof(together))
