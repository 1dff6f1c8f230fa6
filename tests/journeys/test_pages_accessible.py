"""Every page can be used by everybody: no barrier axe knows of, nothing wider than a phone, nothing from outside."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from tests.architecture.expected_reach import roles_of, within_reach
from tests.architecture.test_access_walk import PAGES, asking, located
from tests.cast import Office
from tests.factories.whole_office import Furnished, furnish
from xuncha.domain import access
from xuncha.web.components.pages import VerbPage
from xuncha.web.components.polling import ProgressPage

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

PEOPLE = ("planner", "leader", "unit_head", "discipline", "audit_admin", "security")
WIDTHS = (1366, 390)
# Files and parts of pages: nothing a person looks at by itself.
NO_PAGES = {
    "office:import_blank", "office:import_problems", "office:export_download", "office:evidence", "unit:evidence",
    "office:trail_progress", "office:leaf_options", "office:staffing_download", "office:become",
    "office:ledger_rejected",
}  # fmt: skip


@pytest.fixture
def whole(transactional_db: None) -> Furnished:
    from tests.cast import make_office

    return furnish(make_office())


def addresses(name: str, whole: Furnished) -> dict[str, str]:
    """Give every page somebody may look at, and that nobody before them in `PEOPLE` may; the first page always.

    Each with what it is made of: pages of one template look alike.
    """
    before = PEOPLE[: PEOPLE.index(name)]
    seen = {address for other in before for address in may_look_at(other, whole)}
    mine = may_look_at(name, whole).items()
    return {"/": "home", **{address: made for address, made in mine if address not in seen}}


def may_look_at(name: str, whole: Furnished) -> dict[str, str]:
    """Give every page somebody may look at, with its template."""
    found = {}
    for page, (route, view) in PAGES.items():
        thing, words = located(page, route, whole)
        held = any(access.allowed(view.permission, role) for role in roles_of(name))
        shown = (
            page not in NO_PAGES and not issubclass(view, VerbPage | ProgressPage) and "get" in view.http_method_names
        )
        if shown and hasattr(view, "get") and held and (thing is None or within_reach(name, thing, view.permission)):
            address = f"{reverse(page, kwargs=words)}?{urlencode(asking(page, whole))}".rstrip("?")
            found[address] = getattr(view, "template_name", None) or page
    return dict(sorted(found.items()))


def sign_in(page: Page, live_server: LiveServer, office: Office, name: str) -> None:
    session = office.login(Client(), getattr(office, name)).session
    cookie = {"name": "sessionid", "value": str(session.session_key), "url": live_server.url}
    page.context.add_cookies([cookie])  # type: ignore[list-item]


@pytest.mark.slow
@pytest.mark.parametrize("name", PEOPLE)
def test_no_page_has_a_barrier(
    name: str,
    whole: Furnished,
    live_server: LiveServer,
    open_page: Callable[..., Page],
    barriers: Callable[[Page], list[str]],
) -> None:
    wrong, looked_at = [], set()
    page = open_page(width=WIDTHS[0])
    sign_in(page, live_server, whole.office, name)
    for address, made_of in addresses(name, whole).items():
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        answer = page.goto(address)
        status = answer.status if answer else 0
        if status != 200:
            wrong.append(f"{address}: {status}")
        # The same page made narrower, not asked for again: what a phone shows is a matter of style alone, so that
        # one page of each template is asked for barriers at both widths.
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if width == WIDTHS[0] or made_of not in looked_at:
                wrong += [f"{width} {address}: {barrier}" for barrier in barriers(page)]
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wrong.append(f"{width} {address}: wider than the screen")
        looked_at.add(made_of)
    assert wrong == [], "\n" + "\n".join(wrong)
