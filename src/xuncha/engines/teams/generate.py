"""Realistic problems of four sizes from a seed: tight, and with a solution, for every rule is kept by a round drawn first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np

from xuncha.domain.modes import Family
from xuncha.domain.organisations import Level
from xuncha.domain.people import Skill
from xuncha.domain.roles import TeamRole
from xuncha.domain.teams.policy import NEWCOMER_PRACTICE, VETERAN_PRACTICE
from xuncha.engines.teams import invented
from xuncha.engines.teams.plan import Assignment, Plan
from xuncha.engines.teams.planted import POLICY, PlantedTeam, arcs_allowed, plant
from xuncha.engines.teams.problem import (
    ROLES,
    Apart,
    Inspection,
    Inspector,
    Jurisdiction,
    Past,
    Problem,
    Tie,
)


@dataclass(frozen=True)
class Size:
    """How large a problem is; `ties_across` is the share of pairs of different cities that are tied."""

    cities: int
    provinces: int
    counties: tuple[int, int]
    inspections: int
    inspectors: int
    of_province: int = 0
    ties_across: float = 0.0


SIZES = {
    "county": Size(cities=1, provinces=0, counties=(4, 4), inspections=5, inspectors=40),
    "prefecture": Size(cities=1, provinces=0, counties=(12, 12), inspections=65, inspectors=520),
    "province": Size(14, 1, (8, 12), 500, 4_000, of_province=12, ties_across=0.005),
    "nation": Size(cities=330, provinces=30, counties=(8, 12), inspections=15_000, inspectors=120_000),
}
"""A nation is many cities of their own: nobody is tied to a unit of another city."""

MODES = (Family.ELEVATED, Family.CROSS, Family.MIXED, Family.ROUTINE)
ONE_CITY = (0.30, 0.35, 0.25, 0.10)
MOSTLY_ELEVATED, MOSTLY_CROSS = (0.50, 0.15, 0.25, 0.10), (0.10, 0.55, 0.25, 0.10)
CITIES_IN_CYCLE, ELEVATED_IN_CYCLE = 14, 9
"""Of fourteen cities nine work mostly by elevation, five mostly by crossing."""

USE_LEAST, USE_MOST = 0.80, 0.95
"""How much of the capacity of a home the planted round uses."""

ALSO_IN_ROLE = (0.04, 0.10, 0.12, 0.80)
SKILLS = tuple(
    skill.value
    for skill in (Skill.FINANCE, Skill.AUDIT, Skill.ORGANISATION, Skill.LAW, Skill.ENGINEERING, Skill.PETITION)
)
SKILL_SHARES = (0.14, 0.12, 0.16, 0.10, 0.08, 0.12)
NEWCOMERS, VETERANS, LEADING_VETERANS = 0.60, 0.26, 0.80
TIED, TIED_AT_HOME, RECUSED = 0.06, 0.25, 0.13
EXPOSURE_LEAST, EXPOSURE_MOST, EXPOSURE_ACROSS = 5, 400, 150
APART = 0.04
ROUNDS_KNOWN, INSPECTED_IN_ROUND = 3, 0.8
CITY_STEP_KM, CITY_SHIFT_KM, PROVINCE_STEP_KM, COUNTY_KM = 180, 40, 1_000, (15, 120)


def generate(size: str, seed: int) -> Problem:
    """Make a problem of a size of `SIZES`; the same seed makes the same problem."""
    shape, rng = SIZES[size], np.random.default_rng([seed, 0])
    cities = _cities(shape, seed)
    provinces = [
        Jurisdiction(f"S{n + 1:02}", invented.province(n), Level.PROVINCE, None, *_grid(n, PROVINCE_STEP_KM, 6))
        for n in range(shape.provinces)
    ]
    inspectors = [person for city in cities for person in city.inspectors]
    inspectors += [_of_province(rng, n, provinces[0].id) for n in range(shape.of_province)]
    targets = tuple(each for city in cities for each in city.targets)
    ties = [tie for city in cities for tie in city.ties()]
    ties += _ties_across(rng, shape, cities, [person.id for person in inspectors])
    return Problem(
        jurisdictions=(*provinces, *(place for city in cities for place in city.places)),
        inspectors=tuple(inspectors),
        inspections=targets,
        ties=tuple(ties),
        apart=tuple(pair for city in cities for pair in city.apart()),
        history=tuple(past for city in cities for past in city.history()),
    )


def planted_plan(size: str, seed: int) -> Plan:
    """The round drawn first: a plan for `generate(size, seed)` that keeps every rule, and is no better than chance."""
    return Plan(tuple(chain.from_iterable(city.assignments() for city in _cities(SIZES[size], seed))))


def _cities(shape: Size, seed: int) -> list[_City]:
    counties = np.random.default_rng([seed, 2]).integers(shape.counties[0], shape.counties[1] + 1, shape.cities)
    inspections = _shared_out(shape.inspections, counties)
    people = _shared_out(shape.inspectors - shape.of_province, inspections)
    return [
        _City(shape, at, counties=int(counties[at]), inspections=inspections[at], people=people[at], seed=seed)
        for at in range(shape.cities)
    ]


class _City:
    """One city with its counties, its round, its people; each draws from a stream of its own."""

    def __init__(self, shape: Size, at: int, *, counties: int, inspections: int, people: int, seed: int) -> None:
        self.at, self.counties, self.people = at, counties, people
        self.rng = np.random.default_rng([seed, 1, at])
        self.province = at * shape.provinces // shape.cities if shape.provinces else None
        first = 0 if self.province is None else -(-self.province * shape.cities // shape.provinces)
        self.places = self._places(at - first)
        self.arcs = arcs_allowed(self.rng, counties)
        elevated = at % CITIES_IN_CYCLE < ELEVATED_IN_CYCLE
        shares = ONE_CITY if shape.cities == 1 else MOSTLY_ELEVATED if elevated else MOSTLY_CROSS
        modes = np.repeat(np.arange(len(MODES)), _shared_out(inspections, shares))
        self.teams = plant(self.rng, counties, [MODES[mode] for mode in self.rng.permutation(modes)], self.arcs)
        self._seat()
        self.skills_wanted = self._skills_wanted()
        self.targets = [self._inspection(n, team) for n, team in enumerate(self.teams)]
        self.inspectors = self._inspectors()

    def _places(self, nth: int) -> list[Jurisdiction]:
        """The city near its knot of the province's grid, its counties around it."""
        rng, far = self.rng, _grid(self.province or 0, PROVINCE_STEP_KM, 6)
        near, shift = _grid(nth, CITY_STEP_KM, 4), rng.uniform(-CITY_SHIFT_KM, CITY_SHIFT_KM, 2)
        x, y = (far[axis] + near[axis] + float(shift[axis]) for axis in (0, 1))
        parent = None if self.province is None else f"S{self.province + 1:02}"
        key = f"C{self.at + 1:03}"
        found = [Jurisdiction(key, invented.city(self.at), Level.CITY, parent, round(x, 1), round(y, 1))]
        km, angle = rng.uniform(*COUNTY_KM, self.counties), rng.uniform(0, 2 * np.pi, self.counties)
        for n in range(self.counties):
            east, north = x + float(km[n] * np.cos(angle[n])), y + float(km[n] * np.sin(angle[n]))
            name = invented.county(self.at, n)
            found.append(Jurisdiction(f"{key}-{n + 1:02}", name, Level.COUNTY, key, round(east, 1), round(north, 1)))
        return found

    def _seat(self) -> None:
        """Put people on the planted seats: each home as many as its seats ask for, some of whom serve twice."""
        sizes = [len(team.homes) for team in self.teams]
        self.first_seat = np.concatenate(([0], np.cumsum(sizes)))
        self.seat_team = np.repeat(np.arange(len(self.teams)), sizes)
        self.seat_role = np.array([ROLES.index(role) for team in self.teams for role in team.roles])
        homes = np.array([home for team in self.teams for home in team.homes])
        seats = np.bincount(homes, minlength=self.counties + 1)
        in_team = np.zeros((len(self.teams), self.counties + 1), dtype=int)
        np.add.at(in_team, (self.seat_team, homes), 1)
        most = in_team.max(axis=0)  # with fewer people than this somebody would sit twice in one team
        people = most + _shared_out(self.people - int(most.sum()), seats - most + 1e-9)
        use = self.rng.uniform(USE_LEAST, USE_MOST, self.counties + 1)
        twice = np.clip(np.ceil(seats / use).astype(int), np.maximum(people, seats), 2 * people) - people
        starts = np.concatenate(([0], np.cumsum(people)))[:-1]
        order = np.argsort(homes, kind="stable")
        turn = np.arange(len(homes)) - np.repeat(np.cumsum(seats) - seats, seats)
        shuffled = self.rng.permutation(self.people)
        self.seat_person = np.empty(len(homes), dtype=int)
        self.seat_person[order] = shuffled[starts[homes[order]] + turn % people[homes[order]]]
        self.home, self.capacity = np.empty(self.people, dtype=int), np.ones(self.people, dtype=int)
        self.home[shuffled] = np.repeat(np.arange(self.counties + 1), people)
        for start, count in zip(starts, twice, strict=True):
            self.capacity[shuffled[start : start + count]] = 2

    @cached_property
    def planted(self) -> np.ndarray:
        """Who sits in which planted team."""
        found = np.zeros((self.people, len(self.teams)), dtype=bool)
        found[self.seat_person, self.seat_team] = True
        return found

    def _skills_wanted(self) -> np.ndarray:
        """Finance for every inspection, and one or two skills more."""
        others = self.rng.permuted(np.tile(np.arange(1, len(SKILLS)), (len(self.teams), 1)), axis=1)
        wanted = np.zeros((len(self.teams), len(SKILLS)), dtype=bool)
        wanted[:, 0] = wanted[np.arange(len(self.teams)), others[:, 0]] = True
        more = np.flatnonzero(self.rng.random(len(self.teams)) < 0.5)
        wanted[more, others[more, 1]] = True
        return wanted

    def _inspection(self, nth: int, team: PlantedTeam) -> Inspection:
        place = self.places[team.target]
        return Inspection(
            id=f"U{self.at + 1:03}-{nth + 1:03}",
            unit=invented.unit(place.name, nth),
            jurisdiction=place.id,
            mode=team.mode,
            leader=team.slots(TeamRole.LEADER),
            deputy=team.slots(TeamRole.DEPUTY),
            liaison=team.slots(TeamRole.LIAISON),
            member=team.slots(TeamRole.MEMBER),
            skills={SKILLS[skill]: 1 for skill in np.flatnonzero(self.skills_wanted[nth])},
        )

    def _inspectors(self) -> list[Inspector]:
        roles, skills, practice = self._roles(), self._skills(), self._practice()
        names = invented.people(self.rng, self.people)
        homes = [self.places[home].id for home in self.home]
        return [
            Inspector(
                id=f"R{self.at + 1:03}-{n + 1:04}",
                name=names[n],
                home=homes[n],
                roles=frozenset(role for role, may in zip(ROLES, roles[n], strict=True) if may),
                skills=frozenset(skill for skill, has in zip(SKILLS, skills[n], strict=True) if has),
                capacity=int(self.capacity[n]),
                practice=int(practice[n]),
            )
            for n in range(self.people)
        ]

    def _roles(self) -> np.ndarray:
        """The planted roles and some more; whoever has none is a member."""
        may = self.rng.random((self.people, len(ROLES))) < ALSO_IN_ROLE
        may[self.seat_person, self.seat_role] = True
        may[~may.any(axis=1), ROLES.index(TeamRole.MEMBER)] = True
        return may

    def _skills(self) -> np.ndarray:
        """Skills by chance; where a planted team lacks a wanted one, somebody of it has it."""
        has = self.rng.random((self.people, len(SKILLS))) < SKILL_SHARES
        in_team = np.zeros((len(self.teams), len(SKILLS)), dtype=bool)
        np.logical_or.at(in_team, self.seat_team, has[self.seat_person])
        for team, skill in np.argwhere(self.skills_wanted & ~in_team):
            has[self.seat_person[self.rng.integers(self.first_seat[team], self.first_seat[team + 1])], skill] = True
        return has

    def _practice(self) -> np.ndarray:
        """Rounds served: newcomers serve once and lead nothing; each planted team has few of them and enough veterans."""
        rng = self.rng
        mark, served = rng.random(self.people), np.bincount(self.seat_person, minlength=self.people)
        leads = np.zeros(self.people, dtype=bool)
        leads[self.seat_person[self.seat_role < ROLES.index(TeamRole.LIAISON)]] = True
        veteran = mark > 1 - np.where(leads, LEADING_VETERANS, VETERANS)
        newcomer = (mark < NEWCOMERS) & ~leads & (served < 2) & (self.capacity == 1)
        practice = np.where(veteran, rng.integers(VETERAN_PRACTICE, 15, self.people), rng.integers(1, 3, self.people))
        practice[newcomer] = NEWCOMER_PRACTICE
        for first, end in zip(self.first_seat, self.first_seat[1:], strict=False):
            team = self.seat_person[first:end]
            practice[team[practice[team] == NEWCOMER_PRACTICE][POLICY.newcomers_most :]] = 1
            eldest = team[np.argsort(-practice[team], kind="stable")][: POLICY.veterans_least]
            practice[eldest] = np.maximum(practice[eldest], VETERAN_PRACTICE)
        return practice

    def assignments(self) -> Iterator[Assignment]:
        """The planted round."""
        for team, role, person in zip(self.seat_team, self.seat_role, self.seat_person, strict=True):
            yield Assignment(self.targets[team].id, ROLES[role], self.inspectors[person].id)

    def ties(self) -> list[Tie]:
        """Who knows whom at the inspected units; no planted seat needs recusal."""
        rng, targets = self.rng, np.array([team.target for team in self.teams])
        at_home = self.home[:, None] == targets[None, :]
        tied = rng.random(at_home.shape) < np.where(at_home, TIED_AT_HOME, TIED)
        person, target = np.nonzero(tied)
        recused = (rng.random(len(person)) < RECUSED) & ~self.planted[person, target]
        people, units = [each.id for each in self.inspectors], [each.id for each in self.targets]
        pairs = [(people[one], units[other]) for one, other in zip(person, target, strict=True)]
        return _ties(rng, pairs, recused, EXPOSURE_MOST)

    def apart(self) -> list[Apart]:
        """Couples and relatives, most of them of one home."""
        rng, ids = self.rng, [each.id for each in self.inspectors]
        neighbours = np.argsort(self.home + rng.random(self.people))
        at = np.flatnonzero(rng.random(self.people - 1) < APART)
        first, second = neighbours[at], neighbours[at + 1]
        fine = ~(self.planted[first] & self.planted[second]).any(axis=1)
        reasons = rng.integers(0, len(invented.KINSHIP), len(at))
        return [Apart(ids[first[n]], ids[second[n]], invented.KINSHIP[reasons[n]]) for n in np.flatnonzero(fine)]

    def history(self) -> list[Past]:
        """Who inspected whom in the last rounds: rings that leave the planted arcs, and one another, their rest."""
        rng, found = self.rng, []
        when = {(source, target): 0 for target, sources in self.arcs.items() for source in sources}
        for ago in range(1, ROUNDS_KNOWN + 1):
            ring = rng.permutation(np.arange(1, self.counties + 1)).tolist()
            for source, target in zip(ring, ring[1:] + ring[:1], strict=True):
                rested = ago - when.get((source, target), -ROUNDS_KNOWN - 1) > POLICY.arc_rest
                if rested and rng.random() < INSPECTED_IN_ROUND:
                    when[source, target] = ago
                    found.append(Past(self.places[source].id, self.places[target].id, ago))
        return found


