"""The addresses of the verbs, made from their table. Annotations are values here: the API reads them."""

from typing import Annotated, Any

from django.db import transaction
from django.http import HttpRequest
from ninja import Body, Path, Router, Status

from xuncha.domain import access
from xuncha.web.api.errors import WRITING
from xuncha.web.api.inputs.base import LARGEST_KEY
from xuncha.web.api.reading import get, require
from xuncha.web.api.resources import BY_PATH
from xuncha.web.api.verbs import CHANGES, MAKINGS, REMOVALS, VERBS
from xuncha.web.api.verbs.base import Changing, Making, Removing, Verb


def add_to(made: Router) -> None:
    """Give every verb its address."""
    for making in MAKINGS:
        _add_making(made, making)
    for changing in CHANGES:
        _add_changing(made, changing)
    for removing in REMOVALS:
        _add_removing(made, removing)
    for verb in VERBS:
        _add_verb(made, verb)


def _add_making(made: Router, making: Making) -> None:
    resource = BY_PATH[making.path]

    def view(request: HttpRequest, body: Annotated[making.body, Body()]) -> Any:  # type: ignore[name-defined]
        require(request.user, making.permission)
        with transaction.atomic():
            record = making.do(request.user, body)
        seen = resource.read.found(request.user).filter(pk=record.pk).first()  # type: ignore[arg-type]
        return Status(201, seen or record)

    made.post(
        f"/{making.path}",
        response={201: resource.out, **WRITING},
        operation_id=f"create_{resource.read.name}",
        summary=access.label(making.permission),
        tags=[making.path],
        url_name=f"{resource.read.name}_new",
    )(view)


def _add_changing(made: Router, changing: Changing) -> None:
    resource = BY_PATH[changing.path]

    def view(
        request: HttpRequest,
        pk: Annotated[int, Path(ge=1, le=LARGEST_KEY)],
        body: Annotated[changing.body, Body()],  # type: ignore[name-defined]
    ) -> Any:
        require(request.user, changing.permission)
        with transaction.atomic():
            record = get(request.user, resource, pk)
            changing.do(request.user, record, body.dict(exclude_unset=True))
        return resource.read.found(request.user).filter(pk=pk).first() or record  # type: ignore[arg-type]

    made.patch(
        f"/{changing.path}/{{pk}}",
        response={200: resource.out, **WRITING},
        operation_id=f"change_{resource.read.name}",
        summary=access.label(changing.permission),
        tags=[changing.path],
        url_name=resource.read.name,
    )(view)


def _add_removing(made: Router, removing: Removing) -> None:
    resource = BY_PATH[removing.path]

    def view(request: HttpRequest, pk: Annotated[int, Path(ge=1, le=LARGEST_KEY)]) -> Any:
        require(request.user, removing.permission)
        with transaction.atomic():
            removing.do(request.user, get(request.user, resource, pk))
        return Status(204, None)

    made.delete(
        f"/{removing.path}/{{pk}}{'/' if removing.part else ''}{removing.part}",
        response={204: None, **WRITING},
        operation_id=f"remove_{removing.part or resource.read.name}",
        summary=access.label(removing.permission),
        tags=[removing.path],
        url_name=removing.part or resource.read.name,
    )(view)


def _add_verb(made: Router, verb: Verb) -> None:
    resource = BY_PATH[verb.path]

    def view(
        request: HttpRequest,
        pk: Annotated[int, Path(ge=1, le=LARGEST_KEY)],
        body: Annotated[verb.body, Body()],  # type: ignore[name-defined]
    ) -> Any:
        require(request.user, verb.permission)
        with transaction.atomic():
            record = get(request.user, resource, pk)
            done = verb.do(request.user, record, body)
        if verb.makes:
            return Status(201, done)
        if record.pk is None:  # a member who leaves before the authorisation leaves no trace but the trail
            return Status(204, None)
        return resource.read.found(request.user).filter(pk=pk).first() or record  # type: ignore[arg-type]

    name = verb.verb.replace("-", "_")
    made.post(
        f"/{verb.path}/{{pk}}/{verb.verb}",
        response={201: resource.out, **WRITING} if verb.makes else {200: resource.out, 204: None, **WRITING},
        operation_id=f"{resource.read.name}_{name}",
        summary=access.label(verb.permission),
        tags=[verb.path],
        url_name=f"{resource.read.name}_{name}",
    )(view)
