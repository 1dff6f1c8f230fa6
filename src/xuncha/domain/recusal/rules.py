"""What a recusal rule is: whom it binds, against whom, what it looks for, and which text it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from xuncha.domain.deadlines import add_months
from xuncha.domain.modes import Mode
from xuncha.domain.organisations import Key
from xuncha.domain.people import CareerFact, PersonFacts, SchoolFact
from xuncha.domain.recusal.targets import DeclaredTie, UnitFacts
from xuncha.domain.roles import TeamRole
from xuncha.domain.words import N_, Labelled, Sentence

YEARS = 3
"""The three years of the published rule."""


class Who(Labelled):
    """Whom a rule binds."""

    LEADER_DEPUTY = "leader_deputy", N_("组长、副组长")
    ANY_MEMBER = "any_member", N_("全体组员")


class Against(Labelled):
    """Against whom a rule looks."""

    UNIT = "unit", N_("被巡察单位")
    LEADING_BODY = "leading_body", N_("领导班子成员")
    ANY_STAFF = "any_staff", N_("单位任何人员")


@dataclass(frozen=True)
class Case:
    """One inspector, in one role, before one unit, on one day."""

    inspector: PersonFacts
    role: TeamRole
    target: UnitFacts
    mode: Mode
    on: date
    declared: tuple[DeclaredTie, ...] = ()

    @property
    def three_years_ago(self) -> date:
        """The day from which a post counts as held within the last three years."""
        return add_months(self.on, -12 * YEARS)

    def recent(self, until: date | None) -> bool:
        """Whether something that ended then lies within the last three years."""
        return until is None or until >= self.three_years_ago


@dataclass(frozen=True)
class Match:
    """What a rule found: the words that fill its sentence, the facts it rests on, and whom it concerns."""

    words: dict[str, object] = field(hash=False)
    evidence: tuple[str, ...]
    person: Key | None = None
    verify: bool = False
    """Whether the data only suggests it, and the office must ask before it counts."""


Predicate = Callable[[Case], Iterator[Match]]


@dataclass(frozen=True)
class RecusalRule:
    """A published rule. Once used in an official act it never changes: a change is a new version."""

    code: str
    version: int
    label: str
    who: Who
    against: Against
    finds: Predicate
    template: str
    source: str
    cross_only: bool = False
    confirmed: bool = True

    def binds(self, case: Case) -> bool:
        """Whether the rule applies to this role and mode at all."""
        if self.cross_only and not case.mode.crosses:
            return False
        return self.who is Who.ANY_MEMBER or case.role.leads


@dataclass(frozen=True)
class Conflict:
    """A rule that stands against an assignment, said in a sentence, with the facts it rests on."""

    rule: RecusalRule
    sentence: Sentence
    evidence: tuple[str, ...]
    person: Key | None = None
    verify: bool = False


def career_key(post: CareerFact) -> str:
    """Name a post as evidence."""
    return f"career:{post.key or f'{post.unit}:{post.since}'}"


def school_key(study: SchoolFact) -> str:
    """Name a course of study as evidence."""
    return f"school:{study.key or f'{study.school}:{study.year_from}'}"
