"""The team problem: who may serve, what is to be inspected, who knows whom, what the office has settled.

The same values whether read from files (`reading`), built from records, or generated. A `Problem` that exists is sound:
every id it names is there, every number lies in its range; otherwise it raises `InvalidProblem` with every flaw.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import hypot, isfinite

from xuncha.domain.errors import XunchaError
from xuncha.domain.modes import Family
from xuncha.domain.organisations import Level
from xuncha.domain.roles import TeamRole
from xuncha.domain.teams import TeamPolicy
from xuncha.domain.words import N_, Sentence, say

ROLES = (TeamRole.LEADER, TeamRole.DEPUTY, TeamRole.LIAISON, TeamRole.MEMBER)
"""The roles of the public format; a clerk for letters fills a member's slot."""


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A province, city or county; coordinates in kilometres; `parent` is empty at a root."""

    id: str
    name: str
    level: Level
    parent: str | None
    x_km: float
    y_km: float


@dataclass(frozen=True, slots=True)
class Inspector:
    """Somebody of the pool. `home` is the jurisdiction they belong to; `practice` counts rounds served."""

    id: str
    name: str
    home: str
    roles: frozenset[TeamRole]
    skills: frozenset[str] = frozenset()
    capacity: int = 1
    practice: int = 0


@dataclass(frozen=True, slots=True)
class Inspection:
    """One unit inspected in this round: how many people in each role, and at least how many with each skill."""

    id: str
    unit: str
    jurisdiction: str
    mode: Family
    leader: int
    deputy: int
    liaison: int
    member: int
    skills: Mapping[str, int] = field(default_factory=dict)

    def slots(self, role: TeamRole) -> int:
        """How many people serve in this role."""
        return {
            TeamRole.LEADER: self.leader,
            TeamRole.DEPUTY: self.deputy,
            TeamRole.LIAISON: self.liaison,
            TeamRole.MEMBER: self.member,
        }.get(role, 0)

    @property
    def size(self) -> int:
        """How many people the team has."""
        return self.leader + self.deputy + self.liaison + self.member


@dataclass(frozen=True, slots=True)
class Tie:
    """What an inspector has to do with an inspected unit: points of exposure, and whether recusal forbids it."""

    inspector: str
    inspection: str
    exposure: int
    recusal: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Apart:
    """Two who may not serve on the same team."""

    first: str
    second: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """County `source` inspected county `target` so many rounds ago."""

    source: str
    target: str
    rounds_ago: int


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with one row (counted from 0) of one table, and in which column."""

    table: str
    row: int
    column: str
    reason: Sentence


class InvalidProblem(XunchaError):
    """A problem that contradicts itself; carries every flaw found."""

    def __init__(self, flaws: tuple[Flaw, ...]) -> None:
        """Keep the flaws, say the first."""
        self.flaws = flaws
        first = flaws[0]
        super().__init__(
            say(N_("%(where)s：%(reason)s"), where=f"{first.table}:{first.row + 1}:{first.column}", reason=first.reason)
        )


@dataclass(frozen=True)
class Problem:
    """One round to be staffed."""

    jurisdictions: tuple[Jurisdiction, ...]
    inspectors: tuple[Inspector, ...]
    inspections: tuple[Inspection, ...]
    ties: tuple[Tie, ...] = ()
    apart: tuple[Apart, ...] = ()
    history: tuple[Past, ...] = ()
    policy: TeamPolicy = field(default_factory=TeamPolicy)

    def __post_init__(self) -> None:
        """Raise `InvalidProblem` unless every id is known and every number in range."""
        if flaws := tuple(_flaws(self)):
            raise InvalidProblem(flaws)

    @cached_property
    def places(self) -> dict[str, Jurisdiction]:
        """Jurisdictions by id."""
        return {place.id: place for place in self.jurisdictions}

    @cached_property
    def above(self) -> dict[str, tuple[str, ...]]:
        """For each jurisdiction its ancestors, from the root down to its parent."""
        found: dict[str, tuple[str, ...]] = {}

        def climb(key: str) -> tuple[str, ...]:
            if key not in found:
                parent = self.places[key].parent
                found[key] = () if parent is None else (*climb(parent), parent)
            return found[key]

        for place in self.jurisdictions:
            climb(place.id)
        return found

    def travel(self, home: str, target: str) -> int:
        """Points for the way between two jurisdictions, in a straight line, rounded half to even."""
        here, there, policy = self.places[home], self.places[target], self.policy
        km = hypot(here.x_km - there.x_km, here.y_km - there.y_km)
        return min(policy.travel_most, round(policy.travel_per_km * km))


