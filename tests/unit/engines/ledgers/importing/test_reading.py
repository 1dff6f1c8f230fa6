"""Files of every form, whole and broken: read with the numbers a person sees, or refused with where and why."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.unit.engines.ledgers.importing.made import csv_file, workbook
from xuncha.domain.errors import InvalidFile
from xuncha.engines.ledgers.importing.reading import sheets
from xuncha.engines.ledgers.importing.reading import workbook as reading_workbook
from xuncha.engines.ledgers.importing.reading.sheet import Block

HEAD = ("凭证号", "摘要", "金额")


def blocks(path: Path) -> list[Block]:
    return [block for sheet in sheets(path, path.name) for block in sheet.blocks]


def read(path: Path) -> list[list[str | None]]:
    return [block.row(i) for block in blocks(path) for i in range(len(block))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_text_in_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    path = csv_file(tmp_path / "a.csv", HEAD, ("记-1", "购办公用品", "12.50"), encoding=encoding)
    assert read(path) == [list(HEAD), ["记-1", "购办公用品", "12.50"]]


def test_gb18030_beyond_gbk(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", HEAD, ("记-1", "付𠮷田、䶮", "1"), encoding="gb18030")
    assert read(path)[1][1] == "付𠮷田、䶮"


@pytest.mark.parametrize("delimiter", ["\t", ";", "|"])
def test_other_delimiters(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\n".join(delimiter.join(row) for row in (HEAD, ("1", "a,b", "2"))) + "\n", "utf-8")
    assert read(path)[1] == ["1", "a,b", "2"]


def test_a_line_break_inside_a_cell_does_not_shift_the_rows(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", HEAD, ("1", "上\n下", "2"), ("2", "后", "3"))
    (block,) = blocks(path)
    assert (block.numbers[2], block.row(2)) == (3, ["2", "后", "3"])


def test_utf8_damaged_in_the_middle_names_the_row(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", HEAD, *[(str(i), "购办公用品", "1") for i in range(3000)])
    content = path.read_bytes()
    place = content.find("购".encode(), len(content) // 2)
    path.write_bytes(content[:place] + b"\xff" + content[place + 1 :])
    with pytest.raises(InvalidFile, match="UTF-8") as caught:
        blocks(path)
    assert caught.value.line == content[:place].count(b"\n") + 1


def test_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("伝票番号,摘要,金額\n１,ボールペン購入費,10\n".encode("euc_jp") + b"\x80\xff\n")
    with pytest.raises(InvalidFile, match="有不能识别的文字"):
        blocks(path)


def test_text_cut_inside_a_row(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", HEAD, ("1", "a", "12.50"), ("2", "b", "12.50"))
    path.write_bytes(path.read_bytes()[:-8])
    with pytest.raises(InvalidFile, match="不完整") as caught:
        blocks(path)
    assert caught.value.line == 3


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.xls", "a.xml"])
def test_an_empty_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    with pytest.raises(InvalidFile, match="没有内容"):
        blocks(tmp_path / name)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_workbook_cut_off(tmp_path: Path, share: float) -> None:
    path = workbook(tmp_path / "a.xlsx", [HEAD, *[("1", f"摘要{i}", i) for i in range(500)]])
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(InvalidFile, match=r"a\.xlsx"):
        blocks(path)


def test_a_workbook_with_a_damaged_sheet(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [HEAD, *[("1", f"摘要{i}", i) for i in range(500)]])
    with zipfile.ZipFile(path) as packed:
        place = packed.getinfo("xl/worksheets/sheet1.xml").header_offset + 200
    content = bytearray(path.read_bytes())
    content[place : place + 40] = bytes(40)
    path.write_bytes(content)
    with pytest.raises(InvalidFile, match="损坏"):
        blocks(path)


def test_a_zip_that_is_no_workbook_and_a_picture(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as packed:
        packed.writestr("说明.txt", "压缩包")
    (tmp_path / "b.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    (tmp_path / "c.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000))
    for name in ("a.xlsx", "b.csv", "c.xls"):
        with pytest.raises(InvalidFile):
            blocks(tmp_path / name)


def test_cells_of_a_workbook_as_a_person_sees_them(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [HEAD, ("0012", 0.1 + 0.2, 1234.5), (3.0, True, None), ("", " ", 1e15 / 3)])
    assert read(path)[1:3] == [["0012", "0.3", "1234.5"], ["3", "1", None]]


def test_days_of_a_workbook(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        form = book.add_format({"num_format": "yyyy-mm-dd"})
        page = book.add_worksheet()
        page.write_datetime(1, 1, datetime(2026, 3, 5), form)
        page.write_datetime(1, 2, datetime(2026, 3, 5, 8, 30), book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))
    (block,) = blocks(path)
    assert (block.numbers[0], block.row(0)) == (2, [None, date(2026, 3, 5).isoformat(), "2026-03-05 08:30:00"])


def test_failed_formulas_and_ruined_numbers_are_marked_where_they_stand(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [HEAD, ("1", "=A1", 2), ("440101199001011234", 440101199001011234, 3)])
    (block,) = blocks(path)
    assert {place: str(reason)[:4] for place, reason in block.flaws.items()} == {(2, 1): "公式错误", (3, 1): "号码超过"}


def test_a_long_sheet_in_pieces_is_the_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in pieces of a few rows each, shared words, gaps, empty columns and places of flaws stay as they are."""
    lines = [(None, f"摘要{i % 7}", i, "=A1" if i == 700 else None) if i % 11 else () for i in range(1, 1000)]
    path = workbook(tmp_path / "a.xlsx", [("", *HEAD), *lines])
    whole = {number: block.row(i) for block in blocks(path) for i, number in enumerate(block.numbers)}
    monkeypatch.setattr(reading_workbook, "PIECE", 3000)
    pieces = blocks(path)
    found = {number: block.row(i) for block in pieces for i, number in enumerate(block.numbers)}
    assert len(pieces) > 5
    shown = {number: [cell for cell in row if cell] for number, row in whole.items() if any(row)}
    assert {number: [cell for cell in row if cell] for number, row in found.items() if any(row)} == shown
    assert {place for block in pieces for place in block.flaws} == {(701, 3)}
    assert all(row[1] == whole[number][1] for number, row in found.items() if any(row))


