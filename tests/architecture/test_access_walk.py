"""Every page and every address of the API, tried by every member of the cast and compared with the access table."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.utils import timezone
from django_htmx.middleware import HtmxDetails

from tests.architecture.expected_reach import OWNERS, roles_of, within_reach
from tests.cast import NAMES, Office
from tests.factories.whole_office import Furnished, furnish
from xuncha.domain import access
from xuncha.domain.errors import XunchaError
from xuncha.domain.words import Labelled
from xuncha.records.accounts.models import User
from xuncha.web.api.resources import BY_PATH, RESOURCES
from xuncha.web.api.tellings import TELLINGS
from xuncha.web.api.verbs import CHANGES, MAKINGS, REMOVALS, VERBS
from xuncha.web.components.errors import status_of
from xuncha.web.components.pages import VerbPage

SOURCE = Path(__file__).resolve().parents[2] / "src" / "xuncha"
FACES = ("office", "unit")
# Open to anybody in the demo and to nobody outside it: tests/unit/web/home.
NOT_WALKED = {"office:become"}
REFUSED = (403, 404)
# 405: the permission was looked at, then the method. 409, 422: let in, but not in this state or not without words.
# 286: nothing more will come, as htmx understands it.
LET_IN = (200, 201, 204, 286, 302, 405, 409, 422)


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


@contextmanager
def undone() -> Iterator[None]:
    """Try something without its consequences."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_every_page_lets_in_whom_the_table_names_and_nobody_else(whole: Furnished) -> None:
    wrong = []
    for name in sorted(NAMES):
        user = getattr(whole.office, name)
        for page, (route, view) in PAGES.items():
            thing, words = located(page, route, whole)
            with undone():
                status = asked(view, user, reverse(page, kwargs=words), asking(page, whole))
            wrong += judged(name, page, view.permission, thing, status)
    assert wrong == [], "\n" + "\n".join(wrong)


def asked(view: Any, user: User, address: str, sent: dict[str, Any]) -> int:
    """Ask the view as the server would, short of drawing the page: what is drawn is looked at in the journeys."""
    factory = RequestFactory()
    request: Any = factory.post(address, sent) if issubclass(view, VerbPage) else factory.get(address, sent)
    request.user = User.objects.get(pk=user.pk)
    for middleware in (SessionMiddleware, MessageMiddleware):
        middleware(lambda _: HttpResponse()).process_request(request)
    request.htmx = HtmxDetails(request)
    found = resolve(address)
    try:
        return int(found.func(request, *found.args, **found.kwargs).status_code)
    except XunchaError as error:
        return status_of(error)
    except Http404:
        return 404


def asking(page: str, whole: Furnished) -> dict[str, Any]:
    """What a page must be sent to know what it is about, beside its address."""
    if page == "office:report_withdraw":
        return {"finding": whole.records["finding"].pk}
    if page == "office:staffing_seat":
        row, _, who = whole.records["staffing_attempt"].plan[0]
        return {"row": row, "who": who}
    if page == "office:waiver_new":
        inspector = whole.records["waiver"].inspector_id
        return {"inspector": inspector, "inspection": whole.office.inspection.pk, "rule": "worked_there"}
    return {}


def judged(name: str, about: str, permission: str, thing: str | None, status: int) -> list[str]:
    """Say it where somebody was let in or kept out against the table."""
    held = any(access.allowed(permission, role) for role in roles_of(name))
    expected = held and (thing is None or within_reach(name, thing, permission))
    if status in (LET_IN if expected else REFUSED):
        return []
    return [f"{name}: {about} ({permission}) {status}, should be {'let in' if expected else 'kept out'}"]


def located(page: str, route: str, whole: Furnished) -> tuple[str | None, dict[str, Any]]:
    """Find which record a page is about, by the first part of its address, and give what its address takes."""
    words: dict[str, Any] = {}
    thing = None
    for part in re.findall(r"<[^>]+>", route):
        key = part.strip("<>").split(":")[-1]
        if key == "pk":
            thing = thing_of(page, route)
            words[key] = whole.records[thing].pk
        else:
            words[key] = FURTHER[key](whole)
    return thing, words


FURTHER = {
    "place": lambda whole: whole.office.city.pk,
    "inspection": lambda whole: whole.office.inspection.pk,
    "step": lambda whole: "report",
    "kind": lambda whole: "post",
    "fact": lambda whole: whole.records["post"].pk,
    "task": lambda whole: whole.records["task"].pk,
    "table": lambda whole: "units",
    "form": lambda whole: "xlsx",
    "code": lambda whole: "B1",
}
SINGULAR = {
    "places": "jurisdiction", "plans": "plan", "plan-lines": "plan_line", "taxonomy": "taxonomy", "members": "member",
    "rectification-plans": "rect_plan", "evidence": "evidence", "feedback": "feedback", "look-backs": "lookback",
    "accounts-and-roles": "account", "trail": "event", "document-requests": "document_request",
    "staffing-wishes": "staffing_wish", "policy/schemes": "scheme", "policy/deadlines": "deadline", "unit:plans": "rect_plan",
}  # fmt: skip


def thing_of(page: str, route: str) -> str:
    first, second = (route.split("/") + [""])[:2]
    for wanted in (f"{page.split(':')[0]}:{first}", f"{first}/{second}", first):
        if wanted in SINGULAR:
            return SINGULAR[wanted]
    return first.removesuffix("s").replace("-", "_")


