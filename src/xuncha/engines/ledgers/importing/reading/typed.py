"""Cells that a workbook keeps as numbers, days or truths, as the text a person sees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from xuncha.domain.words import Sentence
from xuncha.engines.ledgers.importing.cells import RUINED
from xuncha.engines.ledgers.importing.reading.sheet import Block, Cell

EXACT = 10**15
"""Up to here a spreadsheet's number has all its figures."""


def typed_block(
    rows: Sequence[Sequence[Any]], first: int, left: int, flaws: Mapping[tuple[int, int], Sentence], done: float
) -> Block:
    """Rows of typed cells from row `first` on, with `left` empty columns before them."""
    found = dict(flaws)
    columns: list[list[Cell]] = [[None] * len(rows) for _ in range(left)]
    for place, column in enumerate(zip(*rows, strict=True), left):
        columns.append([cell or None if type(cell) is str else shown(cell) for cell in column])
        for index, cell in enumerate(column):
            if type(cell) is float and abs(cell) >= EXACT:
                found[first + index, place] = RUINED
    return Block(range(first, first + len(rows)), columns, found, done)


def shown(cell: Any) -> Cell:
    """The text of one cell; a number with the 15 figures a spreadsheet shows, so that 0.1+0.2 is 0.3."""
    if type(cell) is float:
        return str(int(cell)) if cell.is_integer() else f"{cell:.15g}"
    match cell:
        case None:
            return None
        case bool():
            return "1" if cell else "0"
        case datetime():
            return cell.isoformat(" ", "seconds")
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return f"{cell.seconds // 3600:02d}:{cell.seconds // 60 % 60:02d}"
        case _:
            return str(cell)
