"""Read comma-separated text in whichever encoding and with whichever delimiter the office's program wrote it."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator

from charset_normalizer import from_bytes

from xuncha.connectors.spreadsheets.sheet import Line, Sheet, refuse, trimmed, within_limits
from xuncha.domain.words import N_

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
GUESSES = ("utf-8", "gb18030")
"""In this order: text in GB18030 (which holds GBK and GB2312) is hardly ever valid UTF-8, while the reverse is common."""
DELIMITERS = ",\t;|"
SAMPLE_LINES = 20
LONGEST_CELL = 32_767
"""What a spreadsheet program keeps in one cell."""
SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def read(content: bytes, name: str) -> Sheet:
    """Read text as lines of cells; a cell may hold line breaks, a line counts from where it begins."""
    words, encoding = decoded(content, name)
    if found := CONTROL.search(words):
        line = words.count("\n", 0, found.start()) + 1
        raise refuse(name, N_("不是表格文件：只能读 .xlsx 和 .csv"), line)
    skipped = 0
    if told := SEPARATOR_LINE.match(words):
        words, skipped = words[told.end() :], 1
    delimiter = told[1] if told else delimiter_of(words)
    lines: list[Line] = []
    width = 0
    for number, cells in _records(words, delimiter, name):
        width = max(width, len(cells))
        within_limits(name, len(lines), width)
        if any(cells):
            lines.append(Line(number + skipped, trimmed(tuple(cells))))
    return Sheet(name, tuple(line for line in lines if line.cells), encoding)


def decoded(content: bytes, name: str) -> tuple[str, str]:
    """Give the text and its encoding."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding, name), encoding
    if encoding := _unmarked_utf16(content):
        return _strictly(content, encoding, name), encoding
    for encoding in GUESSES:
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    likely = from_bytes(content[:20_000]).best()
    if likely is None:
        raise refuse(name, N_("不是表格文件：只能读 .xlsx 和 .csv"))
    raise refuse(name, N_("文字编码看来是 %(encoding)s：请另存为 UTF-8 编码的 .csv 或 .xlsx"), encoding=likely.encoding)


def delimiter_of(words: str) -> str:
    """Choose the delimiter that splits the first lines into most cells, alike on every line."""
    sample = words.splitlines()[:SAMPLE_LINES]

    def worth(delimiter: str) -> tuple[int, int]:
        widths = [len(cells) for cells in csv.reader(sample, delimiter=delimiter) if cells]
        return min(widths, default=0), max(widths, default=0)

    return max(DELIMITERS, key=worth)


def _records(words: str, delimiter: str, name: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=delimiter, strict=False)
    begins = 1
    try:
        for cells in reader:
            if any(len(cell) > LONGEST_CELL for cell in cells):
                raise refuse(name, N_("有一格内容太长：可能缺少一个引号"), begins)
            yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        raise refuse(name, N_("有一格内容太长：可能缺少一个引号"), begins) from error


def _strictly(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise refuse(name, N_("有不能识别的文字：请另存为 UTF-8 编码的 .csv 或 .xlsx"), line) from error


def _unmarked_utf16(content: bytes) -> str:
    """Tell UTF-16 without its mark by the zero bytes of its commas and line ends, and on which side they lie."""
    if len(content) % 2 or b"\x00" not in content:
        return ""
    encoding = "utf-16-be" if content[0::2].count(0) > content[1::2].count(0) else "utf-16-le"
    try:
        words = content.decode(encoding)
    except UnicodeDecodeError:
        return ""
    # Any bytes make some Chinese; a table also has marks between its cells.
    return encoding if any(mark in words for mark in f"{DELIMITERS}\n") and not CONTROL.search(words) else ""
