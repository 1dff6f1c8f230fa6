"""The slow, obvious way to form teams: try every plan, keep the cheapest the checker accepts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product

from xuncha.engines.teams.check import check
from xuncha.engines.teams.plan import Assignment, Plan, Wishes
from xuncha.engines.teams.problem import ROLES, Inspection, Problem


def cheapest(problem: Problem, wishes: Wishes | None = None) -> tuple[int, Plan] | None:
    """The cheapest plan and its objective; None where there is no plan at all.

    A team the checker refuses on its own can be on no plan: more teams only add to what is broken.
    """
    teams = [sorted(_sound_teams(problem, each, wishes or Wishes())) for each in problem.inspections]
    best: tuple[int, Plan] | None = None
    for chosen in product(*teams):
        cost = sum(cost for cost, _team in chosen)
        if best is None or cost < best[0]:
            plan = Plan(tuple(row for _cost, team in chosen for row in team))
            if not check(problem, plan, wishes).violations:
                best = cost, plan
    return best


def _sound_teams(problem: Problem, target: Inspection, wishes: Wishes) -> Iterator[tuple[int, tuple[Assignment, ...]]]:
    alone = replace(
        problem,
        inspections=(target,),
        ties=tuple(tie for tie in problem.ties if tie.inspection == target.id),
    )
    wanted = replace(wishes, pins=tuple(pin for pin in wishes.pins if pin.inspection == target.id))
    people = [person.id for person in problem.inspectors]
    seats = (combinations(people, target.slots(role)) for role in ROLES)
    for who in product(*seats):
        team = tuple(
            Assignment(target.id, role, person) for role, some in zip(ROLES, who, strict=True) for person in some
        )
        checked = check(alone, Plan(team), wanted)
        if not checked.violations:
            yield checked.objective, team
