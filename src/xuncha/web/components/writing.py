"""Dates, amounts and punctuation as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

DAY_AT_THE_END = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日$")
FEN = Decimal(100)
WAN = Decimal(10_000)


def english() -> bool:
    """Whether the reader has chosen English."""
    return (get_language() or "").startswith("en")


def zh_date(day: date) -> str:
    """2026年11月23日; in English 23 Nov 2026."""
    if english():
        return date_format(day, "j M Y")
    return f"{day.year}年{day.month}月{day.day}日"


def named(record: object) -> str:
    """What a record is called. Names keep the day they end with in Chinese, as the trail does; a reader of English is told it in English."""
    name = str(record)
    if english() and (found := DAY_AT_THE_END.search(name)):
        return name[: found.start()] + zh_date(date(*map(int, found.groups())))
    return name


def moment(at: datetime) -> str:
    """A date with the time of day."""
    local = localtime(at)
    return f"{zh_date(local.date())} {local:%H:%M}"


def joined(values: Iterable[Any]) -> str:
    """Things in a row, with the comma of the reader's language."""
    return _("、").join(str(value) for value in values)


def aside(words: Any) -> str:
    """Words in the brackets of the reader's language, to stand behind a name."""
    return _("（%(words)s）") % {"words": words}


def money(fen: int) -> str:
    """Fen as 1.9万元 from ten thousand yuan up, as 350元 below; English does not count in ten thousands."""
    yuan = Decimal(fen) / FEN
    if abs(yuan) < WAN or english():
        return _("%(amount)s元") % {"amount": f"{yuan:,.2f}".removesuffix(".00")}
    shown = f"{yuan / WAN:,.4f}".rstrip("0").rstrip(".")
    return _("%(amount)s万元") % {"amount": shown}
