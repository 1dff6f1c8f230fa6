"""What the API says of supervision content, deadlines, accounts and the trail. Records beside them are named by their `id`."""

from datetime import date, datetime
from typing import Any

from ninja import Field, Schema


class TaxonomyOut(Schema):
    """A node of the supervision content in force."""

    id: int
    code: str
    label: str
    parent_id: int | None
    points: str
    kinds: list[str]
    retired: bool


class EventOut(Schema):
    """An act of the trail, without content."""

    seq: int
    at: datetime
    actor: int | None
    actor_name: str
    actor_role: str
    verb: str
    kind: str
    key: int | None
    previous: str
    digest: str


class DeadlineOut(Schema):
    """How long a step may take in a place, where the place has settled that itself."""

    id: int
    jurisdiction_id: int
    step: str
    amount: int
    unit: str
    source: str
    confirmed: bool


class WeightOut(Schema):
    """Points while it lasts, and after how many years none are left; 0: never less."""

    points: int
    years: int


class ExposureOut(Schema):
    """What acquaintance weighs in a place now, by kind; the source is empty where no office has settled it."""

    weights: dict[str, WeightOut]
    through_share: int
    through_least: int
    most: int
    source: str


class GrantOut(Schema):
    """A role in force."""

    id: int
    role: str
    jurisdiction_id: int | None
    unit_id: int | None
    line: str


class AccountOut(Schema):
    """An account with its roles."""

    id: int
    username: str
    name: str
    is_active: bool
    created_on: date
    grants: list[GrantOut] = Field(alias="in_force")


class EditionOut(Schema):
    """An edition of the supervision content."""

    id: int
    number: int
    name: str
    source: str
    issued_on: date | None


class SchemeOut(Schema):
    """One version of a scoring scheme; `body` holds its indicators and grades."""

    id: int
    jurisdiction_id: int
    name: str
    source: str
    version: int
    active: bool
    body: dict[str, Any]
