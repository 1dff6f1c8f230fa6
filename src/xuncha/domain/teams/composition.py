"""A team as the rules see it: places, people, seats, and the issues found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from xuncha.domain.modes import Family, Mode
from xuncha.domain.organisations import Key, Level
from xuncha.domain.roles import TeamRole
from xuncha.domain.words import N_, Labelled, Sentence


class TeamRule(Labelled):
    """The rules of a team, by the numbers the public problem format gives them."""

    SLOTS = "R1", N_("职数齐备")
    ROLES = "R2", N_("职务相符")
    CAPACITY = "R3", N_("任务不超限")
    RECUSAL = "R4", N_("回避")
    NOT_AT_HOME = "R5", N_("不巡本地")
    ELEVATED = "R6", N_("提级比例")
    CROSS = "R7", N_("交叉来源")
    MIXED = "R8", N_("混编比例")
    SPREAD = "R9", N_("来源分散")
    SKILLS = "R10", N_("专业搭配")
    LEARNING = "R11", N_("新老搭配")
    APART = "R12", N_("不同组")
    EXCHANGE = "R13", N_("不互巡")
    NOT_FIXED = "N1", N_("三个不固定")


class IssueSeverity(Labelled):
    """Whether an issue stops the team from being authorised or only asks for a second look."""

    BLOCK = "block", N_("不得授权")
    WARN = "warn", N_("提醒")


@dataclass(frozen=True)
class Place:
    """A jurisdiction; `above` runs from the root down to the one next above."""

    id: Key
    name: str
    level: Level
    above: tuple[Key, ...] = ()

    @property
    def city(self) -> Key | None:
        """The city it is, or lies in: a county's is the place next above it, be that the province itself."""
        if self.level is Level.CITY:
            return self.id
        return self.above[-1] if self.level is Level.COUNTY and self.above else None


@dataclass(frozen=True)
class TeamPerson:
    """An inspector as team rules see one; `practice` counts rounds served."""

    id: Key
    name: str
    home: Place
    roles: frozenset[TeamRole]
    skills: frozenset[str] = frozenset()
    capacity: int = 1
    practice: int = 0


class Barrier(Protocol):
    """Why somebody may not inspect a unit; `verify` where the office must ask before it counts."""

    @property
    def sentence(self) -> Sentence:
        """The reason."""

    @property
    def verify(self) -> bool:
        """Whether it is only suggested."""


@dataclass(frozen=True)
class Seat:
    """One person in one role."""

    role: TeamRole
    person: TeamPerson


@dataclass(frozen=True)
class TeamPlan:
    """The team of one inspection, and what is known around it.

    `serving` counts the inspections each person serves in this round, this one included;
    `conflicts` are those recusal found, by person, without the waived ones; `served_before` inspected this unit in the
    last round.
    """

    unit: str
    place: Place
    mode: Mode
    slots: Mapping[TeamRole, int]
    seats: tuple[Seat, ...]
    skills: Mapping[str, int] = field(default_factory=dict)
    serving: Mapping[Key, int] = field(default_factory=dict)
    conflicts: Mapping[Key, tuple[Barrier, ...]] = field(default_factory=dict)
    apart: frozenset[frozenset[Key]] = frozenset()
    served_before: frozenset[Key] = frozenset()

    @property
    def family(self) -> Family:
        """Which team rules apply."""
        return self.mode.family

    @property
    def people(self) -> tuple[TeamPerson, ...]:
        """Everybody on the team, once."""
        return tuple({seat.person.id: seat.person for seat in self.seats}.values())

    def above(self, person: TeamPerson) -> bool:
        """Whether the person's home is above the place inspected."""
        return person.home.id in self.place.above

    def in_role(self, role: TeamRole) -> tuple[TeamPerson, ...]:
        """Who fills the slots of a role; a clerk fills a member's."""
        return tuple(seat.person for seat in self.seats if seat.role.slot is role.slot)

    def local_by_design(self, seat: Seat) -> bool:
        """Whether the mode itself puts a local person into this seat."""
        return seat.role in LOCAL_ROLES.get(self.mode, frozenset()) and seat.person.home.id == self.place.id


# Half team: leader and members from outside, deputy and liaison local (Zhangzhou). Exchange: leader and liaison
# local, deputy and the staff for letters and visits from outside (Qujing 2018).
LOCAL_ROLES: dict[Mode, frozenset[TeamRole]] = {
    Mode.CROSS_HALF: frozenset({TeamRole.DEPUTY, TeamRole.LIAISON}),
    Mode.CROSS_EXCHANGE: frozenset({TeamRole.LEADER, TeamRole.LIAISON}),
}


@dataclass(frozen=True)
class TeamIssue:
    """A rule a team breaks, said in a sentence, with the people it is about."""

    rule: TeamRule
    severity: IssueSeverity
    sentence: Sentence
    people: tuple[Key, ...] = ()
