"""What one cell says: exact money, days, numbers, codes; or why it cannot be read. Nothing here passes through a float."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta

from xuncha.domain.words import N_, Sentence, say

MOST_FEN = 10**17
"""A million billion yuan: more is a slip of the keyboard, and 64 bits hold a sum of dozens of such."""
EXCEL_FIRST = date(1899, 12, 30)
SERIALS = (20_000, 80_000)
"""Days as a spreadsheet counts them: 1954 to 2119."""
BLANKS = frozenset({"", "-", "--", "—", "——", "－", "/", "\\", "无", "NULL", "null", "None", "N/A"})
ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})
NUMBER = re.compile(r"(?P<sign>[+-]?)(?P<whole>\d{1,3}(?:,\d{3})+|\d+)?(?:\.(?P<part>\d*))?\Z", re.ASCII)
FLOATED = re.compile(r"-?\d(?:\.\d+)?[eE][+-]?\d+\Z", re.ASCII)
GROUPED = re.compile(r"[\dXx ]+\Z", re.ASCII)
"""Figures in groups, as cards and identity numbers are printed."""
CURRENCY = re.compile(r"^(?:人民币|RMB|CNY|GBP|USD|[¥￥$£€])|(?:元整?|圆整?)$")
YEAR_FIRST = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]|\Z)", re.ASCII)
YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?: |\Z)", re.ASCII)
NAMED_MONTH = re.compile(r"(\d{1,2})[- ]([A-Za-z]{3})[a-z]*[- ,]+(\d{4}|\d{2})\Z", re.ASCII)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
PERIOD = re.compile(r"(\d{4})[-/.年]?(?:第)?(\d{1,2})(?:期|月)?\Z", re.ASCII)
MONTH = re.compile(r"(?:第)?(\d{1,2})(?:期|月)?\Z", re.ASCII)
CLOCK = re.compile(r"(?:^|[T ])(\d{1,2}):(\d{2})(?::\d{2})?(?:\.\d+)?\Z", re.ASCII)

NOT_A_NUMBER = say(N_("不是数字"))
TOO_FINE = say(N_("金额的小数超过两位"))
TOO_LARGE = say(N_("金额过大"))
NOT_A_DAY = say(N_("不是日期"))
NOT_WHOLE = say(N_("不是整数"))
NOT_A_PERIOD = say(N_("不是会计期间"))
FORMULA_ERROR = say(N_("公式错误"))
RUINED = say(N_("号码超过15位却按数字保存，末尾几位已经丢失：请在原系统按文本重新导出"))
NOT_YES_OR_NO = say(N_("应为是或否"))
NOT_A_TIME = say(N_("不是时刻"))


class Unreadable(Exception):
    """A cell that cannot be what its column holds."""

    def __init__(self, reason: Sentence) -> None:
        """Say why."""
        super().__init__(str(reason))
        self.reason = reason


def plain(cell: str) -> str:
    """Without the blanks around it and with full-width figures and letters as usual ones."""
    text = cell.strip().strip("\ufeff\u200b").strip()
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def text(cell: str) -> str | None:
    """Words as they are; runs of blanks and line breaks become one blank."""
    if cell in ERRORS:
        raise Unreadable(FORMULA_ERROR)
    return " ".join(cell.strip("\ufeff\u200b").split()) or None


def code(cell: str) -> str | None:
    """A number that is a name: no figure of it may be lost, so a number of a spreadsheet with an exponent is refused."""
    said = " ".join(plain(cell).split())
    if said in ERRORS:
        raise Unreadable(FORMULA_ERROR)
    if GROUPED.match(said):
        said = said.replace(" ", "")
    if FLOATED.match(said):
        raise Unreadable(RUINED)
    return None if said in BLANKS else said.removeprefix("'").removesuffix(".0")


def account_code(cell: str) -> str | None:
    """A ledger account as rules write it: figures only, without the dots some programs put between levels."""
    said = (code(cell) or "").replace(" ", "")
    if not said:
        return None
    # Some programs write code and name into one cell.
    named = re.match(r"([\d.\-_\\/]*\d)[^\d]*\Z", said, re.ASCII)
    return re.sub(r"[.\-_\\/]", "", named[1] if named else said)


def money(cell: str, scale: int = 100, places: int = 2) -> int | None:
    """Whole fen, exactly; `scale` fen to one of what the column counts, which has at most `places` decimals."""
    said = plain(cell)
    if said in BLANKS:
        return None
    if said in ERRORS:
        raise Unreadable(FORMULA_ERROR)
    said = CURRENCY.sub("", said.replace(" ", "")).replace("−", "-").replace("，", ",")
    negative = said.startswith("(") and said.endswith(")")
    if negative:
        said = said[1:-1]
    if said.endswith("-"):
        said = f"-{said[:-1]}"
    said = CURRENCY.sub("", said[1:]).join(("-", "")) if said.startswith("-") else said
    found = NUMBER.match(said)
    if not found or not (found["whole"] or found["part"]):
        raise Unreadable(NOT_A_NUMBER)
    part = found["part"] or ""
    if len(part) > places:
        part = part.rstrip("0")
    if len(part) > places:
        raise Unreadable(TOO_FINE)
    ones = int((found["whole"] or "0").replace(",", "")) * scale
    fen: int = ones + int((part or "0").ljust(places, "0")) * scale // 10**places
    if fen > MOST_FEN:
        raise Unreadable(TOO_LARGE)
    return -fen if negative != (found["sign"] == "-") else fen


def ten_thousands(cell: str) -> int | None:
    """Whole fen of a column in 万元."""
    return money(cell, 1_000_000, 6)


def day(cell: str, order: str = "ymd") -> date | None:
    """A day however it was typed; `order` says what comes first where the year comes last: `dmy` or `mdy`."""
    said = plain(cell)
    if said in BLANKS:
        return None
    if said in ERRORS:
        raise Unreadable(FORMULA_ERROR)
    try:
        if found := YEAR_FIRST.match(said):
            return date(*map(int, found.groups()))
        if said.isascii() and said.removesuffix(".0").isdigit():
            return _counted(said.removesuffix(".0"))
        if order != "ymd":
            return _year_last(said, order)
    except ValueError as error:
        raise Unreadable(NOT_A_DAY) from error
    raise Unreadable(NOT_A_DAY)


def _counted(figures: str) -> date:
    if len(figures) == 8:
        return date(int(figures[:4]), int(figures[4:6]), int(figures[6:]))
    if SERIALS[0] <= int(figures) <= SERIALS[1]:
        return EXCEL_FIRST + timedelta(days=int(figures))
    raise ValueError(figures)


def _year_last(said: str, order: str) -> date:
    if found := YEAR_LAST.match(said):
        first, second, year = found.groups()
        months, days = (first, second) if order == "mdy" else (second, first)
        return date(_century(year), int(months), int(days))
    if (found := NAMED_MONTH.match(said)) and found[2].lower() in MONTHS:
        return date(_century(found[3]), MONTHS.index(found[2].lower()) + 1, int(found[1]))
    raise ValueError(said)


def _century(year: str) -> int:
    return int(year) + (2000 if len(year) == 2 else 0)


def whole(cell: str) -> int | None:
    """A whole number."""
    said = plain(cell).replace(",", "")
    if said in BLANKS:
        return None
    if said in ERRORS:
        raise Unreadable(FORMULA_ERROR)
    found = re.fullmatch(r"(-?\d{1,9})(?:\.0*)?[张份期月年号公里]*", said, re.ASCII)
    if not found:
        raise Unreadable(NOT_WHOLE)
    return int(found[1])


def thousandths(cell: str) -> int | None:
    """Millilitres of a column in litres."""
    try:
        said = money(plain(cell).rstrip("升Ll"), 1000, 3)
    except Unreadable as error:
        raise Unreadable(NOT_A_NUMBER) from error
    return said


def period(cell: str) -> int | None:
    """An accounting period as 202603; a month alone stays 3, to be joined with its year."""
    said = plain(cell).replace(" ", "")
    if said in BLANKS:
        return None
    if found := MONTH.match(said):
        return int(found[1])
    found = PERIOD.match(said)
    # Some packages close the year in a thirteenth period or later.
    if not found or not 1 <= int(found[2]) <= 16:
        raise Unreadable(NOT_A_PERIOD)
    return int(found[1]) * 100 + int(found[2])


def minute(cell: str) -> int | None:
    """The minute of the day, from a time alone or behind a date; a date alone says none."""
    said = plain(cell)
    if said in BLANKS or YEAR_FIRST.fullmatch(said):
        return None
    found = CLOCK.search(said)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise Unreadable(NOT_A_TIME)
    return int(found[1]) * 60 + int(found[2])


def yes_or_no(cell: str) -> bool | None:
    """Whether, as people tick it."""
    said = plain(cell).lower()
    if said in BLANKS:
        return None
    if said in ("是", "y", "yes", "true", "1", "√", "有效", "中标", "对", "1.0"):
        return True
    if said in ("否", "n", "no", "false", "0", "×", "x", "无效", "未中标", "废标", "0.0"):
        return False
    raise Unreadable(NOT_YES_OR_NO)


def words(cell: str) -> list[str] | None:
    """Several words in one cell, with a comma or the like between."""
    said = [each.strip() for each in re.split(r"[、，,;；|]", cell)]
    return [each for each in said if each] or None


def choice(among: dict[str, str]) -> Callable[[str], str | None]:
    """One of a few words, each with what it stands for."""
    known = say(N_("应为%(words)s之一"), words=tuple(among))

    def read(cell: str) -> str | None:
        said = plain(cell)
        if not said:
            return None
        if said not in among:
            raise Unreadable(known)
        return among[said]

    return read
