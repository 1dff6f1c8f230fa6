"""Finds a Java for the tests that run Spark, or gets one. Standard library only."""

from __future__ import annotations

import os
import shutil

from chromium import may_apt
from progress import Failed, Progress

PACKAGE = "openjdk-17-jre-headless"


def find_or_fetch(progress: Progress) -> None:
    """See to it that Spark finds a Java; its version is Spark's own to judge."""
    if os.environ.get("JAVA_HOME") or shutil.which("java"):
        return
    if may_apt():
        progress.say(f"no Java here; installing Debian's {PACKAGE} for the tests that run Spark")
        progress.run(["apt-get", "update", "-q"], fatal=False)
        progress.run(["apt-get", "install", "-y", "-q", "--no-install-recommends", PACKAGE], fatal=False)
        if shutil.which("java"):
            return
        progress.show_last()
    raise Failed(
        "The tests run Spark, which needs a Java 17 or newer. Install one and start again:\n"
        f"  Debian:   apt-get install {PACKAGE}\n"
        "  others:   a Java runtime from where your system gets its programs"
    )
