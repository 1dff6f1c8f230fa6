"""What is held about a person in order to form teams nobody can call biased, and nothing more."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from xuncha.domain.kinship import Relation
from xuncha.domain.organisations import Key
from xuncha.domain.words import N_, Labelled


class Skill(Labelled):
    """What an inspector is good at."""

    DISCIPLINE = "discipline", N_("纪检监察")
    ORGANISATION = "organisation", N_("组织人事")
    AUDIT = "audit", N_("审计")
    FINANCE = "finance", N_("财务")
    LAW = "law", N_("法律")
    PETITION = "petition", N_("信访")
    ENGINEERING = "engineering", N_("工程")
    IT = "it", N_("信息技术")


class Employment(Labelled):
    """How an inspector belongs to the inspection body."""

    FULL = "full", N_("专职")
    PART = "part", N_("兼职")
    SECONDED = "seconded", N_("抽调")


class FactSource(Labelled):
    """Where a fact about a person came from."""

    DECLARED = "declared", N_("本人申报")
    FILE = "file", N_("人事档案")
    UNIT = "unit", N_("单位提供")
    PUBLIC = "public", N_("公开资料")
    VERIFIED = "verified", N_("核实所得")


class HomeKind(Labelled):
    """How a person is tied to a place."""

    GREW_UP = "grew_up", N_("成长地")
    LIVES = "lives", N_("居住地")
    WORKS = "works", N_("工作地")


@dataclass(frozen=True)
class Held:
    """Why a fact is held and until when; afterwards it must be deleted."""

    why: str = N_("回避审查")
    until: date | None = None
    source: FactSource = FactSource.DECLARED

    def expired(self, on: date) -> bool:
        """Whether the reason for holding the fact has passed by `on`."""
        return self.until is not None and on > self.until


@dataclass(frozen=True)
class CareerFact:
    """One post in one unit; `until` is empty while it lasts."""

    unit: Key
    unit_name: str
    post: str
    since: date
    until: date | None = None
    leading_body: bool = False
    superior: Key | None = None
    held: Held = Held()
    key: Key = ""

    def __post_init__(self) -> None:
        """Refuse a post that ends before it begins."""
        if self.until is not None and self.until < self.since:
            raise ValueError("a post cannot end before it begins")

    def days(self, on: date) -> int:
        """Days served up to `on`."""
        return max(0, (min(self.until or on, on) - self.since).days)

    def overlaps(self, other: CareerFact) -> tuple[date, date] | None:
        """The span both posts were held at once, if any; open ends run to the end of time."""
        start = max(self.since, other.since)
        end = min(self.until or date.max, other.until or date.max)
        return (start, end) if start <= end else None


@dataclass(frozen=True)
class SchoolFact:
    """One course of study. The same school and class name, or school and years, make classmates."""

    school: str
    year_from: int
    year_to: int
    class_name: str = ""
    supervisor: Key | str | None = None
    school_unit: Key | None = None
    teacher: bool = False
    held: Held = Held()
    key: Key = ""


@dataclass(frozen=True)
class KinFact:
    """A relative who is known to the system: `relation` says what the relative is to this person."""

    relative: Key
    relation: Relation
    name: str = ""
    held: Held = Held()
    key: Key = ""


@dataclass(frozen=True)
class HomeFact:
    """A place where a person grew up or lives."""

    jurisdiction: Key
    kind: HomeKind
    since: date | None = None
    until: date | None = None
    held: Held = Held()
    key: Key = ""


@dataclass(frozen=True)
class ServiceFact:
    """A seat on a team of an earlier round: with which team, in which units, from when until when."""

    team: Key
    team_name: str
    units: frozenset[Key]
    since: date
    until: date


@dataclass(frozen=True)
class PersonFacts:
    """A person with the facts recusal and exposure are computed from."""

    id: Key
    name: str
    unit: Key | None = None
    post: str = ""
    home: Key | None = None
    lines: frozenset[str] = frozenset()
    """Lines of business (系统) the person works in, as the codes units carry."""
    careers: tuple[CareerFact, ...] = field(default=())
    schools: tuple[SchoolFact, ...] = field(default=())
    kin: tuple[KinFact, ...] = field(default=())
    homes: tuple[HomeFact, ...] = field(default=())
    service: tuple[ServiceFact, ...] = field(default=())
