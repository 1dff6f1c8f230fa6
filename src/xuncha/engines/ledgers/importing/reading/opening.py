"""What a file is by its first bytes, not by its name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from xuncha.engines.ledgers.importing.reading import delimited, old_workbook, records, workbook
from xuncha.engines.ledgers.importing.reading.sheet import EMPTY, Sheet, refuse

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def sheets(path: Path, name: str) -> Iterator[Sheet]:
    """Read a file sheet by sheet; each must be read, or left, before the next is asked for.

    :raises InvalidFile: where the file, or a part of it once it is reached, cannot be read.
    """
    with path.open("rb") as file:
        first = file.read(4096)
    if not first.strip(b"\x00 \t\r\n"):
        raise refuse(name, EMPTY)
    if first.startswith(ZIP):
        return workbook.sheets(path, name)
    if first.startswith(OLE):
        return old_workbook.sheets(path, name)
    if first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return records.sheets(path, name)
    return delimited.sheets(path, name)
