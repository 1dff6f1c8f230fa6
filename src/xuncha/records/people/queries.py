"""Reading places, bodies, people, the talent pool and declared ties.

Accounts stand above this app, so whom somebody may see comes in as `reached`: a function from the path to a
jurisdiction's `path` column to the condition that the place is within reach (`accounts.reach.within`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from xuncha.records.people.facts import current, declared_ties, facts, unit_facts, units_facts
from xuncha.records.people.models import (
    Attention,
    Home,
    Inspector,
    Jurisdiction,
    Kinship,
    Person,
    Post,
    Schooling,
    Tie,
    TieKind,
    Unit,
)

__all__ = [
    "Attention",
    "Reached",
    "TieKind",
    "codes",
    "declared_ties",
    "expired_facts",
    "expired_persons",
    "fact_of",
    "facts",
    "facts_of",
    "held",
    "inspectors",
    "jurisdictions",
    "kin_of",
    "leading_body",
    "new_fact",
    "new_inspector",
    "new_jurisdiction",
    "new_person",
    "new_post",
    "new_tie",
    "new_unit",
    "persons",
    "subordinates",
    "superiors",
    "ties",
    "unit_facts",
    "units",
    "units_facts",
]

Reached = Callable[[str], Q]
AnyFact = Post | Schooling | Kinship | Home
KINDS: dict[str, type[Post] | type[Schooling] | type[Kinship] | type[Home]] = {
    "post": Post,
    "schooling": Schooling,
    "kinship": Kinship,
    "home": Home,
}
CODED: dict[str, tuple[type[Model], str]] = {
    "jurisdiction": (Jurisdiction, "code"),
    "unit": (Unit, "code"),
    "person": (Person, "code"),
    "inspector": (Inspector, "person__code"),
}


def jurisdictions() -> QuerySet[Jurisdiction]:
    """Every place; places are no secret."""
    return Jurisdiction.objects.select_related("parent")


def units() -> QuerySet[Unit]:
    """Every body, with its place and superior body; that a body exists is no secret."""
    return Unit.objects.select_related("jurisdiction", "parent").annotate(subordinate_count=Count("subordinates"))


def codes(kind: str) -> frozenset[str]:
    """Every code in use for "jurisdiction", "unit", "person" or "inspector"; a table brought in is held against it."""
    model, column = CODED[kind]
    return frozenset(model._default_manager.values_list(column, flat=True))


def superiors(unit: Unit) -> list[Unit]:
    """The bodies above, the nearest first."""
    found: list[Unit] = []
    above = unit.parent
    while above is not None and above not in found:
        found.append(above)
        above = above.parent
    return found


def subordinates(unit: Unit) -> QuerySet[Unit]:
    """The bodies directly below that still exist."""
    return Unit.objects.filter(parent=unit, active=True).select_related("jurisdiction")


def leading_body(unit: Unit, on: date | None = None) -> QuerySet[Post]:
    """Posts in the leading body on the day, the head first; who leads a body is no secret."""
    held = Post.objects.filter(current(on or timezone.localdate()), Q(leading=True) | Q(head=True), unit=unit)
    return held.select_related("person").order_by("-head", "since", "pk")


def persons(reached: Reached) -> QuerySet[Person]:
    """Persons of the places within reach: by post, pool, native place or home; with the post held now."""
    ways = (
        "posts__unit__jurisdiction__path",
        "inspector__jurisdiction__path",
        "native_place__path",
        "homes__jurisdiction__path",
    )
    belonging = Q()
    for way in ways:
        belonging |= Q(pk__in=Person.objects.filter(reached(way)).values("pk"))
    now = Post.objects.filter(current(timezone.localdate()), person=OuterRef("pk")).order_by("-since", "pk")
    return (
        Person.objects.filter(belonging)
        .select_related("native_place", "inspector__jurisdiction")
        .annotate(
            present_unit=Subquery(now.values("unit__name")[:1]),
            present_title=Subquery(now.values("title")[:1]),
            in_pool=Exists(Inspector.objects.filter(person=OuterRef("pk"))),
        )
    )


def fact_of(person: Person, kind: str, key: int) -> AnyFact | None:
    """One fact of a person: kind is "post", "schooling", "kinship" or "home"."""
    return KINDS[kind]._default_manager.filter(person=person, pk=key).select_related("person").first()


def facts_of(person: Person) -> dict[str, list[AnyFact]]:
    """Everything held about a person, by kind."""
    linked = {
        "post": ("unit",),
        "schooling": ("school_unit",),
        "kinship": ("relative",),
        "home": ("jurisdiction", "village"),
    }
    return {
        kind: list(model._default_manager.filter(person=person).select_related(*linked[kind]))
        for kind, model in KINDS.items()
    }


def kin_of(person: Person) -> QuerySet[Kinship]:
    """Kinships in which the person is the relative, held on the other side."""
    return Kinship.objects.filter(relative=person).select_related("person")


def held(kind: str, reached: Reached) -> QuerySet[AnyFact]:
    """Every fact of one kind held about persons within reach."""
    return KINDS[kind]._default_manager.filter(person__in=persons(reached).order_by().values("pk")).order_by("pk")


def expired_facts(reached: Reached, on: date) -> Iterator[AnyFact]:
    """Facts whose time of keeping has run out, about persons within reach."""
    mine = persons(reached).order_by().values("pk")
    for model in KINDS.values():
        yield from (
            model._default_manager.filter(hold_until__lt=on, person__in=mine)
            .select_related("person")
            .order_by("hold_until", "pk")
        )


def expired_persons(reached: Reached, on: date) -> QuerySet[Person]:
    """Persons within reach whose own time of keeping has run out."""
    return persons(reached).filter(hold_until__lt=on)


def inspectors() -> QuerySet[Inspector]:
    """The talent pool, with each one's present post; `teams.pool` narrows it to whom somebody may see."""
    today = timezone.localdate()
    now = Post.objects.filter(current(today), person=OuterRef("person")).order_by("-since", "pk")
    return Inspector.objects.select_related("person", "jurisdiction").annotate(
        present_unit=Subquery(now.values("unit__name")[:1]), present_title=Subquery(now.values("title")[:1])
    )


def ties(reached: Reached) -> QuerySet[Tie]:
    """Ties declared by inspectors of the pools within reach."""
    return Tie.objects.filter(reached("inspector__jurisdiction__path")).select_related(
        "inspector__person", "inspector__jurisdiction", "unit", "person"
    )


def new_jurisdiction(above: Jurisdiction) -> Jurisdiction:
    """A place below another, not yet kept."""
    return Jurisdiction(parent=above)


def new_unit() -> Unit:
    """A body, not yet kept."""
    return Unit()


def new_person() -> Person:
    """A person, not yet kept."""
    return Person()


def new_post(unit: Unit) -> Post:
    """A post in a body, not yet kept."""
    return Post(unit=unit)


def new_fact(person: Person, kind: str) -> AnyFact:
    """A fact about a person, not yet kept: kind is "post", "schooling", "kinship" or "home"."""
    return KINDS[kind](person=person)


def new_inspector(person: Person) -> Inspector:
    """An entry of the talent pool, not yet kept."""
    return Inspector(person=person)


def new_tie() -> Tie:
    """A declared tie, not yet kept."""
    return Tie()
