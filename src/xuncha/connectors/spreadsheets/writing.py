"""Write .xlsx: text always as text, so that no cell of a stranger's becomes a formula."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO

import xlsxwriter

TEMPLATE_ROWS = 20_000
"""As far down as the list of allowed words reaches in a template."""
WIDEST = 60
LONGEST_LIST = 255
"""What the format allows for a list kept in the cell itself."""
BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Choice:
    """A column in which one of a few words is to be chosen."""

    column: int
    words: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """One sheet to be written: heads, rows, and what makes it easy to fill in."""

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[object]] = ()
    required: frozenset[int] = frozenset()
    choices: tuple[Choice, ...] = ()
    dates: frozenset[int] = frozenset()
    text: frozenset[int] = frozenset()
    """Columns kept as text by the spreadsheet program, so that 0012 stays 0012."""
    widths: Sequence[int] = field(default=())


def write(target: BinaryIO, pages: Iterable[Page]) -> int:
    """Write the pages as one workbook; give the number of rows below the heads."""
    book = xlsxwriter.Workbook(target, {"constant_memory": True, "remove_timezone": True, "strings_to_formulas": False})
    looks = _Looks(book)
    count = sum(_write_page(book, page, looks) for page in pages)
    book.close()
    return count


def csv_bytes(rows: Iterable[Sequence[object]]) -> bytes:
    """Write comma-separated text, marked as UTF-8 so that Excel reads it rightly, formulas made harmless."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])
    return codecs.BOM_UTF8 + text.getvalue().encode()


class _Looks:
    def __init__(self, book: Any) -> None:
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.required = book.add_format({"bold": True, "bottom": 1, "bg_color": "#fde8e8", "text_wrap": True})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self.text = book.add_format({"num_format": "@"})


def _write_page(book: Any, page: Page, looks: _Looks) -> int:
    sheet = book.add_worksheet(page.name[:31])
    sheet.freeze_panes(1, 0)
    for column, head in enumerate(page.heads):
        width = page.widths[column] if column < len(page.widths) else min(WIDEST, 2 * len(head) + 6)
        kept = looks.text if column in page.text else looks.day if column in page.dates else None
        sheet.set_column(column, column, width, kept)
        sheet.write_string(0, column, head, looks.required if column in page.required else looks.head)
    for choice in page.choices:
        if len(",".join(choice.words)) > LONGEST_LIST:
            continue
        sheet.data_validation(
            1, choice.column, TEMPLATE_ROWS, choice.column,
            {"validate": "list", "source": list(choice.words), "error_type": "warning"},
        )  # fmt: skip
    count = 0
    for count, row in enumerate(page.rows, start=1):
        for column, value in enumerate(row):
            _write_cell(sheet, count, column, value, looks)
    return count


def _write_cell(sheet: Any, row: int, column: int, value: object, looks: _Looks) -> None:
    match value:
        case None | "":
            return
        case bool():
            sheet.write_boolean(row, column, value)
        case int() | float() | Decimal():
            sheet.write_number(row, column, value)
        case datetime():
            sheet.write_datetime(row, column, value, looks.moment)
        case date():
            sheet.write_datetime(row, column, value, looks.day)
        case _:
            sheet.write_string(row, column, str(value))


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(BEGINS_FORMULA) else cell
