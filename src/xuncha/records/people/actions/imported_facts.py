"""Bringing in what is held about persons kept already: kinships and homes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from xuncha.domain import access
from xuncha.domain.errors import NotAllowed
from xuncha.domain.kinship import inverse
from xuncha.domain.people import FactSource
from xuncha.records.audit.actions import Actor, act
from xuncha.records.people.actions.imports import NO_PERSON, NO_PLACE, NO_UNIT
from xuncha.records.people.actions.merging import Columns, Merge, Progress, by_key, counted, key_of, known
from xuncha.records.people.actions.persons import EDIT, persons_beyond
from xuncha.records.people.models import Home, Jurisdiction, Kinship, Person, Unit
from xuncha.records.people.rows import Counts, HomeRow, KinshipRow

KIN_KEY = ("person_id", "relative_id")
HOME_KEY = ("person_id", "jurisdiction_id", "kind")


def import_kinships(rows: Sequence[KinshipRow], *, by: Actor, progress: Progress) -> Counts:
    """Add or update kinships by their two persons."""
    named = (code for row in rows for code in (row.person, row.relative))
    persons = known(Person.objects.all(), "code", named, NO_PERSON)
    _allow((row.person for row in rows), by)
    kept = set(Kinship.objects.values_list("person", "relative"))
    return _import(Kinship, KIN_KEY, [_kinship(row, persons, kept) for row in rows], by, progress)


def import_homes(rows: Sequence[HomeRow], *, by: Actor, progress: Progress) -> Counts:
    """Add or update homes by person, place and kind."""
    persons = known(Person.objects.all(), "code", (row.person for row in rows), NO_PERSON)
    places = known(Jurisdiction.objects.all(), "code", (row.place for row in rows), NO_PLACE)
    units = known(Unit.objects.all(), "code", (row.village for row in rows), NO_UNIT)
    _allow((row.person for row in rows), by)
    columns: list[Columns] = [
        {
            "person_id": persons[row.person].pk, "jurisdiction_id": places[row.place].pk, "kind": row.kind.value,
            "village_id": units[row.village].pk if row.village else None, "since": row.since, "until": row.until,
            "hold_until": row.hold_until, "source": FactSource.FILE.value,
        }
        for row in rows
    ]  # fmt: skip
    return _import(Home, HOME_KEY, columns, by, progress)


def _kinship(row: KinshipRow, persons: Mapping[str, Person], kept: Collection[tuple[int, int]]) -> Columns:
    """Give a row's columns; a kinship kept the other way round is turned, so that it is not kept twice."""
    pair, relation, words = (persons[row.person].pk, persons[row.relative].pk), row.relation, row.words
    if pair not in kept and pair[::-1] in kept:
        pair, relation, words = pair[::-1], inverse(relation), None
    return {
        "person_id": pair[0], "relative_id": pair[1], "relation": relation.value, "words": words,
        "hold_until": row.hold_until, "source": FactSource.FILE.value,
    }  # fmt: skip


def _allow(codes: Iterable[str], by: Actor) -> None:
    if persons_beyond(codes, by=by):
        raise NotAllowed(EDIT, access.label(EDIT))


def _import(
    model: type[Kinship] | type[Home], natural: tuple[str, ...], columns: list[Columns], by: Actor, progress: Progress
) -> Counts:
    with act("import.run", by=by, what=model._meta.verbose_name, rows=len(columns)) as change:
        kept = {key_of(fact, natural): fact for fact in model._base_manager.all()}
        outcome = Merge(change, model, kept).merge(by_key(columns, natural), lambda done: progress(done, len(columns)))
        progress(len(columns), len(columns))
        return counted(change, outcome)
