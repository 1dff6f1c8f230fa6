"""Workbooks (.xlsx) of any length: a sheet's XML is read in pieces, each piece handed to calamine as a workbook of its own.

calamine holds a whole sheet: 1.6 GB for a million rows of sixteen columns. It also gives the error of a formula as an empty
cell; so the XML of each piece is searched for errors beforehand.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from python_calamine import CalamineWorkbook

from xuncha.domain.errors import InvalidFile
from xuncha.domain.words import Sentence
from xuncha.engines.ledgers.importing.cells import FORMULA_ERROR
from xuncha.engines.ledgers.importing.reading.sheet import BROKEN, UNKNOWN, Block, Sheet, column_of, refuse
from xuncha.engines.ledgers.importing.reading.typed import typed_block

PIECE = 24 << 20
"""Bytes of XML at once: about 700,000 cells, which take a quarter of a gigabyte on their way."""
MOST_WORDS = 1 << 30
ERROR = re.compile(rb't="e"')
PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d+)"')
FAILURES = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    DefusedXmlException,
    KeyError,
    ValueError,
    EOFError,
    NotImplementedError,
)
OFFICE = "http://schemas.openxmlformats.org"
MAIN = f"{OFFICE}/spreadsheetml/2006/main"
LINKS = f"{OFFICE}/officeDocument/2006/relationships"
TYPES = f"""<Types xmlns="{OFFICE}/package/2006/content-types"><Default Extension="rels" \
ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" \
ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"""
ROOT_LINKS = f"""<Relationships xmlns="{OFFICE}/package/2006/relationships">\
<Relationship Id="r1" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""
BOOK_LINKS = f"""<Relationships xmlns="{OFFICE}/package/2006/relationships">\
<Relationship Id="r1" Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/>\
<Relationship Id="r2" Type="{LINKS}/styles" Target="styles.xml"/>\
<Relationship Id="r3" Type="{LINKS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>"""
BOOK = f"""<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><workbookPr date1904="%s"/>\
<sheets><sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>"""


@dataclass(frozen=True)
class _Shared:
    """What all sheets of a workbook draw on."""

    words: bytes
    styles: bytes
    from_1904: bool


def sheets(path: Path, name: str) -> Iterator[Sheet]:
    """Read sheet by sheet, in the order of the tabs."""
    with zipfile.ZipFile(_opened(path, name)) as packed:
        try:
            places, shared = _contents(packed)
        except FAILURES as error:
            raise refuse(name, BROKEN if "xl/workbook.xml" in packed.namelist() else UNKNOWN) from error
        for title, place in places.items():
            yield Sheet(title, _blocks(packed, place, shared, name))


def _opened(path: Path, name: str) -> io.BufferedReader:
    file = path.open("rb")
    if not zipfile.is_zipfile(file):
        file.close()
        raise refuse(name, BROKEN)
    return file


def _contents(packed: zipfile.ZipFile) -> tuple[dict[str, str], _Shared]:
    """The sheets by name, each with its place in the file, and what they share."""
    book = fromstring(packed.read("xl/workbook.xml"), forbid_dtd=True)
    links = fromstring(packed.read("xl/_rels/workbook.xml.rels"), forbid_dtd=True)
    targets = {each.get("Id"): each.get("Target", "") for each in links}
    kinds = {each.get("Type", "").rpartition("/")[2]: each.get("Target", "") for each in links}
    places = {}
    for each in book.iter():
        if each.tag.rpartition("}")[2] == "sheet":
            link = next(value for key, value in each.attrib.items() if key.endswith("}id"))
            place = _inside(targets[link])
            if "worksheets/" in place:
                places[each.get("name", "")] = place
    properties = next((each for each in book.iter() if each.tag.endswith("workbookPr")), None)
    words = _inside(kinds.get("sharedStrings", "sharedStrings.xml"))
    return places, _Shared(
        words=_whole(packed, words),
        styles=_whole(packed, _inside(kinds.get("styles", "styles.xml"))),
        from_1904=properties is not None and properties.get("date1904") in ("1", "true"),
    )


def _inside(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))


def _whole(packed: zipfile.ZipFile, place: str) -> bytes:
    if place not in packed.namelist():
        return b""
    with packed.open(place) as file:
        content = file.read(MOST_WORDS)
        if file.read(1):
            raise ValueError(place)
        return content


def _blocks(packed: zipfile.ZipFile, place: str, shared: _Shared, name: str) -> Iterator[Block]:
    try:
        total = packed.getinfo(place).file_size or 1
        with packed.open(place) as file:
            head, rest = _until_rows(file.read(PIECE))
            read = PIECE
            while True:
                fresh = file.read(PIECE)
                read += len(fresh)
                end = rest.rfind(b"</row>") + 6 if fresh else len(rest)
                if end >= 6 and b"<row" in rest:
                    block = _block(head, rest[:end], shared, min(read / total, 1.0))
                    rest = rest[end:]
                    if block:
                        yield block
                if not fresh:
                    return
                rest += fresh
    except InvalidFile:
        raise
    except FAILURES as error:
        raise refuse(name, BROKEN) from error
    except BaseException as error:
        # A panic of the reader's own language arrives as a BaseException; a person's Ctrl+C must still pass.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise refuse(name, BROKEN) from error


def _until_rows(xml: bytes) -> tuple[bytes, bytes]:
    """What stands before the first row, and the rest."""
    begins = xml.find(b"<sheetData>")
    if begins < 0:
        if b"sheetData/>" in xml:
            return b"", b""
        raise ValueError("sheetData")
    return xml[: begins + 11], xml[begins + 11 :]


def _block(head: bytes, rows: bytes, shared: _Shared, done: float) -> Block | None:
    """Some rows of a sheet, through a workbook that holds only them; None where their cells are empty."""
    ends = rows.rfind(b"</row>")
    closed = rows[: ends + 6] if ends >= 0 else b""
    sheet = _opening(head) + closed + b"</sheetData></worksheet>"
    read = CalamineWorkbook.from_filelike(io.BytesIO(_workbook(sheet, shared))).get_sheet_by_index(0)
    if read.start is None:
        return None
    row, column = read.start
    cells = read.to_python(skip_empty_area=True)
    return typed_block(cells, row + 1, column, _errors(closed), done)


def _opening(head: bytes) -> bytes:
    """The sheet's opening without its stated size, which would be believed."""
    return re.sub(rb"<dimension[^>]*/>", b"", head)


def _workbook(sheet: bytes, shared: _Shared) -> bytes:
    made = io.BytesIO()
    parts: Mapping[str, bytes | str] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT_LINKS,
        "xl/_rels/workbook.xml.rels": BOOK_LINKS,
        "xl/workbook.xml": BOOK % ("1" if shared.from_1904 else "0"),
        "xl/styles.xml": shared.styles or f'<styleSheet xmlns="{MAIN}"/>',
        "xl/sharedStrings.xml": shared.words or f'<sst xmlns="{MAIN}"/>',
        "xl/worksheets/sheet1.xml": sheet,
    }
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as packed:
        for place, content in parts.items():
            packed.writestr(place, content)
    return made.getvalue()


def _errors(rows: bytes) -> dict[tuple[int, int], Sentence]:
    """Cells whose formula failed."""
    found: dict[tuple[int, int], Sentence] = {}
    for match in ERROR.finditer(rows):
        begins = rows.rfind(b"<c ", 0, match.start() + 1)
        place = PLACE.search(rows[begins : rows.find(b">", begins)])
        if place:
            found[int(place[2]), column_of(place[1].decode())] = FORMULA_ERROR
    return found
