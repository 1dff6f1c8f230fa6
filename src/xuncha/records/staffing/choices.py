"""Changing a plan by hand: what it would cost and which rules it would break, judged by the checker and not the solver."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xuncha.domain.errors import NotFound
from xuncha.domain.roles import TeamRole
from xuncha.domain.words import N_, Sentence, say
from xuncha.engines.teams.check import Checked, check
from xuncha.engines.teams.plan import Wishes
from xuncha.engines.teams.problem import Inspector, Problem
from xuncha.records.staffing.plans import Row, as_plan

LOOKED_AT = 60
"""How many of the cheapest are judged before giving up: each is a whole plan held against every rule."""


@dataclass(frozen=True)
class Judged:
    """A changed plan: its rows, its objective, how much more than before, and every rule it breaks anew."""

    rows: list[Row]
    objective: int
    extra: int
    broken: tuple[Sentence, ...]

    @property
    def sound(self) -> bool:
        """Whether it may be kept."""
        return not self.broken


@dataclass(frozen=True)
class Alternative:
    """Somebody else for a seat, and what that would mean."""

    inspector: str
    judged: Judged


def judge(problem: Problem, before: Sequence[Row], after: list[Row], wishes: Wishes) -> Judged:
    """Hold a changed plan against every rule; only what is broken by the change is told."""
    return _judge(problem, check(problem, as_plan(before), wishes), after, wishes)


def seated(rows: Sequence[Row], row: str, who: str) -> TeamRole | None:
    """In which role somebody serves on a row; None where they do not."""
    return next((TeamRole(role) for each, role, one in rows if (each, one) == (row, who)), None)


def replaced(rows: Sequence[Row], row: str, old: str, new: str) -> list[Row]:
    """The plan with one person in another's seat."""
    return [[each, role, new if (each, who) == (row, old) else who] for each, role, who in rows]


def swapped(rows: Sequence[Row], first: tuple[str, str], second: tuple[str, str]) -> list[Row]:
    """The plan with two people's seats exchanged; each seat is a row and who holds it."""
    taken = {first: second[1], second: first[1]}
    return [[row, role, taken.get((row, who), who)] for row, role, who in rows]


def require_seat(rows: Sequence[Row], row: str, who: str) -> None:
    """Raise `NotFound` where nobody of this number sits on the row."""
    if seated(rows, row, who) is None:
        raise NotFound(say(N_("席位")), f"{row}/{who}")


def tried(
    problem: Problem, rows: Sequence[Row], seat: tuple[str, str], other: str, place: str, wishes: Wishes
) -> Judged:  # fmt: skip
    """What it means that somebody else takes a seat, or exchanges seats where the row of their own is given."""
    if place:
        require_seat(rows, place, other)
        return judge(problem, rows, swapped(rows, seat, (place, other)), wishes)
    if other not in {each.id for each in problem.inspectors}:
        raise NotFound(say(N_("巡察干部")), other)
    return judge(problem, rows, replaced(rows, *seat, other), wishes)


def alternatives(
    problem: Problem, rows: Sequence[Row], row: str, who: str, wishes: Wishes, *, most: int = 6
) -> list[Alternative]:
    """The cheapest others for a seat with whom no rule is broken, the next best first."""
    found: list[Alternative] = []
    before = check(problem, as_plan(rows), wishes)
    for one in list(_candidates(problem, rows, row, who))[:LOOKED_AT]:
        judged = _judge(problem, before, replaced(rows, row, who, one.id), wishes)
        if judged.sound:
            found.append(Alternative(one.id, judged))
        if len(found) == most:
            break
    return found


def _judge(problem: Problem, before: Checked, after: list[Row], wishes: Wishes) -> Judged:
    new = check(problem, as_plan(after), wishes)
    known = {str(each.sentence) for each in before.violations}
    broken = tuple(each.sentence for each in new.violations if str(each.sentence) not in known)
    return Judged(after, new.objective, new.objective - before.objective, broken)


def _candidates(problem: Problem, rows: Sequence[Row], row: str, who: str) -> Iterator[Inspector]:
    """Everybody with time for it who may take the role and is not on the team, the cheapest first."""
    role, serving = seated(rows, row, who), Counter(one for _, _, one in rows)
    team = {one for each, _, one in rows if each == row}
    need = next(each for each in problem.inspections if each.id == row)
    ties = {tie.inspector: tie for tie in problem.ties if tie.inspection == row}
    able = [
        one
        for one in problem.inspectors
        if role in one.roles
        and one.id not in team
        and serving[one.id] < one.capacity
        and not (one.id in ties and ties[one.id].recusal)
    ]

    def cost(one: Inspector) -> tuple[int, str]:
        exposure = ties[one.id].exposure if one.id in ties else 0
        return exposure + problem.travel(one.home, need.jurisdiction), one.id

    yield from sorted(able, key=cost)
