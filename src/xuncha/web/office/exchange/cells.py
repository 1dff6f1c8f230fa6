"""Values of a table brought in, as people write them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from xuncha.domain.words import Labelled, Sentence
from xuncha.web.components.said import said
from xuncha.web.components.writing import joined, zh_date


def shown_value(value: Any) -> str:
    """One value; a dash for none."""
    match value:
        case None | "":
            return "—"
        case bool():
            return _("是") if value else _("否")
        case Sentence():
            return said(value)
        case Labelled():
            return _(value.label)
        case date():
            return zh_date(value)
        case tuple() | list():
            return joined(shown_value(part) for part in value)
        case _:
            return str(value)
