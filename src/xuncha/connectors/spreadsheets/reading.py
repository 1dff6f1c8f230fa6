"""Tell what a file is by its first bytes, not by its name, and read it."""

from __future__ import annotations

from xuncha.connectors.spreadsheets import text, workbook
from xuncha.connectors.spreadsheets.sheet import EMPTY, Sheet, refuse
from xuncha.domain.errors import InvalidFile
from xuncha.domain.words import N_

MAX_BYTES = 40 * 1024 * 1024
ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(content: bytes, name: str) -> Sheet:
    """Read the first sheet that holds anything; raise `InvalidFile` that says what to do where it cannot be read."""
    if not content.strip():
        raise InvalidFile(name, EMPTY)
    if len(content) > MAX_BYTES:
        raise refuse(name, N_("文件太大：最多%(limit)s MB"), limit=MAX_BYTES // 1024 // 1024)
    if content.startswith(OLE):
        raise refuse(name, N_("这是旧版 .xls 文件或加密的文件：请在表格软件中去掉密码，另存为 .xlsx"))
    sheet = workbook.read(content, name) if content.startswith(ZIP) else text.read(content, name)
    if not sheet.lines:
        raise InvalidFile(name, EMPTY)
    return sheet
