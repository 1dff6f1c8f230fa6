"""What a table of verbs is made of, and how a body becomes a record: the same actions as the pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import ForeignKey, QuerySet
from ninja import Schema

from xuncha.domain.errors import InvalidField, NotFound, Refused
from xuncha.domain.words import N_, Labelled, Sentence, say
from xuncha.records.audit.chain import kind
from xuncha.records.fieldwork import queries as fieldwork
from xuncha.records.findings import queries as findings
from xuncha.records.teams import reach
from xuncha.web.api.reading import require
from xuncha.web.api.resources import BY_KIND


@dataclass(frozen=True)
class Making:
    """Something new in a resource: `POST /findings`."""

    path: str
    permission: str
    body: type[Schema]
    do: Callable[[Any, Any], Any]
    """Takes the person and the body; gives the record."""


@dataclass(frozen=True)
class Changing:
    """A change of one record: `PATCH /units/7`. What is not sent stays as it is."""

    path: str
    permission: str
    body: type[Schema]
    do: Callable[[Any, Any, dict[str, Any]], object]
    """Takes the person, the record, what was sent."""


@dataclass(frozen=True)
class Removing:
    """The removal of one record: `DELETE /ties/7`, or of something of it: `DELETE /persons/7/expired`."""

    path: str
    permission: str
    do: Callable[[Any, Any], object]
    """Takes the person and the record."""
    part: str = ""


@dataclass(frozen=True)
class Verb:
    """Something done to one record of a resource: `POST /papers/7/sign`."""

    path: str
    verb: str
    permission: str
    body: type[Schema]
    do: Callable[[Any, Any, Any], Any]
    """Takes the person, the record, the body."""
    makes: bool = False
    """Whether a further record of the resource comes of it, which `do` gives and which is the answer."""


def build(kind_: str, /, user: Any = None, **values: Any) -> Any:
    """A record not yet kept, filled in and checked."""
    return fill(user, apps.get_model(kind_)(), values)


def fill(user: Any, record: Any, values: Mapping[str, Any]) -> Any:
    """Put what was sent into a record. What it names must be this person's to see; what the database would refuse,
    or would keep though no page offers it, is refused by name.
    """
    columns = {field.attname: field for field in record._meta.concrete_fields}
    for name, value in values.items():
        field = columns.get(name)
        if isinstance(field, ForeignKey):
            model: Any = field.related_model
            setattr(record, field.name, None if value is None else named(user, kind(model), value, name))
        else:
            setattr(record, name, value)
    said = {field.name for name, field in columns.items() if name in values and not field.is_relation}
    try:
        record.clean_fields(exclude={field.name for field in columns.values()} - said)
        record.validate_constraints(exclude=_empty(record))
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        if name == NON_FIELD_ERRORS:
            raise Refused(Sentence(message) for message in messages) from error
        raise InvalidField(name, Sentence(messages[0])) from error
    return record


def named(user: Any, model: str, key: int, name: str) -> Any:
    """Another record by number, if this person may see it."""
    found = BY_KIND[model].found(user).filter(pk=key).first()
    if found is None:
        raise InvalidField(name, say(N_("没有编号为%(key)s的记录"), key=key))
    return found


def several(found: QuerySet[Any], keys: list[int], name: str) -> list[Any]:
    """Records by number, all of them or a refusal."""
    chosen = list(found.filter(pk__in=keys))
    if len(chosen) != len(set(keys)):
        raise InvalidField(name, say(N_("有的编号没有对应的记录")))
    return chosen


def owner(user: Any, model: str, key: int | None) -> Any:
    """What something new belongs to, if this person may know of it."""
    read = BY_KIND[model]
    found = read.found(user).filter(pk=key).first()
    if found is None:
        raise NotFound(read.name, key)
    return found


def code(codes: type[Labelled], value: str) -> Any:
    """A code of the domain."""
    try:
        return codes(value)
    except ValueError as error:
        raise InvalidField(value, say(N_("没有这个代码：%(code)s"), code=value)) from error


def place(user: Any, permission: str, pk: int) -> Any:
    """The inspection something new belongs to, if this person may add to it."""
    require(user, permission)
    inspection = reach.inspections(user, permission).filter(pk=pk).first()
    if inspection is None:
        raise NotFound("inspection", pk)
    return inspection


def seats(inspection: Any, keys: list[int]) -> list[Any]:
    """Members of the inspection's team by number; one that is not of the team is refused."""
    chosen = list(fieldwork.seats(inspection).filter(pk__in=keys))
    if len(chosen) != len(set(keys)):
        raise InvalidField("member_ids", say(N_("不是本巡察组在组人员")))
    return chosen


def leaf(value: str) -> Any:
    """A leaf of the taxonomy by its code."""
    node = findings.leaves().filter(code=value).first()
    if node is None:
        raise InvalidField("leaf", say(N_("没有这个代码：%(code)s"), code=value))
    return node


def rest(body: Schema, *taken: str) -> dict[str, Any]:
    """What a body says beside what was taken already."""
    return body.dict(exclude={"inspection_id", *taken})


def _empty(record: Any) -> set[str]:
    """The columns an action fills in: nothing can be said yet of a rule about them."""
    return {
        field.name for field in record._meta.concrete_fields if field.is_relation and not getattr(record, field.attname)
    }
