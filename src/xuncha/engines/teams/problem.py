"""The team problem: who may serve, what is to be inspected, who knows whom, what the office has settled.

The same values whether read from files (`reading`), built from records, or generated. A `Problem` that exists is sound:
every id it names is there, every number lies in its range; otherwise it raises `InvalidProblem` with every flaw.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from math import hypot

import numpy as np

from xuncha.domain.errors import XunchaError
from xuncha.domain.modes import Family
from xuncha.domain.organisations import Level
from xuncha.domain.people import Skill
from xuncha.domain.roles import TeamRole
from xuncha.domain.teams import TeamPolicy
from xuncha.domain.teams.policy import NUMBER_MOST
from xuncha.domain.words import N_, Sentence, say

ROLES = (TeamRole.LEADER, TeamRole.DEPUTY, TeamRole.LIAISON, TeamRole.MEMBER)
"""The roles of the public format; a clerk for letters fills a member's slot."""

KM_MOST = 1_000_000
"""No coordinate lies further out."""

FLAWS_MOST = 100
"""Who has more to mend than this mends these first."""

NOT_IN_IDS = frozenset("|\n\r\0")
"""`|` joins ids in the certificate; an id stands on one line."""

NOT_IN_SKILLS = NOT_IN_IDS | frozenset(";=")
"""`;` and `=` stand between skills and their numbers."""


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
        if flaws := tuple(islice(_flaws(self), FLAWS_MOST)):
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


def skill_word(skill: str) -> str:
    """A skill as a sentence names it: by its official word where it is one of ours, else as it is written."""
    return Skill(skill) if skill in set(Skill) else skill


def _flaws(problem: Problem) -> Iterator[Flaw]:
    places = {place.id for place in problem.jurisdictions}
    people = {person.id for person in problem.inspectors}
    targets = {each.id for each in problem.inspections}
    yield from _ids("jurisdictions", [place.id for place in problem.jurisdictions])
    yield from _ids("inspectors", [person.id for person in problem.inspectors])
    yield from _ids("inspections", [each.id for each in problem.inspections])
    yield from _places(problem.jurisdictions)
    for row, person in enumerate(problem.inspectors):
        yield from _known("inspectors", row, "home", person.home, places)
        yield from _in_range("inspectors", row, capacity=person.capacity, practice=person.practice)
        for skill in person.skills:
            yield from _plain("inspectors", row, "skills", skill, NOT_IN_SKILLS)
    for row, each in enumerate(problem.inspections):
        yield from _known("inspections", row, "jurisdiction", each.jurisdiction, places)
        yield from _in_range("inspections", row, **{role.value: each.slots(role) for role in ROLES})
        for skill, wanted in each.skills.items():
            yield from _in_range("inspections", row, skills=wanted)
            yield from _plain("inspections", row, "skills", skill, NOT_IN_SKILLS)
    yield from _ties(problem.ties, people, targets)
    for row, pair in enumerate(problem.apart):
        yield from _known("apart", row, "first", pair.first, people)
        yield from _known("apart", row, "second", pair.second, people)
        if pair.first == pair.second:
            yield Flaw("apart", row, "second", say(N_("不能与自己不同组")))
    for row, past in enumerate(problem.history):
        yield from _known("history", row, "source", past.source, places)
        yield from _known("history", row, "target", past.target, places)
        yield from _in_range("history", row, rounds_ago=past.rounds_ago)


def _places(places: Sequence[Jurisdiction]) -> Iterator[Flaw]:
    table = "jurisdictions"
    levels = {place.id: place.level for place in places}
    order = list(Level)
    circling = _circling({place.id: place.parent for place in places})
    for row, place in enumerate(places):
        for column, value in (("x_km", place.x_km), ("y_km", place.y_km)):
            if not abs(value) <= KM_MOST:
                yield Flaw(table, row, column, say(N_("坐标应在正负%(most)s公里以内"), most=KM_MOST))
        if place.parent is None:
            continue
        if place.parent not in levels:
            yield from _known(table, row, "parent", place.parent, levels.keys())
        elif place.id in circling:
            yield Flaw(table, row, "parent", say(N_("上级地区形成循环")))
        elif order.index(levels[place.parent]) >= order.index(place.level):
            yield Flaw(table, row, "parent", say(N_("上级地区“%(id)s”的层级应更高"), id=place.parent))


