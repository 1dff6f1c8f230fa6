"""A problem as arrays: people down, inspections across."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xuncha.domain.modes import Family
from xuncha.domain.organisations import Level
from xuncha.domain.teams import TeamPolicy
from xuncha.engines.teams.problem import ROLES, Problem

Array = np.ndarray
PROVINCE, CITY, COUNTY = range(3)
LEVELS = {Level.PROVINCE: PROVINCE, Level.CITY: CITY, Level.COUNTY: COUNTY}


@dataclass(frozen=True)
class Facts:
    """What the rules ask about people (one entry each), inspections, and pairs of the two (people down)."""

    policy: TeamPolicy
    places: tuple[str, ...]
    home: Array
    level: Array
    may_serve: Array
    capacity: Array
    practice: Array
    skilled: dict[str, Array]
    place: Array
    county_target: Array
    modes: Array
    slots: Array
    size: Array
    wanted: dict[str, Array]
    at_home: Array
    above: Array
    same_city: Array
    rested_not: Array
    recused: Array
    cost: Array
    apart: tuple[tuple[int, int], ...]

    def mode(self, family: Family) -> Array:
        """Which inspections follow this family's rules."""
        found: Array = self.modes == list(Family).index(family)
        return found


def read(problem: Problem) -> Facts:
    """Take a problem apart."""
    people, targets = problem.inspectors, problem.inspections
    places = tuple(place.id for place in problem.jurisdictions)
    number = {key: at for at, key in enumerate(places)}
    home = np.array([number[person.home] for person in people])
    place = np.array([number[each.jurisdiction] for each in targets])
    level = np.array([LEVELS[each.level] for each in problem.jurisdictions])
    above, city, rested_not = _between(problem, number, level)
    skills = sorted({skill for each in targets for skill in each.skills})
    pairs = np.ix_(home, place)
    recused, exposure = _ties(problem)
    numbers = {person.id: at for at, person in enumerate(people)}
    return Facts(
        policy=problem.policy,
        places=places,
        home=home,
        level=level[home],
        may_serve=np.array([[role in person.roles for role in ROLES] for person in people], dtype=bool),
        capacity=np.array([person.capacity for person in people]),
        practice=np.array([person.practice for person in people]),
        skilled={skill: np.array([skill in person.skills for person in people]) for skill in skills},
        place=place,
        county_target=level[place] == COUNTY,
        modes=np.array([list(Family).index(each.mode) for each in targets]),
        slots=np.array([[each.slots(role) for role in ROLES] for each in targets]),
        size=np.array([each.size for each in targets]),
        wanted={skill: np.array([each.skills.get(skill, 0) for each in targets]) for skill in skills},
        at_home=home[:, None] == place[None, :],
        above=above[pairs],
        same_city=city[home][:, None] == city[place][None, :],
        rested_not=rested_not[pairs],
        recused=recused,
        cost=exposure + _travel(problem, places)[pairs],
        apart=tuple((numbers[pair.first], numbers[pair.second]) for pair in problem.apart),
    )


def _between(problem: Problem, number: dict[str, int], level: Array) -> tuple[Array, Array, Array]:
    """Between places: which lie above which; the city each is or lies in (-1: none); which may not send people so soon again."""
    count = len(number)
    above, rested_not = np.zeros((count, count), dtype=bool), np.zeros((count, count), dtype=bool)
    city = np.full(count, -1)
    for key, ancestors in problem.above.items():
        at = number[key]
        for ancestor in ancestors:
            above[number[ancestor], at] = True
        if level[at] == CITY:
            city[at] = at
        elif level[at] == COUNTY and ancestors:
            city[at] = number[ancestors[-1]]
    for past in problem.history:
        if past.rounds_ago <= problem.policy.arc_rest:
            source, target = number[past.source], number[past.target]
            rested_not[source, target] = level[source] == level[target] == COUNTY
    return above, city, rested_not


def _ties(problem: Problem) -> tuple[Array, Array]:
    people = {person.id: at for at, person in enumerate(problem.inspectors)}
    targets = {each.id: at for at, each in enumerate(problem.inspections)}
    recused = np.zeros((len(people), len(targets)), dtype=bool)
    exposure = np.zeros((len(people), len(targets)), dtype=np.int64)
    for tie in problem.ties:
        pair = people[tie.inspector], targets[tie.inspection]
        recused[pair], exposure[pair] = tie.recusal, tie.exposure
    return recused, exposure


def _travel(problem: Problem, places: tuple[str, ...]) -> Array:
    homes = {person.home for person in problem.inspectors}
    targets = {each.jurisdiction for each in problem.inspections}
    points = np.zeros((len(places), len(places)), dtype=np.int64)
    for row, home in enumerate(places):
        for column, target in enumerate(places):
            if home in homes and target in targets:
                points[row, column] = problem.travel(home, target)
    return points
