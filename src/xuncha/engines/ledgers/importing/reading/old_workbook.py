"""Workbooks of before 2007 (.xls, .et): at most 65,536 rows a sheet, read at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from xuncha.engines.ledgers.importing.reading.sheet import BLOCK_ROWS, BROKEN, Block, Sheet, refuse
from xuncha.engines.ledgers.importing.reading.typed import typed_block


def sheets(path: Path, name: str) -> Iterator[Sheet]:
    """Read sheet by sheet."""
    try:
        with path.open("rb") as file:
            book = CalamineWorkbook.from_filelike(file)
            read = [(each, book.get_sheet_by_name(each).to_python(skip_empty_area=False)) for each in book.sheet_names]
    except BaseException as error:
        # A panic of the reader's own language arrives as a BaseException; a person's Ctrl+C must still pass.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise refuse(name, BROKEN) from error
    for title, rows in read:
        yield Sheet(title, _blocks(rows))


def _blocks(rows: Sequence[Sequence[Any]]) -> Iterator[Block]:
    for start in range(0, len(rows), BLOCK_ROWS):
        piece = rows[start : start + BLOCK_ROWS]
        yield typed_block(piece, start + 1, 0, {}, (start + len(piece)) / len(rows))
