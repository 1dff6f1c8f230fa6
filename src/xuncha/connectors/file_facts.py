"""What a file says of itself: its real format by its first bytes, and the dates and author kept inside it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO
from xml.etree import ElementTree

HEAD = 4096
PART = 64 * 1024
PDF_PART = 512 * 1024

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
OFD = "application/ofd"
OLE = "application/x-ole-storage"
JPEG, PNG, TEXT, UNKNOWN = "image/jpeg", "image/png", "text/plain", "application/octet-stream"

ACCEPTED = frozenset({PDF, DOCX, XLSX, PPTX, OFD, OLE, JPEG, PNG, TEXT})
"""Formats a document, a table or a picture comes in. No archives, no programs, nothing a browser would run."""

_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX, "ppt/presentation.xml": PPTX, "OFD.xml": OFD}
_MAGIC = (
    (b"%PDF-", PDF),
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
)
_CORE = {
    "{http://purl.org/dc/terms/}created": "created",
    "{http://purl.org/dc/terms/}modified": "modified",
    "{http://purl.org/dc/elements/1.1/}creator": "author",
    "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}lastModifiedBy": "last_author",
}
_PDF_KEYS = {b"CreationDate": "created", b"ModDate": "modified", b"Author": "author", b"Producer": "program"}
_PDF_DATE = re.compile(r"D?:?(\d{4})(\d\d)(\d\d)(\d\d)?(\d\d)?(\d\d)?")
_EXIF_DATE = re.compile(rb"(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)")


@dataclass(frozen=True)
class FileFacts:
    """The format by content, and what was found inside: created, modified, author and the like, as text."""

    media_type: str
    metadata: dict[str, str]


def read(file: BinaryIO) -> FileFacts:
    """Read a file's facts. A damaged inside gives no metadata; the format then rests on the first bytes."""
    head = file.read(HEAD)
    media_type = _media_type(head, file)
    reader = _READERS.get(media_type)
    try:
        metadata = reader(file) if reader else {}
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, OSError, ValueError, NotImplementedError):
        metadata = {}
    return FileFacts(media_type, {name: value[:200] for name, value in metadata.items() if value})


def _media_type(head: bytes, file: BinaryIO) -> str:
    for magic, media_type in _MAGIC:
        if head.startswith(magic):
            return media_type
    if head.startswith(b"PK\x03\x04"):
        return _zip_type(file)
    return TEXT if _is_text(head) else UNKNOWN


def _zip_type(file: BinaryIO) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            names = frozenset(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return UNKNOWN
    if any(name.endswith("vbaProject.bin") for name in names):
        return UNKNOWN  # macros: a program in a document's clothes
    return next((media_type for part, media_type in _PARTS.items() if part in names), UNKNOWN)


def _is_text(head: bytes) -> bool:
    if b"\x00" in head or head.lstrip()[:1] == b"<":
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            # The head may end within a character.
            head[:-4].decode(encoding) if len(head) == HEAD else head.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def _office(file: BinaryIO) -> dict[str, str]:
    with zipfile.ZipFile(file) as archive, archive.open("docProps/core.xml") as part:
        text = part.read(PART)
    if b"<!" in text.replace(b"<!--", b""):
        return {}  # a core part declares nothing; one that does wants something
    root = ElementTree.fromstring(text)  # noqa: S314 - small, and without declarations
    return {_CORE[child.tag]: (child.text or "").strip() for child in root if child.tag in _CORE}


def _ofd(file: BinaryIO) -> dict[str, str]:
    with zipfile.ZipFile(file) as archive, archive.open("OFD.xml") as part:
        text = part.read(PART).decode("utf-8", "replace")
    names = {"CreationDate": "created", "ModDate": "modified", "Author": "author"}
    found = re.findall(r"<(?:\w+:)?(CreationDate|ModDate|Author)>([^<]{1,200})<", text)
    return {names[tag]: value for tag, value in found}


def _pdf(file: BinaryIO) -> dict[str, str]:
    size = file.seek(0, 2)
    file.seek(0)
    body = file.read(PDF_PART)
    if size > PDF_PART:
        file.seek(max(PDF_PART, size - PDF_PART))
        body += file.read(PDF_PART)
    found = {}
    for key, name in _PDF_KEYS.items():
        # The last one counts: a PDF is amended by appending.
        values = re.findall(rb"/" + key + rb"\s*(?:\(((?:\\.|[^\\()])*)\)|<([0-9A-Fa-f\s]*)>)", body, re.DOTALL)
        if values:
            text = _pdf_text(*values[-1])
            found[name] = _pdf_date(text) if name in ("created", "modified") else text
    return found


def _pdf_text(literal: bytes, digits: bytes) -> str:
    raw = bytes.fromhex(digits.decode("ascii")) if digits else re.sub(rb"\\(.)", rb"\1", literal, flags=re.DOTALL)
    if raw.startswith(b"\xfe\xff"):
        return raw[2:].decode("utf-16-be", "replace")
    return raw.decode("utf-8", "replace")


def _pdf_date(text: str) -> str:
    match = _PDF_DATE.match(text)
    if not match:
        return ""
    year, month, day, *rest = match.groups()
    hour, minute, second = (part or "00" for part in rest)
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}"


def _jpeg(file: BinaryIO) -> dict[str, str]:
    file.seek(0)
    head = file.read(PART)
    match = _EXIF_DATE.search(head) if b"Exif" in head else None
    if not match:
        return {}
    year, month, day, clock = (part.decode("ascii") for part in match.groups())
    return {"created": f"{year}-{month}-{day}T{clock}"}


_READERS: dict[str, Callable[[BinaryIO], dict[str, str]]] = {
    PDF: _pdf,
    DOCX: _office,
    XLSX: _office,
    PPTX: _office,
    OFD: _ofd,
    JPEG: _jpeg,
}
