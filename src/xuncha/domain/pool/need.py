"""What pools hold against what planned inspections ask for: by role and by skill, gaps said as numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil

from xuncha.domain.people import Skill
from xuncha.domain.pool.policy import PoolPolicy
from xuncha.domain.roles import TeamRole

Wanted = TeamRole | Skill
"""A team asks for people in a role, and for people with a skill."""
ROLES: tuple[Wanted, ...] = tuple(TeamRole)
SKILLS: tuple[Wanted, ...] = tuple(Skill)


@dataclass(frozen=True)
class Need:
    """What the inspections of one place in one round ask for."""

    bodies: int = 0
    teams: int = 0
    people: Counter[Wanted] = field(default_factory=Counter)

    def __add__(self, other: Need) -> Need:
        """Add up two."""
        return Need(self.bodies + other.bodies, self.teams + other.teams, self.people + other.people)


@dataclass(frozen=True)
class Item:
    """One role or skill: how many are needed, how many could serve."""

    what: Wanted
    need: int
    have: int

    @property
    def short(self) -> int:
        """How many are missing."""
        return max(0, self.need - self.have)


@dataclass(frozen=True)
class Balance:
    """The pool of one place, or of all together, against need. Who may take several roles counts in each."""

    place: str
    size: int
    able: int
    need: Need
    items: tuple[Item, ...]

    @property
    def gaps(self) -> tuple[Item, ...]:
        """What is missing."""
        return tuple(item for item in self.items if item.short)


def team_need(slots: Mapping[TeamRole, int], skills: Mapping[Skill, int], policy: PoolPolicy) -> Counter[Wanted]:
    """What one team asks for; what it does not say itself is the office's usual figure. Clerks sit in members' seats."""
    usual: dict[Wanted, int] = {
        TeamRole.LEADER: 1, TeamRole.DEPUTY: 1, TeamRole.LIAISON: 1, TeamRole.MEMBER: policy.members_a_team,
        TeamRole.CLERK: policy.clerks_a_team, Skill.FINANCE: policy.finance_a_team,
        Skill.DISCIPLINE: policy.discipline_a_team, Skill.ORGANISATION: policy.organisation_a_team,
    }  # fmt: skip
    return Counter(usual | dict(slots) | dict(skills))


def usual_need(bodies: int, policy: PoolPolicy) -> Need:
    """What so many bodies ask for while teams are not yet formed."""
    teams = ceil(bodies / policy.bodies_a_team)
    one = team_need({}, {}, policy)
    return Need(bodies, teams, Counter({what: count * teams for what, count in one.items()}))


def balance(place: str, size: int, able: Iterable[frozenset[Wanted]], need: Need) -> Balance:
    """Hold a pool against need: `able` gives roles and skills of each who may serve."""
    people = list(able)
    have = Counter(what for each in people for what in each)
    asked = [what for what in (*ROLES, *SKILLS) if need.people[what] or what in ROLES]
    return Balance(place, size, len(people), need, tuple(Item(what, need.people[what], have[what]) for what in asked))


def worst(balances: Sequence[Balance]) -> Balance:
    """Of several rounds of one pool, each role and skill as it stands in the round that wants most of it."""
    first = balances[0]
    asked = dict.fromkeys(item.what for each in balances for item in each.items)
    found = {what: [item for each in balances for item in each.items if item.what is what] for what in asked}
    hardest = tuple(max(items, key=lambda item: item.need - item.have) for items in found.values())
    busiest = max(balances, key=lambda each: each.need.teams)
    return Balance(first.place, first.size, min(each.able for each in balances), busiest.need, hardest)
