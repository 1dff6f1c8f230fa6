"""Kin between an inspector and the unit's people, whichever of the two declared it."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha.domain.kinship import KinDegree, Relation, degree, inverse
from xuncha.domain.people import PersonFacts
from xuncha.domain.recusal.rules import Case, Match, Predicate


def kin_in_leading_body(*degrees: KinDegree) -> Predicate:
    """Look for kin of these degrees in the leading body."""

    def finds(case: Case) -> Iterator[Match]:
        return _kin(case, degrees, leading=True)

    return finds


def kin_among_staff(*degrees: KinDegree) -> Predicate:
    """Look for kin of these degrees among all the unit's people.

    Leaders and deputies have a rule of their own for the leading body, so it is left out for them here.
    """

    def finds(case: Case) -> Iterator[Match]:
        return _kin(case, degrees, leading=False)

    return finds


def kin_anywhere(*degrees: KinDegree) -> Predicate:
    """Look for kin of these degrees among all the unit's people, the leading body included."""

    def finds(case: Case) -> Iterator[Match]:
        return _kin(case, degrees, leading=None)

    return finds


def _kin(case: Case, degrees: tuple[KinDegree, ...], leading: bool | None) -> Iterator[Match]:
    seen = set()
    for person, relation, key in _relatives(case):
        in_body = person.id in case.target.leaders
        wanted = leading is None or in_body is leading or (not leading and not case.role.leads)
        if wanted and degree(relation) in degrees and person.id not in seen:
            seen.add(person.id)
            yield Match({"other": person.name, "relation": relation}, (key,), person.id)


def _relatives(case: Case) -> Iterator[tuple[PersonFacts, Relation, str]]:
    for kin in case.inspector.kin:
        if kin.relative in case.target.people:
            yield case.target.people[kin.relative], kin.relation, f"kin:{kin.key or kin.relative}"
    for person, kin in case.target.kin_by_relative.get(case.inspector.id, ()):
        yield person, inverse(kin.relation), f"kin:{kin.key or person.id}"
