"""Why there is no plan: the clash in words, and the smallest ways out."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from xuncha.domain.teams import TeamRule
from xuncha.domain.words import N_, say
from xuncha.engines.teams.outcome import Clash, Explanation, Status
from xuncha.engines.teams.plan import Wishes
from xuncha.engines.teams.problem import Problem
from xuncha.engines.teams.solve.cities import wishes_for
from xuncha.engines.teams.solve.clash import clash
from xuncha.engines.teams.solve.layout import Layout
from xuncha.engines.teams.solve.model import Model
from xuncha.engines.teams.solve.shortages import shortages
from xuncha.engines.teams.solve.ways_out import QUICKLY, Attempt, ways_out


def explain(problem: Problem, wishes: Wishes, attempt: Attempt) -> Explanation:
    """Say of a problem that is proven impossible which rules clash, none of which can be left out, and what would help."""
    without = replace(wishes, keep=None)
    found = (
        shortages(Layout(problem, without))
        or clash(Model(problem, without))
        or _whole_people(problem, without, attempt)
    )
    return Explanation(found, tuple(ways_out(problem, without, {each.rule for each in found}, attempt)))


def _whole_people(problem: Problem, wishes: Wishes, attempt: Attempt) -> tuple[Clash, ...]:
    """Rules that would be kept by parts of people only: the inspections of which none can be left out."""
    needed = list(problem.inspections)
    for each in problem.inspections:
        rest = tuple(other for other in needed if other is not each)
        ids = {other.id for other in rest}
        smaller = replace(problem, inspections=rest, ties=tuple(tie for tie in problem.ties if tie.inspection in ids))
        if attempt(smaller, wishes_for(smaller, wishes), QUICKLY).status is Status.INFEASIBLE:
            needed = list(rest)
    units = tuple(each.unit for each in islice(needed, 10))
    sentence = say(N_("这些单位放在一起无法同时组齐：%(units)s"), units=units)
    return (Clash(TeamRule.SLOTS, tuple(each.id for each in needed), (), sentence),)
