"""`xuncha documents`: exit statuses and what is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from xuncha.config.command import main

CONTENT = {"title": "整改情况", "body": ["已完成12项。"], "signer": "青川市水务局党组", "date": "2026-11-10"}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    path = tmp_path / "content.json"
    path.write_text(json.dumps(CONTENT), encoding="utf-8")
    return path


def test_it_writes_a_pdf_and_a_docx(content: Path, tmp_path: Path) -> None:
    for ending in (".pdf", ".docx"):
        assert main(["documents", "render", "publication", str(content), "--out", str(tmp_path / f"o{ending}")]) == 0
    assert "已完成12项。" in PdfReader(tmp_path / "o.pdf").pages[0].extract_text()
    assert (tmp_path / "o.docx").read_bytes()[:2] == b"PK"


def test_a_missing_field_is_bad_input_and_named(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["documents", "render", "urge_letter", str(content), "--out", str(tmp_path / "o.pdf")]) == 4
    assert f"{content}:issuer" in capsys.readouterr().err


@pytest.mark.parametrize("out", ["o.txt", "nowhere/o.pdf"])
def test_a_file_that_cannot_be_written_is_bad_input(content: Path, tmp_path: Path, out: str) -> None:
    assert main(["documents", "render", "publication", str(content), "--out", str(tmp_path / out)]) == 4


def test_an_unknown_kind_is_bad_input(content: Path, tmp_path: Path) -> None:
    assert main(["documents", "render", "poem", str(content), "--out", str(tmp_path / "o.pdf")]) == 4


def test_a_character_without_a_glyph_is_told_and_the_file_is_made(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content.write_text(json.dumps(CONTENT | {"body": ["\U0002f9f4"]}), encoding="utf-8")
    assert main(["documents", "render", "publication", str(content), "--out", str(tmp_path / "o.pdf")]) == 0
    assert "\U0002f9f4" in capsys.readouterr().err


def test_kinds_lists_what_can_be_made(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["documents", "kinds"]) == 0
    assert "account_letter" in capsys.readouterr().out
