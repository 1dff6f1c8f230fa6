"""A nation: too large for one relaxation, and its cities keep to themselves."""

from __future__ import annotations

from xuncha.engines.teams.outcome import Proof
from xuncha.engines.teams.plan import Wishes
from xuncha.engines.teams.solve.cities import Part, SideBySide, joined, share_of_time, split
from xuncha.engines.teams.solve.clock import Clock
from xuncha.engines.teams.solve.layout import Layout
from xuncha.engines.teams.solve.searches import Found


def by_home(layout: Layout, wishes: Wishes, seed: int, clock: Clock) -> Found:
    """Search a nation: everybody serves in the city that is their home.

    A city that has no plan when its share of the time is up is searched again with a share of what is left.
    """
    parts = list(split(layout))
    found: dict[int, Part] = {}
    lacking = list(range(len(parts)))
    while lacking and not clock.over:
        again = [parts[n] for n in lacking]
        with SideBySide(again, share_of_time(clock, len(again)), seed, wishes) as beside:
            beside.finish(lambda: clock.over)
        found |= {lacking[n]: part for n, part in beside.found.items()}
        without = [n for n in lacking if n not in found or found[n].assignments is None]
        if len(without) == len(lacking):  # none of them is any further: each has had the time for it
            break
        lacking = without
    together = {key: value for _, part in sorted(found.items()) for key, value in part.multipliers.items()}
    return Found(joined(found, len(parts)), Proof(together))
