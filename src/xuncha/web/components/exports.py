"""A list as a spreadsheet, with the same filter as on the page."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from urllib.parse import quote

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone

from xuncha.records.audit import actions as audit

if TYPE_CHECKING:
    from xuncha.web.components.pages import ListPage

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def export(page: ListPage) -> HttpResponse:
    """Write the filtered, sorted list as xlsx and note in the trail who took it."""
    table = page.get_table(**page.get_table_kwargs())
    buffer = io.BytesIO()
    rows = write(table, buffer)
    audit.note("export.run", by=page.user, page=str(page.get_title()), rows=rows)
    response = HttpResponse(buffer.getvalue(), content_type=MEDIA_TYPE)
    name = f"{page.get_title()}-{timezone.localdate():%Y%m%d}.xlsx"
    response.headers["Content-Disposition"] = _attachment(name)
    return response


def write(table: object, target: io.BytesIO) -> int:
    """Write a table's values as one sheet; gives the number of rows.

    Text is always written as text, so that no cell of a stranger's becomes a formula.
    """
    book = xlsxwriter.Workbook(target, {"constant_memory": True, "remove_timezone": True, "strings_to_formulas": False})
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    head = book.add_format({"bold": True})
    count = -1
    for count, row in enumerate(table.as_values()):  # type: ignore[attr-defined]
        for column, value in enumerate(row):
            if count == 0:
                sheet.write_string(0, column, str(value), head)
            elif hasattr(value, "isoformat"):
                sheet.write_datetime(count, column, value, day)
            elif isinstance(value, int | float):
                sheet.write_number(count, column, value)
            else:
                sheet.write_string(count, column, "" if value is None else str(value))
    book.close()
    return max(count, 0)


def _attachment(name: str) -> str:
    return f"attachment; filename*=UTF-8''{quote(name)}"
