"""What one cell says."""

from __future__ import annotations

from datetime import date

import pytest

from xuncha.engines.ledgers.importing import cells


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        ("1,234.50", 123450), ("１２３", 12300), ("(12.00)", -1200), ("（1，000.5）", -100050), ("12-", -1200), ("-0.01", -1),
        ("￥1,200元", 120000), ("-¥3.1", -310), ("3.1000", 310), (".5", 50), ("5.", 500), (" 7 ", 700), ("+8", 800), ("0", 0),
        ("12,345,678.90", 1234567890), ("90071992547409.93", 9007199254740993),
        ("-", None), ("——", None), ("", None), ("  ", None), ("无", None),
    ],
)  # fmt: skip
def test_money_is_exact_in_every_form_people_type(cell: str, fen: int | None) -> None:
    assert cells.money(cell) == fen


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("约一百", "不是数字"), ("1,23", "不是数字"), ("12.5.1", "不是数字"), ("1e5", "不是数字"), ("100%", "不是数字"), ("()", "不是数字"),
        ("1.005", "超过两位"), ("0.001", "超过两位"), ("1" * 18, "过大"), ("#REF!", "公式错误"), ("#N/A", "公式错误"),
    ],
)  # fmt: skip
def test_what_is_no_money_is_refused_with_its_reason(cell: str, reason: str) -> None:
    with pytest.raises(cells.Unreadable, match=reason):
        cells.money(cell)


def test_ten_thousands_keep_six_decimals() -> None:
    assert cells.ten_thousands("1.9") == 1_900_000
    assert cells.ten_thousands("0.000001") == 1
    with pytest.raises(cells.Unreadable):
        cells.ten_thousands("0.0000001")


@pytest.mark.parametrize(
    "cell",
    ["2026-03-05", "2026/3/5", "2026.3.5", "20260305", "2026年3月5日", "２０２６年３月５日", "46086", "46086.0", "2026-03-05 13:20:00", "2026-3-5T08:00"],
)  # fmt: skip
def test_one_day_in_every_form(cell: str) -> None:
    assert cells.day(cell) == date(2026, 3, 5)


@pytest.mark.parametrize(
    "cell", ["2026-13-01", "2026-02-30", "20261301", "3月5日", "05/03/2026", "123", "昨天", "2026-03-05a"]
)
def test_what_is_no_day_is_refused(cell: str) -> None:
    with pytest.raises(cells.Unreadable, match="不是日期"):
        cells.day(cell)


def test_foreign_days_by_the_order_their_mapping_names() -> None:
    assert cells.day("8/14/2017 0:00", "mdy") == date(2017, 8, 14)
    assert cells.day("14/08/17", "dmy") == date(2017, 8, 14)
    assert cells.day("01-Apr-2019", "dmy") == date(2019, 4, 1)
    with pytest.raises(cells.Unreadable):
        cells.day("14/08/2017", "mdy")


def test_a_number_that_is_a_name_keeps_its_zeros_and_refuses_an_exponent() -> None:
    assert cells.code(" 0012 ") == "0012"
    with pytest.raises(cells.Unreadable, match="按文本重新导出"):
        cells.code("4.4E+17")


@pytest.mark.parametrize("cell", ["5001.302.17", "5001-30217", "500130217", "5001.30217 公务接待费"])
def test_account_codes_are_brought_to_one_form(cell: str) -> None:
    assert cells.account_code(cell) == "500130217"


@pytest.mark.parametrize(
    ("cell", "period"),
    [("202603", 202603), ("2026-03", 202603), ("2026年第3期", 202603), ("3", 3), ("第3期", 3), ("202613", 202613)],
)
def test_periods(cell: str, period: int) -> None:
    assert cells.period(cell) == period


def test_no_period_has_a_month_zero_or_a_seventeenth() -> None:
    for cell in ("202600", "202617", "某期"):
        with pytest.raises(cells.Unreadable):
            cells.period(cell)


def test_times_stand_alone_or_behind_a_day() -> None:
    assert [cells.minute(each) for each in ("08:30", "2026-03-05 23:59:59", "2026-03-05", "")] == [
        510,
        1439,
        None,
        None,
    ]
    with pytest.raises(cells.Unreadable):
        cells.minute("24:00")


def test_litres_are_whole_millilitres() -> None:
    assert [cells.thousandths(each) for each in ("58", "39.125", "40.5升")] == [58_000, 39_125, 40_500]