def _ties(rng: np.random.Generator, pairs: Sequence[tuple[str, str]], recused: np.ndarray, most: int) -> list[Tie]:
    """Exposure for each pair, small far more often than large; a reason that fits it."""
    low, high = np.log(EXPOSURE_LEAST), np.log(most)
    exposure = np.rint(np.exp(rng.uniform(low, high, len(pairs)))).astype(int).tolist()
    turn, must = rng.integers(0, 1_000, len(pairs)).tolist(), recused.tolist()
    return [
        Tie(*pair, exposure[n], must[n], invented.tie_reason(exposure[n], must[n], turn[n]))
        for n, pair in enumerate(pairs)
    ]


def _ties_across(rng: np.random.Generator, shape: Size, cities: Sequence[_City], people: list[str]) -> list[Tie]:
    """A few ties between people and units of different cities, and of the province's people anywhere."""
    city_of = np.array([city.at for city in cities for _ in city.inspectors] + [-1] * shape.of_province)
    units = [each.id for city in cities for each in city.targets]
    city_of_unit = np.array([city.at for city in cities for _ in city.targets])
    count = round(shape.ties_across * len(people) * len(units))
    drawn = np.unique(rng.integers(0, len(people) * len(units), count))
    person, unit = drawn // len(units), drawn % len(units)
    across = city_of[person] != city_of_unit[unit]
    pairs = [(people[one], units[other]) for one, other in zip(person[across], unit[across], strict=True)]
    return _ties(rng, pairs, rng.random(len(pairs)) < RECUSED / 10, EXPOSURE_ACROSS)


def _of_province(rng: np.random.Generator, nth: int, home: str) -> Inspector:
    """Somebody the province lends: leads or helps, and knows the work."""
    roles = frozenset({TeamRole.MEMBER, TeamRole.LEADER if nth % 2 else TeamRole.DEPUTY})
    skills = frozenset({SKILLS[int(rng.integers(len(SKILLS)))]})
    name, practice = invented.people(rng, 1)[0], int(rng.integers(VETERAN_PRACTICE, 15))
    return Inspector(f"R000-{nth + 1:04}", name, home, roles, skills, capacity=2, practice=practice)


def _shared_out(total: int, weights: Sequence[float] | np.ndarray) -> np.ndarray:
    """Whole numbers in proportion to the weights that add up to the total; the largest remainders round up."""
    exact = total * np.asarray(weights, dtype=float) / np.sum(weights)
    whole: np.ndarray = np.floor(exact).astype(int)
    whole[np.argsort(whole - exact, kind="stable")[: total - int(whole.sum())]] += 1
    return whole


def _grid(nth: int, step: float, width: int) -> tuple[float, float]:
    """Where the n-th knot of a grid lies."""
    return float(step * (nth % width)), float(step * (nth // width))
