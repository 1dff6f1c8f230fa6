"""Every page and every address of the API, tried by every member of the cast and compared with the access table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from tests.architecture.expected_reach import OWNERS, roles_of, within_reach
from tests.cast import NAMES, Office
from tests.factories.whole_office import Furnished, furnish
from xuncha.domain import access
from xuncha.web.api.resources import BY_PATH, RESOURCES
from xuncha.web.api.verbs import MAKINGS, VERBS
from xuncha.web.components.pages import VerbPage

SOURCE = Path(__file__).resolve().parents[2] / "src" / "xuncha"
FACES = ("office", "unit")
# Open to anybody in the demo and to nobody outside it: tests/unit/web/home.
NOT_WALKED = {"office:become"}
REFUSED = (403, 404)
# 405: the permission was looked at, then the method. 409, 422: let in, but not in this state or not without words.
LET_IN = (200, 201, 302, 405, 409, 422)


def patterns(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, str, URLPattern]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            inner = f"{each.namespace}:" if each.namespace else namespace
            yield from patterns(each, inner)
        elif each.name:
            yield f"{namespace}{each.name}", str(each.pattern), each


PAGES = {
    name: (route, getattr(each.callback, "view_class", each.callback))
    for name, route, each in patterns(get_resolver())
    if name.split(":")[0] in FACES and name not in NOT_WALKED
}


def test_there_are_pages() -> None:
    assert len(PAGES) > 100


def test_every_page_names_a_permission_of_the_table() -> None:
    named = {name: getattr(view, "permission", "") for name, (_, view) in PAGES.items()}
    assert {name: each for name, each in named.items() if each not in access.permissions()} == {}


def test_every_permission_is_used() -> None:
    files = [path for band in ("records", "web") for path in (SOURCE / band).rglob("*.py")]
    said = "\n".join(
        path.read_text(encoding="utf-8") for path in files if path.name != "verbs.py" or "api" in path.parts
    )
    assert [each for each in access.permissions() if f'"{each}"' not in said] == []


@pytest.fixture
def whole(office: Office) -> Furnished:
    return furnish(office)


@pytest.fixture(params=sorted(NAMES))
def somebody(request: pytest.FixtureRequest, whole: Furnished) -> tuple[str, Client]:
    name: str = request.param
    return name, whole.office.login(Client(raise_request_exception=True), getattr(whole.office, name))


@contextmanager
def undone() -> Iterator[None]:
    """Try something without its consequences."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_every_page_lets_in_whom_the_table_names_and_nobody_else(
    whole: Furnished, somebody: tuple[str, Client]
) -> None:
    name, client = somebody
    wrong = []
    for page, (route, view) in PAGES.items():
        thing, address = located(page, route, whole)
        expected = any(access.allowed(view.permission, role) for role in roles_of(name)) and (
            thing is None or within_reach(name, thing, view.permission)
        )
        with undone():
            answer = client.post(address) if issubclass(view, VerbPage) else client.get(address)
        if answer.status_code not in (LET_IN if expected else REFUSED):
            wrong.append(f"{page} ({view.permission}): {answer.status_code}, expected {'in' if expected else 'out'}")
    assert wrong == [], "\n".join(wrong)


def located(page: str, route: str, whole: Furnished) -> tuple[str | None, str]:
    """Find which record a page is about, by the first part of its address, and give its whole address."""
    words: dict[str, Any] = {}
    thing = None
    for part in re.findall(r"<[^>]+>", route):
        key = part.strip("<>").split(":")[-1]
        if key == "pk":
            thing = thing_of(page, route)
            words[key] = whole.records[thing].pk
        else:
            words[key] = FURTHER[key](whole)
    return thing, reverse(page, kwargs=words)


FURTHER = {
    "place": lambda whole: whole.office.city.pk,
    "step": lambda whole: "find_facts",
    "kind": lambda whole: "post",
    "fact": lambda whole: whole.records["post"].pk,
    "task": lambda whole: whole.records["task"].pk,
    "table": lambda whole: "units",
    "form": lambda whole: "xlsx",
}
SINGULAR = {
    "places": "jurisdiction", "plans": "plan", "plan-lines": "plan_line", "taxonomy": "taxonomy", "members": "member",
    "rectification-plans": "rect_plan", "evidence": "evidence", "feedback": "feedback", "look-backs": "lookback",
    "accounts-and-roles": "account", "trail": "event", "document-requests": "document_request",
    "policy/schemes": "scheme", "policy/deadlines": "deadline", "unit:plans": "rect_plan",
}  # fmt: skip


def thing_of(page: str, route: str) -> str:
    first, second = (route.split("/") + [""])[:2]
    for wanted in (f"{page.split(':')[0]}:{first}", f"{first}/{second}", first):
        if wanted in SINGULAR:
            return SINGULAR[wanted]
    return first.removesuffix("s").replace("-", "_")


def test_every_address_of_the_api_lets_in_whom_the_table_names_and_nobody_else(
    whole: Furnished, somebody: tuple[str, Client]
) -> None:
    name, client = somebody
    wrong = []
    for about, permission, thing, answer in api_answers(whole, client):
        expected = any(access.allowed(permission, role) for role in roles_of(name)) and (
            thing is None or within_reach(name, thing, permission)
        )
        if answer.status_code not in (LET_IN if expected else REFUSED):
            wrong.append(f"{about} ({permission}): {answer.status_code}, expected {'in' if expected else 'out'}")
    assert wrong == [], "\n".join(wrong)


def api_answers(whole: Furnished, client: Client) -> Iterator[tuple[str, str, str | None, Any]]:
    for resource in RESOURCES:
        read = resource.read
        yield f"GET {resource.path}", read.permission, None, client.get(f"/api/{resource.path}")
        thing = "event" if read.name == "trail" else read.name
        address = f"/api/{resource.path}/{whole.records[thing].pk}"
        yield f"GET {resource.path}/pk", read.permission, thing, client.get(address)
    for making in MAKINGS:
        with undone():
            answer = client.post(f"/api/{making.path}", sample(making.body, whole), content_type="application/json")
        yield f"POST {making.path}", making.permission, "inspection", answer
    for verb in VERBS:
        thing = BY_PATH[verb.path].read.name
        address = f"/api/{verb.path}/{whole.records[thing].pk}/{verb.verb}"
        with undone():
            answer = client.post(address, sample(verb.body, whole), content_type="application/json")
        yield f"POST {verb.path}/pk/{verb.verb}", verb.permission, thing, answer


def sample(body: Any, whole: Furnished) -> dict[str, Any]:
    """A body the description allows."""
    return {
        name: value(name, field.annotation, whole) for name, field in body.model_fields.items() if field.is_required()
    }


def value(name: str, kind: Any, whole: Furnished) -> Any:
    if name == "inspection_id":
        return whole.office.inspection.pk
    if get_origin(kind) is list:
        return []
    if kind is date:
        return timezone.localdate().isoformat()
    if kind is bool:
        return True
    return get_args(kind)[0] if get_args(kind) else "B1.6" if name == "leaf" else "x"


def test_every_thing_walked_has_an_owner() -> None:
    things = {thing_of(page, route) for page, (route, _) in PAGES.items() if "<int:pk>" in route}
    assert things - set(OWNERS) == set()
