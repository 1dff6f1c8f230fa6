"""People, units and ties as the facts recusal is computed from: a few queries however many people there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import TypeVar

from django.db.models import F, Model, Q, QuerySet
from django.utils import timezone

from xuncha.domain.kinship import Relation
from xuncha.domain.organisations import Level, UnitKind
from xuncha.domain.people import (
    CareerFact,
    FactSource,
    Held,
    HomeFact,
    HomeKind,
    KinFact,
    PersonFacts,
    SchoolFact,
)
from xuncha.domain.recusal import DeclaredTie, UnitFacts
from xuncha.domain.words import N_, say
from xuncha.records.people.models import Fact, Home, Inspector, Kinship, Person, Post, Schooling, Tie, TieKind, Unit

M = TypeVar("M", bound=Model)
AT_ONCE = 5000
"""How many keys one query names; both databases take more."""


def current(on: date, prefix: str = "") -> Q:
    """The condition of a post held on the day."""
    lasting = Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gte": on})
    return lasting & Q(**{f"{prefix}since__lte": on})


def still_held(on: date) -> Q:
    """The condition of a fact whose time of keeping has not run out: what has run out is no longer used."""
    return Q(hold_until__isnull=True) | Q(hold_until__gte=on)


def facts(persons: Collection[int], on: date | None = None) -> dict[int, PersonFacts]:
    """Give the facts of many persons by their number; persons unknown are left out.

    `on` decides which posts are present ones. Facts past their time of keeping are not used.
    """
    day = on or timezone.localdate()
    found: dict[int, PersonFacts] = {}
    for keys in _batches(persons):
        found |= _facts(keys, day)
    return found


def unit_facts(unit: Unit, on: date | None = None) -> UnitFacts:
    """Give a unit with its leading body and staff as they are on the day."""
    return units_facts([unit.pk], on)[unit.pk]


def units_facts(units: Collection[int], on: date | None = None) -> dict[int, UnitFacts]:
    """Give many units at once; everybody's facts are read together."""
    day = on or timezone.localdate()
    rows = [
        unit for keys in _batches(units) for unit in Unit.objects.filter(pk__in=keys).select_related("jurisdiction")
    ]
    below = defaultdict(list)
    for keys in _batches(units):
        for above, key in Unit.objects.filter(parent__in=keys, active=True).order_by("pk").values_list("parent", "pk"):
            below[above].append(key)
    leaders, staff = _people_of(units, day)
    people = facts({key for keys in (*leaders.values(), *staff.values()) for key in keys}, day)
    return {
        unit.pk: _unit_facts(
            unit, below[unit.pk], [people[key] for key in leaders[unit.pk]], [people[key] for key in staff[unit.pk]]
        )
        for unit in rows
    }


def declared_ties(inspectors: Collection[int]) -> dict[int, tuple[DeclaredTie, ...]]:
    """Give the ties inspectors declared, by the inspector's (not the person's) number."""
    found: defaultdict[int, list[DeclaredTie]] = defaultdict(list)
    for keys in _batches(inspectors):
        for tie in Tie.objects.filter(inspector__in=keys).order_by("pk"):
            found[tie.inspector_id].append(_declared(tie))
    return {key: tuple(found[key]) for key in inspectors}


def _batches(keys: Iterable[int]) -> Iterator[tuple[int, ...]]:
    rest = iter(sorted(set(keys)))
    while batch := tuple(islice(rest, AT_ONCE)):
        yield batch


