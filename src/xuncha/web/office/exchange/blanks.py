"""Blank tables to fill in: heads, lists to choose from, and what each column is."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from xuncha.connectors.spreadsheets import Choice, csv_bytes, write
from xuncha.connectors.spreadsheets import Page as SheetPage
from xuncha.domain.errors import NotFound
from xuncha.domain.words import N_
from xuncha.records.exchange import queries
from xuncha.web.components.exports import MEDIA_TYPE, attachment
from xuncha.web.components.pages import Page
from xuncha.web.components.writing import joined
from xuncha.web.office.exchange.tables import NAMES

if TYPE_CHECKING:
    from xuncha.records.exchange.tables.column import Column

FORMS = {"text": N_("文字"), "number": N_("数字"), "date": N_("日期")}
HELP_WIDTHS = (22, 8, 8, 60, 60)


class BlankTable(Page):
    """One blank table as xlsx or csv."""

    permission = "import.view"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Hand it out."""
        table, form = kwargs["table"], kwargs["form"]
        if table not in NAMES or form not in ("xlsx", "csv"):
            raise NotFound(_("模板"), f"{table}.{form}")
        columns = queries.rules(table).columns
        if form == "csv":
            content, media = csv_bytes([[_(column.name) for column in columns]]), "text/csv; charset=utf-8"
        else:
            content, media = _workbook(table), MEDIA_TYPE
        name = f"{_(NAMES[table])}-{_('模板')}.{form}"
        return HttpResponse(content, content_type=media, headers={"Content-Disposition": attachment(name)})


def _workbook(table: str) -> bytes:
    rules = queries.rules(table)
    places = list(enumerate(rules.columns))
    choices = (
        Choice(place, tuple(_(member.label) for member in column.choices)) for place, column in places if column.choices
    )
    to_fill_in = SheetPage(
        _(NAMES[table]), [_(column.name) for column in rules.columns],
        required=frozenset(place for place, column in places if column.required),
        choices=tuple(choices),
        dates=frozenset(place for place, column in places if column.form == "date"),
        text=frozenset(place for place, column in places if column.form == "text"),
    )  # fmt: skip
    heads = [_("列"), _("必填"), _("格式"), _("说明"), _("可填的内容")]
    explained = SheetPage(_("填写说明"), heads, rows=_explained(rules), widths=HELP_WIDTHS)
    target = io.BytesIO()
    write(target, [to_fill_in, explained])
    return target.getvalue()


def _explained(rules: Any) -> Iterator[list[str]]:
    for column in rules.columns:
        needed = _("必填") if column.required else ""
        yield [_(column.name), needed, _(FORMS[column.form]), _said(column.help), _words(column)]
    yield []
    for note in (*rules.notes, N_("空格子不改动已有的内容"), N_("表头可以改名、换顺序；上传后可以指定每一列是什么")):
        yield ["", "", "", _(note)]


def _said(text: str) -> str:
    # The catalogue's own heading answers to the empty text.
    return _(text) if text else ""


def _words(column: Column) -> str:
    return joined(_(member.label) for member in column.choices) if column.choices else ""
