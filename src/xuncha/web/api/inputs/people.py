"""Places, bodies, people, the pool, ties: what is said of them."""

from datetime import date
from typing import Annotated

from ninja import Field

from xuncha.domain.people import Skill
from xuncha.domain.roles import TeamRole
from xuncha.web.api.inputs.base import Body, Count, Key, Label, Line, Name, Short, Year

Kilometres = Annotated[float, Field(ge=-10_000, le=10_000)]


class JurisdictionIn(Body):
    """A place below another one."""

    parent_id: Key
    code: Short
    name: Name
    level: Short
    x_km: Kilometres = 0
    y_km: Kilometres = 0


class UnitIn(Body):
    """A body that can be inspected."""

    code: Short
    name: Label
    kind: Short
    jurisdiction_id: Key
    parent_id: Key | None = None
    line: Short = ""
    attention: Short = "normal"
    staff_quota: Count = 0
    staff: Count = 0
    leading_posts: list[Name] = []
    facts: list[Short] = []
    active: bool = True


class LeaderIn(Body):
    """Somebody known already who joins the leading body of a unit."""

    person_id: Key
    title: Name
    head: bool = False
    since: date


class Held(Body):
    """Why it is held, from where, until when."""

    held_because: Label = "回避审查"
    hold_until: date | None = None


class PresentPostIn(Body):
    """The post somebody new holds now."""

    unit_id: Key
    title: Name
    head: bool = False
    leading: bool = False
    since: date


class PersonIn(Held):
    """A person known for the recusal check. Somebody new has a post, or a place where they grew up."""

    code: Short
    name: Name
    sex: Short = ""
    born_on: date | None = None
    native_place_id: Key | None = None
    party_member: bool = True
    post: PresentPostIn | None = None


class FactIn(Held):
    """A fact about a person."""

    person_id: Key
    source: Short = "declared"


class PostIn(FactIn):
    """One line of a career; without an end it is held now."""

    unit_id: Key
    title: Name
    head: bool = False
    leading: bool = False
    since: date
    until: date | None = None


class SchoolingIn(FactIn):
    """One course of study."""

    school: Label
    school_unit_id: Key | None = None
    class_name: Name = ""
    supervisor: Name = ""
    begins: Year
    ends: Year
    teacher: bool = False


class KinshipIn(FactIn):
    """The relative is the relation of the person."""

    relative_id: Key
    relation: Short
    words: Short = ""


class HomeIn(FactIn):
    """Where somebody grew up or lives, no closer than the village."""

    jurisdiction_id: Key
    kind: Short
    village_id: Key | None = None
    since: date | None = None
    until: date | None = None


class InspectorIn(Body):
    """An entry of the talent pool."""

    person_id: Key
    jurisdiction_id: Key
    roles: list[TeamRole]
    skills: list[Skill] = []
    practice_before: Count = 0
    capacity: Count = 1
    employment: Short = "full"
    office_post: Short = ""
    joined_on: date | None = None


class LeavePoolIn(Body):
    """When somebody leaves the pool, and why."""

    on: date
    reason: Label


class TieIn(Body):
    """A tie an inspector declared, to a unit or to a person."""

    inspector_id: Key
    unit_id: Key | None = None
    person_id: Key | None = None
    kind: Short
    recusal: bool = False
    exposure: Count = 0
    declared_on: date
    words: Line = ""
