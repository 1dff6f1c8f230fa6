"""What every reader gives: sheets, each a stream of blocks of rows, every cell the text a person sees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from xuncha.domain.errors import InvalidFile
from xuncha.domain.words import N_, Sentence, say

Cell = str | None
BLOCK_ROWS = 20_000

BROKEN = N_("文件已损坏或不完整：请重新导出，没有导入任何内容")
UNKNOWN = N_("不是表格文件：可以读 .xlsx、.xls、.csv 和 .xml")
EMPTY = N_("文件里没有内容")


@dataclass(frozen=True)
class Block:
    """Some rows of a sheet, column by column."""

    numbers: Sequence[int]
    """The number of each row as the program that shows the file counts, from 1."""
    columns: Sequence[Sequence[Cell]]
    flaws: Mapping[tuple[int, int], Sentence] = field(default_factory=dict)
    """Cells that hold no value a reader could give: (row number, column from 0) to the reason."""
    done: float = 0.0
    """How much of the file has been read by now."""

    def row(self, index: int) -> list[Cell]:
        """One row across."""
        return [column[index] for column in self.columns]

    def __len__(self) -> int:
        return len(self.numbers)


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook, one kind of record of an XML file, or the whole of a text file (then without a name)."""

    name: str
    blocks: Iterator[Block]
    headed: bool = False
    """Whether the first row names the columns for certain, as in XML."""


def transposed(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """Columns of rows that may differ in length."""
    width = max((len(row) for row in rows), default=0)
    padded = [row if len(row) == width else [*row, *[None] * (width - len(row))] for row in rows]
    return [list(column) for column in zip(*padded, strict=True)]


def refuse(
    file: str, template: str, line: int | None = None, column: str | None = None, /, **params: object
) -> InvalidFile:
    """Build the error that names the file, row and column where known, and the reason."""
    return InvalidFile(file, say(template, **params), line, column)


def letters(column: int) -> str:
    """A column as spreadsheets call it: 0 is A."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_of(name: str) -> int:
    """The place of a column from its letters: A is 0."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number - 1
