"""Rows of a table brought in: already read and typed, keyed by the codes an office uses itself.

`None` means that the table does not say: what is kept stays, and something new gets the usual value.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from xuncha.domain.kinship import Relation
from xuncha.domain.organisations import UnitKind
from xuncha.domain.people import Employment, HomeKind, Skill
from xuncha.domain.pool import OfficePost
from xuncha.domain.roles import TeamRole
from xuncha.records.people.models import Attention, TieKind


@dataclass(frozen=True, kw_only=True)
class UnitRow:
    """A body. `parent` is the code of the body above it, in the table or kept already; empty for none."""

    code: str
    name: str
    kind: UnitKind
    jurisdiction: str
    parent: str | None = None
    line: str | None = None
    attention: Attention | None = None
    staff_quota: int | None = None
    staff: int | None = None
    leading_posts: tuple[str, ...] | None = None
    facts: tuple[str, ...] | None = None
    active: bool | None = None


@dataclass(frozen=True, kw_only=True)
class PersonRow:
    """A person, with one post, one course of study and one home at most; further ones come in further rows.

    A post is known by unit and first day, a course by school and first year, a home by place and kind.
    """

    code: str
    name: str
    sex: str | None = None
    born_on: date | None = None
    native_place: str | None = None
    party_member: bool | None = None
    hold_until: date | None = None
    unit: str | None = None
    title: str | None = None
    head: bool | None = None
    leading: bool | None = None
    since: date | None = None
    until: date | None = None
    school: str | None = None
    class_name: str | None = None
    supervisor: str | None = None
    begins: int | None = None
    ends: int | None = None
    teacher: bool | None = None
    school_unit: str | None = None
    lives_in: str | None = None


@dataclass(frozen=True, kw_only=True)
class InspectorRow(PersonRow):
    """A person of the talent pool; the code is the person's. `jurisdiction` is the pool."""

    jurisdiction: str
    roles: tuple[TeamRole, ...] | None = None
    skills: tuple[Skill, ...] | None = None
    practice_before: int | None = None
    capacity: int | None = None
    employment: Employment | None = None
    joined_on: date | None = None
    office_post: OfficePost | None = None


@dataclass(frozen=True, kw_only=True)
class KinshipRow:
    """A kinship between two persons kept already, known by the two: `relative` is the `relation` of `person`."""

    person: str
    relative: str
    relation: Relation
    words: str | None = None
    hold_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class HomeRow:
    """A home of a person kept already, known by person, place and kind; `village` is the code of a unit."""

    person: str
    place: str
    kind: HomeKind
    village: str | None = None
    since: date | None = None
    until: date | None = None
    hold_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class TieRow:
    """A declared tie, known by inspector, other side and kind. One of `unit` and `person` is given."""

    inspector: str
    kind: TieKind
    unit: str | None = None
    person: str | None = None
    recusal: bool | None = None
    exposure: int | None = None
    declared_on: date | None = None
    verified_on: date | None = None
    words: str | None = None


@dataclass(frozen=True)
class Counts:
    """What came of bringing a table in."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Add up two parts of one table."""
        return Counts(self.created + other.created, self.updated + other.updated, self.unchanged + other.unchanged)
