"""A plan: who serves where in which role; and what a planner may ask of the next one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from xuncha.domain.roles import TeamRole


class Assignment(NamedTuple):
    """One person in one role on one inspection."""

    inspection: str
    role: TeamRole
    inspector: str


@dataclass(frozen=True)
class Plan:
    """Every assignment of a round, in the order of inspections, roles and people."""

    assignments: tuple[Assignment, ...]

    def __iter__(self) -> Iterator[Assignment]:
        """Go through the assignments."""
        return iter(self.assignments)

    def __len__(self) -> int:
        """Count the assignments."""
        return len(self.assignments)

    def team(self, inspection: str) -> tuple[Assignment, ...]:
        """The team of one inspection."""
        return tuple(each for each in self.assignments if each.inspection == inspection)


class Pin(NamedTuple):
    """A wish that somebody serve on an inspection, in one role or (None) in any."""

    inspection: str
    role: TeamRole | None
    inspector: str


class Forbidden(NamedTuple):
    """A wish that somebody not serve on one inspection, or (None) not in this round at all."""

    inspector: str
    inspection: str | None = None


@dataclass(frozen=True)
class Wishes:
    """What a planner asks beyond the rules.

    `keep` is a plan to stay near to: every assignment of it that is given up costs `change_cost` points in the search
    (never in the objective that is reported), so that few people learn that their team has changed.
    """

    pins: tuple[Pin, ...] = ()
    forbidden: tuple[Forbidden, ...] = ()
    keep: Plan | None = None
    change_cost: int = 0
