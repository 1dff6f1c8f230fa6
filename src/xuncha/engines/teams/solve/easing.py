"""The smallest changes, each of its own kind, that make an impossible problem possible."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from xuncha.domain.roles import TeamRole
from xuncha.domain.teams import TeamPolicy, TeamRule
from xuncha.domain.words import N_, say
from xuncha.engines.teams.outcome import Outcome, Status, WayOut
from xuncha.engines.teams.plan import Assignment, Wishes
from xuncha.engines.teams.problem import ROLES, Inspector, Problem, Tie, skill_word

Attempt = Callable[[Problem, Wishes, float], Outcome]
"""Searches a problem for so many seconds."""

QUICKLY, THOROUGHLY = 5.0, 25.0
"""Seconds for asking whether a limit helps, and for counting whom to borrow."""

GUEST = "guest"
MANY = 12
"""Nobody is told to borrow more people than this."""

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

FURTHEST = 10
"""No limit is eased by more than this."""


def ways_out(problem: Problem, wishes: Wishes, rules: Collection[TeamRule], attempt: Attempt) -> Iterator[WayOut]:
    """For each kind of change the smallest that helps: people to borrow, limits to ease, wishes to give up.

    `rules` are those that clash: easing another cannot help. What `attempt` cannot settle in time is not offered.
    """
    if (wishes.pins or wishes.forbidden) and _possible(attempt(_free_of_charge(problem), Wishes(), QUICKLY)):
        yield WayOut("wishes", {}, say(N_("放弃本次指定或排除人员的要求")))
    yield from _borrow(problem, wishes, attempt)
    for code, limit, step, rule in STEPS:
        if rule in rules:
            yield from _ease(problem, wishes, attempt, code, limit, step)


def _possible(outcome: Outcome) -> bool:
    return outcome.status in (Status.OPTIMAL, Status.FEASIBLE)


def _free_of_charge(problem: Problem) -> Problem:
    """The same problem where nobody costs anything: only whether there is a plan is asked."""
    ties = tuple(replace(tie, exposure=0) for tie in problem.ties if tie.recusal)
    return replace(problem, ties=ties, policy=replace(problem.policy, travel_per_km=0.0))


def _ease(problem: Problem, wishes: Wishes, attempt: Attempt, code: str, limit: str, step: int) -> Iterator[WayOut]:
    now: int = getattr(problem.policy, limit)
    furthest = FURTHEST if step > 0 else min(now, FURTHEST)
    free = _free_of_charge(problem)

    def helps(steps: int) -> bool:
        policy: TeamPolicy = replace(free.policy, **{limit: now + step * steps})  # type: ignore[arg-type]
        return _possible(attempt(replace(free, policy=policy), wishes, QUICKLY))

    if furthest == 0 or not helps(furthest):
        return
    low, high = 0, furthest  # helps(high), not helps(low)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if helps(middle) else (middle, high)
    to = now + step * high
    sentence = say(N_("本轮把“%(limit)s”由%(now)s改为%(to)s"), limit=say(LIMITS[limit]), now=now, to=to)
    yield WayOut(code, {"limit": limit, "to": to}, sentence)


def _borrow(problem: Problem, wishes: Wishes, attempt: Attempt) -> Iterator[WayOut]:
    """Add people from elsewhere who could do anything, one point each, and count how few of them are needed."""
    free = _free_of_charge(problem)
    homes = sorted({_from_above(problem, each.jurisdiction) for each in problem.inspections})
    skills = frozenset(skill for each in problem.inspections for skill in each.skills)
    guests = tuple(
        Inspector(f"{GUEST}-{home}-{n}", "", home, frozenset(ROLES), skills, 1, 3)
        for home in homes
        for n in range(MANY)
    )
    ties = tuple(Tie(guest.id, each.id, 1) for guest in guests for each in problem.inspections)
    outcome = attempt(
        replace(free, inspectors=(*free.inspectors, *guests), ties=(*free.ties, *ties)), wishes, THOROUGHLY
    )
    # Only the proven least is offered: nobody is told to borrow more than it takes.
    if outcome.plan is None or outcome.status is not Status.OPTIMAL:
        return
    borrowed = [each for each in outcome.plan if each.inspector.startswith(f"{GUEST}-")]
    for (inspection, role, skill), count in sorted(
        Counter(_needed(problem, each, outcome) for each in borrowed).items()
    ):
        yield _lend(problem, inspection, TeamRole(role), skill, count)


def _from_above(problem: Problem, jurisdiction: str) -> str:
    lineage = problem.above[jurisdiction]
    return lineage[-1] if lineage else jurisdiction


def _needed(problem: Problem, guest: Assignment, outcome: Outcome) -> tuple[str, str, str]:
    """What a guest is there for: a role, and the skill that nobody else of the team brings (if any)."""
    people = {each.id: each for each in problem.inspectors}
    target = next(each for each in problem.inspections if each.id == guest.inspection)
    mates = [
        people[each.inspector]
        for each in outcome.plan or ()
        if each.inspection == target.id and each.inspector in people
    ]
    lacking = (
        skill for skill, least in sorted(target.skills.items()) if sum(skill in mate.skills for mate in mates) < least
    )
    return target.id, str(guest.role), next(lacking, "")


def _lend(problem: Problem, inspection: str, role: TeamRole, skill: str, count: int) -> WayOut:
    unit = next(each.unit for each in problem.inspections if each.id == inspection)
    values: dict[str, str | int] = {"inspection": inspection, "role": str(role), "skill": skill, "count": count}
    if skill:
        return WayOut(
            "lend",
            values,
            say(
                N_("为%(unit)s从外部借调%(count)s名有%(skill)s专业的%(role)s"),
                unit=unit,
                count=count,
                skill=skill_word(skill),
                role=role,
            ),
        )
    return WayOut("lend", values, say(N_("为%(unit)s从外部借调%(count)s名%(role)s"), unit=unit, count=count, role=role))
