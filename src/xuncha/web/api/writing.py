"""The addresses of the verbs, made from their table. Annotations are values here: the API reads them."""

from typing import Annotated, Any

from django.db import transaction
from django.http import HttpRequest
from ninja import Body, Path, Router, Status

from xuncha.domain import access
from xuncha.web.api.errors import WRITING
from xuncha.web.api.inputs import LARGEST_KEY
from xuncha.web.api.reading import get, require
from xuncha.web.api.resources import BY_PATH
from xuncha.web.api.verbs import MAKINGS, VERBS, Making, Verb


def add_to(made: Router) -> None:
    """Give every verb its address."""
    for making in MAKINGS:
        _add_making(made, making)
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
            verb.do(request.user, record, body)
        return resource.read.found(request.user).filter(pk=pk).first() or record  # type: ignore[arg-type]

    name = verb.verb.replace("-", "_")
    made.post(
        f"/{verb.path}/{{pk}}/{verb.verb}",
        response={200: resource.out, **WRITING},
        operation_id=f"{resource.read.name}_{name}",
        summary=access.label(verb.permission),
        tags=[verb.path],
        url_name=f"{resource.read.name}_{name}",
    )(view)
