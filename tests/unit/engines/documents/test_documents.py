"""Official documents: what goes in is checked, what comes out holds it and keeps the measures."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from pypdf import PdfReader

from xuncha.domain.errors import InvalidField, InvalidFile, NotFound
from xuncha.engines.documents import (
    KINDS,
    Form,
    find_typefaces,
    kind_named,
    read_content,
    read_file,
    render_docx,
    render_pdf,
)

LETTER: dict[str, Any] = {
    "issuer": "青川市委巡察工作领导小组办公室",
    "number": "青巡办函〔2026〕12号",
    "to": ["青川市水务局党组"],
    "title": "关于加快整改的督办函",
    "body": [
        {"heading": 1, "text": "一、存在的问题"},
        "第3项任务应于2026年9月30日完成，已逾期41天。",
        {"table": {"columns": ["任务", "现状"], "rows": [["清退超标准报销款", "逾期"]]}},
    ],
    "attachments": ["任务清单", "佐证材料目录"],
    "signer": "青川市委巡察办",
    "date": "2026-11-10",
    "note": "联系人：陈明",
    "copies": ["市纪委监委"],
}
SAID = ("青巡办函〔2026〕12号", "关于加快整改的督办函", "青川市水务局党组：", "一、存在的问题", "已逾期41天", "清退超标准报销款",
        "2. 佐证材料目录", "2026年11月10日", "（联系人：陈明）", "抄送：市纪委监委。")  # fmt: skip


def pdf_of(data: dict[str, Any], code: str = "urge_letter") -> PdfReader:
    kind = kind_named(code)
    return PdfReader(BytesIO(render_pdf(read_content(data, kind), kind, find_typefaces())))


def text_of(reader: PdfReader) -> str:
    return "".join(page.extract_text() for page in reader.pages)


@pytest.mark.parametrize("code", KINDS)
def test_every_kind_holds_what_was_written_in_both_formats(code: str) -> None:
    kind = kind_named(code)
    flat = text_of(pdf_of(LETTER, code)).replace("\n", "")
    document = Document(BytesIO(render_docx(read_content(LETTER, kind), kind)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    word = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    said = SAID if kind.form is not Form.PLAIN else SAID[1:]
    assert [each for each in said if each not in flat] == []
    assert [each for each in said if each not in word] == []


def test_a_full_page_has_22_lines_of_28_characters() -> None:
    plain = {"title": "题", "body": ["字" * 28 * 120], "signer": "甲", "date": "2026-11-10"}
    page = pdf_of(plain, "publication").pages[1]
    lines = [line for line in page.extract_text().splitlines() if set(line.strip()) == {"字"}]
    assert [len(line.strip()) for line in lines] == [28] * 22


def test_the_page_is_a4_with_the_margins_of_the_standard() -> None:
    kind = kind_named("publication")
    section = Document(BytesIO(render_docx(read_content(LETTER, kind), kind))).sections[0]
    box = pdf_of(LETTER).pages[0].mediabox
    assert (round(float(box.width), 1), round(float(box.height), 1)) == (595.3, 841.9)
    measured = (section.page_width, section.page_height, section.left_margin, section.top_margin)
    assert [round(each.mm, 1) for each in measured] == [210, 297, 28, 37]
    assert round((section.page_width - section.left_margin - section.right_margin) / Mm(1), 1) == 156


def test_the_word_document_names_the_offices_own_typefaces() -> None:
    kind = kind_named("urge_letter")
    document = Document(BytesIO(render_docx(read_content(LETTER, kind), kind)))
    faces = {each.get(qn("w:eastAsia")) for each in document.element.iter(qn("w:rFonts"))}
    assert faces >= {"仿宋_GB2312", "方正小标宋简体", "黑体"}


def test_the_same_content_gives_the_same_file() -> None:
    kind = kind_named("urge_letter")
    content = read_content(LETTER, kind)
    assert render_pdf(content, kind, find_typefaces()) == render_pdf(content, kind, find_typefaces())


def test_the_first_page_of_a_letter_bears_no_number() -> None:
    long = LETTER | {"body": ["字" * 28 * 60]}
    pages = [page.extract_text() for page in pdf_of(long).pages]
    assert "— 1 —" not in pages[0]
    assert "— 2 —" in pages[1]
    assert "— 1 —" in pdf_of(long, "publication").pages[0].extract_text()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"number": "青巡办函2026第12号"}, "number"),
        ({"number": ""}, "number"),
        ({"to": "水务局"}, "to"),
        ({"to": [1]}, "to[0]"),
        ({"date": "2026年11月10日"}, "date"),
        ({"copy_number": "12"}, "copy_number"),
        ({"title": "题\u0007"}, "title"),
        ({"body": []}, "body"),
        ({"body": ["", "字"]}, "body[0]"),
        ({"body": [{"heading": 5, "text": "五"}]}, "body[0].heading"),
        ({"body": [{"heading": True, "text": "五"}]}, "body[0].heading"),
        ({"body": ["字", {"table": {"columns": ["甲", "乙"], "rows": [["1", "2"], ["1"]]}}]}, "body[1].table.rows[1]"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_is_wrong_is_told_with_its_field(change: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidField) as caught:
        read_content(LETTER | change, kind_named("urge_letter"))
    assert caught.value.field == field


def test_a_file_that_is_no_json_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "content.json"
    path.write_text('{\n"title": 1,,\n}', encoding="utf-8")
    with pytest.raises(InvalidFile) as caught:
        read_file(path, kind_named("urge_letter"))
    assert (caught.value.line, caught.value.column) == (2, 12)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(NotFound):
        kind_named("poem")


def test_what_no_typeface_can_draw_is_found() -> None:
    # Names as they occur, which smaller Chinese typefaces lack, and one character beyond all of them.
    assert find_typefaces().missing("镕喆堃玥翀淏昇赟祎曌瑄\U0002f9f4") == ("\U0002f9f4",)
