"""The two runs of the tests: side by side, told one after the other, one exit status."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

SCRIPTS = Path(__file__).resolve().parents[3] / "scripts"
STAND_IN = """
import os, sys, time
where = "PostgreSQL" if os.environ["DATABASE_URL"] else "SQLite"
time.sleep(0.2 if where == "SQLite" else 0)
print(where, "was given", *sys.argv[1:])
sys.exit(int(os.environ["ENDS_ON_" + where.upper()]))
"""
Ends = Callable[..., Any]


@pytest.fixture
def runner(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The script, with something that says how it was called in pytest's place."""
    monkeypatch.syspath_prepend(str(SCRIPTS))
    module = importlib.import_module("run_tests")

    @contextmanager
    def no_server() -> Iterator[str]:
        yield "postgresql://nowhere"

    monkeypatch.setattr(module, "PYTEST", (sys.executable, "-c", STAND_IN))
    monkeypatch.setattr(module, "postgresql", no_server)
    monkeypatch.setenv(module.chromium.VARIABLE, "/usr/bin/true")
    return module


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch) -> Ends:
    """Say with what the two runs end."""

    def told(sqlite: int, postgresql: int) -> None:
        monkeypatch.setenv("ENDS_ON_SQLITE", str(sqlite))
        monkeypatch.setenv("ENDS_ON_POSTGRESQL", str(postgresql))

    return told


@pytest.mark.parametrize(
    ("sqlite", "postgresql", "status"), [(0, 0, 0), (1, 0, 1), (0, 1, 1), (2, 1, 2), (0, 5, 0), (5, 5, 5)]
)
def test_both_run_and_either_failing_is_a_failure(
    runner: Any,
    ends: Ends,
    capfdbinary: Any,
    monkeypatch: pytest.MonkeyPatch,
    sqlite: int,
    postgresql: int,
    status: int,
) -> None:
    ends(sqlite, postgresql)
    monkeypatch.setattr(sys, "stdout", open(1, "w", encoding="utf-8", closefd=False))  # noqa: SIM115
    assert runner.main(["-x"]) == status
    said = capfdbinary.readouterr().out.decode()
    assert [line for line in said.splitlines() if line] == [
        "--- tests on SQLite", "SQLite was given -x",
        "--- tests on PostgreSQL", f"PostgreSQL was given -m {runner.NOT_ON_POSTGRESQL} -x",
    ]  # fmt: skip


def test_one_database_alone(runner: Any, ends: Ends, capfd: pytest.CaptureFixture[str]) -> None:
    ends(0, 5)
    assert runner.main(["--sqlite"]) == 0
    assert "PostgreSQL" not in capfd.readouterr().out
    assert runner.main(["--postgresql", "-m", "slow"]) == 5
    said = capfd.readouterr().out
    assert "SQLite" not in said
    assert "was given -m slow" in said
