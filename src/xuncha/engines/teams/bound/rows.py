"""The linear relaxation as a verifier reads it: columns, and the row that each key of a proof names.

Written from `docs/reference/team-certificate.md`, not from the solver: whoever doubts the solver reads this, or writes another.
Every row holds in every plan that keeps the rules. To add a kind of row, add one method under its pattern.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from xuncha.domain.modes import Family
from xuncha.domain.organisations import Level
from xuncha.domain.roles import TeamRole
from xuncha.domain.teams.policy import NEWCOMER_PRACTICE, VETERAN_PRACTICE, share_of
from xuncha.engines.teams.problem import ROLES, Inspection, Problem

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Sense = Literal["=", "<=", ">="]
Switch = tuple[str, str, str]
"""A yes-or-no beside the assignments: ("y", inspection, source), ("a", source, target), ("z", source, target)."""

NOBODY: Ints = np.zeros(0, dtype=np.int64)
EVERYBODY = slice(None)
EVERY_ROLE = tuple(range(len(ROLES)))
LEADER = ROLES.index(TeamRole.LEADER)


@dataclass(frozen=True)
class Row:
    """Assignments of these people in these roles, each counted once, and switches with their factors, against a limit.

    It is about one inspection, or (None) about all of them.
    """

    sense: Sense
    limit: int
    inspection: str | None = None
    people: Ints | slice = field(default_factory=lambda: NOBODY)
    roles: tuple[int, ...] = EVERY_ROLE
    switches: Mapping[Switch, int] = field(default_factory=dict)


Kind = Callable[..., Row | None]
KINDS: dict[str, Kind] = {}
"""Pattern -> what makes the row. Parts in braces are ids, roles or skills; a last part without is a word of the key."""


def kind(pattern: str) -> Callable[[Kind], Kind]:
    """Enter a kind of row under the pattern of its keys."""

    def enter(make: Kind) -> Kind:
        KINDS[pattern] = make
        return make

    return enter


class Rows:
    """The people and places of a problem in groups, and the rows over them. A row that does not exist is None."""

    def __init__(self, problem: Problem) -> None:
        """Number the people, group them."""
        self.problem, self.policy = problem, problem.policy
        self.people = {each.id: number for number, each in enumerate(problem.inspectors)}
        self.targets = {each.id: each for each in problem.inspections}
        self.sent_lately: defaultdict[str, set[str]] = defaultdict(set)
        for past in problem.history:
            if past.rounds_ago <= self.policy.arc_rest and self.is_county(past.source):
                self.sent_lately[past.target].add(past.source)
        self._above: dict[str, Ints] = {}
        self.apart = {frozenset((pair.first, pair.second)) for pair in problem.apart}
        self.new = self._who(lambda practice: practice <= NEWCOMER_PRACTICE)
        self.old = self._who(lambda practice: practice >= VETERAN_PRACTICE)

    def _who(self, is_meant: Callable[[int], bool]) -> Ints:
        found = [number for number, each in enumerate(self.problem.inspectors) if is_meant(each.practice)]
        return np.array(found, dtype=np.int64)

    @cached_property
    def at_home(self) -> dict[str, Ints]:
        """People by the place they belong to."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, each in enumerate(self.problem.inspectors):
            found[each.home].append(number)
        return {place: np.array(found[place], dtype=np.int64) for place in self.problem.places}

    @cached_property
    def with_skill(self) -> dict[str, Ints]:
        """People by skill."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, each in enumerate(self.problem.inspectors):
            for skill in each.skills:
                found[skill].append(number)
        return {skill: np.array(numbers, dtype=np.int64) for skill, numbers in found.items()}

    @cached_property
    def counties(self) -> list[str]:
        """Every county."""
        return [place for place in self.problem.places if self.is_county(place)]

    @cached_property
    def counties_of(self) -> defaultdict[str | None, list[str]]:
        """Counties by their city."""
        found: defaultdict[str | None, list[str]] = defaultdict(list)
        for county in self.counties:
            found[self.city(county)].append(county)
        return found

    @cached_property
    def from_counties(self) -> Ints:
        """Everybody who belongs to a county."""
        return self._from(self.counties)

    @cached_property
    def from_cities(self) -> Ints:
        """Everybody who belongs to a city."""
        return self._from(each.id for each in self.problem.jurisdictions if each.level is Level.CITY)

    def above(self, target: Inspection) -> Ints:
        """Everybody whose home is above the place inspected."""
        at = target.jurisdiction
        if at not in self._above:
            self._above[at] = self._from(self.problem.above[at])
        return self._above[at]

    def _from(self, places: Iterable[str]) -> Ints:
        return np.concatenate([NOBODY, *(self.at_home[place] for place in places)])

    def only(self, person: str) -> Ints:
        """One person."""
        return np.array([self.people[person]], dtype=np.int64)

    def from_source(self, target: Inspection) -> int:
        """How many of a cross team come from its source, at least."""
        return share_of(self.policy.cross_share, target.size)

    def is_county(self, place: str) -> bool:
        """Whether a place is a county."""
        return self.problem.places[place].level is Level.COUNTY

    def city(self, place: str) -> str | None:
        """The city a place is or lies in: a county's is its parent."""
        level = self.problem.places[place].level
        return place if level is Level.CITY else self.problem.places[place].parent if level is Level.COUNTY else None

    def sources(self, target: Inspection) -> list[str]:
        """The counties that may send the people of a cross inspection."""
        return [place for place in self.near(target.jurisdiction) if self.may_send(place, target)]

    def near(self, place: str) -> list[str]:
        """The counties among which sources are sought."""
        return self.counties_of[self.city(place)] if self.policy.cross_within_city else self.counties

    def may_send(self, source: str, target: Inspection) -> bool:
        """Whether a county may be the source of a cross inspection."""
        at = target.jurisdiction
        return (
            target.mode is Family.CROSS
            and self.is_county(source)
            and source != at
            and not (self.policy.cross_within_city and self.city(source) != self.city(at))
            and not (self.is_county(at) and source in self.sent_lately[at])
        )

    def switch(self, word: str, one: str, other: str) -> Switch:
        """The switch of this name; KeyError where the problem has none, ValueError where the word is unknown."""
        first = self.targets[one].id if word == "y" else self.problem.places[one].id
        if word not in ("y", "a", "z"):
            raise ValueError(word)
        return word, first, self.problem.places[other].id

    def exists(self, switch: Switch) -> bool:
        """Whether a switch can be on at all."""
        word, one, other = switch
        if word == "y":
            return self.may_send(other, self.targets[one])
        if word == "z" and self.policy.cross_within_city and self.city(one) != self.city(other):
            return False
        return one != other and self.is_county(one) and self.is_county(other) and one not in self.sent_lately[other]

    def row(self, key: str) -> Row | None:
        """The row a key names; None where this problem has no such row."""
        rule, *parts = key.split("|")
        make, count = _MAKERS.get((rule, parts[-1] if parts else "")) or _MAKERS.get((rule, "")) or (None, 0)
        if make is None or count > len(parts) or len(parts) - count > 1:
            return None
        try:
            return make(self, *parts[:count])
        except KeyError:
            return None


