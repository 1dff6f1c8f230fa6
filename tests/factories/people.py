"""Facts about people, written down as the demonstration writes them."""

from __future__ import annotations

from datetime import date
from typing import Any

from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.people.models import Home, Inspector, Jurisdiction, Kinship, Person, Post, Schooling, Tie, Unit


def person_of(user: User) -> Person:
    """The person an account belongs to."""
    assert user.person is not None
    return user.person


def post(person: Person, unit: Unit, since: date, **more: Any) -> Post:
    """A line of a career."""
    with act("demo.load", by=SYSTEM) as change:
        return change.create(Post(person=person, unit=unit, since=since, **{"title": "科员"} | more))


def schooling(person: Person, school: str, begins: int, **more: Any) -> Schooling:
    """A course of study of four years."""
    with act("demo.load", by=SYSTEM) as change:
        return change.create(Schooling(person=person, school=school, begins=begins, **{"ends": begins + 4} | more))


def kinship(person: Person, relative: Person, relation: str, **more: Any) -> Kinship:
    """A kinship held on the person's side."""
    with act("demo.load", by=SYSTEM) as change:
        return change.create(Kinship(person=person, relative=relative, relation=relation, **more))


def home(person: Person, place: Jurisdiction, **more: Any) -> Home:
    """A home, by default where the person lives."""
    with act("demo.load", by=SYSTEM) as change:
        return change.create(Home(person=person, jurisdiction=place, **{"kind": "lives"} | more))


def tie(inspector: Inspector, **more: Any) -> Tie:
    """A tie the inspector declared."""
    usual = {"kind": "friend", "declared_on": date(2026, 1, 5), "recusal": True}
    with act("demo.load", by=SYSTEM) as change:
        return change.create(Tie(inspector=inspector, **usual | more))


def units(place: Jurisdiction, count: int) -> list[Unit]:
    """Many bodies of one place."""
    with act("demo.load", by=SYSTEM) as change:
        return change.create_many(
            Unit(code=f"U{number:05}", name=f"第{number}号单位", kind="bureau", jurisdiction=place)
            for number in range(count)
        )


def inspectors(place: Jurisdiction, count: int) -> list[Inspector]:
    """Many inspectors of one pool."""
    with act("demo.load", by=SYSTEM) as change:
        people = change.create_many(
            Person(code=f"I{number:05}", name=f"干部{number}", native_place=place) for number in range(count)
        )
        return change.create_many(Inspector(person=person, jurisdiction=place, roles=["member"]) for person in people)
