"""Why there is no plan: the clash in words, and the smallest ways out."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from xuncha.domain.teams import TeamRule
from xuncha.domain.words import N_, say
from xuncha.engines.teams.outcome import Clash, Explanation, Status
from xuncha.engines.teams.plan import Wishes
from xuncha.engines.teams.problem import Problem
from xuncha.engines.teams.solve.attempts import QUICKLY, Attempt, only
from xuncha.engines.teams.solve.borrowing import borrow
from xuncha.engines.teams.solve.cities import wishes_for
from xuncha.engines.teams.solve.clash import clash
from xuncha.engines.teams.solve.clock import Clock
from xuncha.engines.teams.solve.easing import eased, without_wishes
from xuncha.engines.teams.solve.layout import Layout
from xuncha.engines.teams.solve.postponing import postpone
from xuncha.engines.teams.solve.shortages import shortages

CLASHING = 15.0
"""Seconds for leaving out what does not belong to a clash."""


def explain(problem: Problem, wishes: Wishes, attempt: Attempt, clock: Clock) -> Explanation:
    """Say of a problem that is proven impossible which rules clash, and what would help; whom to borrow comes first, for that nearly always does."""
    without = replace(wishes, keep=None)

    def why(other: Problem, asked: Wishes) -> tuple[tuple[Clash, ...], bool]:
        end = clock.seconds + CLASHING
        found, minimal = shortages(Layout(other, asked)), True
        if not found:
            found, minimal = clash(other, asked, lambda: clock.seconds > end)
        return (found, minimal) if found else _whole_people(other, asked, attempt)

    offered = (*without_wishes(problem, without, attempt), *borrow(problem, without, attempt))
    found, minimal = why(problem, without)
    offered += tuple(eased(problem, without, {each.rule for each in found}, attempt))
    if not offered:
        offered = tuple(postpone(problem, without, attempt, lambda other, asked: why(other, asked)[0]))
    return Explanation(found, offered, minimal)


def _whole_people(problem: Problem, wishes: Wishes, attempt: Attempt) -> tuple[tuple[Clash, ...], bool]:
    """Rules that would be kept by parts of people only: the inspections of which none can be left out, if that could be settled."""
    needed, minimal = list(problem.inspections), True
    for each in problem.inspections:
        rest = [other for other in needed if other is not each]
        smaller = only(problem, {other.id for other in rest})
        status = attempt(smaller, wishes_for(smaller, wishes), QUICKLY).status
        minimal &= status is not Status.UNKNOWN
        needed = rest if status is Status.INFEASIBLE else needed
    units = tuple(each.unit for each in islice(needed, 10))
    sentence = say(N_("这些单位放在一起无法同时组齐：%(units)s"), units=units)
    return (Clash(TeamRule.SLOTS, tuple(each.id for each in needed), (), sentence),), minimal
