"""Whom to borrow: the fewest people from elsewhere who make an impossible problem possible."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from xuncha.domain.modes import Family
from xuncha.domain.roles import TeamRole
from xuncha.domain.teams.policy import VETERAN_PRACTICE
from xuncha.domain.words import N_, say
from xuncha.engines.teams.outcome import Outcome, Status, WayOut
from xuncha.engines.teams.plan import Plan, Wishes
from xuncha.engines.teams.problem import ROLES, Inspection, Inspector, Problem, Tie, skill_word
from xuncha.engines.teams.solve.attempts import COUNTING, Attempt, free_of_charge
from xuncha.engines.teams.solve.layout import Layout


def borrow(problem: Problem, wishes: Wishes, attempt: Attempt) -> Iterator[WayOut]:
    """How many people to borrow, how few are proven to be needed, and for each team whom; nothing where borrowing cannot help."""
    wider = with_guests(problem)
    outcome = attempt(wider, wishes, COUNTING)
    if outcome.status is Status.INFEASIBLE:
        return
    yield _total(outcome)
    homes = {each.id: each.home for each in wider.inspectors}
    for inspection in problem.inspections:
        yield from _lent(problem, inspection, outcome.plan or Plan(()), homes)


def with_guests(problem: Problem) -> Problem:
    """The same problem with people to borrow for every seat, able to do anything, one point for each seat; nobody else costs anything.

    A guest stands for as many people as there are inspections: each seat taken is one more person to borrow.
    """
    layout, inspections = Layout(problem), problem.inspections
    lenders = [_lenders(layout, i) for i in range(layout.targets)]
    guests, ties = [], []
    for home in sorted(set().union(*lenders)):
        lent = [home in each for each in lenders]
        for role in ROLES:
            for n in range(max(each.slots(role) for each, here in zip(inspections, lent, strict=True) if here)):
                guest = Inspector(
                    f"guest-{home}-{role}-{n}",
                    "",
                    home,
                    frozenset({role}),
                    frozenset(layout.skill),
                    len(inspections),
                    VETERAN_PRACTICE,
                )
                guests.append(guest)
                ties += [
                    Tie(guest.id, each.id, 1, recusal=not here) for each, here in zip(inspections, lent, strict=True)
                ]
    free = free_of_charge(problem)
    return replace(free, inspectors=(*free.inspectors, *guests), ties=(*free.ties, *ties))


def _lenders(layout: Layout, i: int) -> set[str]:
    """Where an inspection may borrow: right above the place inspected, and from counties where it asks for people of theirs."""
    problem, at = layout.problem, layout.at[i]
    jurisdiction = problem.inspections[i].jurisdiction
    found = {(*reversed(problem.above[jurisdiction]), jurisdiction)[0]}
    counties = layout.sources(i) if layout.mode[i] is Family.CROSS else np.zeros(0, dtype=np.int64)
    if layout.mode[i] is Family.MIXED:
        counties = np.setdiff1d(np.flatnonzero(layout.county & (layout.city == layout.city[at])), at)
    return found | {problem.jurisdictions[h].id for h in counties}


def _total(outcome: Outcome) -> WayOut:
    count, least = outcome.objective, max(1, outcome.bound)
    if count is None:
        sentence = say(N_("时限内没有找到可行的借调办法；已证明至少要借调%(least)s人"), least=least)
        return WayOut("borrow", {"least": least}, sentence)
    values: dict[str, str | int] = {"count": count, "least": least}
    if count == least:
        return WayOut("borrow", values, say(N_("借调%(count)s人即可编成，已证明再少不行"), count=count))
    text = N_("借调%(count)s人即可编成；已证明至少要借调%(least)s人，能否更少在时限内没有确定")
    return WayOut("borrow", values, say(text, **values))


def _lent(problem: Problem, inspection: Inspection, plan: Plan, homes: dict[str, str]) -> Iterator[WayOut]:
    """Whom one team borrows; what it lacks in skills is dealt out among its guests."""
    own = {each.id: each for each in problem.inspectors}
    team = [each for each in plan if each.inspection == inspection.id]
    mates = [own[each.inspector] for each in team if each.inspector in own]
    guests = [each for each in team if each.inspector not in own]
    lacking = [
        skill
        for skill, least in sorted(inspection.skills.items())
        for _ in range(least - sum(skill in mate.skills for mate in mates))
    ]
    wanted = Counter(
        (homes[each.inspector], each.role, tuple(sorted(lacking[n :: len(guests)]))) for n, each in enumerate(guests)
    )
    places = {each.id: each.name for each in problem.jurisdictions}
    for (home, role, skills), count in sorted(wanted.items()):
        yield _line(inspection, home, places[home], role, skills, count)


def _line(inspection: Inspection, home: str, place: str, role: TeamRole, skills: tuple[str, ...], count: int) -> WayOut:
    text = N_("为%(unit)s从%(place)s借调%(count)s名%(role)s")
    if skills:
        text = N_("为%(unit)s从%(place)s借调%(count)s名有%(skills)s专业的%(role)s")
    sentence = say(
        text,
        unit=inspection.unit,
        place=place,
        count=count,
        role=role,
        **({"skills": tuple(map(skill_word, skills))} if skills else {}),
    )
    values: dict[str, str | int] = {
        "inspection": inspection.id,
        "home": home,
        "role": str(role),
        "skill": ";".join(skills),
        "count": count,
    }
    return WayOut("lend", values, sentence)
