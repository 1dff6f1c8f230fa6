"""What is read from the machine, and what is refused."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from xuncha.config import environment


def test_the_data_of_a_checkout_lies_in_its_var_folder() -> None:
    assert environment.read({}).home == Path(__file__).resolve().parents[3] / "var"


def test_a_home_can_be_named(tmp_path: Path) -> None:
    read = environment.read({"XUNCHA_HOME": str(tmp_path)})
    assert read.database["NAME"] == str(tmp_path / "xuncha.sqlite3")


def test_a_postgresql_address_is_taken_apart() -> None:
    database = environment.read(
        {"DATABASE_URL": "postgresql://me:p%40ss@db.example:6543/xuncha?sslmode=require"}
    ).database
    assert (database["USER"], database["PASSWORD"], database["HOST"], database["PORT"]) == (
        "me",
        "p@ss",
        "db.example",
        "6543",
    )
    assert (database["NAME"], database["OPTIONS"]) == ("xuncha", {"sslmode": "require"})


def test_a_socket_folder_may_be_the_host() -> None:
    assert environment.read({"DATABASE_URL": "postgresql://me@/x?host=/run/pg"}).database["HOST"] == "/run/pg"


def test_a_sqlite_path_may_be_named() -> None:
    assert environment.read({"DATABASE_URL": "sqlite:////data/a.sqlite3"}).database["NAME"] == "/data/a.sqlite3"


@pytest.mark.parametrize(
    ("variables", "name"),
    [
        ({}, "/h/tips.sqlite3"),
        ({"DATABASE_URL": "postgresql://me@/office"}, "office_tips"),
        ({"DATABASE_URL": "postgresql://me@/office", "TIPS_DATABASE_URL": "postgresql://portal@/apart"}, "apart"),
        (
            {"DATABASE_URL": "postgresql://me@/office", "TIPS_DATABASE_URL": "sqlite:////data/t.sqlite3"},
            "/data/t.sqlite3",
        ),
    ],
)
def test_tips_have_a_database_of_their_own(variables: dict[str, str], name: str) -> None:
    assert environment.read({"XUNCHA_HOME": "/h", **variables}).tips_database["NAME"] == name


def test_an_unknown_database_is_refused_without_showing_its_password() -> None:
    with pytest.raises(environment.UnusableEnvironment) as refusal:
        environment.read({"DATABASE_URL": "mysql://me:secret@db/x"})
    assert "secret" not in str(refusal.value)
    assert "DATABASE_URL" in str(refusal.value)


@pytest.mark.parametrize("value", ["soon", "0", "-5"])
def test_a_session_that_never_ends_is_refused(value: str) -> None:
    with pytest.raises(environment.UnusableEnvironment):
        environment.read({"XUNCHA_SESSION_MINUTES": value})


def test_hosts_may_be_parted_by_commas_or_blanks() -> None:
    assert environment.read({"XUNCHA_HOSTS": "a.example, b.example"}).hosts == ("a.example", "b.example")


def test_the_key_is_made_once_and_private(tmp_path: Path) -> None:
    key = environment.secret_key(tmp_path)
    assert len(key) > 60
    assert environment.secret_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_only_the_demo_command_makes_a_demo(tmp_path: Path) -> None:
    variables = {"XUNCHA_HOME": str(tmp_path), "XUNCHA_DEMO": "1", "DEMO": "1"}
    assert not environment.read(variables).demo
    environment.mark_as_demo(tmp_path)
    assert environment.read(variables).demo
