"""Delimited text in UTF-8 or GB18030 (which holds GBK and GB2312), streamed."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from charset_normalizer import from_bytes

from xuncha.domain.words import N_
from xuncha.engines.ledgers.importing.reading.sheet import (
    BLOCK_ROWS,
    BROKEN,
    UNKNOWN,
    Block,
    Cell,
    Sheet,
    refuse,
    transposed,
)

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
DELIMITERS = ",\t;|"
SAMPLE_LINES = 30
PIECE = 1 << 20
SURELY = 4
"""So many characters beyond ASCII that read well as UTF-8 are UTF-8: in GB18030 two in a row hardly ever do."""
UNREADABLE = N_(
    "有不能识别的文字（按 %(encoding)s 读取）：文件可能已损坏，或编码不是 UTF-8、GBK，请另存为 UTF-8 编码的 .csv"
)


def sheets(path: Path, name: str) -> Iterator[Sheet]:
    """Give the one sheet of a text file."""
    encoding = encoding_of(path, name)
    yield Sheet("", _blocks(path, name, encoding))


def encoding_of(path: Path, name: str) -> str:
    """Tell the encoding by reading all of the file.

    :raises InvalidFile: with the row where neither encoding reads on.
    """
    with path.open("rb") as file:
        first = file.read(4)
    for mark, encoding in MARKS:
        if first.startswith(mark):
            _proven(path, name, encoding)
            return encoding
    broke, beyond = _reads(path, "utf-8")
    if broke is None:
        return "utf-8"
    if beyond >= SURELY:
        raise refuse(name, UNREADABLE, _row_at(path, broke), encoding="UTF-8")
    _proven(path, name, "gb18030")
    return "gb18030"


def _proven(path: Path, name: str, encoding: str) -> None:
    broke, _ = _reads(path, encoding)
    if broke is None:
        return
    with path.open("rb") as file:
        sample = file.read(100_000)
    likely = from_bytes(sample).best()
    if b"\x00" in sample and not encoding.startswith("utf-16"):
        raise refuse(name, UNKNOWN)
    said = encoding if likely is None else f"{encoding.upper()}；{likely.encoding}？"
    raise refuse(name, UNREADABLE, _row_at(path, broke), encoding=said)


def _reads(path: Path, encoding: str) -> tuple[int | None, int]:
    """Where decoding fails, if it does, and how many characters beyond ASCII were read before."""
    decoder = codecs.getincrementaldecoder(encoding)()
    at = beyond = 0
    with path.open("rb") as file:
        while True:
            piece = file.read(PIECE)
            try:
                words = decoder.decode(piece, final=not piece)
            except UnicodeDecodeError as error:
                before = error.object[: error.start].decode(encoding, "ignore")
                # What the decoder held back from the piece before stands at the head of what it stumbled over.
                return max(at - (len(error.object) - len(piece)), 0) + error.start, beyond + _beyond(before)
            if not piece:
                return None, beyond
            at += len(piece)
            if beyond < SURELY:
                beyond += _beyond(words)


def _beyond(words: str) -> int:
    return 0 if words.isascii() else sum(not each.isascii() for each in words[:100_000])


def _row_at(path: Path, place: int) -> int:
    rows = 1
    with path.open("rb") as file:
        while place > 0 and (piece := file.read(min(PIECE, place))):
            rows += piece.count(b"\n")
            place -= len(piece)
    return rows


def _blocks(path: Path, name: str, encoding: str) -> Iterator[Block]:
    size = path.stat().st_size
    with path.open("rb") as raw, codecs.getreader(encoding)(raw) as words:
        sample = [line for line in islice(words, SAMPLE_LINES)]
        if any("\x00" in line for line in sample):
            raise refuse(name, UNKNOWN)
        delimiter = _delimiter(sample)
    with path.open("rb") as raw:
        reader = csv.reader(io.TextIOWrapper(raw, encoding, newline=""), delimiter=delimiter)
        number, width = 0, 0
        rows: list[list[Cell]] = []
        numbers: list[int] = []
        try:
            for row in reader:
                number += 1
                rows.append([cell or None for cell in row])
                numbers.append(number)
                if len(rows) == BLOCK_ROWS:
                    yield Block(numbers, transposed(rows), done=raw.tell() / size)
                    width = max(width, *map(len, rows))
                    rows, numbers = [], []
        except csv.Error as error:
            raise refuse(name, N_("有一格内容太长：可能缺少一个引号"), number + 1) from error
        if rows and _cut(path, rows, width):
            raise refuse(name, BROKEN, number)
        if rows:
            yield Block(numbers, transposed(rows), done=1.0)


def _cut(path: Path, rows: list[list[Cell]], width: int) -> bool:
    """Whether the file ends inside a row: without a line end, and shorter than every row before."""
    with path.open("rb") as file:
        file.seek(-1, 2)
        if file.read(1) in (b"\n", b"\r", b"\x00"):
            return False
    before = [len(row) for row in rows[:-1]]
    usual = max(set(before), key=before.count) if before else width
    return len(rows[-1]) < usual


def _delimiter(sample: list[str]) -> str:
    """The delimiter that splits the first lines into most cells."""

    def worth(delimiter: str) -> int:
        widths = sorted(len(cells) for cells in csv.reader(sample, delimiter=delimiter) if cells)
        return widths[len(widths) // 2] if widths else 0

    return max(DELIMITERS, key=worth)
