"""The slow, obvious way to form teams: try every plan, keep the cheapest the checker accepts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations, product

from xuncha.engines.teams.check import check
from xuncha.engines.teams.plan import Assignment, Plan, Wishes
from xuncha.engines.teams.problem import ROLES, Inspection, Problem


@dataclass(frozen=True, order=True)
class Found:
    """Some teams; `weighed` adds to their objective what giving up an old plan costs."""

    weighed: int
    objective: int
    rows: tuple[Assignment, ...]

    @property
    def plan(self) -> Plan:
        """The teams as a plan."""
        return Plan(self.rows)


def cheapest(problem: Problem, wishes: Wishes | None = None) -> Found | None:
    """The plan that weighs least; None where there is no plan at all.

    A team the checker refuses on its own can be on no plan: more teams only add to what is broken.
    """
    asked = wishes or Wishes()
    teams = [sorted(_sound_teams(problem, each, asked)) for each in problem.inspections]
    best: Found | None = None
    for chosen in product(*teams):
        found = Found(
            sum(team.weighed for team in chosen),
            sum(team.objective for team in chosen),
            tuple(row for team in chosen for row in team.rows),
        )
        if (best is None or found.weighed < best.weighed) and not check(problem, found.plan, asked).violations:
            best = found
    return best


def given_up(old: Plan | None, plan: Plan) -> int:
    """How many assignments of an old plan are no more."""
    return len(set(old or ()) - set(plan))


def _sound_teams(problem: Problem, target: Inspection, wishes: Wishes) -> Iterator[Found]:
    alone = replace(
        problem,
        inspections=(target,),
        ties=tuple(tie for tie in problem.ties if tie.inspection == target.id),
    )
    wanted = replace(wishes, pins=tuple(pin for pin in wishes.pins if pin.inspection == target.id))
    old = Plan(wishes.keep.team(target.id)) if wishes.keep else None
    people = [person.id for person in problem.inspectors]
    seats = (combinations(people, target.slots(role)) for role in ROLES)
    for who in product(*seats):
        rows = tuple(Assignment(target.id, role, one) for role, some in zip(ROLES, who, strict=True) for one in some)
        checked = check(alone, Plan(rows), wanted)
        if not checked.violations:
            lost = wishes.change_cost * given_up(old, Plan(rows))
            yield Found(checked.objective + lost, checked.objective, rows)
