"""What there is before the round begins: the cast's office, and a few people and bodies the round needs beside it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from tests.cast import LONG_AGO, NAMES, PASSWORD, Office
from xuncha.domain.roles import Role, TeamRole
from xuncha.records.accounts.models import Grant, User
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.people.models import Inspector, Jurisdiction, Person, Post, Unit
from xuncha.records.rounds.models import Term

UNIT = "青屿县教育局"
"""The unit of the round."""
OTHER_UNIT = "栖霞坞县教育局"
"""The unit of the second team, in the county the first team comes from."""
LOCAL = "夏知秋"
"""An inspector of the county inspected: sent to the other county, the two would inspect one another."""
CITIES = tuple(f"{name}市" for name in (
    "云岫", "栖霞", "澄江", "望海", "鹤鸣", "青麓", "银杏", "白鹭", "东篱", "南屏", "西泠", "北渚", "长亭", "兰渚",
))  # fmt: skip


def add_neighbours(office: Office) -> None:
    """Add the second unit, somebody of the county inspected, and what makes one deputy stand aside."""
    today = timezone.localdate()
    with act("demo.load", by=SYSTEM) as change:
        change.create(
            Unit(code="990102-JY", name=OTHER_UNIT, kind="bureau", jurisdiction=office.other_county, line="教育")
        )
        person = change.create(Person(code="P-local", name=LOCAL, native_place=office.county))
        change.create(
            Inspector(
                person=person, jurisdiction=office.county, roles=[TeamRole.MEMBER], skills=[], practice_before=2, capacity=2,
            )
        )  # fmt: skip
        recused = office.recused.person
        assert recused is not None
        left = today - timedelta(days=300)
        change.create(
            Post(person=recused, unit=office.other_unit, title="人事科科长", since=date(2022, 3, 1), until=left)
        )
        # The stay of the round before is over, or nobody of it could be called again.
        office.round.site_until = today - timedelta(days=1)
        change.save(office.round)


def make_province() -> Any:
    """Write down a province of fourteen cities, its term and its planner."""
    with act("demo.load", by=SYSTEM) as change:
        province = change.create(Jurisdiction(code="98", name="沧岭省", level="province", parent=None))
        province.path = f"/{province.pk}/"
        change.save(province)
        for number, name in enumerate(CITIES, 1):
            city = change.create(Jurisdiction(code=f"98{number:02d}", name=name, level="city", parent=province))
            city.path = f"{province.path}{city.pk}/"
            change.save(city)
        change.create(Term(name="第十三届省委", jurisdiction=province, starts_on=LONG_AGO, ends_on=date(2030, 12, 31)))
        for username, role in (("planner", Role.PLANNER), ("leading_group", Role.LEADING_GROUP)):
            user = User(username=username, name=NAMES[username], story="")
            user.set_password(PASSWORD)
            change.create(Grant(user=change.create(user), role=role, granted_on=LONG_AGO, jurisdiction=province))
    return province
