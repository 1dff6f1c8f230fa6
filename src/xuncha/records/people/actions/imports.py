"""Bringing whole tables in: one act each, what is known already is updated, nothing twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils import timezone

from xuncha.domain import access
from xuncha.domain.errors import NotAllowed, Refused
from xuncha.domain.people import Employment, FactSource, HomeKind
from xuncha.domain.roles import TeamRole
from xuncha.domain.words import N_, Sentence, say
from xuncha.records.audit.actions import Actor, Change, act, allow
from xuncha.records.audit.models import Record
from xuncha.records.people.actions.merging import (
    LINK,
    NAMED_AT_MOST,
    Columns,
    Merge,
    Outcome,
    Progress,
    Told,
    by_key,
    counted,
    key_of,
    known,
    refuse_unknown,
)
from xuncha.records.people.actions.persons import allow_person
from xuncha.records.people.models import Home, Inspector, Jurisdiction, Person, Post, Schooling, Tie, Unit
from xuncha.records.people.rows import Counts, InspectorRow, PersonRow, TieRow, UnitRow

POST_KEY = ("person_id", "unit_id", "since")
STUDY_KEY = ("person_id", "school", "begins")
HOME_KEY = ("person_id", "jurisdiction_id", "kind")
TIE_KEY = ("inspector_id", "unit_id", "person_id", "kind")
NO_PLACE = N_("没有代码为“%(code)s”的地区")
NO_UNIT = N_("没有代码为“%(code)s”的单位")
NO_PERSON = N_("没有编号为“%(code)s”的人员")
NO_INSPECTOR = N_("人才库中没有编号为“%(code)s”的人员")


def import_units(rows: Sequence[UnitRow], *, by: Actor, progress: Progress) -> Counts:
    """Add or update bodies by their code; a body above may stand anywhere in the table or be kept already."""
    places = known(Jurisdiction.objects.all(), "code", (row.jurisdiction for row in rows), NO_PLACE)
    kept = {unit.code: unit for unit in Unit.objects.select_related("jurisdiction")}
    old = {kept[row.code].jurisdiction.path for row in rows if row.code in kept}
    for path in old | {place.path for place in places.values()}:
        allow(by, "unit.edit", path)
    total = 2 * len(rows)
    with act("import.run", by=by, what=Unit._meta.verbose_name, rows=len(rows)) as change:
        bodies = ((row.code, _unit_columns(row, places)) for row in rows)
        outcome = Merge(change, Unit, kept).merge(bodies, lambda done: progress(done, total))
        # Above before below is not asked of the table: the links are set once every body is there.
        units = {unit.code: unit for unit in Unit.objects.all()}
        refuse_unknown((row.parent for row in rows), units, NO_UNIT)
        links = (
            (row.code, {LINK: units[row.parent].pk if row.parent else None}) for row in rows if row.parent is not None
        )
        linked = Merge(change, Unit, units).merge(links, lambda done: progress(len(rows) + done, total))
        _refuse_circles(rows, units)
        progress(total, total)
        return counted(change, outcome.touched_by(linked.updated))


def import_people(rows: Sequence[PersonRow], *, by: Actor, progress: Progress) -> Counts:
    """Add or update persons by their code, each with the post, course of study and home its row names."""
    with act("import.run", by=by, what=Person._meta.verbose_name, rows=len(rows)) as change:
        outcome = _people(change, rows, by, lambda done: progress(done, len(rows)))
        progress(len(rows), len(rows))
        return counted(change, outcome)


def import_inspectors(rows: Sequence[InspectorRow], *, by: Actor, progress: Progress) -> Counts:
    """Add or update the talent pool by the person's code; the person is added or updated on the way."""
    places = known(Jurisdiction.objects.all(), "code", (row.jurisdiction for row in rows), NO_PLACE)
    kept = {each.person.code: each for each in Inspector.objects.select_related("person", "jurisdiction")}
    old = {kept[row.code].jurisdiction.path for row in rows if row.code in kept}
    for path in old | {place.path for place in places.values()}:
        allow(by, "inspector.edit", path)
    total = 2 * len(rows)
    with act("import.run", by=by, what=Inspector._meta.verbose_name, rows=len(rows)) as change:
        people = _people(change, rows, by, lambda done: progress(done, total))
        persons = {person.code: person for person in Person.objects.all()}
        entries = ((row.code, _inspector_columns(row, places, persons)) for row in rows)
        table = Merge(change, Inspector, kept, {"roles": [TeamRole.MEMBER.value]})
        outcome = table.merge(entries, lambda done: progress(len(rows) + done, total))
        progress(total, total)
        return counted(change, outcome.touched_by(people.created | people.updated))


