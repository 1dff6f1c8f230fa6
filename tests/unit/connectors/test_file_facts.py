"""A file's format is told by its content, and the dates and author inside it are read without opening its program."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter

from xuncha.connectors import file_facts

CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "<dc:creator>丁小满</dc:creator><dcterms:created>2017-09-14T08:00:00Z</dcterms:created></cp:coreProperties>"
)


def zipped(**parts: str) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    file.seek(0)
    return file


def test_a_word_document_tells_its_author_and_day() -> None:
    facts = file_facts.read(zipped(word__document_dot_xml="<w/>", docProps__core_dot_xml=CORE))
    assert facts.media_type == file_facts.DOCX
    assert facts.metadata == {"author": "丁小满", "created": "2017-09-14T08:00:00Z"}


def test_a_workbook_made_by_a_real_writer_is_recognised() -> None:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    book.add_worksheet()
    book.set_properties({"author": "丁小满"})
    book.close()
    file.seek(0)
    facts = file_facts.read(file)
    assert facts.media_type == file_facts.XLSX
    assert facts.metadata["author"] == "丁小满"
    assert facts.metadata["created"]


def test_a_core_part_with_declarations_is_not_read() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    facts = file_facts.read(zipped(word__document_dot_xml="<w/>", docProps__core_dot_xml=bomb))
    assert facts == file_facts.FileFacts(file_facts.DOCX, {})


@pytest.mark.parametrize("author", [b"(Ding \\(Xiaoman\\))", b"<FEFF4E015C0F6EE1>"])
def test_a_pdf_tells_its_day_and_author(author: bytes) -> None:
    body = b"%PDF-1.7\n1 0 obj<</Author " + author + b"/CreationDate(D:20170914083000+08'00')>>endobj"
    facts = file_facts.read(io.BytesIO(body))
    assert facts.media_type == file_facts.PDF
    assert facts.metadata["created"] == "2017-09-14T08:30:00"
    assert facts.metadata["author"] in ("Ding (Xiaoman)", "丁小满")


def test_a_photograph_tells_when_it_was_taken() -> None:
    facts = file_facts.read(io.BytesIO(b"\xff\xd8\xff\xe1\x00\x00Exif\x00\x00" + b"2018:03:05 10:20:30\x00"))
    assert facts == file_facts.FileFacts(file_facts.JPEG, {"created": "2018-03-05T10:20:30"})


@pytest.mark.parametrize(
    "content",
    [b"MZ\x90\x00\x03", b"<html><script>", b"  <?xml version='1.0'?><svg/>", b"PK\x03\x04broken", b"\x7fELF\x00"],
)
def test_programs_pages_and_broken_archives_are_not_accepted(content: bytes) -> None:
    assert file_facts.read(io.BytesIO(content)).media_type not in file_facts.ACCEPTED


def test_a_document_with_macros_is_a_program() -> None:
    file = zipped(word__document_dot_xml="<w/>", word__vbaProject_dot_bin="x")
    assert file_facts.read(file).media_type not in file_facts.ACCEPTED


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_plain_text_in_either_encoding_is_text(encoding: str) -> None:
    assert file_facts.read(io.BytesIO(("整改情况" * 2000).encode(encoding))).media_type == file_facts.TEXT
