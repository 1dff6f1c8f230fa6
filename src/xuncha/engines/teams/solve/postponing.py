"""Which inspections to leave out where nothing else helps: they cannot be staffed, whoever is borrowed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from xuncha.domain.words import N_, say
from xuncha.engines.teams.outcome import Clash, Status, WayOut
from xuncha.engines.teams.plan import Wishes
from xuncha.engines.teams.problem import Problem
from xuncha.engines.teams.solve.attempts import QUICKLY, Attempt, only
from xuncha.engines.teams.solve.borrowing import with_guests
from xuncha.engines.teams.solve.cities import wishes_for

Why = Callable[[Problem, Wishes], tuple[Clash, ...]]
"""Which rules clash in a problem that has no plan."""


def postpone(problem: Problem, wishes: Wishes, attempt: Attempt, why: Why) -> Iterator[WayOut]:
    """Leave one inspection out of every clash that no borrowing mends; clashes that share none prove how many it takes."""
    left = with_guests(problem)
    out: list[str] = []
    clashing: set[str] = set()
    least = 0
    while (outcome := attempt(left, wishes_for(left, wishes), QUICKLY)).status is Status.INFEASIBLE:
        concerned = {key for each in why(left, wishes_for(left, wishes)) for key in each.inspections}
        least += clashing.isdisjoint(concerned)
        clashing |= concerned
        out.append(min(concerned))
        left = only(left, {each.id for each in left.inspections} - {out[-1]})
    if out:
        settled = outcome.plan is not None
        text = N_("%(units)s本轮不安排或改变巡察方式；已证明至少有%(least)s个单位须这样处理")
        if not settled:
            text = N_(
                "%(units)s本轮不安排或改变巡察方式；已证明至少有%(least)s个单位须这样处理，其余能否编成在时限内没有确定"
            )
        units = tuple(each.unit for each in problem.inspections if each.id in out)
        values: dict[str, str | int] = {"inspections": ";".join(out), "count": len(out), "least": least}
        yield WayOut("postpone", values, say(text, units=units, least=least))
