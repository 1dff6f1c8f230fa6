"""What every test stands on: no network, a browser on request, marks by folder."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

    from tests.cast import Office

ROOT = Path(__file__).resolve().parents[1]
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
MARK_OF_FOLDER = {"journeys": "journey", "architecture": "architecture"}
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--lang=zh-CN",
]

# Playwright's event loop runs in the tests' own thread, where Django would refuse every query.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_configure() -> None:
    """Make the folder this process keeps its database and files in."""
    from django.conf import settings

    settings.STATIC_ROOT.mkdir(parents=True)


def pytest_unconfigure() -> None:
    """Remove it."""
    from django.conf import settings

    shutil.rmtree(settings.HOME, ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of certain folders; whoever uses a database may use both."""
    for item in items:
        _reaches_both_databases(item)
        folder = item.path.relative_to(ROOT / "tests").parts[0] if item.path.is_relative_to(ROOT / "tests") else ""
        if folder in MARK_OF_FOLDER:
            item.add_marker(MARK_OF_FOLDER[folder])


def _reaches_both_databases(item: pytest.Item) -> None:
    marker = item.get_closest_marker("django_db")
    if marker is not None or {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ())):
        said = marker.kwargs if marker else {}
        item.add_marker(pytest.mark.django_db(**{"databases": ["default", "tips"], **said}), append=False)


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Refuse every connection that would leave this machine."""
    connect = socket.socket.connect

    def refuse_outside(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test wants to reach {address[0]}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse_outside)
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chinese Chromium without a window."""
    from playwright.sync_api import sync_playwright

    flags = [*FLAGS, "--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else FLAGS
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=chromium_path(), args=flags, env={**os.environ, "LANGUAGE": "zh_CN"}
        )
        yield launched
        launched.close()


@pytest.fixture
def open_page(browser: Browser, live_server: LiveServer) -> Iterator[Callable[..., Page]]:
    """Open pages on the live server; at the end nothing may have left it, nor broken the content policy."""
    contexts, outside, refused = [], [], []

    def watch(page: Page) -> None:
        page.set_default_timeout(60_000)  # a page of two seconds takes thirty on a busy machine
        page.on("request", lambda request: None if is_inside(request.url) else outside.append(request.url))
        page.on("console", lambda line: refused.append(line.text) if "Content Security Policy" in line.text else None)
        page.on("pageerror", lambda error: refused.append(str(error)))

    def is_inside(url: str) -> bool:
        return url.startswith((live_server.url, "data:", "about:", "blob:"))

    def opened(*, width: int = 1280, height: int = 900, locale: str = "zh-CN") -> Page:
        context = browser.new_context(
            base_url=live_server.url, locale=locale, viewport={"width": width, "height": height}
        )
        contexts.append(context)
        context.on("page", watch)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert not outside, f"requests left the server: {outside}"
    assert not refused, f"the browser refused or failed: {refused}"


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """One page of a desktop browser."""
    return open_page()


@pytest.fixture
def phone(open_page: Callable[..., Page]) -> Page:
    """One page of a phone."""
    return open_page(width=390, height=844)


@pytest.fixture
def barriers() -> Callable[[Page], list[str]]:
    """What axe finds on the page shown: one line for each barrier, none where everybody can use it."""

    def found(page: Page) -> list[str]:
        # Evaluated, not added as a script: the content policy stops scripts that are not the server's own.
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE.read_text(encoding="utf-8"))
        answer = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [f"{each['id']}: {node['html'][:200]}" for each in answer["violations"] for node in each["nodes"]]

    return found


def chromium_path() -> str | None:
    """Return the browser `manage.py test` chose; when pytest was started by itself, the machine's own."""
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        import chromium
    finally:
        sys.path.pop(0)
    return chromium.installed()


@pytest.fixture
def office(db: None) -> Office:
    """One small county office with its cast; see `tests.cast`."""
    from tests.cast import make_office

    return make_office()
