"""Whatever amount or day is written, in whatever form, the same comes back; and no text makes the reader fail otherwise than by refusing."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncha.engines.ledgers.importing import cells

FEN = st.integers(-(10**16), 10**16)
DAYS = st.dates(date(1955, 1, 1), date(2100, 12, 31))
READERS = (
    cells.money, cells.ten_thousands, cells.day, cells.whole, cells.code, cells.account_code, cells.text, cells.period, cells.minute,
    cells.yes_or_no, cells.thousandths, cells.words,
)  # fmt: skip
FULL_WIDTH = str.maketrans("0123456789.,-()", "０１２３４５６７８９．，－（）")


def yuan(fen: int) -> Decimal:
    return Decimal(fen).scaleb(-2)


@given(FEN)
def test_an_amount_comes_back_from_every_form(fen: int) -> None:
    positive = f"{yuan(abs(fen)):,.2f}"
    forms = [f"{yuan(fen):.2f}", f"{yuan(fen):,.2f}", f"{yuan(fen):f}", f"{yuan(fen):.5f}", f" {yuan(fen):.2f} "]
    forms += [f"({positive})", f"{positive}-"] if fen < 0 else [f"￥{positive}元", f"+{positive}"]
    for form in forms:
        assert cells.money(form) == fen
        assert cells.money(form.translate(FULL_WIDTH)) == fen


@given(FEN.filter(lambda fen: abs(fen) < 10**14), st.integers(1, 9))
def test_no_part_of_a_fen_is_dropped(fen: int, more: int) -> None:
    with pytest.raises(cells.Unreadable, match="超过两位"):
        cells.money(f"{yuan(fen):.2f}{more}")


@given(DAYS)
def test_a_day_comes_back_from_every_form(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    forms = [
        f"{day:%Y-%m-%d}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日",
        str(serial),
    ]
    for form in (*forms, f"{day:%Y-%m-%d} 00:00:00"):
        assert cells.day(form) == day
        assert cells.day(form.translate(FULL_WIDTH)) == day
    assert cells.day(f"{day.day}/{day.month}/{day.year}", "dmy") == day
    assert cells.day(f"{day.month}/{day.day}/{day.year} 0:00", "mdy") == day


@given(st.one_of(st.text(max_size=30), st.text("0123456789.,-()年月日/: 元eE+#", max_size=20)))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in READERS:
        with suppress(cells.Unreadable):
            read(text)
