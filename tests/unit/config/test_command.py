"""The command's exit statuses are a contract."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from xuncha.config import command, environment
from xuncha.config.command import Exit


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["trail"], ["serve", "--port", "many"]])
def test_what_cannot_be_understood_ends_with_bad_input(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as end:
        command.main(arguments)
    assert end.value.code == Exit.BAD_INPUT


@pytest.mark.parametrize("arguments", [["--help"], ["demo", "--help"], ["trail", "verify", "--help"]])
def test_help_ends_well(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        command.main(arguments)
    assert end.value.code == Exit.DONE
    assert "usage" in capsys.readouterr().out


def test_a_port_in_use_is_named_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert command.main(["serve", "--port", port]) == Exit.BAD_INPUT
    assert port in capsys.readouterr().err


@pytest.mark.django_db
def test_an_untouched_trail_verifies(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["trail", "verify"]) == Exit.DONE


@pytest.mark.django_db
def test_an_exported_trail_verifies_and_a_changed_one_does_not(tmp_path: Path) -> None:
    from xuncha.records.audit.actions import SYSTEM, note

    for verb in ("test.first", "test.second"):
        note(verb, by=SYSTEM)
    file = tmp_path / "trail.jsonl"
    assert command.main(["trail", "export", "--out", str(file)]) == Exit.DONE
    assert command.main(["trail", "verify", "--export", str(file)]) == Exit.DONE
    first, second = file.read_text().splitlines()
    file.write_text("\n".join([json.dumps({**json.loads(first), "verb": "test.other"}), second]))
    assert command.main(["trail", "verify", "--export", str(file)]) == Exit.CHECK_FAILED


@pytest.mark.django_db
def test_both_chains_are_exported_and_verified(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from xuncha.records.audit.actions import SYSTEM, note
    from xuncha.records.audit.models import Event

    note("test.office", by=SYSTEM)
    note("test.tips", by=SYSTEM, using="tips")
    file = tmp_path / "trail.jsonl"
    assert command.main(["trail", "export", "--out", str(file)]) == Exit.DONE
    chains = [json.loads(line)["chain"] for line in file.read_text().splitlines()]
    assert (chains, command.main(["trail", "verify", "--export", str(file)])) == (["office", "tips"], Exit.DONE)
    file.write_text(file.read_text().replace("test.tips", "test.gone"))
    assert command.main(["trail", "verify", "--export", str(file)]) == Exit.CHECK_FAILED
    assert "tips event 1" in capsys.readouterr().err
    Event.objects.using("tips").update(verb="test.gone")
    assert command.main(["trail", "verify"]) == Exit.CHECK_FAILED


def test_an_export_never_replaces_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "evidence.jsonl"
    file.write_text("evidence")
    assert command.main(["trail", "export", "--out", str(file)]) == Exit.BAD_INPUT
    assert file.read_text() == "evidence"


def test_a_missing_export_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["trail", "verify", "--export", "nowhere.jsonl"]) == Exit.BAD_INPUT
    assert "nowhere.jsonl" in capsys.readouterr().err


def test_a_database_without_a_trail_is_named(tmp_path: Path) -> None:
    verify = [sys.executable, "-m", "xuncha.config.command", "trail", "verify"]
    surroundings = environment.for_child(XUNCHA_HOME=str(tmp_path), DATABASE_URL="", PYTHONPATH="src")
    surroundings[environment.SETTINGS_VARIABLE] = "xuncha.config.settings.office"
    answer = subprocess.run(verify, env=surroundings, capture_output=True, text=True)
    assert answer.returncode == Exit.BAD_INPUT
    assert str(tmp_path) in answer.stderr


def test_the_demo_never_clears_a_folder_it_did_not_make(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(environment.HOME_VARIABLE, str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    real = tmp_path / "demo" / "xuncha.sqlite3"
    real.parent.mkdir()
    real.write_text("an office's years of work")
    assert command.main(["demo", "--reset", "--no-serve"]) == Exit.CHECK_FAILED
    assert real.read_text() == "an office's years of work"