ROLE = {role.value: number for number, role in enumerate(ROLES)}


@kind("R1|{i}|{role}")
def _slots(rows: Rows, i: str, role: str) -> Row:
    return Row("=", rows.targets[i].slots(ROLES[ROLE[role]]), i, EVERYBODY, (ROLE[role],))


@kind("R2|{p}|{i}")
def _one_role(rows: Rows, p: str, i: str) -> Row:
    return Row("<=", 1, rows.targets[i].id, rows.only(p))


@kind("R3|{p}")
def _capacity(rows: Rows, p: str) -> Row:
    return Row("<=", rows.problem.inspectors[rows.people[p]].capacity, None, rows.only(p))


@kind("R6|{i}|team")
def _elevated(rows: Rows, i: str) -> Row | None:
    target = rows.targets[i]
    least = share_of(rows.policy.elevated_share, target.size)
    return Row(">=", least, i, rows.above(target)) if target.mode is Family.ELEVATED else None


@kind("R7|{i}|one")
def _one_source(rows: Rows, i: str) -> Row | None:
    target = rows.targets[i]
    if target.mode is not Family.CROSS:
        return None
    sources: dict[Switch, int] = {("y", i, place): 1 for place in rows.sources(target)}
    return Row("=" if rows.from_source(target) else "<=", 1, i, switches=sources)


@kind("R7|{i}|{s}|share")
def _share(rows: Rows, i: str, s: str) -> Row | None:
    target = rows.targets[i]
    if not rows.may_send(s, target):
        return None
    return Row(">=", 0, i, rows.at_home[s], switches={("y", i, s): -rows.from_source(target)})


