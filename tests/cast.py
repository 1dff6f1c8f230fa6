"""The fixed persons every permission test names, in one small office with one inspection under way."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.test import Client
from django.utils import timezone

from xuncha.domain.roles import Role, TeamRole
from xuncha.records.accounts.models import Grant, User
from xuncha.records.audit.actions import SYSTEM, Change, act
from xuncha.records.people.models import Inspector, Jurisdiction, Person, Post, Unit
from xuncha.records.policy.models import TaxonomyEdition, TaxonomyNode
from xuncha.records.rounds.models import Inspection, Round, RoundMode, StepDate, Term
from xuncha.records.teams.models import Declaration, Member, Target, Team

PASSWORD = "correct-horse-2026"
LONG_AGO = date(2010, 1, 1)
SEATS = {
    "leader": (TeamRole.LEADER, ["finance"], 4),
    "deputy": (TeamRole.DEPUTY, ["discipline"], 4),
    "liaison": (TeamRole.LIAISON, ["organisation"], 2),
    "member": (TeamRole.MEMBER, ["audit"], 3),
    "member2": (TeamRole.MEMBER, ["law"], 1),
    "clerk": (TeamRole.CLERK, ["petition"], 1),
}
NAMES = {
    "planner": "周以宁", "leader": "陆怀川", "deputy": "孟知远", "liaison": "沈若溪", "member": "程立言",
    "member2": "方清和", "clerk": "柳问渠", "recused": "何念故", "outsider": "顾远行", "unit_head": "金守成",
    "unit_liaison": "丁小满", "other_head": "魏长青", "discipline": "严正平", "organisation": "宋知人", "line": "水清源",
    "leading_group": "高明鉴", "secretary": "梁执中", "system": "管小机", "security": "安守门", "audit_admin": "史直书",
}  # fmt: skip


@dataclass
class Office:
    """A county office: its people, one round, one authorised team, one unit being inspected."""

    city: Jurisdiction
    county: Jurisdiction
    other_county: Jurisdiction
    unit: Unit
    child_unit: Unit
    other_unit: Unit
    line_unit: Unit
    edition: TaxonomyEdition
    leaf: TaxonomyNode
    round: Round = field(init=False)
    inspection: Inspection = field(init=False)
    team: Team = field(init=False)
    seats: dict[str, Member] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)

    def __getattr__(self, name: str) -> User:
        """Give the member of the cast: ``office.planner``."""
        people = self.__dict__.get("people", {})
        if name in people:
            found: User = people[name]
            return User.objects.get(pk=found.pk)
        raise AttributeError(name)

    def login(self, client: Client, user: User) -> Client:
        """Sign a member of the cast in."""
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client


def make_office() -> Office:
    """Write the office down, in one act."""
    with act("demo.load", by=SYSTEM) as change:
        office = _places(change)
        _accounts(change, office)
        _round(change, office)
        _team(change, office)
    return office


def _places(change: Change) -> Office:
    city = _place(change, "9901", "云岫市", "city", None)
    county = _place(change, "990101", "青屿县", "county", city)
    other = _place(change, "990102", "栖霞坞县", "county", city)
    line_unit = _unit(change, "990100-SW", "云岫市水务局", "bureau", city, line="水利")
    unit = _unit(change, "990101-SW", "青屿县水利枢纽管理局", "bureau", county, line="水利")
    child = _unit(change, "990101-SW-1", "青屿县灌区服务所", "institution", county, parent=unit, line="水利")
    other_unit = _unit(change, "990101-JY", "青屿县教育局", "bureau", county, line="教育")
    edition = change.create(TaxonomyEdition(number=1, name="四个聚焦", issued_on=LONG_AGO))
    top = None
    for code, label in (
        ("B", "聚焦群众身边不正之风和腐败问题"),
        ("B1", "四风·八项规定"),
        ("B1.6", "向下属单位转嫁费用"),
    ):
        top = change.create(TaxonomyNode(edition=edition, code=code, label=label, parent=top))
    assert top is not None
    return Office(city, county, other, unit, child, other_unit, line_unit, edition, top)


def _place(change: Change, code: str, name: str, level: str, parent: Jurisdiction | None) -> Jurisdiction:
    place = change.create(Jurisdiction(code=code, name=name, level=level, parent=parent))
    place.path = f"{parent.path if parent else '/'}{place.pk}/"
    return change.save(place)


def _unit(change: Change, code: str, name: str, kind: str, place: Jurisdiction, **more: object) -> Unit:
    return change.create(Unit(code=code, name=name, kind=kind, jurisdiction=place, **more))


def _accounts(change: Change, office: Office) -> None:
    grants: dict[str, tuple[Role, dict[str, object]]] = {
        "planner": (Role.PLANNER, {"jurisdiction": office.city}),
        "unit_head": (Role.UNIT_HEAD, {"unit": office.unit}),
        "unit_liaison": (Role.UNIT_LIAISON, {"unit": office.unit}),
        "other_head": (Role.UNIT_HEAD, {"unit": office.other_unit}),
        "discipline": (Role.DISCIPLINE, {"jurisdiction": office.city}),
        "organisation": (Role.ORGANISATION, {"jurisdiction": office.city}),
        "line": (Role.LINE, {"jurisdiction": office.city, "line": "水利"}),
        "leading_group": (Role.LEADING_GROUP, {"jurisdiction": office.city}),
        "secretary": (Role.SECRETARY, {"jurisdiction": office.city}),
        "system": (Role.SYSTEM, {}),
        "security": (Role.SECURITY, {}),
        "audit_admin": (Role.AUDIT_ADMIN, {}),
    }
    for name, (role, where) in grants.items():
        person = _person(change, name, office) if name in ("unit_head", "other_head") else None
        user = _user(change, name, person)
        change.create(Grant(user=user, role=role, granted_on=LONG_AGO, **where))
        office.people[name] = user
        if person is not None:
            unit = office.unit if name == "unit_head" else office.other_unit
            post = Post(person=person, unit=unit, title="局长", head=True, leading=True, since=date(2020, 5, 1))
            change.create(post)
    for name in (*SEATS, "recused", "outsider"):
        _inspector(change, name, office)


def _inspector(change: Change, name: str, office: Office) -> None:
    person = _person(change, name, office)
    user = _user(change, name, person)
    change.create(Grant(user=user, role=Role.INSPECTOR, jurisdiction=office.city, granted_on=LONG_AGO))
    role, skills, practice = SEATS.get(name, (TeamRole.MEMBER, [], 2))
    further = TeamRole.DEPUTY if name == "recused" else TeamRole.MEMBER
    home = office.city if role in (TeamRole.LEADER, TeamRole.DEPUTY) or name == "outsider" else office.other_county
    change.create(
        Inspector(
            person=person, jurisdiction=home, roles=[role, further], skills=skills,
            practice_before=practice, capacity=2,
        )
    )  # fmt: skip
    if name == "recused":
        since = timezone.localdate() - timedelta(days=900)
        change.create(
            Post(person=person, unit=office.unit, title="科长", since=since, until=since + timedelta(days=600))
        )
    office.people[name] = user


def _person(change: Change, name: str, office: Office) -> Person:
    return change.create(Person(code=f"P-{name}", name=NAMES[name], native_place=office.other_county))


def _user(change: Change, name: str, person: Person | None) -> User:
    user = User(username=name, name=NAMES[name], person=person, story="")
    user.set_password(PASSWORD)
    return change.create(user)


def _round(change: Change, office: Office) -> None:
    today = timezone.localdate()
    term = change.create(Term(name="第九届", jurisdiction=office.city, starts_on=LONG_AGO, ends_on=date(2030, 12, 31)))
    office.round = change.create(
        Round(
            term=term, jurisdiction=office.city, number=1, name="第九届市委第一轮巡察", year=today.year, state="on_site",
            approved_on=today - timedelta(days=40), site_from=today - timedelta(days=20), site_until=today + timedelta(days=20),
        )
    )  # fmt: skip
    terms = {"authorises": "市委", "hears": "市委书记专题会", "receives_leads": "市纪委监委"}
    change.create(RoundMode(round=office.round, mode="elevated", **terms))
    office.inspection = change.create(
        Inspection(
            round=office.round,
            unit=office.unit,
            mode="elevated",
            step="find_facts",
            announced_on=today - timedelta(days=20),
        )
    )
    for step, ago in (("plan", 40), ("staff", 30), ("prior_information", 25), ("mobilise", 20)):
        change.create(StepDate(inspection=office.inspection, step=step, done_on=today - timedelta(days=ago)))


def _team(change: Change, office: Office) -> None:
    today = timezone.localdate()
    office.team = change.create(
        Team(
            round=office.round, number=1, name="市委第一巡察组", authorised_on=today - timedelta(days=30),
            authorised_by="市委", authorisation_number="云委巡授〔2026〕1号",
        )
    )  # fmt: skip
    change.create(Target(team=office.team, inspection=office.inspection))
    for name, (role, _, _) in SEATS.items():
        person = office.people[name].person
        assert person is not None
        seat = Member(team=office.team, inspector=person.inspector, role=role, joined_on=today - timedelta(days=30))
        office.seats[name] = change.create(seat)
        change.create(Declaration(member=seat, made_on=today - timedelta(days=31), text="无应回避情形"))
