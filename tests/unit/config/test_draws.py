"""`xuncha draws`: a stranger with the published files re-runs the draw; what was changed is caught and said."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from xuncha.config import command
from xuncha.config.command import Exit

LIST = "编号,分层,名称\n" + "".join(f"V{n},村,{n}号村\n" for n in range(8)) + "W1,窗口,社保\nW2,窗口,医保\n"


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Say everything as it is written in the code, whatever language this terminal reads."""
    for module in ("xuncha.config.terminal", "xuncha.config.commands.draws"):
        monkeypatch.setattr(f"{module}._", str)


def draws(*words: object) -> int:
    return command.main(["draws", *map(str, words)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A draw committed to: the list, the commitment, the seed."""
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    assert committed(tmp_path, "--size", 4, "--least", 1) == Exit.DONE
    return tmp_path


def committed(folder: Path, *words: object) -> int:
    out = ("--out", folder / "commitment.json", "--seed-out", folder / "seed.txt")
    return draws("commit", folder / "list.csv", "--title", "第1号", *words, *out)


def revealed(folder: Path, *words: object) -> int:
    names = (folder / name for name in ("commitment.json", "list.csv", "seed.txt"))
    return draws("reveal", *names, *words, "--out", folder / "reveal.json")


def verified(folder: Path, *words: object) -> int:
    return draws("verify", *(folder / name for name in ("commitment.json", "list.csv", "reveal.json")), *words)


def test_commit_reveal_verify(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    digest = json.loads((folder / "commitment.json").read_text("utf-8"))["commitment_sha256"]
    assert revealed(folder) == Exit.DONE
    assert len(capsys.readouterr().out.splitlines()) == 4
    assert verified(folder, "--published", digest) == Exit.DONE
    assert capsys.readouterr().out.startswith("✓")


def test_what_to_publish_and_what_to_keep_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    committed(tmp_path, "--size", 4)
    shown = capsys.readouterr().out
    assert json.loads((tmp_path / "commitment.json").read_text("utf-8"))["commitment_sha256"] in shown
    assert (tmp_path / "seed.txt").read_text("utf-8").strip() not in shown


def test_the_seed_is_its_owners_alone_and_not_in_the_commitment(folder: Path) -> None:
    assert stat.S_IMODE((folder / "seed.txt").stat().st_mode) == 0o600
    seed = (folder / "seed.txt").read_text("utf-8").strip()
    assert len(seed) == 47
    assert seed.replace("-", "") not in (folder / "commitment.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("list.csv", "3号村", "三号村", "名单与封存时不同"),
        ("commitment.json", '"take": 3', '"take": 2', "文件已被改动"),
        ("reveal.json", '"V1"', '"V9"', "揭晓文件中为V9"),
    ],
)
def test_a_changed_file_is_caught(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, old: str, new: str, told: str
) -> None:
    revealed(folder)
    changed = (folder / name).read_text("utf-8").replace(old, new)
    assert changed != (folder / name).read_text("utf-8")
    (folder / name).write_text(changed, encoding="utf-8")
    capsys.readouterr()
    assert verified(folder) == Exit.CHECK_FAILED
    assert told in capsys.readouterr().out


def test_another_seed_reveals_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "seed.txt").write_text("0" * 40, encoding="utf-8")
    assert revealed(folder) == Exit.CHECK_FAILED
    assert "种子与封存时不同" in capsys.readouterr().err
    assert not (folder / "reveal.json").exists()


def test_a_seed_mistyped_is_bad_input_with_its_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "seed.txt").write_text("ABC", encoding="utf-8")
    assert revealed(folder) == Exit.BAD_INPUT
    assert "seed.txt:1" in capsys.readouterr().err


def test_nothing_is_written_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (folder / "seed.txt").read_text("utf-8")
    assert committed(folder, "--size", 2) == Exit.BAD_INPUT
    assert "文件已存在" in capsys.readouterr().err
    assert (folder / "seed.txt").read_text("utf-8") == before


def test_a_public_value_agreed_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    assert committed(tmp_path, "--take", "村=2", "--take", "窗口=1", "--beacon", "某期开奖号码") == Exit.DONE
    assert revealed(tmp_path) == Exit.CHECK_FAILED
    assert "某期开奖号码" in capsys.readouterr().err
    assert revealed(tmp_path, "--beacon-value", " 3 1 7 ") == Exit.DONE
    assert verified(tmp_path) == Exit.DONE


@pytest.mark.parametrize(
    "words", [(), ("--size", 2, "--take", "村=1"), ("--size", 99), ("--take", "户=1"), ("--size", 3, "--least", 2)]
)
def test_numbers_that_cannot_be_are_bad_input(tmp_path: Path, words: tuple[object, ...]) -> None:
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    assert committed(tmp_path, *words) == Exit.BAD_INPUT
    assert not (tmp_path / "seed.txt").exists()


@pytest.mark.parametrize("words", [("--size", "-1"), ("--take", "村"), ("--take", "=1")])
def test_words_that_are_none_are_bad_input(folder: Path, words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as caught:
        committed(folder, *words)
    assert caught.value.code == Exit.BAD_INPUT


def test_a_file_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert draws("verify", tmp_path / "a", tmp_path / "b", tmp_path / "c") == Exit.BAD_INPUT
    assert str(tmp_path / "a") in capsys.readouterr().err