def test_every_address_of_the_api_lets_in_whom_the_table_names_and_nobody_else(whole: Furnished) -> None:
    wrong = []
    for name in sorted(NAMES):
        client = whole.office.login(Client(), getattr(whole.office, name))
        for about, permission, thing, answer in api_answers(whole, client):
            wrong += judged(name, about, permission, thing, answer.status_code)
    assert wrong == [], "\n" + "\n".join(wrong)


def api_answers(whole: Furnished, client: Client) -> Iterator[tuple[str, str, str | None, Any]]:
    for resource in RESOURCES:
        read = resource.read
        yield f"GET {resource.path}", read.permission, None, client.get(f"/api/{resource.path}")
        thing = "event" if read.name == "trail" else read.name
        address = f"/api/{resource.path}/{whole.records[thing].pk}"
        yield f"GET {resource.path}/pk", read.permission, thing, client.get(address)
    for telling in TELLINGS:
        thing = BY_PATH[telling.path].read.name if telling.read.name == "exposure" else telling.read.name
        address = f"{telling.path}/{whole.records[thing].pk}/{telling.name}"
        said = sample(telling.asked, whole) if telling.asked else {}
        yield f"GET {address}", telling.read.permission, thing, client.get(f"/api/{address}", said)
    with undone():
        attempt = whole.records["staffing_attempt"].pk
        answer = client.get(f"/api/staffing-attempts/{attempt}/folder")
        yield "GET staffing-attempts/pk/folder", "tie.view", "staffing_attempt", answer
    for making in MAKINGS:
        with undone():
            answer = client.post(f"/api/{making.path}", sample(making.body, whole), content_type="application/json")
        belongs = next((OWNED_BY[name] for name in making.body.model_fields if name in OWNED_BY), None)
        yield f"POST {making.path}", making.permission, belongs, answer
    task, file = whole.records["task"].pk, whole.records["evidence"].pk
    sent = {"kind": "minutes", "file": SimpleUploadedFile("纪要.txt", "党组会议纪要".encode())}
    with undone():
        yield (
            "POST tasks/pk/evidence",
            "evidence.upload",
            "task",
            client.post(f"/api/tasks/{task}/evidence", sent),
        )
    with undone():
        yield "GET evidence/pk/file", "evidence.view", "evidence", client.get(f"/api/evidence/{file}/file")
    with undone():
        sent = {"file": SimpleUploadedFile("序时账.csv", "日期,科目编码\n2026-03-09,1002\n".encode())}
        yield "POST ledgers", "ledger.import", None, client.post("/api/ledgers", sent)
    with undone():
        ledger = whole.records["ledger"].pk
        answer = client.get(f"/api/ledgers/{ledger}/rejected")
        yield "GET ledgers/pk/rejected", "ledger.view", "ledger", answer
    for about, permission, method, end, body in singly():
        thing = BY_PATH[about].read.name
        address = f"/api/{about}/{whole.records[thing].pk}{end}"
        with undone():
            answer = client.generic(method, address, json.dumps(body and sample(body, whole)), "application/json")
        yield f"{method} {about}/pk{end}", permission, thing, answer


def singly() -> Iterator[tuple[str, str, str, str, Any]]:
    """What is done to one record: (resource, permission, method, end of the address, body)."""
    yield from ((each.path, each.permission, "PATCH", "", each.body) for each in CHANGES)
    yield from ((each.path, each.permission, "DELETE", f"/{each.part}" if each.part else "", None) for each in REMOVALS)
    yield from ((each.path, each.permission, "POST", f"/{each.verb}", each.body) for each in VERBS)


OWNED_BY = {
    "inspection_id": "inspection", "plan_id": "rect_plan", "task_id": "task", "round_id": "round", "term_id": "term",
    "inspector_id": "inspector",
}  # fmt: skip
"""Which thing something new belongs to, by the first of these its body names."""


def sample(body: Any, whole: Furnished) -> dict[str, Any]:
    """A body the description allows."""
    if "row" in body.model_fields:
        (row, _, who), (_, _, other) = whole.records["staffing_attempt"].plan[:2]
        return {"row": row, "inspector_id": int(who), "other_id": int(other)}
    return {
        name: value(name, field.annotation, whole) for name, field in body.model_fields.items() if field.is_required()
    }


NAMED = {"parent_id": "jurisdiction", "relative_id": "person", "grant_id": "grant", "with_id": "staffing_attempt"}
WORDS = {"leaf": "B1.6", "code": "A1", "rule": "B1"}


def value(name: str, kind: Any, whole: Furnished) -> Any:
    if name.endswith("_id"):
        return whole.records[NAMED.get(name, name.removesuffix("_id"))].pk
    if get_origin(kind) in (list, dict):
        return get_origin(kind)()
    if kind is date:
        return timezone.localdate().isoformat()
    if kind is bool:
        return True
    if kind in (int, Decimal):
        return 100 if name in ("base", "most") else 2020
    if get_origin(kind) is Literal or isinstance(kind, type) and issubclass(kind, Labelled):
        return (get_args(kind) or list(kind))[0]
    return WORDS.get(name, "x")


def test_every_thing_walked_has_an_owner() -> None:
    things = {thing_of(page, route) for page, (route, _) in PAGES.items() if "<int:pk>" in route}
    assert things - set(OWNERS) == set()
