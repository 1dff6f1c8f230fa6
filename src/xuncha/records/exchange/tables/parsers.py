"""How cells are understood: text, numbers, dates, codes, and references by code or by a name only one bears."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext, override

from xuncha.connectors.spreadsheets import Cell
from xuncha.domain.words import N_, Labelled
from xuncha.records.exchange.tables.column import LANGUAGES, BadCell, Parser

if TYPE_CHECKING:
    from xuncha.records.exchange.tables.lookup import Lookup

EXACT = 10**15
"""Above this a spreadsheet program keeps no more exact digits in a number."""
WHOLE_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*(?:[-/.月]\s*(\d{1,2})\s*日?|月)?\s*(?:[T ].*)?\Z")
PLAIN_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})?\Z")
SEPARATORS = re.compile(r"[、,，;；/|\s]+")
YES = frozenset({"是", "y", "yes", "true", "1", "√", "✓", "在册", "有", "对"})
NO = frozenset({"否", "n", "no", "false", "0", "×", "✗", "不在册", "无", "不"})
SERIALS = range(15_000, 80_000)
"""Day numbers of a spreadsheet program from 1941 to 2119."""
SERIAL_ZERO = date(1899, 12, 30)
EARLIEST = 1900


def shown(cell: Cell) -> str:
    """A cell as the person sees it."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < EXACT:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if not (cell.hour or cell.minute) else cell.isoformat(" ", "minutes")
    return "" if cell is None else str(cell)


def text(longest: int) -> Parser:
    """Text up to a length."""

    def parse(cell: Cell, lookup: Lookup) -> str:
        if isinstance(cell, float | int) and not isinstance(cell, bool) and abs(cell) >= EXACT:
            raise BadCell(N_("数字太长，表格软件已丢失末几位：请把这一列设为文本格式后重新填写"))
        words = shown(cell)
        if len(words) > longest:
            raise BadCell(N_("太长：最多%(longest)s个字"), longest=longest)
        if any(ord(sign) < 32 and sign not in "\n\r\t" for sign in words):
            raise BadCell(N_("含有不能显示的字符"))
        return words

    return parse


def identifier(cell: Cell, lookup: Lookup) -> str:
    """A code: text without blanks inside."""
    words: str = text(32)(cell, lookup)
    if any(sign.isspace() for sign in words):
        raise BadCell(N_("编号中间不能有空格"))
    return words


def whole(least: int, most: int) -> Parser:
    """A whole number within limits."""

    def parse(cell: Cell, lookup: Lookup) -> int:
        words = shown(cell).replace(",", "").replace("，", "")
        try:
            number = int(words)
        except ValueError:
            raise BadCell(N_("应为整数")) from None
        if not least <= number <= most:
            raise BadCell(N_("应在%(least)s到%(most)s之间"), least=least, most=most)
        return number

    return parse


def yes_no(cell: Cell, lookup: Lookup) -> bool:
    """Yes or no in the ways people write it."""
    if isinstance(cell, bool):
        return cell
    words = shown(cell).casefold()
    if words in YES:
        return True
    if words in NO:
        return False
    raise BadCell(N_("应填“是”或“否”"))


def day(cell: Cell, lookup: Lookup) -> date:
    """A date in the ways people write it; of a month alone, its first day."""
    if isinstance(cell, datetime):
        return _sensible(cell.date())
    if isinstance(cell, date):
        return _sensible(cell)
    if isinstance(cell, float) and not cell.is_integer():
        return _year_and_month(cell)
    words = shown(cell)
    if words.isdigit() and int(words) in SERIALS:
        return SERIAL_ZERO + timedelta(days=int(words))
    found = WHOLE_DATE.match(words) or PLAIN_DATE.match(words)
    if not found:
        raise BadCell(N_("不是日期：请写成 2026-11-23 或 2026年11月23日"))
    return _date(int(found[1]), int(found[2]), int(found[3] or 1))


def _year_and_month(cell: float) -> date:
    """1980.05 as a number: May; 1980.1 may have been 1980.10, for a number drops its last zero."""
    year, _, month = f"{cell:.6f}".rstrip("0").partition(".")
    if len(month) == 1 and month == "1":
        raise BadCell(N_("分不清是1月还是10月：请写成 2026-01 或 2026-10"))
    if len(year) != 4 or len(month) > 2:
        raise BadCell(N_("不是日期：请写成 2026-11-23 或 2026年11月23日"))
    return _date(int(year), int(month), 1)


def _date(year: int, month: int, number: int) -> date:
    if not 1 <= month <= 12 or not 1 <= number <= monthrange(year or 1, month)[1]:
        raise BadCell(N_("没有这一天"))
    return _sensible(date(year or 1, month, number))


def _sensible(value: date) -> date:
    if value.year < EARLIEST:
        raise BadCell(N_("日期早于%(year)s年"), year=EARLIEST)
    return value


def code(codes: type[Labelled]) -> Parser:
    """One code of the domain by its label in either language or by the code itself."""

    def parse(cell: Cell, lookup: Lookup) -> Labelled:
        found = spellings(codes).get(_plain(shown(cell)))
        if found is None:
            raise BadCell(N_("只能填：%(words)s"), words=list(codes))
        return found

    return parse


def several(codes: type[Labelled]) -> Parser:
    """Codes of the domain, separated by commas of any kind."""

    one = code(codes)

    def parse(cell: Cell, lookup: Lookup) -> tuple[Labelled, ...]:
        words = [word for word in SEPARATORS.split(shown(cell)) if word]
        return tuple(dict.fromkeys(one(word, lookup) for word in words))

    return parse


@cache
def spellings(codes: type[Labelled]) -> dict[str, Labelled]:
    """Every way to write a code: the code, its Chinese label with and without brackets, its English label."""
    ways: dict[str, Labelled] = {}
    for member in codes:
        labels = [member.value, member.label, re.sub(r"（.*?）", "", member.label)]
        for language in LANGUAGES:
            with override(language):
                labels.append(gettext(member.label))
        for label in labels:
            ways.setdefault(_plain(label), member)
    return ways


def _plain(words: str) -> str:
    return words.replace("(", "（").replace(")", "）").replace(" ", "").casefold()


@dataclass(frozen=True)
class Reference:
    """Parser of what is meant by a code, or by a name only one bears; gives the code."""

    kind: str

    def __call__(self, cell: Cell, lookup: Lookup) -> str:
        """Find the code."""
        return lookup.find(self.kind, text(200)(cell, lookup))


def reference(kind: str) -> Parser:
    """A column that refers to another table."""
    return Reference(kind)
