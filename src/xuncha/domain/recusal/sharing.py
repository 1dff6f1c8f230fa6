"""Who of a pool shares anything at all with a unit: of all others the check need not be asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from xuncha.domain.organisations import Key
from xuncha.domain.people import PersonFacts
from xuncha.domain.recusal.targets import DeclaredTie, UnitFacts

Mark = tuple[str, Key | None]
"""Something two sides can have in common: a unit, a school, a person, a place, a line of business."""
WITH_PEOPLE = frozenset({"unit", "school", "supervisor", "person"})
"""What a unit's people can have in common with an inspector; place and line are the unit's own."""

EMPTY: frozenset[Mark] = frozenset((kind, key) for kind in (*WITH_PEOPLE, "place", "line") for key in (None, ""))


class Sharing:
    """A pool laid out by what its people are marked with. A rule can only find what both sides are marked with."""

    def __init__(self, pool: Iterable[PersonFacts], declared: Mapping[Key, Sequence[DeclaredTie]]) -> None:
        """`declared` holds what each person of the pool declared."""
        self._marked: defaultdict[Mark, list[Key]] = defaultdict(list)
        for person in pool:
            for mark in {*_marks(person), *_told(declared.get(person.id, ()))}:
                self._marked[mark].append(person.id)

    def with_unit(self, target: UnitFacts) -> set[Key]:
        """Give those of the pool who share something with the unit or its people."""
        marks: set[Mark] = {("unit", key) for key in (target.id, *target.related)}
        marks |= {("school", target.name), ("place", target.jurisdiction), ("line", target.line)}
        for person in target.people.values():
            marks |= {mark for mark in _marks(person) if mark[0] in WITH_PEOPLE}
        return {key for mark in marks - EMPTY for key in self._marked.get(mark, ())}


def _told(ties: Iterable[DeclaredTie]) -> Iterator[Mark]:
    for tie in ties:
        yield ("unit", tie.unit) if tie.unit is not None else ("person", tie.person)


def _marks(person: PersonFacts) -> Iterator[Mark]:
    yield "person", person.id
    yield "unit", person.unit
    yield "place", person.home
    for post in person.careers:
        yield "unit", post.unit
        yield "person", post.superior
    for study in person.schools:
        yield "unit", study.school_unit
        yield "school", study.school
        yield "supervisor", study.supervisor
        yield "person", study.supervisor
    for kin in person.kin:
        yield "person", kin.relative
    for home in person.homes:
        yield "place", home.jurisdiction
    for line in person.lines:
        yield "line", line
