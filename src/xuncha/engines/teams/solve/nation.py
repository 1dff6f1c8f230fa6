"""A nation: too large for one relaxation, and its cities keep to themselves."""

from __future__ import annotations

from xuncha.engines.teams.outcome import Proof
from xuncha.engines.teams.plan import Wishes
from xuncha.engines.teams.solve.cities import AT_ONCE, Part, SideBySide, joined, share_of_time, split
from xuncha.engines.teams.solve.clock import Clock
from xuncha.engines.teams.solve.layout import Layout
from xuncha.engines.teams.solve.searches import Found

BATCH = 8 * AT_ONCE
"""So many cities are searched by the same processes. Two that searched all of a nation's had come to hold 23 GB.

Not by `max_tasks_per_child`: under it the pool of Python 3.11 stood still with nobody working (seen; cpython issue 115634)."""


def by_home(layout: Layout, wishes: Wishes, seed: int, clock: Clock) -> Found:
    """Search a nation: everybody serves in the city that is their home.

    A city that has no plan when its share of the time is up is searched again with a share of what is left.
    """
    parts = list(split(layout))
    found: dict[int, Part] = {}
    lacking = list(range(len(parts)))
    while lacking and not clock.over:
        for begin in range(0, len(lacking), BATCH):
            batch = lacking[begin : begin + BATCH]
            stop = share_of_time(clock, len(lacking) - begin)
            with SideBySide([parts[n] for n in batch], stop, seed, wishes) as beside:
                beside.finish(lambda: clock.over)
            found |= {batch[n]: part for n, part in beside.found.items()}
        without = [n for n in lacking if n not in found or found[n].assignments is None]
        if len(without) == len(lacking):  # none of them is any further: each has had the time for it
            break
        lacking = without
    together = {key: value for _, part in sorted(found.items()) for key, value in part.multipliers.items()}
    return Found(joined(found, len(parts)), Proof(together))
