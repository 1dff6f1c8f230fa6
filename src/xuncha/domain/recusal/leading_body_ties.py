"""Ties between an inspector and a member of the unit's leading body: service together, school together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from xuncha.domain.organisations import Key
from xuncha.domain.people import CareerFact, PersonFacts, SchoolFact
from xuncha.domain.recusal.rules import YEARS, Case, Match, career_key, school_key

LONG_DAYS = 365 * YEARS


def superior_or_subordinate(case: Case) -> Iterator[Match]:
    """One served under the other within the last three years.

    Known where a post names its superior; inferred where both served in one unit at once and only one was in its
    leading body.
    """
    seen: set[Key] = set()
    for person, keys in _lines_of_command(case):
        if person.id not in seen and person.id != case.inspector.id:
            seen.add(person.id)
            yield Match({"other": person.name}, keys, person.id)


def _lines_of_command(case: Case) -> Iterator[tuple[PersonFacts, tuple[str, ...]]]:
    for post in case.inspector.careers:
        person = case.target.leaders.get(post.superior) if post.superior is not None else None
        if person is not None and case.recent(post.until):
            yield person, (career_key(post),)
    for person, post in case.target.leader_superiors.get(case.inspector.id, ()):
        if case.recent(post.until):
            yield person, (career_key(post),)
    for person, theirs, ours, _start, end in _together(case):
        if theirs.leading_body != ours.leading_body and case.recent(end):
            yield person, (career_key(ours), career_key(theirs))


def same_leading_body(case: Case) -> Iterator[Match]:
    """Both sat in one leading body for three years or more, or within the last three years."""
    days: dict[Key, int] = {}
    recent: set[Key] = set()
    keys: dict[Key, tuple[str, ...]] = {}
    for person, theirs, ours, start, end in _together(case):
        if theirs.leading_body and ours.leading_body:
            days[person.id] = days.get(person.id, 0) + (min(end, case.on) - start).days
            keys[person.id] = (*keys.get(person.id, ()), career_key(ours), career_key(theirs))
            if case.recent(end):
                recent.add(person.id)
    for person_id, together in days.items():
        if together >= LONG_DAYS or person_id in recent:
            yield Match({"other": case.target.leaders[person_id].name}, keys[person_id], person_id)


def _together(case: Case) -> Iterator[tuple[PersonFacts, CareerFact, CareerFact, date, date]]:
    for ours in case.inspector.careers:
        for person, theirs in case.target.leader_careers.get(ours.unit, ()):
            span = ours.overlaps(theirs)
            if span is not None and person.id != case.inspector.id and span[0] <= case.on:
                yield person, theirs, ours, *span


def teacher_or_student(case: Case) -> Iterator[Match]:
    """One taught the other: as supervisor, or as teacher of the class."""
    for study in case.inspector.schools:
        person = case.target.leaders.get(study.supervisor) if study.supervisor is not None else None
        if person is not None:
            yield Match({"other": person.name}, (school_key(study),), person.id)
    for person, study in case.target.leader_supervisors.get(case.inspector.id, ()):
        yield Match({"other": person.name}, (school_key(study),), person.id)
    for person, theirs, ours in _same_class(case):
        if theirs.teacher != ours.teacher:
            yield Match({"other": person.name}, (school_key(ours), school_key(theirs)), person.id)


def classmates(case: Case) -> Iterator[Match]:
    """Both were in one class at one school.

    Where a class name is missing, the same school and the same year of entry only suggest it: to be verified.
    """
    for person, theirs, ours in _same_class(case):
        if not theirs.teacher and not ours.teacher:
            words: dict[str, object] = {"other": person.name, "school": ours.school}
            yield Match(words, (school_key(ours), school_key(theirs)), person.id)


def perhaps_classmates(case: Case) -> Iterator[Match]:
    """Same school, same year of entry, and nobody wrote down the class."""
    for person, theirs, ours in _same_school(case):
        unknown = not ours.class_name or not theirs.class_name
        if unknown and ours.year_from == theirs.year_from and not ours.teacher and not theirs.teacher:
            words: dict[str, object] = {"other": person.name, "school": ours.school, "year": ours.year_from}
            yield Match(words, (school_key(ours), school_key(theirs)), person.id, verify=True)


def same_supervisor(case: Case) -> Iterator[Match]:
    """Both studied under one supervisor."""
    for study in case.inspector.schools:
        if study.supervisor:
            for person, theirs in case.target.leader_supervisors.get(study.supervisor, ()):
                if person.id != case.inspector.id:
                    yield Match({"other": person.name}, (school_key(study), school_key(theirs)), person.id)


def _same_school(case: Case) -> Iterator[tuple[PersonFacts, SchoolFact, SchoolFact]]:
    for ours in case.inspector.schools:
        for person, theirs in case.target.leader_schools.get(ours.school, ()):
            overlap = max(ours.year_from, theirs.year_from) <= min(ours.year_to, theirs.year_to)
            if overlap and person.id != case.inspector.id:
                yield person, theirs, ours


def _same_class(case: Case) -> Iterator[tuple[PersonFacts, SchoolFact, SchoolFact]]:
    for person, theirs, ours in _same_school(case):
        if ours.class_name and ours.class_name == theirs.class_name:
            yield person, theirs, ours
