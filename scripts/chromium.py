"""Finds a browser for the tests, or gets one. Standard library only."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from progress import Failed, Progress

VARIABLE = "XUNCHA_TEST_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
# Asks Playwright where its own download lies, and whether it starts: on a bare machine it may lack libraries.
OWN = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    playwright.chromium.launch(args=["--no-sandbox"]).close()
    print(playwright.chromium.executable_path)
"""


def find_or_fetch(progress: Progress, python: Path) -> str:
    """Return the path of a browser, fetching one where there is none."""
    if found := installed() or playwrights_own(python):
        return found
    progress.say("no Chromium or Chrome here; fetching Playwright's")
    fetched = progress.run([str(python), "-m", "playwright", "install", "chromium"], fatal=False)
    if fetched and (found := playwrights_own(python)):
        return found
    progress.show_last()
    if may_apt():
        progress.say("that did not work; installing Debian's chromium")
        progress.run(["apt-get", "update", "-q"], fatal=False)
        packages = ["chromium", "fonts-noto-cjk"]
        progress.run(["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages], fatal=False)
        if found := installed():
            return found
        progress.show_last()
    raise Failed(
        "The tests need a browser and none could be fetched. Install one and start again:\n"
        "  Debian:   apt-get install chromium fonts-noto-cjk\n"
        "  others:   Chromium or Google Chrome from where your system gets its programs,\n"
        f"            or set {VARIABLE} to the path of one"
    )


def installed() -> str | None:
    """Return the path of the machine's own browser."""
    if named := os.environ.get(VARIABLE):
        return named
    for name in NAMES:
        if found := shutil.which(name):
            return found
    return next((path for path in ELSEWHERE if Path(path).exists()), None)


def playwrights_own(python: Path) -> str | None:
    """Return the path of the browser Playwright downloaded, where it works."""
    answer = subprocess.run([str(python), "-c", OWN], capture_output=True, text=True, check=False)
    return answer.stdout.strip() or None


def may_apt() -> bool:
    """Tell whether this is root on Debian or a child of it."""
    return sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get") is not None