def import_ties(rows: Sequence[TieRow], *, by: Actor, progress: Progress) -> Counts:
    """Add or update declared ties by inspector, other side and kind."""
    pool = Inspector.objects.select_related("person", "jurisdiction")
    inspectors = known(pool, "person.code", (row.inspector for row in rows), NO_INSPECTOR)
    units = known(Unit.objects.all(), "code", (row.unit for row in rows), NO_UNIT)
    persons = known(Person.objects.all(), "code", (row.person for row in rows), NO_PERSON)
    for path in {each.jurisdiction.path for each in inspectors.values()}:
        allow(by, "tie.edit", path)
    with act("import.run", by=by, what=Tie._meta.verbose_name, rows=len(rows)) as change:
        kept = {key_of(tie, TIE_KEY): tie for tie in Tie.objects.all()}
        ties = (_tie(row, inspectors[row.inspector], units, persons) for row in rows)
        table = Merge(change, Tie, kept, {"declared_on": timezone.localdate()})
        outcome = table.merge(by_key(ties, TIE_KEY), lambda done: progress(done, len(rows)))
        progress(len(rows), len(rows))
        return counted(change, outcome)


def _unit_columns(row: UnitRow, places: Mapping[str, Jurisdiction]) -> Columns:
    return {
        "code": row.code, "name": row.name, "kind": row.kind.value, "jurisdiction_id": places[row.jurisdiction].pk,
        "line": row.line, "attention": row.attention.value if row.attention else None,
        "staff_quota": row.staff_quota, "staff": row.staff, "active": row.active,
        "leading_posts": None if row.leading_posts is None else list(row.leading_posts),
        "facts": None if row.facts is None else list(row.facts),
    }  # fmt: skip


def _refuse_circles(rows: Iterable[UnitRow], units: Mapping[str, Unit]) -> None:
    by_key = {unit.pk: unit for unit in units.values()}
    refused = []
    for row in rows:
        unit, seen = units[row.code], set()
        while unit.parent_id is not None and unit.pk not in seen:
            seen.add(unit.pk)
            unit = by_key[unit.parent_id]
        if unit.pk in seen:
            refused.append(say(N_("单位“%(code)s”的上级单位转了一圈又回到自身"), code=row.code))
    if refused:
        raise Refused(refused[:NAMED_AT_MOST])


def _people(change: Change, rows: Sequence[PersonRow], by: Actor, progress: Told) -> Outcome:
    codes = (code for row in rows for code in (row.native_place, row.lives_in))
    places = known(Jurisdiction.objects.all(), "code", codes, NO_PLACE)
    named = (code for row in rows for code in (row.unit, row.school_unit))
    units = known(Unit.objects.select_related("jurisdiction"), "code", named, NO_UNIT)
    kept = {person.code: person for person in Person.objects.all()}
    _refuse_unplaced(rows, kept)
    _allow_people(rows, by, kept, places, units)
    people = Merge(change, Person, kept)
    outcome = people.merge(((row.code, _person_columns(row, places)) for row in rows), progress)
    persons = {code: people.kept[code] for code in outcome.seen}
    code_of = {person.pk: code for code, person in persons.items()}
    parts: tuple[tuple[type[Record], tuple[str, ...], list[Columns]], ...] = (
        (Post, POST_KEY, [_post(row, persons, units) for row in rows if row.unit]),
        (Schooling, STUDY_KEY, [_study(row, persons, units) for row in rows if row.school]),
        (Home, HOME_KEY, [_home(row, persons, places) for row in rows if row.lives_in]),
    )
    for model, natural, columns in parts:
        held: list[Any] = list(model._base_manager.all()) if columns else []
        facts = Merge(change, model, {key_of(fact, natural): fact for fact in held if fact.person_id in code_of})
        merged = facts.merge(by_key(columns, natural))
        outcome = outcome.touched_by(code_of[key[0]] for key in merged.created | merged.updated)
    return outcome


