"""Asking for less: the least that limits must be eased, or wishes given up, to make an impossible problem possible."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from xuncha.domain.teams import TeamPolicy, TeamRule
from xuncha.domain.words import N_, say
from xuncha.engines.teams.outcome import Status, WayOut
from xuncha.engines.teams.plan import Wishes
from xuncha.engines.teams.problem import Problem
from xuncha.engines.teams.solve.attempts import QUICKLY, Attempt, free_of_charge

STEPS: tuple[tuple[str, str, int, TeamRule], ...] = (
    ("raise", "newcomers_most", 1, TeamRule.LEARNING),
    ("lower", "veterans_least", -1, TeamRule.LEARNING),
    ("raise", "same_home_most", 1, TeamRule.SPREAD),
    ("raise", "sources_per_county", 1, TeamRule.EXCHANGE),
    ("lower", "arc_rest", -1, TeamRule.EXCHANGE),
    ("lower", "mixed_least_city", -1, TeamRule.MIXED),
    ("lower", "mixed_least_county", -1, TeamRule.MIXED),
)
"""Limits of the policy that can be eased, in which direction, and the rule each belongs to."""

LIMITS: dict[str, str] = {
    "newcomers_most": N_("每组新手上限"),
    "veterans_least": N_("每组骨干下限"),
    "same_home_most": N_("同一县来源上限"),
    "sources_per_county": N_("每县来源县数上限"),
    "arc_rest": N_("互巡间隔轮数"),
    "mixed_least_city": N_("混编组上级人员下限"),
    "mixed_least_county": N_("混编组县级人员下限"),
}

POSSIBLE = (Status.OPTIMAL, Status.FEASIBLE)

FURTHEST = 10
"""No limit is eased by more than this."""


def without_wishes(problem: Problem, wishes: Wishes, attempt: Attempt) -> Iterator[WayOut]:
    """Give up the planner's wishes, where that is enough."""
    if (wishes.pins or wishes.forbidden) and attempt(free_of_charge(problem), Wishes(), QUICKLY).status in POSSIBLE:
        yield WayOut("wishes", {}, say(N_("放弃本次指定或排除人员的要求")))


def eased(problem: Problem, wishes: Wishes, rules: Collection[TeamRule], attempt: Attempt) -> Iterator[WayOut]:
    """For each limit of the rules that clash the least easing that helps; easing another rule cannot help.

    A limit not seen to help in time is not offered; where less was not proven useless in time, that is said.
    """
    for code, limit, step, rule in STEPS:
        if rule in rules:
            yield from _ease(problem, wishes, attempt, code, limit, step)


def _ease(problem: Problem, wishes: Wishes, attempt: Attempt, code: str, limit: str, step: int) -> Iterator[WayOut]:
    now: int = getattr(problem.policy, limit)
    furthest = FURTHEST if step > 0 else min(now, FURTHEST)
    free = free_of_charge(problem)

    def helped(steps: int) -> Status:
        policy: TeamPolicy = replace(free.policy, **{limit: now + step * steps})  # type: ignore[arg-type]
        return attempt(replace(free, policy=policy), wishes, QUICKLY).status

    if furthest == 0 or helped(furthest) not in POSSIBLE:
        return
    low, high, useless = 0, furthest, 0  # `high` helps; `low` was not seen to help, `useless` is proven not to
    while high - low > 1:
        middle = (low + high) // 2
        status = helped(middle)
        low, high = (low, middle) if status in POSSIBLE else (middle, high)
        useless = middle if status is Status.INFEASIBLE else useless
    to, least = now + step * high, now + step * (useless + 1)
    text = N_("本轮把“%(limit)s”由%(now)s改为%(to)s")
    if to != least:
        text = N_("本轮把“%(limit)s”由%(now)s改为%(to)s；能否改得更少在时限内没有确定")
    sentence = say(text, limit=say(LIMITS[limit]), now=now, to=to)
    yield WayOut(code, {"limit": limit, "to": to, "least": least}, sentence)
