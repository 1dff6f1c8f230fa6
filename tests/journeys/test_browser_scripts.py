"""The browser script asks first, filters at once, shows an upload's answer, under the strict policy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def scripted_pages(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.journeys.scripted_pages"


def test_a_grave_step_asks_first_and_can_be_left(page: Page) -> None:
    page.goto("/confirm")
    page.get_by_role("button", name="销号").click()
    assert page.get_by_role("dialog").inner_text().startswith("真的销号吗？")
    page.get_by_role("button", name="取消").click()
    assert page.get_by_text("收到 close").count() == 0
    page.get_by_role("button", name="销号").click()
    page.get_by_role("button", name="确定").click()
    page.get_by_text("收到 close").wait_for()


def test_a_filter_sends_itself(page: Page) -> None:
    page.goto("/filter")
    page.get_by_label("状态").select_option("逾期")
    page.get_by_text("筛选 逾期").wait_for()


def test_a_line_of_steps_begins_where_the_inspection_stands(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/steps")
    expect(page.get_by_text("第8步")).to_be_in_viewport()


def test_an_upload_shows_the_answer_with_its_message(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "佐证.bin"
    file.write_bytes(b"x" * 300_000)
    page.goto("/upload")
    page.get_by_label("文件").set_input_files(file)
    page.get_by_role("button", name="上传").click()
    page.get_by_text("收到 300000 字节").wait_for()


def test_htmx_brings_a_piece(page: Page) -> None:
    page.goto("/htmx")
    page.get_by_role("button", name="取来").click()
    page.locator("#here b").wait_for()


def test_an_icon_is_drawn(page: Page) -> None:
    page.goto("/filter")
    assert page.locator("svg use").bounding_box()


def test_every_colour_can_be_read(page: Page, barriers: Callable[[Page], list[str]]) -> None:
    page.goto("/colours")
    assert barriers(page) == []
