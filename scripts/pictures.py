"""Takes the README's five pictures from a running demo: `pictures.py http://127.0.0.1:8000` (needs the `dev` extra).

Start `manage.py demo` first. The pictures are of the screen as it is, in Chinese, and go to docs/images/.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
PASSWORD = "xuncha-demo-2026"  # noqa: S105 - every account of the demo has it
DESK, PHONE = (1366, 900), (390, 844)
DRAWN_AFTER = 1_000
"""Milliseconds after which a page scrolled to a heading is surely drawn."""
ROUND = "云岫市委第四轮巡察"
FORMED_NEXT = "云岫市委第五轮巡察"


def main() -> int:
    """Take them all."""
    from playwright.sync_api import sync_playwright

    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    IMAGES.mkdir(parents=True, exist_ok=True)
    flags = ["--no-sandbox", "--lang=zh-CN"] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["--lang=zh-CN"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.installed(), args=flags)
        planner = signed_in(browser, "planner", DESK)
        for name, picture in (("home", home), ("round", one_round), ("recusal", recusal), ("task", task)):
            picture(planner)
            keep(planner, name)
        phone = signed_in(browser, "unit_head", PHONE)
        phone.reload()
        keep(phone, "unit-phone")
        browser.close()
    return 0


def signed_in(browser: Browser, username: str, size: tuple[int, int]) -> Page:
    """Open a browser of one person of the cast."""
    viewport = {"width": size[0], "height": size[1]}
    page = browser.new_context(base_url=sys.argv[1], locale="zh-CN", viewport=viewport).new_page()  # type: ignore[arg-type]
    page.goto("/accounts/login/")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url(re.compile(r"//[^/]+/(unit/)?$"))
    return page


def keep(page: Page, name: str) -> None:
    """Keep what the window shows, and say how large it is."""
    file = IMAGES / f"{name}.png"
    page.mouse.move(0, 0)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(DRAWN_AFTER)
    page.screenshot(path=file)
    print(f"{file.name}: {file.stat().st_size // 1000} kB")


def home(page: Page) -> None:
    """What is due, what waits."""
    page.goto("/")


def one_round(page: Page) -> None:
    """The units of a round, each as a line of steps."""
    page.goto("/rounds/")
    page.get_by_role("link", name=ROUND).click()
    page.get_by_role("heading", name="各单位进度").evaluate("heading => heading.parentElement.scrollIntoView()")


def recusal(page: Page) -> None:
    """Somebody of the pool who must stand aside, added all the same, refused with the reasons."""
    page.goto("/teams/")
    page.get_by_role("row", name=FORMED_NEXT).filter(has_text="教育局").get_by_role("link").first.click()
    page.get_by_role("main").get_by_role("link", name="选人组队").click()
    pool = page.get_by_role("region", name="人才库")
    pool.get_by_label("组内职务").select_option("组长")
    pool.get_by_text("须回避").first.wait_for()
    name = pool.get_by_role("listitem").filter(has_text="须回避").first.locator("strong").inner_text()
    pool.get_by_label("姓名或编号").fill(name)
    pool.get_by_role("button", name="筛选").click()
    page.wait_for_timeout(DRAWN_AFTER)
    pool.get_by_role("button", name=f"加入 {name}").click()
    page.get_by_role("alert").filter(has_text="不能加入").wait_for()
    page.evaluate("scrollTo(0, 0)")


def task(page: Page) -> None:
    """A closed task down to its evidence and the three opinions."""
    page.goto("/tasks/?state=closed&sort=-closed_on")
    page.get_by_role("main").get_by_role("row").nth(1).get_by_role("link").first.click()
    page.get_by_role("heading", name="佐证材料").evaluate("heading => heading.parentElement.scrollIntoView()")


if __name__ == "__main__":
    raise SystemExit(main())