@kind("R7|{i}|{s}|{role}")
def _source_role(rows: Rows, i: str, s: str, role: str) -> Row | None:
    target = rows.targets[i]
    if not rows.may_send(s, target):
        return None
    return Row("<=", 0, i, rows.at_home[s], (ROLE[role],), {("y", i, s): -target.slots(ROLES[ROLE[role]])})


@kind("R8|{i}|city")
def _mixed_city(rows: Rows, i: str) -> Row | None:
    target = rows.targets[i]
    applies = target.mode is Family.MIXED and rows.is_county(target.jurisdiction)
    return Row(">=", rows.policy.mixed_least_city, i, rows.above(target)) if applies else None


@kind("R8|{i}|county")
def _mixed_county(rows: Rows, i: str) -> Row | None:
    applies = rows.targets[i].mode is Family.MIXED
    return Row(">=", rows.policy.mixed_least_county, i, rows.from_counties) if applies else None


@kind("R9|{i}|{home}")
def _spread(rows: Rows, i: str, home: str) -> Row | None:
    applies = rows.targets[i].mode in (Family.ELEVATED, Family.MIXED) and rows.is_county(home)
    return Row("<=", rows.policy.same_home_most, i, rows.at_home[home]) if applies else None


@kind("R10|{i}|{skill}")
def _skill(rows: Rows, i: str, skill: str) -> Row:
    return Row(">=", rows.targets[i].skills[skill], i, rows.with_skill.get(skill, NOBODY))


@kind("R11|{i}|new")
def _newcomers(rows: Rows, i: str) -> Row:
    return Row("<=", rows.policy.newcomers_most, rows.targets[i].id, rows.new)


@kind("R11|{i}|old")
def _veterans(rows: Rows, i: str) -> Row:
    return Row(">=", rows.policy.veterans_least, rows.targets[i].id, rows.old)


@kind("R12|{i}|{p}|{q}")
def _apart(rows: Rows, i: str, p: str, q: str) -> Row | None:
    if frozenset((p, q)) not in rows.apart:
        return None
    return Row("<=", 1, rows.targets[i].id, np.concatenate([rows.only(p), rows.only(q)]))


@kind("R13|{i}|{s}|source")
def _source_is_arc(rows: Rows, i: str, s: str) -> Row | None:
    return _follows(rows, i, s, "a")


@kind("R13|{i}|{s}|sourcez")
def _source_is_sent(rows: Rows, i: str, s: str) -> Row | None:
    return _follows(rows, i, s, "z")


def _follows(rows: Rows, i: str, s: str, word: str) -> Row | None:
    target = rows.targets[i]
    if not (rows.may_send(s, target) and rows.is_county(target.jurisdiction)):
        return None
    return Row("<=", 0, i, switches={("y", i, s): 1, (word, s, target.jurisdiction): -1})


@kind("R13|{i}|{s}|lead")
def _lead_is_arc(rows: Rows, i: str, s: str) -> Row | None:
    target = rows.targets[i]
    at = target.jurisdiction
    if target.mode is Family.ROUTINE or not (rows.is_county(at) and rows.is_county(s)) or s == at:
        return None
    return Row("<=", 0, i, rows.at_home[s], (LEADER,), {("a", s, at): -target.leader})


@kind("R13|{s}|{t}|pair")
def _not_both_ways(rows: Rows, s: str, t: str) -> Row | None:
    applies = not rows.policy.reciprocity and rows.is_county(s) and rows.is_county(t) and s != t
    return Row("<=", 1, switches={("a", s, t): 1, ("a", t, s): 1}) if applies else None


@kind("R13|{t}|many")
def _few_sources(rows: Rows, t: str) -> Row | None:
    if not rows.is_county(t):
        return None
    sent: dict[Switch, int] = {("z", s, t): 1 for s in rows.near(t) if s != t}
    return Row("<=", rows.policy.sources_per_county, switches=sent)


def _maker(pattern: str) -> tuple[tuple[str, str], int]:
    rule, *parts = pattern.split("|")
    word = "" if parts[-1].startswith("{") else parts[-1]
    return (rule, word), len(parts) - bool(word)


_MAKERS = {_maker(pattern)[0]: (make, _maker(pattern)[1]) for pattern, make in KINDS.items()}