def test_xml_record_by_record(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(
        """<?xml version="1.0" encoding="GB18030"?>
<总账><会计科目><科目编号>1002</科目编号><科目名称>银行存款</科目名称></会计科目>
<记账凭证 locID="1"><记账凭证编号 locID="2">1</记账凭证编号><借方本币金额>1.50</借方本币金额></记账凭证>
<记账凭证><记账凭证编号>2</记账凭证编号><记账凭证摘要>购置 &amp; 维修</记账凭证摘要></记账凭证></总账>""",
        "gb18030",
    )
    found = {
        sheet.name: [block.row(i) for block in sheet.blocks for i in range(len(block))] for sheet in sheets(path, "a")
    }
    assert found["会计科目"] == [["科目编号", "科目名称"], ["1002", "银行存款"]]
    assert found["记账凭证"] == [
        ["记账凭证编号", "借方本币金额", "记账凭证摘要"],
        ["1", "1.50", None],
        ["2", None, "购置 & 维修"],
    ]


@pytest.mark.parametrize(
    "xml",
    [
        "<总账><记账凭证><记账凭证编号>1</记账凭证编号>",
        '<!DOCTYPE a [<!ENTITY b "c">]><总账>&b;</总账>',
        "<总账><记账凭证></总账>",
    ],
)
def test_xml_cut_off_or_with_entities(tmp_path: Path, xml: str) -> None:
    (tmp_path / "a.xml").write_text(xml, "utf-8")
    with pytest.raises(InvalidFile):
        blocks(tmp_path / "a.xml")