def _flaws(problem: Problem) -> Iterator[Flaw]:
    yield from _repeated("jurisdictions", [place.id for place in problem.jurisdictions])
    yield from _repeated("inspectors", [person.id for person in problem.inspectors])
    yield from _repeated("inspections", [each.id for each in problem.inspections])
    places = {place.id for place in problem.jurisdictions}
    people = {person.id for person in problem.inspectors}
    targets = {each.id for each in problem.inspections}
    yield from _places(problem)
    for row, person in enumerate(problem.inspectors):
        yield from _known("inspectors", row, "home", person.home, places)
        yield from _not_negative("inspectors", row, capacity=person.capacity, practice=person.practice)
    for row, each in enumerate(problem.inspections):
        yield from _known("inspections", row, "jurisdiction", each.jurisdiction, places)
        counts = {role.value: each.slots(role) for role in ROLES}
        yield from _not_negative("inspections", row, **counts)
        if min([0, *each.skills.values()]) < 0:
            yield Flaw("inspections", row, "skills", say(N_("不能为负数")))
    for row, tie in enumerate(problem.ties):
        yield from _known("ties", row, "inspector", tie.inspector, people)
        yield from _known("ties", row, "inspection", tie.inspection, targets)
        yield from _not_negative("ties", row, exposure=tie.exposure)
    yield from _repeated("ties", [(tie.inspector, tie.inspection) for tie in problem.ties], "inspection")
    for row, pair in enumerate(problem.apart):
        yield from _known("apart", row, "first", pair.first, people)
        yield from _known("apart", row, "second", pair.second, people)
        if pair.first == pair.second:
            yield Flaw("apart", row, "second", say(N_("不能与自己不同组")))
    for row, past in enumerate(problem.history):
        yield from _known("history", row, "source", past.source, places)
        yield from _known("history", row, "target", past.target, places)
        yield from _not_negative("history", row, rounds_ago=past.rounds_ago)


def _places(problem: Problem) -> Iterator[Flaw]:
    parents = {place.id: place.parent for place in problem.jurisdictions}
    for row, place in enumerate(problem.jurisdictions):
        if not (isfinite(place.x_km) and isfinite(place.y_km)):
            yield Flaw("jurisdictions", row, "x_km", say(N_("坐标应为有限的数")))
        if place.parent is None:
            continue
        if place.parent not in parents:
            yield Flaw("jurisdictions", row, "parent", say(N_("没有编号为“%(id)s”的记录"), id=place.parent))
            continue
        seen: set[str] = {place.id}
        key: str | None = place.parent
        while key is not None and key not in seen:
            seen.add(key)
            key = parents.get(key)
        if key == place.id:
            yield Flaw("jurisdictions", row, "parent", say(N_("上级地区形成循环")))


def _repeated(table: str, keys: list[object], column: str = "id") -> Iterator[Flaw]:
    seen: set[object] = set()
    for row, key in enumerate(keys):
        if key in seen:
            shown = "、".join(key) if isinstance(key, tuple) else key
            yield Flaw(table, row, column, say(N_("编号“%(id)s”重复"), id=shown))
        seen.add(key)


def _known(table: str, row: int, column: str, key: str, known: set[str]) -> Iterator[Flaw]:
    if key not in known:
        yield Flaw(table, row, column, say(N_("没有编号为“%(id)s”的记录"), id=key))


def _not_negative(table: str, row: int, **values: int) -> Iterator[Flaw]:
    for column, value in values.items():
        if value < 0:
            yield Flaw(table, row, column, say(N_("不能为负数")))
