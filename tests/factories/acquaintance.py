"""Small worlds of people who may know each other, drawn at random, as the domain and as the engine see them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from random import Random

from xuncha.domain import exposure
from xuncha.domain.exposure import ExposurePolicy, Weight
from xuncha.domain.kinship import NEAREST, Relation, degree
from xuncha.domain.people import CareerFact, HomeFact, HomeKind, KinFact, PersonFacts, SchoolFact, ServiceFact
from xuncha.domain.recusal import DeclaredTie, UnitFacts
from xuncha.engines import exposure as engine

ON = date(2026, 11, 23)
PERSONS, UNITS, TEAMS, POOL = 9, 5, 3, 4


@dataclass
class SmallWorld:
    """People by number, units by number, which units are inspected, and what the pool declared."""

    people: dict[int, PersonFacts]
    units: list[UnitFacts]
    declared: dict[int, tuple[DeclaredTie, ...]]
    policy: ExposurePolicy

    def slow(self) -> dict[tuple[int, int], int]:
        """What the domain says of every pair that has any exposure."""
        found = {
            (who, number): exposure.exposure(
                self.people[who], unit, ON, self.policy, declared=self.declared[who], between=self.people.values()
            ).points
            for who in range(POOL)
            for number, unit in enumerate(self.units)
        }
        return {pair: points for pair, points in found.items() if points}

    def facts(self) -> engine.Facts:
        """The same as columns of numbers."""
        schools, groups, lines = count_of(), count_of(), count_of()
        everybody = list(self.people.values())
        seats = {(each.id, seat) for each in everybody for seat in each.service}
        return engine.Facts(
            persons=PERSONS,
            inspectors=engine.Bodies.of((0, who) for who in range(POOL)).person,
            targets=engine.Targets.of((unit.id, unit.jurisdiction, lines(unit.line)) for unit in self.units),
            related=engine.Related.of((n, other) for n, unit in enumerate(self.units) for other in unit.related),
            bodies=engine.Bodies.of((n, each.id) for n, unit in enumerate(self.units) for each in unit.leading_body),
            declared=engine.Declared.of(
                (who, number, tie.points)
                for who, ties in self.declared.items()
                for tie in ties
                for number, unit in enumerate(self.units)
                if tie.touches(unit) and not tie.stands
            ),
            posts=engine.Posts.of(
                (each.id, post.unit, engine.day(post.since), engine.day(post.until), post.leading_body)
                for each in everybody
                for post in each.careers
            ),
            studies=engine.Studies.of(
                (
                    each.id,
                    schools(study.school),
                    groups(study.class_name),
                    study.year_from,
                    study.year_to,
                    study.teacher,
                )
                for each in everybody
                for study in each.schools
            ),
            kin=engine.Kin.of(
                (each.id, kin.relative, degree(kin.relation) in NEAREST) for each in everybody for kin in each.kin
            ),
            seats=engine.Seats.of(
                (who, seat.team, engine.day(seat.since), engine.day(seat.until)) for who, seat in seats
            ),
            stays=engine.Stays.of({(seat.team, unit) for _, seat in seats for unit in seat.units}),
            homes=engine.Homes.of(
                (each.id, home.jurisdiction, home.kind is HomeKind.GREW_UP, engine.day(home.until))
                for each in everybody
                for home in each.homes
            ),
            lines=engine.Lines.of((each.id, lines(line)) for each in everybody for line in each.lines),
        )

    def changed(self, rng: Random, who: int) -> SmallWorld:
        """The same world after one person's facts, and the units they help to lead, have become others."""
        people = self.people | {who: a_person(rng, who)}
        units = []
        for unit in self.units:
            others = tuple(people[int(each.id)] for each in unit.leading_body if each.id != who)
            units.append(replace(unit, leading_body=others if rng.random() < 0.5 else (*others, people[who])))
        return SmallWorld(people, units, self.declared, self.policy)


def count_of() -> Callable[[str], int]:
    """Number texts as they come; no text is no number."""
    seen: dict[str, int] = {}
    numbers = count()

    def number(text: str) -> int:
        if not text:
            return -1
        if text not in seen:
            seen[text] = next(numbers)
        return seen[text]

    return number


