"""Check one inspector, in one role, against one unit."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from xuncha.domain.modes import Mode
from xuncha.domain.people import PersonFacts
from xuncha.domain.recusal.profiles import STANDARD, RecusalProfile
from xuncha.domain.recusal.rules import Case, Conflict
from xuncha.domain.recusal.targets import DeclaredTie, UnitFacts
from xuncha.domain.roles import TeamRole
from xuncha.domain.words import Sentence


def check(
    inspector: PersonFacts,
    role: TeamRole,
    target: UnitFacts,
    mode: Mode,
    on: date,
    profile: RecusalProfile = STANDARD,
    declared_ties: Iterable[DeclaredTie] = (),
) -> tuple[Conflict, ...]:
    """Give every conflict the profile finds, in the profile's order; empty where there is none.

    Keep one `UnitFacts` while many inspectors are checked against it: it lays out its people once.
    """
    case = Case(inspector, role, target, mode, on, tuple(declared_ties))
    who: dict[str, object] = {"who": inspector.name, "unit": target.name}
    return tuple(
        Conflict(rule, Sentence(rule.template, who | match.words), match.evidence, match.person, match.verify)
        for rule in profile.rules
        if rule.binds(case)
        for match in rule.finds(case)
    )


def clear(conflicts: Iterable[Conflict], waived: Collection[str] = ()) -> bool:
    """Whether nothing stands in the way, given the codes of rules waived on record."""
    return all(conflict.rule.code in waived for conflict in conflicts)
