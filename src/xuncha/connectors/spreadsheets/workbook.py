"""Read .xlsx, after a look at what it would unpack to: a small file can claim a sheet that fills any memory."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from python_calamine import CalamineWorkbook, SheetTypeEnum

from xuncha.connectors.spreadsheets.sheet import Line, Sheet, refuse, trimmed, within_limits
from xuncha.domain.errors import InvalidFile
from xuncha.domain.words import N_

MAX_UNPACKED = 300 * 1024 * 1024
MAX_PARTS = 2_000
PIECE = 256 * 1024
PLACE = re.compile(r"\$?([A-Za-z]{1,8})\$?([0-9]{1,9})\Z")
BROKEN = N_("文件已损坏，或不是 .xlsx 表格：请用表格软件打开后另存")


def read(content: bytes, name: str) -> Sheet:
    """Read the first sheet that holds anything."""
    _inspect(content, name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for about in book.sheets_metadata:
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            rows = book.get_sheet_by_name(about.name).to_python(skip_empty_area=False)
            cells = ((number, trimmed(tuple(row))) for number, row in enumerate(rows, start=1))
            lines = tuple(Line(number, kept) for number, kept in cells if kept)
            if lines:
                return Sheet(about.name, lines, "xlsx")
    except InvalidFile:
        raise
    except BaseException as error:
        # A panic of the reader's own language arrives as a BaseException; a person's Ctrl+C must still pass.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise refuse(name, BROKEN) from error
    return Sheet("", (), "xlsx")


def _inspect(content: bytes, name: str) -> None:
    """Refuse what unpacks to too much, and sheets whose farthest cell lies too far out."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > MAX_PARTS:
                raise refuse(name, BROKEN)
            left = MAX_UNPACKED
            for part in parts:
                left -= _inspect_part(content, part, left, name)
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, NotImplementedError, ValueError, LookupError) as error:
        raise refuse(name, BROKEN) from error


def _inspect_part(content: bytes, part: zipfile.ZipInfo, left: int, name: str) -> int:
    farthest = _Farthest(name) if part.filename.lower().endswith((".xml", ".rels")) else None
    size = 0
    for piece in _unpacked(content, part, name):
        size += len(piece)
        if size > left:
            raise refuse(name, N_("文件解开后太大：最多%(limit)s MB"), limit=MAX_UNPACKED // 1024 // 1024)
        if farthest:
            farthest.take(piece)
    if farthest:
        farthest.end()
    return size


def _unpacked(content: bytes, part: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    """Unpack a part piece by piece from its raw bytes: the size it declares may be a lie."""
    if part.flag_bits & 0x1 or part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise refuse(name, BROKEN)
    at = part.header_offset
    begins = at + 30 + int.from_bytes(content[at + 26 : at + 28], "little")
    begins += int.from_bytes(content[at + 28 : at + 30], "little")
    raw = content[begins : begins + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        yield raw
        return
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    while raw and not unpacker.eof:
        yield unpacker.decompress(raw, PIECE)
        raw = unpacker.unconsumed_tail


class _Farthest:
    """Follows the cells of one part and refuses as soon as one that holds something lies beyond the limits."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.row = self.column = self.widest = 0
        self.cell: tuple[int, int] | None = None
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.StartDoctypeDeclHandler = self._doctype

    def take(self, piece: bytes) -> None:
        """Read on."""
        self.parser.Parse(piece, False)

    def end(self) -> None:
        """Read to the end."""
        self.parser.Parse(b"", True)

    def _doctype(self, *_declared: Any) -> None:
        # No spreadsheet program writes one; entities that unfold without end hide in them.
        raise refuse(self.name, BROKEN)

    def _start(self, tag: str, given: dict[str, str]) -> None:
        word = tag.rpartition(" ")[2]
        if word == "row":
            self.row = int(given.get("r", self.row + 1))
            self.column = 0
        elif word == "c":
            self.column += 1
            if place := PLACE.match(given.get("r", "")):
                self.row, self.column = int(place[2]), _column(place[1])
            self.cell = (self.row, self.column)
        elif word in ("v", "is", "t") and self.cell:
            # Only a cell that holds something counts: whole columns of mere borders are common and harmless.
            self._reach(*self.cell)
            self.cell = None

    def _reach(self, row: int, column: int) -> None:
        self.widest = max(self.widest, column)
        within_limits(self.name, row, self.widest)


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
