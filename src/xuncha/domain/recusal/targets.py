"""The unit an inspection looks at, with its people laid out so that one inspector is checked in a few look-ups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from xuncha.domain.organisations import Key, UnitKind
from xuncha.domain.people import CareerFact, KinFact, PersonFacts, SchoolFact
from xuncha.domain.words import Sentence

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True)
class DeclaredTie:
    """A tie told by the inspector, by the unit or by somebody else, to a unit or to a person.

    `verified` says the office has looked into it; an unverified tie is shown as such. `points` is the exposure it
    counts for as long as it keeps nobody away.
    """

    words: str | Sentence
    unit: Key | None = None
    person: Key | None = None
    recusal: bool = True
    verified: bool = False
    key: Key = ""
    points: int = 0

    @property
    def stands(self) -> bool:
        """Whether it keeps the inspector away: told as a ground for recusal, and looked into."""
        return self.recusal and self.verified

    def touches(self, target: UnitFacts) -> bool:
        """Whether it is to this unit, or to somebody who works there."""
        return self.unit == target.id if self.unit is not None else self.person in target.people


@dataclass(frozen=True)
class UnitFacts:
    """A unit and the people in it. `jurisdiction_path` runs from the root down to the unit's own jurisdiction."""

    id: Key
    name: str
    kind: UnitKind = UnitKind.OTHER
    line: str = ""
    jurisdiction_path: tuple[Key, ...] = ()
    county: bool = True
    """Whether its own jurisdiction is a county, where place recusal for leading posts applies."""
    parent: Key | None = None
    subordinates: tuple[Key, ...] = ()
    leading_body: tuple[PersonFacts, ...] = ()
    staff: tuple[PersonFacts, ...] = field(default=())

    @property
    def jurisdiction(self) -> Key | None:
        """The unit's own jurisdiction."""
        return self.jurisdiction_path[-1] if self.jurisdiction_path else None

    @cached_property
    def related(self) -> frozenset[Key]:
        """The unit above and the units below."""
        return frozenset(self.subordinates) | ({self.parent} if self.parent is not None else frozenset())

    @cached_property
    def leaders(self) -> Mapping[Key, PersonFacts]:
        """The leading body by id."""
        return {person.id: person for person in self.leading_body}

    @cached_property
    def people(self) -> Mapping[Key, PersonFacts]:
        """Everybody of the unit by id."""
        return {person.id: person for person in (*self.staff, *self.leading_body)}

    @cached_property
    def kin_by_relative(self) -> Mapping[Key, list[tuple[PersonFacts, KinFact]]]:
        """Kin facts the unit's people hold, by the relative they name."""
        return _grouped((kin.relative, (person, kin)) for person in self.people.values() for kin in person.kin)

    @cached_property
    def leader_careers(self) -> Mapping[Key, list[tuple[PersonFacts, CareerFact]]]:
        """Posts of the leading body by unit served in."""
        return _grouped((post.unit, (person, post)) for person in self.leading_body for post in person.careers)

    @cached_property
    def leader_superiors(self) -> Mapping[Key, list[tuple[PersonFacts, CareerFact]]]:
        """Posts of the leading body by the person they served under."""
        return _grouped(
            (post.superior, (person, post))
            for person in self.leading_body
            for post in person.careers
            if post.superior is not None
        )

    @cached_property
    def leader_schools(self) -> Mapping[str, list[tuple[PersonFacts, SchoolFact]]]:
        """Studies of the leading body by school."""
        return _grouped((study.school, (person, study)) for person in self.leading_body for study in person.schools)

    @cached_property
    def leader_supervisors(self) -> Mapping[Key, list[tuple[PersonFacts, SchoolFact]]]:
        """Studies of the leading body by supervisor."""
        return _grouped(
            (study.supervisor, (person, study))
            for person in self.leading_body
            for study in person.schools
            if study.supervisor
        )


def _grouped(pairs: Iterable[tuple[K, V]]) -> Mapping[K, list[V]]:
    groups: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return dict(groups)
