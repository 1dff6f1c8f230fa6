"""A nation: too large for one relaxation, and its cities keep to themselves."""

from __future__ import annotations

from xuncha.engines.teams.outcome import Proof
from xuncha.engines.teams.plan import Wishes
from xuncha.engines.teams.solve.cities import SideBySide, share_of_time, split
from xuncha.engines.teams.solve.clock import Clock
from xuncha.engines.teams.solve.layout import Layout
from xuncha.engines.teams.solve.searches import Found


def by_home(layout: Layout, wishes: Wishes, seed: int, clock: Clock) -> Found:
    """Search a nation: everybody serves in the city that is their home."""
    parts = list(split(layout))
    with SideBySide(parts, share_of_time(clock, len(parts)), seed, wishes) as beside:
        beside.finish(lambda: clock.over)
    plan = beside.plan()
    together = {key: value for _, part in sorted(beside.found.items()) for key, value in part.multipliers.items()}
    return Found(plan, Proof(together))
