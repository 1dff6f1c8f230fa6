"""An import killed at any moment has brought in all of its table or nothing of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.unit.records.exchange.interrupted import KILLS, LINES

ROOT = Path(__file__).resolve().parents[4]
SCRIPT = Path(__file__).with_name("interrupted.py")


@pytest.fixture
def surroundings(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A home and a database of its own, on whichever database the tests run."""
    given = {
        **os.environ, "XUNCHA_HOME": str(tmp_path), "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "tests.unit.records.exchange.interrupted_settings",
    }  # fmt: skip
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield given | {"DATABASE_URL": ""}
        return
    import psycopg
    from psycopg.conninfo import make_conninfo

    address, _, query = url.partition("?")
    name = f"interrupted_{os.getpid()}"
    with psycopg.connect(make_conninfo(url), autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        yield given | {"DATABASE_URL": address.rpartition("/")[0] + f"/{name}" + (f"?{query}" if query else "")}
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def whole(found: dict[str, Any]) -> None:
    """Every table is there entirely, where its job says so, or not at all; and the trail knows of everything."""
    assert found["broken"] == ""
    for number, state in found["jobs"].items():
        assert found["units"][number] == (LINES if state == "done" else 0), (number, state)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="kills by a signal Windows does not have")
def test_an_import_killed_at_any_moment_is_all_or_nothing(surroundings: dict[str, str]) -> None:
    ended = subprocess.run([sys.executable, str(SCRIPT)], env=surroundings, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    first, *killed, last = [json.loads(line) for line in ended.stdout.splitlines()]
    assert first["jobs"] == {"0": "done"}
    assert len(killed) == KILLS
    for found in (first, *killed, last):
        whole(found)
    assert set(killed[-1]["jobs"].values()) != {"done"}, "no kill struck while an import ran"
    assert set(last["jobs"].values()) <= {"done", "ready", "uploaded", "checking"}