def small_world(rng: Random) -> SmallWorld:
    """Few people in few units and schools, so that they meet often."""
    people = {who: a_person(rng, who) for who in range(PERSONS)}
    units = [_a_unit(rng, number, people) for number in rng.sample(range(UNITS), rng.randint(1, 4))]
    declared = {who: tuple(_a_tie(rng) for _ in range(rng.randint(0, 2))) for who in range(POOL)}
    return SmallWorld(people, units, declared, _a_policy(rng))


def a_person(rng: Random, who: int) -> PersonFacts:
    """Somebody with a few facts of every kind."""
    return PersonFacts(
        who, f"人{who}", lines=frozenset(rng.sample(["水利", "教育", "财政"], rng.randint(0, 2))),
        careers=tuple(_a_post(rng) for _ in range(rng.randint(0, 3))),
        schools=tuple(_a_study(rng) for _ in range(rng.randint(0, 2))),
        kin=tuple(KinFact(rng.choice([each for each in range(PERSONS) if each != who]), rng.choice(list(Relation)))
                  for _ in range(rng.choice((0, 0, 1)))),
        homes=tuple(HomeFact(rng.randrange(3), rng.choice(list(HomeKind)[:2]), until=_maybe(rng)) for _ in range(rng.randint(0, 2))),
        service=tuple(_a_service(rng, team) for team in rng.sample(range(TEAMS), rng.choice((0, 0, 1, 2)))),
    )  # fmt: skip


def _a_unit(rng: Random, number: int, people: dict[int, PersonFacts]) -> UnitFacts:
    others = [each for each in range(UNITS) if each != number]
    body = rng.sample(list(people.values()), rng.randint(0, 4))
    return UnitFacts(
        number, f"单位{number}", line=rng.choice(["", "水利", "教育"]), jurisdiction_path=(9, rng.randrange(3)),
        parent=rng.choice([None, *others]), subordinates=tuple(rng.sample(others, rng.randint(0, 2))),
        leading_body=tuple(body),
    )  # fmt: skip


def _a_policy(rng: Random) -> ExposurePolicy:
    weights = {kind: Weight(rng.randint(0, 90), rng.choice((0, 1, 5, 20))) for kind in exposure.WEIGHED}
    return ExposurePolicy(weights, rng.choice((0, 25, 60)), rng.choice((1, 20)), rng.choice((60, 400)))


def _a_day(rng: Random) -> date:
    return date(1996, 1, 1) + timedelta(days=rng.randrange(12_000))


def _maybe(rng: Random) -> date | None:
    return _a_day(rng) if rng.random() < 0.6 else None


def _a_post(rng: Random) -> CareerFact:
    since, unit = _a_day(rng), rng.randrange(UNITS)
    until = since + timedelta(days=rng.randrange(3000)) if rng.random() < 0.6 else None
    return CareerFact(unit, f"单位{unit}", "干部", since, until, rng.random() < 0.4)


def _a_study(rng: Random) -> SchoolFact:
    begins = rng.randint(1996, 2027)
    group = rng.choice(["", "一班", "二班"])
    return SchoolFact(rng.choice(["甲校", "乙校"]), begins, begins + 4, group, teacher=rng.random() < 0.2)


def _a_service(rng: Random, team: int) -> ServiceFact:
    # What a team inspects is the team's, whoever serves on it.
    since = date(2015 + 3 * team, 3, 1) + timedelta(days=rng.randrange(60))
    units = frozenset(Random(team).sample(range(UNITS), 2))
    return ServiceFact(team, f"第{team}组", units, since, since + timedelta(days=rng.randrange(80)))


def _a_tie(rng: Random) -> DeclaredTie:
    to_unit = rng.random() < 0.5
    return DeclaredTie(
        "朋友", rng.randrange(UNITS) if to_unit else None, None if to_unit else rng.randrange(PERSONS),
        rng.random() < 0.5, rng.random() < 0.5, points=rng.choice((0, 20, 30)),
    )  # fmt: skip
