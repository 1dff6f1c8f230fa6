"""Whom a team needs where nothing was said: a starting point the planner edits, by what is inspected and how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xuncha.domain.modes import Mode
from xuncha.domain.organisations import UnitKind
from xuncha.domain.people import Skill
from xuncha.domain.roles import TeamRole

SLOT_ROLES = (TeamRole.LEADER, TeamRole.DEPUTY, TeamRole.LIAISON, TeamRole.MEMBER)
"""The roles teams are formed by; a clerk for letters fills a member's slot."""


@dataclass(frozen=True)
class Needs:
    """How many people in each role, and at least how many with each skill."""

    slots: Mapping[TeamRole, int]
    skills: Mapping[Skill, int] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many people the team has."""
        return sum(self.slots.values())


# Seven people is the middle of what offices report (5 to 8); mobile teams are sent with five or six.
_USUAL_MEMBERS, _MOBILE_MEMBERS = 4, 2
_AUDITED = frozenset({UnitKind.COMPANY, UnitKind.HOSPITAL})


def usual_needs(kind: UnitKind, mode: Mode) -> Needs:
    """One leader, deputy and liaison each, members by mode; somebody who reads accounts, two for villages' books."""
    members = _MOBILE_MEMBERS if mode is Mode.MOBILE else _USUAL_MEMBERS
    slots = {role: members if role is TeamRole.MEMBER else 1 for role in SLOT_ROLES}
    skills = {Skill.FINANCE: 2 if mode.of_villages else 1}
    if kind in _AUDITED:
        skills[Skill.AUDIT] = 1
    return Needs(slots, skills)
