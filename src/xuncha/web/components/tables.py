"""Columns every list is made of."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from xuncha.web.components.badges import colour
from xuncha.web.components.writing import money, zh_date


class RecordTable(tables.Table):  # type: ignore[misc]
    """The base of every list; its look (a table that turns into cards on a phone) is set once, in the settings."""


class LinkColumn(tables.Column):  # type: ignore[misc]
    """The record's name, leading to its page."""

    def __init__(self, name: str, *, key: str = "pk", **options: Any) -> None:
        """`name` is the address name; `key` the path to the key it takes."""
        super().__init__(**options)
        self.name, self.key = name, tables.A(key)

    def render(self, value: Any, record: Any) -> SafeString:
        """Write the link."""
        return format_html('<a href="{}">{}</a>', reverse(self.name, args=[self.key.resolve(record)]), value)

    def value(self, value: Any) -> str:
        """Give the plain text, for the export."""
        return str(value)


class CodeColumn(tables.Column):  # type: ignore[misc]
    """A number or code, which no line breaks at its hyphens."""

    def render(self, value: Any) -> SafeString:
        """Write it in one piece."""
        return format_html('<span class="nowrap">{}</span>', value)

    def value(self, value: Any) -> str:
        """Give the plain text, for the export."""
        return str(value)


class StateColumn(tables.Column):  # type: ignore[misc]
    """A code shown as its label in a badge."""

    def render(self, value: Any, record: Any, bound_column: Any) -> SafeString:
        """Write the badge."""
        code = bound_column.accessor.resolve(record)
        return format_html('<span class="badge bg-{}-lt nowrap">{}</span>', colour(code), value)

    def value(self, value: Any) -> str:
        """Give the label, for the export."""
        return str(value)


class DateColumn(tables.Column):  # type: ignore[misc]
    """A date as people write it."""

    def render(self, value: date | datetime) -> SafeString:
        """Write the date."""
        day = localtime(value).date() if isinstance(value, datetime) else value
        return format_html('<span class="nowrap">{}</span>', zh_date(day))

    def value(self, value: date | datetime) -> Any:
        """Give the date itself, for the export."""
        return value


class MoneyColumn(tables.Column):  # type: ignore[misc]
    """Fen, shown as yuan or 万元."""

    def render(self, value: int) -> SafeString:
        """Write the amount."""
        return format_html('<span class="number nowrap">{}</span>', money(value))

    def value(self, value: int) -> float:
        """Give yuan, for the export."""
        return value / 100