def _allow_people(
    rows: Iterable[PersonRow], by: Actor, kept: Mapping[str, Person], places: Mapping[str, Jurisdiction],
    units: Mapping[str, Unit],
) -> None:  # fmt: skip
    """Ask for every person whether the table's maker may edit somebody of one of the places the row names.

    Somebody kept already may belong to further places, which are looked up only where the row's do not answer.
    """
    answers: dict[str, bool] = {}
    for row in rows:
        named = [place.path for code in (row.native_place, row.lives_in) if (place := places.get(code or ""))]
        named += [units[row.unit].jurisdiction.path] if row.unit else []
        for path in named:
            if path not in answers:
                answers[path] = by.reaches("person.edit", path)
        if row.code in kept:
            if not any(answers[path] for path in named):
                allow_person(by, kept[row.code])
        elif not isinstance(row, InspectorRow) and not any(answers[path] for path in named):
            raise NotAllowed("person.edit", access.label("person.edit"))


def _refuse_unplaced(rows: Iterable[PersonRow], kept: Mapping[str, Person]) -> None:
    """Refuse somebody new whom nobody could look after, and a post without the day it began."""
    refused: list[Sentence] = []
    for row in rows:
        placed = row.unit or row.native_place or row.lives_in or isinstance(row, InspectorRow)
        if row.code not in kept and not placed:
            refused.append(say(N_("%(code)s：须写明单位、成长地或居住地"), code=row.code))
        if row.unit and (row.since is None or not row.title):
            refused.append(say(N_("%(code)s：写了单位，就须写明职务和任职时间"), code=row.code))
        if row.school and (row.begins is None or row.ends is None):
            refused.append(say(N_("%(code)s：写了学校，就须写明入学和毕业年份"), code=row.code))
    if refused:
        raise Refused(refused[:NAMED_AT_MOST])


def _person_columns(row: PersonRow, places: Mapping[str, Jurisdiction]) -> Columns:
    return {
        "code": row.code, "name": row.name, "sex": row.sex, "born_on": row.born_on,
        "native_place_id": places[row.native_place].pk if row.native_place else None,
        "party_member": row.party_member, "hold_until": row.hold_until,
    }  # fmt: skip


def _post(row: PersonRow, persons: Mapping[str, Person], units: Mapping[str, Unit]) -> Columns:
    return {
        "person_id": persons[row.code].pk, "unit_id": units[row.unit or ""].pk, "title": row.title, "head": row.head,
        "leading": row.leading, "since": row.since, "until": row.until, "source": FactSource.FILE.value,
    }  # fmt: skip


def _study(row: PersonRow, persons: Mapping[str, Person], units: Mapping[str, Unit]) -> Columns:
    return {
        "person_id": persons[row.code].pk, "school": row.school, "class_name": row.class_name, "begins": row.begins,
        "ends": row.ends, "supervisor": row.supervisor, "teacher": row.teacher,
        "school_unit_id": units[row.school_unit].pk if row.school_unit else None, "source": FactSource.FILE.value,
    }  # fmt: skip


def _home(row: PersonRow, persons: Mapping[str, Person], places: Mapping[str, Jurisdiction]) -> Columns:
    return {
        "person_id": persons[row.code].pk, "jurisdiction_id": places[row.lives_in or ""].pk,
        "kind": HomeKind.LIVES.value, "source": FactSource.FILE.value,
    }  # fmt: skip


def _inspector_columns(row: InspectorRow, places: Mapping[str, Jurisdiction], persons: Mapping[str, Person]) -> Columns:
    employment = row.employment or (Employment.FULL if row.office_post else None)
    return {
        "person_id": persons[row.code].pk, "jurisdiction_id": places[row.jurisdiction].pk,
        "roles": [role.value for role in TeamRole if role in row.roles] if row.roles else None,
        "skills": None if row.skills is None else [skill.value for skill in row.skills],
        "practice_before": row.practice_before, "capacity": row.capacity,
        "employment": employment.value if employment else None, "joined_on": row.joined_on,
        # Who holds a post of the establishment serves full time, and whoever does not holds none.
        "office_post": "" if employment in (Employment.PART, Employment.SECONDED) else row.office_post,
    }  # fmt: skip


def _tie(row: TieRow, inspector: Inspector, units: Mapping[str, Unit], persons: Mapping[str, Person]) -> Columns:
    if bool(row.unit) == bool(row.person):
        raise Refused([say(N_("%(code)s：单位和相关人员须填写一项，且只能填写一项"), code=row.inspector)])
    unit = units[row.unit].pk if row.unit else None
    person = persons[row.person].pk if row.person else None
    return {
        "inspector_id": inspector.pk, "unit_id": unit, "person_id": person, "kind": row.kind.value,
        "recusal": row.recusal, "exposure": row.exposure, "declared_on": row.declared_on,
        "verified_on": row.verified_on, "words": row.words,
    }  # fmt: skip
