"""Somebody who plays a round through its pages: signs people in, fills forms as they are labelled, keeps pictures."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import expect

from tests.cast import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

ROOT = Path(__file__).resolve().parents[3]
AUTHENTICATION = "allauth.account.auth_backends.AuthenticationBackend"
SMALL = "/static/dist/icons.svg"
AT_THE_DOOR = frozenset({"planner", "leader", "other_head"})
"""Who signs in through the page; the others come with a session."""


class Story:
    """One story: a browser of their own for each person, and one numbered picture for each step."""

    def __init__(self, open_page: Callable[..., Page], name: str) -> None:
        self.open_page = open_page
        self.folder = ROOT / "var" / "journeys" / name
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.people: dict[str, Person] = {}
        self.steps = 0
        expect.set_options(timeout=60_000)

    def person(self, username: str) -> Person:
        """Give the person's browser, signed in."""
        if username not in self.people:
            page = self.open_page(width=1366)
            (sign_in if username in AT_THE_DOOR else bring_in)(page, username)
            page.wait_for_url(re.compile(r"//[^/]+/(unit/)?$"))
            self.people[username] = Person(self, page)
        return self.people[username]

    def keep(self, page: Page, what: str) -> None:
        """Keep a picture of the step."""
        self.steps += 1
        page.screenshot(path=self.folder / f"{self.steps:02d}-{what}.png", full_page=True)


def sign_in(page: Page, username: str) -> None:
    """Come in through the door, with name and password."""
    page.goto("/accounts/login/")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()


def bring_in(page: Page, username: str) -> None:
    """Come in with a session made beforehand: quicker, where the door is not the matter."""
    client = Client()
    client.force_login(get_user_model().objects.get(username=username), AUTHENTICATION)
    page.goto(SMALL)
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    page.context.add_cookies([{**session, "url": page.url.removesuffix(SMALL) + "/"}])  # type: ignore[typeddict-item]
    page.goto("/")


class Person:
    """One person before their own browser. Everything is found as a person finds it: by label, name, text."""

    def __init__(self, story: Story, page: Page) -> None:
        self.story, self.page = story, page

    @property
    def main(self) -> Locator:
        """The page without menu and top bar."""
        return self.page.get_by_role("main")

    def menu(self, entry: str) -> None:
        """Follow an entry of the menu."""
        self.page.get_by_label("主菜单").get_by_role("link", name=entry, exact=True).click()

    def opens(self, name: str) -> None:
        """Follow the first link of this name on the page."""
        self.main.get_by_role("link", name=name, exact=True).first.click()

    def presses(self, name: str) -> None:
        """Press the first button of this name on the page."""
        self.main.get_by_role("button", name=name, exact=True).first.click()

    def fills(self, **fields: Any) -> None:
        """Fill in the form, each field by its label."""
        for label, value in fields.items():
            field = self.field(label)
            if field.evaluate("element => element.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(str(value))

    def field(self, label: str) -> Locator:
        """Find a field by its whole label."""
        return self.main.get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*\*?\s*$")).first

    def ticks(self, *labels: str) -> None:
        """Tick boxes or choose radio buttons."""
        for label in labels:
            self.main.get_by_label(re.compile(re.escape(label))).first.check()

    def sees(self, *words: str) -> None:
        """Wait until the page says it."""
        for each in words:
            expect(self.main).to_contain_text(each)

    def sees_not(self, *words: str) -> None:
        """Make sure the page does not say it."""
        for each in words:
            expect(self.main).not_to_contain_text(each)

    def is_told(self, words: str) -> None:
        """Wait for the message that says what came of it."""
        told = self.main.locator("[role=status], [role=alert], .alert").filter(has_text=words)
        expect(told.first).to_be_visible()

    def keeps(self, what: str) -> None:
        """Keep a picture of what is on the screen."""
        self.story.keep(self.page, what)

    @property
    def address(self) -> str:
        """Where the browser is, without the query."""
        return re.sub(r"^https?://[^/]+|\?.*$", "", self.page.url)
