"""A list and a record of every resource, made from the table. Annotations are values here: the API reads them."""

from typing import Annotated, Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import Field, create_model

from xuncha.domain import access
from xuncha.domain.errors import NotAllowed, NotFound
from xuncha.records.audit.actions import note
from xuncha.records.teams import reach
from xuncha.web.api.errors import READING, TELLING
from xuncha.web.api.inputs.base import LARGEST_KEY, Name
from xuncha.web.api.resources import BY_PATH, RESOURCES, Resource
from xuncha.web.api.shapes import Page
from xuncha.web.api.tellings import TELLINGS, Telling
from xuncha.web.components.reads import Read

NOTED = frozenset({"lead"})
"""What is noted in the trail when somebody reads it."""


class ListQuery(Schema):
    """What every list takes: words to search for, and which part of it is wanted."""

    q: Name = ""
    limit: Annotated[int, Field(ge=1, le=200)] = 50
    offset: Annotated[int, Field(ge=0, le=10_000_000)] = 0


def add_to(made: Router) -> None:
    """Give every resource its two addresses, and everything told of its records one of its own."""
    for resource in RESOURCES:
        _add_list(made, resource)
        _add_detail(made, resource)
    for telling in TELLINGS:
        _add_telling(made, telling)


def require(user: Any, permission: str) -> None:
    """Raise `NotAllowed` where the person holds the permission nowhere."""
    if not reach.may_somewhere(user, permission):
        raise NotAllowed(permission, access.label(permission))


def get(user: Any, resource: Resource, pk: int) -> Any:
    """The record, if this person may see it; hidden and absent are answered alike."""
    return seen(user, resource.read, pk)


def seen(user: Any, read: Read, pk: int) -> Any:
    """The same, by what is read."""
    require(user, read.permission)
    record = read.found(user).filter(pk=pk).first()
    if record is None:
        raise NotFound(read.name, pk)
    return record


def found(resource: Resource, user: Any, wanted: dict[str, Any]) -> QuerySet[Any]:
    """What this person may see, narrowed by the filters that were given."""
    records = resource.read.found(user).defer(*resource.long)
    for word in wanted["q"].split()[:8]:
        condition = Q()
        for column in resource.searched:
            condition |= Q(**{f"{column}__icontains": word})
        records = records.filter(condition)
    for name, (_, lookup) in resource.filters.items():
        if wanted[name] is not None:
            records = records.filter(**{lookup: wanted[name]})
    return records if records.ordered else records.order_by("pk")


def _add_list(made: Router, resource: Resource) -> None:
    wanted: Any = {name: (kind | None, None) for name, (kind, _) in resource.filters.items()}
    filters = create_model(f"{resource.out.__name__}Query", __base__=ListQuery, **wanted)

    def view(request: HttpRequest, query: Query[filters]) -> dict[str, Any]:  # type: ignore[valid-type]
        require(request.user, resource.read.permission)
        given: Any = query
        records = found(resource, request.user, given.dict())
        return {"count": records.count(), "items": list(records[given.offset : given.offset + given.limit])}

    made.get(
        f"/{resource.path}",
        response={200: Page[resource.line], **READING},  # type: ignore[name-defined]
        operation_id=f"list_{resource.read.name}",
        summary=access.label(resource.read.permission),
        tags=[resource.path],
        url_name=f"{resource.read.name}_list",
    )(view)


def _add_detail(made: Router, resource: Resource) -> None:
    def view(request: HttpRequest, pk: Annotated[int, Path(ge=1, le=LARGEST_KEY)]) -> Any:
        record = get(request.user, resource, pk)
        if resource.read.name in NOTED:
            note(resource.read.permission, by=request.user, on=record)  # type: ignore[arg-type]
        return record

    made.get(
        f"/{resource.path}/{{pk}}",
        response={200: resource.out, **READING},
        operation_id=f"get_{resource.read.name}",
        summary=access.label(resource.read.permission),
        tags=[resource.path],
        url_name=resource.read.name,
    )(view)


def _add_telling(made: Router, telling: Telling) -> None:
    def told(request: HttpRequest, pk: Annotated[int, Path(ge=1, le=LARGEST_KEY)]) -> Any:
        return telling.tell(request.user, seen(request.user, telling.read, pk), None)

    def answered(
        request: HttpRequest,
        pk: Annotated[int, Path(ge=1, le=LARGEST_KEY)],
        query: Query[telling.asked],  # type: ignore[name-defined]
    ) -> Any:
        return telling.tell(request.user, seen(request.user, telling.read, pk), query)

    name = f"{BY_PATH[telling.path].read.name}_{telling.name}"
    made.get(
        f"/{telling.path}/{{pk}}/{telling.name}",
        response={200: telling.out, **TELLING},
        operation_id=f"tell_{name}",
        summary=access.label(telling.read.permission),
        tags=[telling.path],
        url_name=name,
    )(answered if telling.asked else told)
