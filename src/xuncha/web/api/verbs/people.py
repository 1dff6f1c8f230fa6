"""What can be done about places, bodies, people, what is held about them, the pool and ties.

Whatever touches recusal is followed by a new check, as on the pages.
"""

from typing import Any

from django.utils import timezone

from xuncha.records.people import actions as people
from xuncha.records.people import queries
from xuncha.records.teams import actions as teams
from xuncha.web.api.inputs import base
from xuncha.web.api.inputs import people as i
from xuncha.web.api.inputs.base import part_of
from xuncha.web.api.verbs.base import Changing, Making, Removing, Verb, build, fill, named, owner

FACTS: dict[str, tuple[str, type[i.FactIn]]] = {
    "posts": ("people.post", i.PostIn),
    "schoolings": ("people.schooling", i.SchoolingIn),
    "kinships": ("people.kinship", i.KinshipIn),
    "homes": ("people.home", i.HomeIn),
}


def _jurisdiction(user: Any, body: Any) -> Any:
    return people.add_jurisdiction(build("people.jurisdiction", user, **body.dict()), by=user)


def _change_jurisdiction(user: Any, place: Any, said: Any) -> object:
    return people.save_jurisdiction(fill(user, place, said), by=user)


def _unit(user: Any, body: Any) -> Any:
    return people.save_unit(build("people.unit", user, **body.dict()), by=user)


def _change_unit(user: Any, unit: Any, said: Any) -> object:
    with teams.rechecked(by=user, units=[unit]):
        return people.save_unit(fill(user, unit, said), by=user)


def _leader(user: Any, unit: Any, body: Any) -> object:
    person = named(user, "people.person", body.person_id, "person_id")
    post = build("people.post", user, person=person, unit=unit, leading=True, **body.dict(exclude={"person_id"}))
    with teams.rechecked(by=user, persons=[person], units=[unit]):
        return people.save_fact(post, by=user)


def _person(user: Any, body: Any) -> Any:
    made = build("people.person", user, **body.dict(exclude={"post"}))
    post = build("people.post", user, **body.post.dict()) if body.post else None
    with teams.rechecked(by=user, units=[post.unit] if post else []):
        return people.save_person(made, by=user, post=post)


def _change_person(user: Any, person: Any, said: Any) -> object:
    with teams.rechecked(by=user, persons=[person]):
        return people.save_person(fill(user, person, said), by=user)


def _fact(user: Any, body: Any) -> Any:
    model = next(model for model, schema in FACTS.values() if isinstance(body, schema))
    person = owner(user, "people.person", body.person_id)
    fact = build(model, user, person=person, **body.dict(exclude={"person_id"}))
    persons, units = teams.touched(fact)
    with teams.rechecked(by=user, persons=persons, units=units):
        return people.save_fact(fact, by=user)


def _change_fact(user: Any, fact: Any, said: Any) -> object:
    before = teams.touched(fact)
    after = teams.touched(fill(user, fact, said))
    with teams.rechecked(by=user, persons=before[0] + after[0], units=before[1] + after[1]):
        return people.save_fact(fact, by=user)


def _remove_fact(user: Any, fact: Any) -> None:
    persons, units = teams.touched(fact)
    with teams.rechecked(by=user, persons=persons, units=units):
        people.remove_fact(fact, by=user)


def _let_go(user: Any, person: Any) -> None:
    today = timezone.localdate()
    facts = [fact for kind in queries.facts_of(person).values() for fact in kind if fact.hold_until]
    gone = [fact for fact in facts if fact.hold_until and fact.hold_until < today]
    whom = [each for fact in gone for each in teams.touched(fact)[0] if each != person]
    units = [unit for fact in gone for unit in teams.touched(fact)[1]]
    with teams.rechecked(by=user, persons=whom, units=units, leaving=[person]):
        people.let_go(gone, [person], by=user, on=today)


def _inspector(user: Any, body: Any) -> Any:
    return people.save_inspector(build("people.inspector", user, **body.dict()), by=user)


def _change_inspector(user: Any, inspector: Any, said: Any) -> object:
    with teams.rechecked(by=user, persons=[inspector.person]):
        return people.save_inspector(fill(user, inspector, said), by=user)


def _tie(user: Any, body: Any) -> Any:
    tie = build("people.tie", user, **body.dict())
    with teams.rechecked(by=user, persons=[tie.inspector.person]):
        return people.save_tie(tie, by=user)


def _change_tie(user: Any, tie: Any, said: Any) -> object:
    before = tie.inspector.person
    fill(user, tie, said)
    with teams.rechecked(by=user, persons={before, tie.inspector.person}):
        return people.save_tie(tie, by=user)


def _remove_tie(user: Any, tie: Any) -> None:
    with teams.rechecked(by=user, persons=[tie.inspector.person]):
        people.remove_tie(tie, by=user)


MAKINGS: tuple[Making, ...] = (
    Making("jurisdictions", "jurisdiction.edit", i.JurisdictionIn, _jurisdiction),
    Making("units", "unit.edit", i.UnitIn, _unit),
    Making("persons", "person.edit", i.PersonIn, _person),
    *(Making(path, "person.edit", schema, _fact) for path, (_, schema) in FACTS.items()),
    Making("inspectors", "inspector.edit", i.InspectorIn, _inspector),
    Making("ties", "tie.edit", i.TieIn, _tie),
)
CHANGES: tuple[Changing, ...] = (
    Changing("jurisdictions", "jurisdiction.edit", part_of(i.JurisdictionIn, "parent_id"), _change_jurisdiction),
    Changing("units", "unit.edit", part_of(i.UnitIn), _change_unit),
    Changing("persons", "person.edit", part_of(i.PersonIn, "post"), _change_person),
    *(Changing(path, "person.edit", part_of(schema), _change_fact) for path, (_, schema) in FACTS.items()),
    Changing("inspectors", "inspector.edit", part_of(i.InspectorIn), _change_inspector),
    Changing("ties", "tie.edit", part_of(i.TieIn), _change_tie),
)
REMOVALS: tuple[Removing, ...] = (
    *(Removing(path, "person.edit", _remove_fact) for path in FACTS),
    Removing("persons", "person.edit", _let_go, "expired"),
    Removing("ties", "tie.edit", _remove_tie),
)
VERBS: tuple[Verb, ...] = (
    Verb("units", "leaders", "unit.edit", i.LeaderIn, _leader),
    Verb("inspectors", "leave", "inspector.edit", i.LeavePoolIn, lambda u, r, b: people.leave_pool(r, b.on, b.reason, by=u)),
    Verb("inspectors", "return", "inspector.edit", base.Nothing, lambda u, r, b: people.return_to_pool(r, by=u)),
    Verb(
        "ties", "verify", "declaration.verify", base.Nothing,
        lambda u, r, b: people.verify_tie(r, by=u, on=timezone.localdate()),
    ),
)  # fmt: skip
