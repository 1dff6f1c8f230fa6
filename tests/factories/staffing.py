"""Rounds to be staffed: a city of four counties with a pool in each, and a county that stands alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from tests.cast import Office
from tests.factories.rounds import a_round
from xuncha.domain.roles import TeamRole
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.people.models import Inspector, Jurisdiction, Person, Unit
from xuncha.records.rounds.models import Inspection, Round
from xuncha.records.staffing import actions, folders
from xuncha.records.staffing.building import anonymous, build_problem
from xuncha.records.staffing.models import Attempt, WishKind

EACH = (
    (TeamRole.LEADER, ["discipline"], 4),
    (TeamRole.DEPUTY, ["organisation"], 3),
    (TeamRole.LIAISON, ["finance"], 3),
    (TeamRole.MEMBER, ["finance"], 3),
    (TeamRole.MEMBER, ["audit"], 2),
    (TeamRole.MEMBER, ["law"], 1),
    (TeamRole.MEMBER, ["petition"], 1),
    (TeamRole.MEMBER, ["finance"], 2),
)
"""A pool that can man one team by itself: roles, skills, practice."""


@dataclass
class Field:
    """A round with its places, the organiser's first."""

    office: Office
    round: Round
    places: list[Jurisdiction]

    def inspect(self, place: Jurisdiction, mode: str = "routine", **more: object) -> Inspection:
        """Put one more body of a place into the round."""
        number = Unit.objects.count()
        with act("demo.load", by=SYSTEM) as change:
            unit = change.create(
                Unit(code=f"S{number:03}", name=f"{place.name}第{number}局", kind="bureau", jurisdiction=place)
            )
            return change.create(Inspection(round=self.round, unit=unit, mode=mode, **more))


def a_pool(place: Jurisdiction, *, without: str = "", prefix: str = "") -> list[Inspector]:
    """Eight people of one place, one of them leader; `without` a skill."""
    made = []
    with act("demo.load", by=SYSTEM) as change:
        for number, (role, skills, practice) in enumerate(EACH, 1):
            name = f"{prefix or place.name[:2]}干部{number}"
            person = change.create(Person(code=f"F-{place.pk}-{number}", name=name))
            kept = [skill for skill in skills if skill != without]
            made.append(change.create(Inspector(
                person=person, jurisdiction=place, roles=[role.value], skills=kept, practice_before=practice, capacity=1,
            )))  # fmt: skip
    return made


def a_city_round(office: Office, counties: int = 4) -> Field:
    """A round of the city, with a pool for the city and for each county, two of which the office knows already."""
    places = [office.city, office.county, office.other_county]
    with act("demo.load", by=SYSTEM) as change:
        for number in range(len(places), counties + 1):
            place = change.create(
                Jurisdiction(code=f"9901{number:02}", name=f"第{number}县", level="county", parent=office.city)
            )
            place.path = f"{office.city.path}{place.pk}/"
            places.append(change.save(place))
        round_ = change.create(a_round(office.round.term))
    for place in places:
        a_pool(place)
    return Field(office, round_, places)


def a_county_round(office: Office, *, without: str = "finance") -> Field:
    """A round of the county alone, whose pool lacks a skill; the city has people who have it."""
    with act("demo.load", by=SYSTEM) as change:
        round_ = change.create(a_round(office.round.term, number=3, place=office.county))
    a_pool(office.county, without=without)
    a_pool(office.city, prefix="市级")
    found = Field(office, round_, [office.county])
    found.inspect(office.county)
    return found


def staffed(office: Office) -> dict[str, Any]:
    """A round with a plan laid before the secretary, somebody lent to it, and a wish about it."""
    field = a_county_round(office, without="")
    helper = Inspector.objects.select_related("person", "jurisdiction").get(person__name="市级干部4")
    guest = actions.lend(field.round, helper, "熟悉账目", by=office.planner)
    problem = build_problem(field.round, office.planner)
    (row,) = problem.inspections
    county = [each for each in problem.inspectors if each.home == row.jurisdiction]
    plan = [[row.id, role.value, one.id] for one, (role, _, _) in zip(county[:7], EACH, strict=False)]
    unit = field.round.inspections.get()
    with act("demo.load", by=SYSTEM) as change:
        attempt = Attempt(
            round=field.round, number=1, by=office.planner, asked_at=timezone.now(), state="done", status="feasible",
            objective=sum(problem.travel(one.home, row.jurisdiction) for one in county[:7]), bound=0, plan=plan,
            seconds=1.5, history=[[0.5, None, 0], [1.5, 0, 0]], authority="县委", proposed_on=timezone.localdate(),
        )  # fmt: skip
        attempt.problem_file, attempt.problem_sha256 = folders.keep_problem(anonymous(problem))
        change.create(attempt)
    wished = actions.wish(field.round, WishKind.FORBID, helper, unit, by=office.planner, reason="因病")
    return {
        "staffing": field.round, "staffing_attempt": attempt, "staffing_guest": guest, "staffing_wish": wished,
    }  # fmt: skip