def _circling(parents: Mapping[str, str | None]) -> set[str]:
    """The places that are their own ancestors."""
    done: set[str] = set()
    found: set[str] = set()
    for start in parents:
        path: dict[str, None] = {}
        key: str | None = start
        while key is not None and key in parents and key not in done and key not in path:
            path[key] = None
            key = parents[key]
        if key is not None and key in path:
            way = list(path)
            found.update(way[way.index(key) :])
        done.update(path)
    return found


def _ties(ties: Sequence[Tie], people: Set[str], targets: Set[str]) -> Iterator[Flaw]:
    """Of millions of ties, look at each one only where all together show that something is wrong."""
    if _ties_are_sound(ties, people, targets):
        return
    for row, tie in enumerate(ties):
        yield from _known("ties", row, "inspector", tie.inspector, people)
        yield from _known("ties", row, "inspection", tie.inspection, targets)
        yield from _in_range("ties", row, exposure=tie.exposure)
    yield from _repeated("ties", "inspection", ((tie.inspector, tie.inspection) for tie in ties))


def _ties_are_sound(ties: Sequence[Tie], people: Set[str], targets: Set[str]) -> bool:
    if not ({tie.inspector for tie in ties} <= people and {tie.inspection for tie in ties} <= targets):
        return False
    points = {tie.exposure for tie in ties}
    if points and (min(points) < 0 or max(points) > NUMBER_MOST):
        return False
    person = {key: number for number, key in enumerate(people)}
    target = {key: number for number, key in enumerate(targets)}
    pairs = (person[tie.inspector] * len(target) + target[tie.inspection] for tie in ties)
    return np.unique(np.fromiter(pairs, dtype=np.int64, count=len(ties))).size == len(ties)


def _ids(table: str, keys: Sequence[str]) -> Iterator[Flaw]:
    for row, key in enumerate(keys):
        yield from _plain(table, row, "id", key)
    yield from _repeated(table, "id", ((key,) for key in keys))


def _plain(table: str, row: int, column: str, word: str, never: Set[str] = NOT_IN_IDS) -> Iterator[Flaw]:
    if not word:
        yield Flaw(table, row, column, say(N_("不能为空")))
    elif not never.isdisjoint(word) or word != word.strip():
        yield Flaw(
            table,
            row,
            column,
            say(N_("“%(word)s”首尾有空格，或含有不能使用的字符（|、换行；技能中还有 ; 和 =）"), word=word),
        )


def _repeated(table: str, column: str, keys: Iterable[tuple[str, ...]]) -> Iterator[Flaw]:
    first: dict[tuple[str, ...], int] = {}
    for row, key in enumerate(keys):
        if first.setdefault(key, row) != row:
            yield Flaw(table, row, column, say(N_("“%(id)s”重复"), id="、".join(key)))


def _known(table: str, row: int, column: str, key: str, known: Set[str]) -> Iterator[Flaw]:
    if not key:
        yield Flaw(table, row, column, say(N_("不能为空")))
    elif key not in known:
        yield Flaw(table, row, column, say(N_("没有编号为“%(id)s”的记录"), id=key))


def _in_range(table: str, row: int, **values: int) -> Iterator[Flaw]:
    for column, value in values.items():
        if value < 0:
            yield Flaw(table, row, column, say(N_("不能为负数")))
        elif value > NUMBER_MOST:
            yield Flaw(table, row, column, say(N_("太大：最多%(most)s"), most=NUMBER_MOST))
