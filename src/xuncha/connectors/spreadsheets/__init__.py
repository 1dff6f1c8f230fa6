"""Spreadsheets of the office's own: .xlsx and .csv read with their line numbers, .xlsx written."""

from xuncha.connectors.spreadsheets.reading import MAX_BYTES, read
from xuncha.connectors.spreadsheets.sheet import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Cell, Line, Sheet
from xuncha.connectors.spreadsheets.writing import Choice, Page, csv_bytes, write

__all__ = [
    "MAX_BYTES",
    "MAX_CELLS",
    "MAX_COLUMNS",
    "MAX_ROWS",
    "Cell",
    "Choice",
    "Line",
    "Page",
    "Sheet",
    "csv_bytes",
    "read",
    "write",
]
