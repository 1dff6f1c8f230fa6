"""What was read: lines with the numbers a person sees in the spreadsheet program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from xuncha.domain.errors import InvalidFile
from xuncha.domain.words import N_, Sentence, say

Cell = str | int | float | bool | date | datetime | time | timedelta | None

MAX_ROWS = 100_000
MAX_COLUMNS = 200
MAX_CELLS = 4_000_000
"""A sheet's cells are held in memory at once; this many take about a quarter of a gigabyte at the worst."""


@dataclass(frozen=True)
class Line:
    """One line that is not empty, under its number in the file (from 1)."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """The first sheet that holds anything."""

    name: str
    lines: tuple[Line, ...]
    form: str
    """How it was read: ``xlsx``, or the encoding of a text file."""


def refuse(file: str, template: str, line: int | None = None, /, **params: object) -> InvalidFile:
    """Build the error that names the file, the line where known, and the reason."""
    return InvalidFile(file, say(template, **params), line)


def within_limits(file: str, rows: int, columns: int) -> None:
    """Raise `InvalidFile` where a sheet is larger than can be taken in."""
    if rows > MAX_ROWS:
        raise refuse(file, N_("行数太多：最多%(limit)s行，请分成几个文件"), limit=MAX_ROWS)
    if columns > MAX_COLUMNS:
        raise refuse(file, N_("列数太多：最多%(limit)s列"), limit=MAX_COLUMNS)
    if rows * columns > MAX_CELLS:
        raise refuse(file, N_("单元格太多：最多%(limit)s个，请删去空白的行和列，或分成几个文件"), limit=MAX_CELLS)


def trimmed(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Text without the blanks around it; empty cells as None; without empty cells at the end."""
    kept = [_bare(cell) for cell in cells]
    while kept and kept[-1] is None:
        kept.pop()
    return tuple(kept)


def _bare(cell: Cell) -> Cell:
    # \u3000 and \xa0 are blanks to strip(); the mark \ufeff and zero-width blanks come along when cells are copied.
    return cell.strip().strip("\ufeff\u200b").strip() or None if isinstance(cell, str) else cell


EMPTY: Sentence = say(N_("文件里没有内容"))