def _people_of(units: Collection[int], day: date) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Give (leading body, other staff) of each unit, each person once and in order."""
    leaders: defaultdict[int, dict[int, None]] = defaultdict(dict)
    staff: defaultdict[int, dict[int, None]] = defaultdict(dict)
    for keys in _batches(units):
        posts = Post.objects.filter(current(day), still_held(day), unit__in=keys).order_by("-head", "person__code")
        for unit, person, leading, head in posts.values_list("unit", "person", "leading", "head"):
            (leaders if leading or head else staff)[unit][person] = None
    rest = {unit: [key for key in staff[unit] if key not in leaders[unit]] for unit in units}
    return {unit: list(leaders[unit]) for unit in units}, rest


def _unit_facts(
    unit: Unit, below: Iterable[int], leaders: Iterable[PersonFacts], staff: Iterable[PersonFacts]
) -> UnitFacts:
    path = tuple(int(part) for part in unit.jurisdiction.path.split("/") if part)
    return UnitFacts(
        id=unit.pk, name=unit.name, kind=UnitKind(unit.kind), line=unit.line, jurisdiction_path=path,
        county=unit.jurisdiction.level == Level.COUNTY, parent=unit.parent_id, subordinates=tuple(below),
        leading_body=tuple(leaders), staff=tuple(staff),
    )  # fmt: skip


def _facts(keys: tuple[int, ...], day: date) -> dict[int, PersonFacts]:
    posts = _by_person(_kept(Post, keys, day).select_related("unit").order_by("-since", "pk"))
    studies = _by_person(_kept(Schooling, keys, day).order_by("begins", "pk"))
    kin = _by_person(_kept(Kinship, keys, day).order_by("pk").annotate(relative_name=F("relative__name")))
    homes = _by_person(_kept(Home, keys, day).order_by("pk"))
    pools = dict(Inspector.objects.filter(person__in=keys).values_list("person", "jurisdiction"))
    return {
        person.pk: _person_facts(
            person, posts[person.pk], studies[person.pk], kin[person.pk], homes[person.pk], pools.get(person.pk), day
        )
        for person in Person.objects.filter(pk__in=keys)
    }


def _kept(model: type[M], keys: tuple[int, ...], day: date) -> QuerySet[M]:
    return model._default_manager.filter(still_held(day), person__in=keys)


def _by_person(rows: Iterable[M]) -> defaultdict[int, list[M]]:
    grouped: defaultdict[int, list[M]] = defaultdict(list)
    for row in rows:
        grouped[row.person_id].append(row)  # type: ignore[attr-defined]
    return grouped


def _person_facts(
    person: Person, posts: Sequence[Post], studies: Sequence[Schooling], kin: Sequence[Kinship], homes: Sequence[Home],
    pool: int | None, day: date,
) -> PersonFacts:  # fmt: skip
    now = [post for post in posts if post.since <= day and (post.until is None or post.until >= day)]
    first = now[0] if now else None
    return PersonFacts(
        id=person.pk, name=person.name, unit=first.unit_id if first else None, post=first.title if first else "",
        home=pool or (first.unit.jurisdiction_id if first else None),
        lines=frozenset(post.unit.line for post in now if post.unit.line),
        careers=tuple(_career(post) for post in posts), schools=tuple(_school(study) for study in studies),
        kin=tuple(_kin(each) for each in kin), homes=_homes(person, homes),
    )  # fmt: skip


def _held(fact: Fact | Person) -> Held:
    source = FactSource(fact.source) if isinstance(fact, Fact) else FactSource.FILE
    return Held(fact.held_because, fact.hold_until, source)


def _career(post: Post) -> CareerFact:
    return CareerFact(
        unit=post.unit_id, unit_name=post.unit.name, post=post.title, since=post.since, until=post.until,
        leading_body=post.leading or post.head, held=_held(post), key=post.pk,
    )  # fmt: skip


def _school(study: Schooling) -> SchoolFact:
    # A supervisor is known by name alone, which only means the same person within one school.
    supervisor = f"{study.school}/{study.supervisor}" if study.supervisor else None
    return SchoolFact(
        school=study.school, year_from=study.begins, year_to=study.ends, class_name=study.class_name,
        supervisor=supervisor, school_unit=study.school_unit_id, teacher=study.teacher, held=_held(study), key=study.pk,
    )  # fmt: skip


def _kin(kin: Kinship) -> KinFact:
    name: str = getattr(kin, "relative_name", "")
    return KinFact(kin.relative_id, Relation(kin.relation), name, _held(kin), kin.pk)


def _homes(person: Person, homes: Sequence[Home]) -> tuple[HomeFact, ...]:
    """Give the homes, the native place among them where no home says it already."""
    found = [
        HomeFact(home.jurisdiction_id, HomeKind(home.kind), home.since, home.until, _held(home), home.pk)
        for home in homes
    ]
    native = person.native_place_id
    if native and not any(home.kind is HomeKind.GREW_UP and home.jurisdiction == native for home in found):
        found.append(HomeFact(native, HomeKind.GREW_UP, held=_held(person)))
    return tuple(found)


def _declared(tie: Tie) -> DeclaredTie:
    kind = TieKind(tie.kind)
    words = say(N_("%(kind)s（%(words)s）"), kind=kind, words=tie.words) if tie.words else say(kind.label)
    return DeclaredTie(
        words=words, unit=tie.unit_id, person=tie.person_id, recusal=tie.recusal,
        verified=tie.verified_on is not None, key=tie.pk, points=tie.exposure,
    )  # fmt: skip
