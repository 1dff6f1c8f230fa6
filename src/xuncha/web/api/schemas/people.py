"""What the API says of places, bodies, people, the pool and ties. Records beside them are named by their `id`."""

from datetime import date

from ninja import Field, Schema


class JurisdictionOut(Schema):
    """A province, city or county."""

    id: int
    code: str
    name: str
    level: str
    parent_id: int | None


class UnitOut(Schema):
    """A body that can be inspected."""

    id: int
    code: str
    name: str
    kind: str
    jurisdiction_id: int
    jurisdiction: str = Field(alias="jurisdiction.name")
    parent_id: int | None
    line: str
    attention: str
    staff_quota: int
    staff: int
    active: bool


class PersonOut(Schema):
    """A person known for the recusal check."""

    id: int
    code: str
    name: str
    sex: str
    born_on: date | None
    native_place_id: int | None
    held_because: str
    hold_until: date | None


class InspectorOut(Schema):
    """An entry of the talent pool."""

    id: int
    code: str = Field(alias="person.code")
    name: str = Field(alias="person.name")
    jurisdiction_id: int
    roles: list[str]
    skills: list[str]
    practice: int
    capacity: int
    employment: str
    office_post: str
    joined_on: date | None
    left_on: date | None
    available: bool


class TieOut(Schema):
    """A tie an inspector declared."""

    id: int
    inspector_id: int
    unit_id: int | None
    person_id: int | None
    kind: str
    recusal: bool
    exposure: int
    declared_on: date
    words: str


class FactOut(Schema):
    """A fact held about a person: why, from where, until when."""

    id: int
    person_id: int
    held_because: str
    hold_until: date | None
    source: str


class PostOut(FactOut):
    """One line of a career."""

    unit_id: int
    title: str
    head: bool
    leading: bool
    since: date
    until: date | None


class SchoolingOut(FactOut):
    """One course of study."""

    school: str
    school_unit_id: int | None
    class_name: str
    supervisor: str
    begins: int
    ends: int
    teacher: bool


class KinshipOut(FactOut):
    """The relative is the relation of the person."""

    relative_id: int
    relation: str
    words: str


class HomeOut(FactOut):
    """Where somebody grew up or lives."""

    jurisdiction_id: int
    kind: str
    village_id: int | None
    since: date | None
    until: date | None
