"""When to stop, and what to tell meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable
from math import ceil, inf

from xuncha.engines.teams.outcome import Progress, Stop
from xuncha.engines.teams.plan import Plan
from xuncha.engines.teams.solve.tree import WHOLE

Tell = Callable[[Progress], None]


class Clock:
    """Runs from the first moment of a search to its last, and keeps the log."""

    def __init__(self, stop: Stop, tell: Tell) -> None:
        """Start."""
        self.stop, self.tell, self.start = stop, tell, time.monotonic()
        self.log: list[Progress] = []
        self.told: tuple[int | None, float] = (None, -inf)

    @property
    def seconds(self) -> float:
        """How long it runs."""
        return time.monotonic() - self.start

    @property
    def left(self) -> float:
        """How many seconds are left."""
        return self.stop.seconds - self.seconds

    @property
    def over(self) -> bool:
        """Whether the time is up, or somebody asked to stop."""
        return self.left <= 0 or self.stop.asked()

    def near(self, best: float, bound: float, saved: float = 0.0) -> bool:
        """Whether the best is near enough to the bound; both may weigh less than they cost by what is `saved`."""
        return best < inf and best - ceil(min(bound, best) - WHOLE) <= self.stop.gap * (best + saved)

    def tick(self, objective: int | None, bound: float, plan: Callable[[], Plan | None]) -> None:
        """Tell of a better plan or a better bound."""
        if (objective, bound) == self.told:
            return
        better = objective is not None and objective != self.told[0]
        self.told = (objective, bound)
        whole = 0 if bound == inf else max(0, ceil(bound - WHOLE))
        moment = Progress(self.seconds, objective, whole, plan() if better else None)
        self.log.append(moment)
        self.tell(moment)
