"""XML of accounting packages, streamed: every element of a known name is a record, its children are its cells.

GB/T 24589 files are such: `记账凭证`, `科目余额及发生额`, `会计科目` repeat under one root, whatever stands around them.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from xuncha.engines.ledgers.importing.reading.sheet import BLOCK_ROWS, BROKEN, Block, Cell, Sheet, refuse

DECLARATION = re.compile(rb"\s*<\?xml[^>]*encoding=[\"']([\w-]+)[\"'][^>]*\?>")
RECORDS = ("会计科目", "科目余额及发生额", "记账凭证")
"""In the order the standard gives them; what other records hold, no rule reads."""


def sheets(path: Path, name: str) -> Iterator[Sheet]:
    """Give each kind of record that is there; the file is read once for each, so that memory never holds it."""
    for kind in _kinds(path, name):
        yield Sheet(kind, _blocks(path, name, kind), headed=True)


def _kinds(path: Path, name: str) -> list[str]:
    found = {word for _, word in _elements(path, name, frozenset())}
    return [kind for kind in RECORDS if kind in found]


def _elements(path: Path, name: str, wanted: frozenset[str]) -> Iterator[tuple[Element, str]]:
    """Give every record with its children still in it; whatever has ended is let go."""
    inside = 0
    around: list[Element] = []
    try:
        with path.open("rb") as file:
            for event, element in iterparse(_utf8(file), events=("start", "end"), forbid_dtd=True):
                word = element.tag.rpartition("}")[2]
                if event == "start":
                    around.append(element)
                    inside += word in RECORDS
                    continue
                around.pop()
                inside -= word in RECORDS
                if inside:
                    continue
                if word in RECORDS and (not wanted or word in wanted):
                    yield element, word
                element.clear()
                if around:
                    around[-1].remove(element)
    except (ParseError, DefusedXmlException, UnicodeDecodeError, LookupError) as error:
        line, _ = getattr(error, "position", (None, None))
        raise refuse(name, BROKEN, line) from error


class _Recoded:
    """A file in an encoding the parser does not know, given to it as UTF-8."""

    def __init__(self, file: BinaryIO, encoding: str) -> None:
        self._file = file
        self._decoder = codecs.getincrementaldecoder(encoding)()

    def read(self, size: int = -1, /) -> bytes:
        piece = self._file.read(size)
        return self._decoder.decode(piece, final=not piece).encode()


def _utf8(file: BinaryIO) -> BinaryIO | _Recoded:
    first = file.read(200)
    declared = DECLARATION.match(first)
    file.seek(declared.end() if declared and declared[1].lower() not in (b"utf-8", b"utf-16") else 0)
    return _Recoded(file, declared[1].decode()) if declared and file.tell() else file


def _blocks(path: Path, name: str, kind: str) -> Iterator[Block]:
    """Rows of one kind; the first names the columns: all names any record of the first block has."""
    heads: dict[str, int] = {}
    columns: list[list[Cell]] = []
    numbers: list[int] = []
    first = True
    for number, (element, _) in enumerate(_elements(path, name, frozenset((kind,))), 1):
        row: dict[int, str] = {}
        for child in element:
            word = child.tag.rpartition("}")[2]
            if word not in heads:
                heads[word] = len(heads)
                columns.append([None] * len(numbers))
            row[heads[word]] = _said(child)
        for place, column in enumerate(columns):
            column.append(row.get(place))
        numbers.append(number)
        if len(numbers) == BLOCK_ROWS:
            yield _block(numbers, columns, heads, first)
            numbers, columns, first = [], [[] for _ in columns], False
    if numbers:
        yield _block(numbers, columns, heads, first)


def _block(numbers: list[int], columns: list[list[Cell]], heads: dict[str, int], first: bool) -> Block:
    if not first:
        return Block(numbers, columns)
    return Block([0, *numbers], [[head, *column] for head, column in zip(heads, columns, strict=True)])


def _said(child: Element) -> str:
    return (child.text or "".join(child.itertext())).strip()
