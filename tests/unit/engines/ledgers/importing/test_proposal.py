"""What a file seems to be, before anybody has confirmed it."""

from __future__ import annotations

from pathlib import Path

from xuncha.engines.ledgers.importing import Choices, check_file, find
from xuncha.engines.ledgers.importing.proposal import propose
from xuncha.engines.ledgers.store import Store

JOURNAL = "某局2026年序时账,,,,,\n日期,凭证字号,摘要,科目编码,借方金额,贷方金额\n2026-03-09,记-1,购线缆,500130201,12.00,\n2026-03-09,记-1,购线缆,1002,,12.00\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "账.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_heads_below_a_title_are_found_with_what_stands_under_them(tmp_path: Path) -> None:
    (sheet,) = propose(written(tmp_path, JOURNAL), "账.csv")
    assert (sheet.table, sheet.columns["debit_fen"]) == ("voucher_lines", "借方金额")
    assert sheet.samples[sheet.heads.index("摘要")] == ("购线缆", "购线缆")


def test_a_sheet_nobody_knows_still_shows_its_fullest_row(tmp_path: Path) -> None:
    (sheet,) = propose(written(tmp_path, "一览\n甲,乙,丙\n1,2,3\n"), "账.csv")
    assert (sheet.table, sheet.heads, sheet.samples) == ("", ("甲", "乙", "丙"), (("1",), ("2",), ("3",)))


def test_the_same_heads_in_another_file_are_the_same_layout(tmp_path: Path) -> None:
    first = propose(written(tmp_path, JOURNAL), "a")[0].fingerprint
    assert propose(written(tmp_path, JOURNAL.split("\n", 1)[1]), "b")[0].fingerprint == first != ""


def test_checking_a_file_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "store")
    choices = Choices(find("auto"), units={"某局": "U1", "U1": "U1"})
    file = written(tmp_path, JOURNAL.replace("某局2026年序时账", "单位：某局"))
    outcome = check_file(store, file, choices, tmp_path / "rejected.csv")
    assert outcome.imported[0].tables["voucher_lines"].rows == 2
    assert not store.sources()
    assert not (tmp_path / "rejected.csv").exists()
    assert check_file(store, file, choices, tmp_path / "rejected.csv").known == ()
