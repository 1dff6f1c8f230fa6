"""Every mode of a round as the four of the public problem format, and who each mode keeps out.

Explained for planners in `docs/explanation/modes-as-problems.zh-CN.md`; values in, values out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xuncha.domain.modes import Family, Mode
from xuncha.domain.organisations import Level
from xuncha.domain.people import Skill
from xuncha.domain.roles import TeamRole
from xuncha.domain.teams import LOCAL_ROLES
from xuncha.domain.teams.needs import Needs
from xuncha.domain.words import N_, Sentence, say
from xuncha.engines.teams.problem import Jurisdiction

WHOLE = frozenset({Mode.CROSS_TEAM, Mode.CROSS_HALF, Mode.CROSS_EXCHANGE})
"""Modes in which everybody sent comes from the sending county, and nobody from the city."""
SENT = frozenset({Mode.CROSS_RING, Mode.CROSS_CHAIN, Mode.CROSS_EXCHANGE})
"""Modes that mean nothing without saying who sends the team."""
LOCAL = "-local"


@dataclass(frozen=True)
class Part:
    """One row of `inspections.csv`: a team, or its local half."""

    id: str
    family: Family
    slots: Mapping[TeamRole, int]
    skills: Mapping[Skill, int]
    local: bool = False


def local_roles(mode: Mode) -> frozenset[TeamRole]:
    """The seats the mode gives to local people."""
    return LOCAL_ROLES.get(mode, frozenset())


def parts(key: str, mode: Mode, needs: Needs) -> Iterator[Part]:
    """Give the rows one team becomes: one, or two where the mode seats local people."""
    seated = local_roles(mode)
    sent = {role: 0 if role in seated else count for role, count in needs.slots.items()}
    yield Part(key, mode.family, sent, needs.skills)
    if seated:
        local = {role: count if role in seated else 0 for role, count in needs.slots.items()}
        yield Part(f"{key}{LOCAL}", Family.ROUTINE, local, {}, local=True)


def kept_out(
    home: Jurisdiction, mode: Mode, place: Jurisdiction, source: Jurisdiction | None, organiser: str,
    above: Mapping[str, tuple[str, ...]], *, local: bool,
) -> Sentence | None:  # fmt: skip
    """Say why people of this home cannot serve, where the mode itself keeps them out; rules R1 to R13 come on top."""
    if local:
        words = say(N_("%(mode)s的本地席位由%(place)s人员担任"), mode=mode, place=place.name)
        return None if home.id == place.id else words
    if mode.family is Family.ROUTINE:
        elsewhere = organiser in above[home.id] and home.id != place.id
        return say(N_("%(mode)s由本级和当地人员承担，外地人员参加的属混编"), mode=mode) if elsewhere else None
    if mode in WHOLE and home.level is not Level.COUNTY:
        return say(N_("%(mode)s的派出人员都来自派出县"), mode=mode)
    if source is None or not mode.crosses or mode is Mode.MIXED:
        return None
    sent_from_city = source.level is not Level.COUNTY
    if home.id == source.id or source.id in above[home.id] or (home.level is not Level.COUNTY and not sent_from_city):
        return None
    return say(N_("%(place)s由%(source)s派组"), place=place.name, source=source.name)
