"""Writing persons and the facts held about them, and letting those go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any

from django.apps import apps
from django.db.models import PROTECT, ForeignKey, Model, Q

from xuncha.domain import access
from xuncha.domain.errors import InvalidField, NotAllowed, Refused
from xuncha.domain.words import N_, say
from xuncha.records.audit.actions import Actor, Change, act, allow
from xuncha.records.people.models import Fact, Home, Inspector, Kinship, Person, Post, Schooling, Tie

EDIT = "person.edit"
FACTS: tuple[type[Post] | type[Schooling] | type[Kinship] | type[Home], ...] = (Post, Schooling, Kinship, Home)


def save_person(person: Person, *, by: Actor, post: Post | None = None) -> Person:
    """Add a person, with the post held now where there is one, or keep what was changed."""
    if person.pk:
        allow_person(by, person)
    else:
        here = post.unit.jurisdiction if post else person.native_place
        if here is None:
            raise Refused([say(N_("新增人员须写明现任单位或成长地，才能确定由谁管理"))])
        allow(by, EDIT, here.path)
    if Person.objects.filter(code=person.code).exclude(pk=person.pk).exists():
        raise InvalidField(N_("人员编号"), say(N_("编号“%(code)s”已在使用"), code=person.code))
    with act(EDIT, by=by, on=person if person.pk else None) as change:
        if person.pk:
            change.save(person)
        else:
            change.create(person)
        if post is not None:
            post.person = person
            change.create(post)
    return person


def save_fact(fact: Post | Schooling | Kinship | Home, *, by: Actor) -> Fact:
    """Add a fact about a person, or keep what was changed of it."""
    allow_person(by, fact.person)
    _refuse_fact(fact)
    with act(EDIT, by=by, on=fact.person, fact=fact._meta.verbose_name) as change:
        if fact.pk:
            change.save(fact)
        else:
            change.create(fact)
    return fact


def remove_fact(fact: Post | Schooling | Kinship | Home, *, by: Actor) -> None:
    """Remove a fact that is wrong or no longer needed."""
    allow_person(by, fact.person)
    with act(EDIT, by=by, on=fact.person, fact=fact._meta.verbose_name) as change:
        change.delete(fact)


def let_go(
    facts: Iterable[Post | Schooling | Kinship | Home], persons: Iterable[Person], *, by: Actor, on: date
) -> int:
    """Delete facts and persons whose time of keeping has run out; gives how many records went.

    A person still in the talent pool, with an account, or named in a file that must be kept stays.
    """
    gone = [fact for fact in facts if fact.hold_until is not None and fact.hold_until < on]
    leaving = [person for person in persons if person.hold_until is not None and person.hold_until < on]
    for person in {fact.person_id: fact.person for fact in gone}.values():
        allow_person(by, person)
    for person in leaving:
        allow_person(by, person)
    with act("person.let_go", by=by) as change:
        for fact in gone:
            change.delete(fact)
        for person in leaving:
            if not kept_elsewhere(person):
                _delete_person(change, person)
        count = len(change.entries)
        change.detail["count"] = count
    return count


def kept_elsewhere(person: Person) -> bool:
    """Whether some other record needs the person."""
    protecting = [field for field in _foreign_keys(Person) if field.remote_field.on_delete is PROTECT]
    return any(field.model._base_manager.filter(**{field.name: person}).exists() for field in protecting)


def allow_person(by: Actor, person: Person) -> None:
    """Raise `NotAllowed` unless `by` may edit somebody of one of the places the person belongs to."""
    if not any(by.reaches(EDIT, path) for path in places(person)):
        raise NotAllowed(EDIT, access.label(EDIT))


def places(person: Person) -> set[str]:
    """Paths of the places a person belongs to: of posts, pool, native place and homes."""
    found = set(Post.objects.filter(person=person).values_list("unit__jurisdiction__path", flat=True))
    found |= set(Home.objects.filter(person=person).values_list("jurisdiction__path", flat=True))
    if person.native_place is not None:
        found.add(person.native_place.path)
    inspector = getattr(person, "inspector", None)
    return found | ({inspector.jurisdiction.path} if inspector else set())


def persons_beyond(codes: Iterable[str], *, by: Actor) -> frozenset[str]:
    """Which of these persons belong to no place whose people `by` may edit; each kind of fact is read once."""
    asked = set(codes)
    belongs = chain(
        Post.objects.values_list("person__code", "unit__jurisdiction__path"),
        Home.objects.values_list("person__code", "jurisdiction__path"),
        Inspector.objects.values_list("person__code", "jurisdiction__path"),
        Person.objects.filter(native_place__isnull=False).values_list("code", "native_place__path"),
    )
    answers: dict[str, bool] = {}
    for code, path in belongs:
        if code in asked:
            if path not in answers:
                answers[path] = by.reaches(EDIT, path)
            if answers[path]:
                asked.discard(code)
    return frozenset(asked)


def _foreign_keys(model: type[Model]) -> Iterator[ForeignKey[Any, Any]]:
    """Every column of any app that points at the kind of record."""
    for other in apps.get_models():
        for field in other._meta.concrete_fields:
            if isinstance(field, ForeignKey) and field.related_model is model:
                yield field


def _delete_person(change: Change, person: Person) -> None:
    owned = chain(
        *(model._base_manager.filter(person=person) for model in (Post, Schooling, Home)),
        Kinship.objects.filter(Q(person=person) | Q(relative=person)),
        Tie.objects.filter(person=person),
    )
    for record in owned:
        change.delete(record)
    change.delete(person)


def _refuse_fact(fact: Post | Schooling | Kinship | Home) -> None:
    match fact:
        case Post() if fact.until is not None and fact.until < fact.since:
            raise InvalidField(N_("免职时间"), say(N_("不能早于任职时间")))
        case Schooling() if fact.ends < fact.begins:
            raise InvalidField(N_("毕业年份"), say(N_("不能早于入学年份")))
        case Kinship() if fact.person_id == fact.relative_id:
            raise InvalidField(N_("亲属"), say(N_("不能是本人")))
        case Home() if fact.since and fact.until and fact.until < fact.since:
            raise InvalidField(N_("止"), say(N_("不能早于开始日期")))
