"""Spreadsheets of the office's own, honest and hostile."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence

import pytest
import xlsxwriter

from xuncha.connectors import spreadsheets
from xuncha.connectors.spreadsheets import Choice, Page, csv_bytes, read, workbook, write
from xuncha.domain.errors import InvalidFile

ROWS = [["单位代码", "单位名称"], ["A-1", "青屿县水利局"], ["A-2", "栖霞坞镇，含村"]]
TEXT = '单位代码,单位名称\nA-1,青屿县水利局\nA-2,"栖霞坞镇，含村"\n'


def xlsx(rows: Sequence[Sequence[object]], places: dict[tuple[int, int], object] | None = None) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet()
    for line, row in enumerate(rows):
        sheet.write_row(line, 0, row)
    for (line, column), value in (places or {}).items():
        sheet.write(line, column, value)
    book.close()
    return target.getvalue()


def cells(content: bytes, name: str = "t") -> list[tuple[object, ...]]:
    return [line.cells for line in read(content, name).lines]


def rebuilt(content: bytes, part: str, data: bytes) -> bytes:
    """The same workbook with one part exchanged."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, data if info.filename == part else old.read(info))
    return target.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_is_read_in_every_encoding_an_office_writes(encoding: str) -> None:
    assert cells(TEXT.encode(encoding)) == [tuple(row) for row in ROWS]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    content = "\n".join(delimiter.join(f"“{cell}”" for cell in row) for row in ROWS)
    assert [len(row) for row in cells(content.encode())] == [2, 2, 2]


def test_a_workbook_says_the_same_as_the_text() -> None:
    assert cells(xlsx(ROWS)) == cells(TEXT.encode("gbk"))


def test_lines_bear_the_numbers_the_person_sees() -> None:
    content = xlsx([], {(2, 1): "代码", (5, 1): "A-1"})
    assert [line.number for line in read(content, "t").lines] == [3, 6]
    text = '代码,说明\nA-1,"两\n行"\n\nA-2,一行\n'
    assert [line.number for line in read(text.encode(), "t").lines] == [1, 2, 5]


def test_a_first_line_naming_the_separator_is_obeyed_and_counted() -> None:
    lines = read("sep=;\r\n代码;名,称\r\nA;乙\r\n".encode(), "t").lines
    assert [(line.number, line.cells) for line in lines] == [(2, ("代码", "名,称")), (3, ("A", "乙"))]


def test_an_empty_first_sheet_is_passed_over() -> None:
    target = io.BytesIO()
    write(target, [Page("空", []), Page("有", ["代码"], [["A"]])])
    assert read(target.getvalue(), "t").name == "有"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "没有内容"),
        (b" \r\n\t ", "没有内容"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512, "另存为 .xlsx"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "不是表格"),
        (b"PK\x03\x04 not a zip at all", "已损坏"),
        ("代码,名称\n甲,\x00\x01".encode(), "不是表格"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Length 9>>stream\n\x00\x01\x02\x9c\x03\n", "不是表格"),
    ],
)
def test_what_is_no_table_is_refused_with_a_reason(content: bytes, says: str) -> None:
    with pytest.raises(InvalidFile, match=says):
        read(content, "坏文件")


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr("notes.txt", "nothing")
    with pytest.raises(InvalidFile, match="已损坏"):
        read(target.getvalue(), "t")


def test_a_workbook_cut_short_is_refused() -> None:
    whole = xlsx(ROWS)
    for share in (0.3, 0.6, 0.9, 0.99):
        with pytest.raises(InvalidFile):
            read(whole[: int(len(whole) * share)], "t")


@pytest.mark.parametrize("place", [(1_048_575, 0), (0, 16_383), (99_999, 199)])
def test_one_cell_far_out_is_refused_before_memory_is_taken_for_the_rest(place: tuple[int, int]) -> None:
    with pytest.raises(InvalidFile, match="太多"):
        read(xlsx(ROWS, {place: "x"}), "t")


def test_borders_drawn_down_to_the_last_line_do_no_harm() -> None:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["代码", "名称"])
    sheet.write_blank(1_048_575, 3, None, book.add_format({"border": 1}))
    book.close()
    assert cells(target.getvalue()) == [("代码", "名称")]


def test_what_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_UNPACKED", 3 * 1024 * 1024)
    bomb = rebuilt(xlsx(ROWS), "xl/sharedStrings.xml", b"<sst>" + b" " * 8 * 1024 * 1024 + b"</sst>")
    assert len(bomb) < 100_000
    with pytest.raises(InvalidFile, match="解开后太大"):
        read(bomb, "t")


def test_a_part_that_lies_about_its_size_is_counted_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_UNPACKED", 3 * 1024 * 1024)
    data = b"<sst>" + b" " * 8 * 1024 * 1024 + b"</sst>"
    bomb = rebuilt(xlsx(ROWS), "xl/sharedStrings.xml", data)
    lying = bomb.replace(struct.pack("<I", len(data)), struct.pack("<I", 100))
    assert lying != bomb
    with pytest.raises(InvalidFile, match="解开后太大"):
        read(lying, "t")


def test_entities_that_unfold_are_refused() -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sst>&b;</sst>'
    with pytest.raises(InvalidFile, match="已损坏"):
        read(rebuilt(xlsx(ROWS), "xl/sharedStrings.xml", laughs), "t")


def test_a_file_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets.reading, "MAX_BYTES", 1024 * 1024)
    with pytest.raises(InvalidFile, match="最多1 MB"):
        read(b"a,b\n" * 300_000, "t")


def test_a_missing_quote_is_named_with_its_line() -> None:
    text = '代码,名称\nA-1,"' + "长" * 40_000
    with pytest.raises(InvalidFile, match="t:2"):
        read(text.encode(), "t")


def test_formulas_are_written_as_text_and_never_run() -> None:
    target = io.BytesIO()
    hostile = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "{=A1}", "http://evil.example/"]
    write(target, [Page("表", ["名"], [[each] for each in hostile])])
    with zipfile.ZipFile(target) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet
    assert [row[0] for row in cells(target.getvalue())][1:] == hostile
    assert csv_bytes([["=1+1", "甲"]]) == b"\xef\xbb\xbf'=1+1," + "甲".encode() + b"\r\n"


def test_a_template_carries_its_lists_and_keeps_codes_as_text() -> None:
    target = io.BytesIO()
    write(target, [Page("表", ["代码", "类型"], choices=(Choice(1, ("学校", "医院")),), text=frozenset({0}))])
    with zipfile.ZipFile(target) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml").decode()
    assert '<dataValidation type="list"' in sheet
    assert "学校,医院" in sheet
