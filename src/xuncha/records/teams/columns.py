"""What the records hold about a round's people and units, as the columns the exposure engine takes.

A fixed number of queries however many rows there are; facts past their time of keeping are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import count

from django.db.models import Max, QuerySet

from xuncha.domain.kinship import KinDegree, Relation, degree
from xuncha.domain.people import HomeKind
from xuncha.engines import exposure as engine
from xuncha.records.people.facts import current, still_held
from xuncha.records.people.models import Home, Kinship, Person, Post, Schooling, Tie, Unit
from xuncha.records.rounds.models import Inspection, Round
from xuncha.records.teams.models import Member, Target
from xuncha.records.teams.round_pool import reckoned_of

NONE = -1


@dataclass(frozen=True)
class Laid:
    """A round laid out: the numbers behind the columns and what they stand for."""

    facts: engine.Facts
    inspections: tuple[int, ...]
    """Inspections by target number."""
    inspectors: dict[int, int]
    """Inspectors of the pool by person."""


def earlier_seats(round_: Round) -> QuerySet[Member]:
    """Seats on the teams of rounds that entered earlier than this one."""
    return Member.objects.filter(team__round__site_from__lt=round_.site_from).exclude(team__round=round_)


def laid_out(round_: Round, on: date, near: Iterable[KinDegree]) -> Laid:
    """Lay out everything exposure is reckoned from, for one round on one day; `near` is the kin recusal keeps away."""
    rows = list(
        Inspection.objects.filter(round=round_)
        .order_by("pk")
        .values_list("pk", "unit", "unit__jurisdiction", "unit__line", "unit__parent")
    )
    inspectors = {person: key for key, person in reckoned_of(round_).values_list("pk", "person")}
    targets = {unit: number for number, (_, unit, *_rest) in enumerate(rows)}
    lines = numbers()
    staff = list(
        Post.objects.filter(current(on), still_held(on), unit__in=targets)
        .values_list("unit", "person", "leading", "head")
        .distinct()
    )
    facts = engine.Facts(
        persons=1 + (Person.objects.aggregate(last=Max("pk"))["last"] or 0),
        inspectors=engine.Bodies.of((0, person) for person in sorted(inspectors)).person,
        targets=engine.Targets.of((unit, place, lines(line)) for _, unit, place, line, _parent in rows),
        related=engine.Related.of(_related(targets, {unit: parent for _, unit, _place, _line, parent in rows})),
        bodies=engine.Bodies.of({(targets[unit], who) for unit, who, leading, head in staff if leading or head}),
        declared=_declared(round_, targets, staff),
        posts=_posts(on), studies=_studies(on), kin=_kin(on, frozenset(near)),
        seats=_seats(round_), stays=_stays(round_), homes=_homes(round_, on), lines=_lines(round_, on, lines),
    )  # fmt: skip
    return Laid(facts, tuple(row[0] for row in rows), inspectors)


def numbers() -> Callable[[str], int]:
    """Number texts as they come; no text is no number."""
    seen: dict[str, int] = {"": NONE}
    following = count()

    def number(text: str) -> int:
        if text not in seen:
            seen[text] = next(following)
        return seen[text]

    return number


def _related(targets: dict[int, int], parents: dict[int, int | None]) -> list[tuple[int, int]]:
    above = [(targets[unit], parent) for unit, parent in parents.items() if parent]
    below = Unit.objects.filter(parent__in=targets, active=True).values_list("parent", "pk")
    return [*above, *((targets[parent], unit) for parent, unit in below if parent is not None)]


def _declared(round_: Round, targets: dict[int, int], staff: Iterable[tuple[int, int, bool, bool]]) -> engine.Declared:
    """Count declared ties to the units and to those who work there, unless they are recusal."""
    works: dict[int, set[int]] = {}
    for unit, person, _leading, _head in staff:
        works.setdefault(person, set()).add(targets[unit])
    told = Tie.objects.filter(inspector__in=reckoned_of(round_), exposure__gt=0).exclude(
        recusal=True, verified_on__isnull=False
    )
    to_units = told.filter(unit__in=targets).values_list("inspector__person", "unit", "exposure")
    to_people = told.filter(person__in=works).values_list("inspector__person", "person", "exposure")
    return engine.Declared.of([
        *((who, targets[unit], points) for who, unit, points in to_units if unit is not None),
        *((who, target, points) for who, other, points in to_people if other is not None for target in works[other]),
    ])  # fmt: skip


def _posts(on: date) -> engine.Posts:
    rows = Post.objects.filter(still_held(on)).values_list("person", "unit", "since", "until", "leading", "head")
    return engine.Posts.of(
        (who, unit, engine.day(since), engine.day(until), leading or head)
        for who, unit, since, until, leading, head in rows
    )


def _studies(on: date) -> engine.Studies:
    schools, groups = numbers(), numbers()
    rows = Schooling.objects.filter(still_held(on)).values_list(
        "person", "school", "class_name", "begins", "ends", "teacher"
    )
    return engine.Studies.of(
        (who, schools(school), groups(group), begins, ends, teacher)
        for who, school, group, begins, ends, teacher in rows
    )


def _kin(on: date, near: frozenset[KinDegree]) -> engine.Kin:
    rows = Kinship.objects.filter(still_held(on)).values_list("person", "relative", "relation")
    return engine.Kin.of((one, other, degree(Relation(relation)) in near) for one, other, relation in rows)


def _seats(round_: Round) -> engine.Seats:
    rows = earlier_seats(round_).values_list(
        "inspector__person", "team", "joined_on", "left_on", "team__round__site_until"
    )
    return engine.Seats.of(
        (who, team, engine.day(since), engine.day(left or until)) for who, team, since, left, until in rows
    )


def _stays(round_: Round) -> engine.Stays:
    teams = earlier_seats(round_).order_by().values("team")
    return engine.Stays.of(Target.objects.filter(team__in=teams).values_list("team", "inspection__unit"))


def _homes(round_: Round, on: date) -> engine.Homes:
    pool = reckoned_of(round_).values("person")
    kinds = (HomeKind.GREW_UP, HomeKind.LIVES)
    rows = Home.objects.filter(still_held(on), person__in=pool, kind__in=kinds).values_list(
        "person", "jurisdiction", "kind", "until"
    )
    native = Person.objects.filter(pk__in=pool, native_place__isnull=False).values_list("pk", "native_place")
    return engine.Homes.of([
        *((who, place, kind == HomeKind.GREW_UP, engine.day(until)) for who, place, kind, until in rows),
        *((who, place, True, engine.day(None)) for who, place in native),
    ])  # fmt: skip


def _lines(round_: Round, on: date, lines: Callable[[str], int]) -> engine.Lines:
    held = Post.objects.filter(current(on), still_held(on), person__in=reckoned_of(round_).values("person"))
    return engine.Lines.of(
        {(who, lines(line)) for who, line in held.exclude(unit__line="").values_list("person", "unit__line")}
    )
