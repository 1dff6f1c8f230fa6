"""Vouchers and balances of different packages become the same lines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.unit.engines.ledgers.importing.made import (
    BALANCE_HEAD,
    HEAD,
    SECOND,
    VOUCHER,
    csv_file,
    rows,
    take,
    workbook,
)
from xuncha.domain.errors import InvalidFile

LINES = [("记-1", 1, "500130211", 120050, 0), ("记-1", 2, "1002", 0, 120050)]


def lines(folder: Path) -> list[tuple[object, ...]]:
    return [
        tuple(row[name] for name in ("voucher_id", "line_no", "account_code", "debit_fen", "credit_fen"))
        for row in rows(folder)
    ]


def test_a_csv_of_lines(tmp_path: Path) -> None:
    csv_file(tmp_path / "files" / "序时账.csv", HEAD, *VOUCHER, encoding="gbk")
    take(tmp_path)
    assert lines(tmp_path) == LINES
    first = rows(tmp_path)[0]
    assert (first["unit"], first["date"], first["period"], first["book"]) == (
        "B01",
        date(2026, 3, 5),
        202603,
        "financial",
    )
    assert (first["summary"], first["prepared_by"], first["source_row"], first["sheet"]) == (
        "付王五差旅费",
        "张会计",
        2,
        None,
    )


def test_a_workbook_with_titles_merged_cells_repeated_heads_and_subtotals(tmp_path: Path) -> None:
    """Day and number stand on the first line of a voucher only, as merged cells leave them; every page has its head and its sum."""
    continued = (None, None, None, *VOUCHER[1][3:])
    page = ("本月合计", None, None, None, None, None, "1,200.50", "1,200.50")
    sheet = [("水务局序时账",), ("核算单位：B07", None, "2026年"), HEAD, VOUCHER[0], continued, page, HEAD, SECOND[0], (None, None, None, *SECOND[1][3:]), (None, None, None, "本年累计", None, None, "1,288.50", "1,288.50")]  # fmt: skip
    workbook(tmp_path / "files" / "a.xlsx", sheet)
    (imported,) = take(tmp_path, unit=None).imported
    assert lines(tmp_path)[:2] == LINES
    assert [(row["voucher_id"], row["unit"], row["source_row"], row["sheet"]) for row in rows(tmp_path)] == [
        ("记-1", "B07", 4, "Sheet1"), ("记-1", "B07", 5, "Sheet1"), ("记-2", "B07", 8, "Sheet1"), ("记-2", "B07", 9, "Sheet1"),
    ]  # fmt: skip
    assert imported.left_out == {"重复的表头": 1, "合计行": 2}


def test_somebody_may_write_the_words_of_a_subtotal_into_a_summary(tmp_path: Path) -> None:
    csv_file(tmp_path / "files" / "a.csv", HEAD, *[(*row[:3], "工资合计", *row[4:]) for row in VOUCHER])
    assert take(tmp_path).imported[0].left_out == {}
    assert len(rows(tmp_path)) == 2


def test_a_line_with_half_of_what_names_its_voucher_is_no_continuation(tmp_path: Path) -> None:
    csv_file(tmp_path / "files" / "a.csv", HEAD, *VOUCHER, ("2026-03-05", "记", "", *VOUCHER[1][3:]), *SECOND * 20)
    (imported,) = take(tmp_path).imported
    assert imported.rejected == 1


@pytest.mark.parametrize(
    ("head", "debit", "credit"),
    [(("方向", "金额"), ("借", "1200.50"), ("贷", "1200.50")), (("金额", "附件数"), ("1200.50", 1), ("-1200.50", 1))],
)
def test_one_column_of_money_with_a_direction_or_a_sign(tmp_path: Path, head: tuple[str, ...], debit: tuple[str, ...], credit: tuple[str, ...]) -> None:  # fmt: skip
    csv_file(tmp_path / "files" / "a.csv", (*HEAD[:6], *head), (*VOUCHER[0][:6], *debit), (*VOUCHER[1][:6], *credit))
    take(tmp_path)
    assert lines(tmp_path) == LINES


def test_red_entries_stay_negative(tmp_path: Path) -> None:
    red = [tuple(f"-{cell}" if cell == "1,200.50" else cell for cell in row) for row in VOUCHER]
    csv_file(tmp_path / "files" / "a.csv", HEAD, *red)
    take(tmp_path)
    assert [(row["debit_fen"], row["credit_fen"]) for row in rows(tmp_path)] == [(-120050, 0), (0, -120050)]


def test_the_budget_half_of_an_event_goes_to_its_own_book(tmp_path: Path) -> None:
    budget = [
        ("2026-03-05", "记", "1", "付差旅费", code, "", *money, "")
        for code, money in (("7201", ("1200.50", "")), ("8001", ("", "1200.50")))
    ]
    csv_file(tmp_path / "files" / "a.csv", HEAD, *VOUCHER, *budget)
    outcome = take(tmp_path)
    assert [row["book"] for row in rows(tmp_path)] == ["financial", "financial", "budget", "budget"]
    assert outcome.totals["vouchers"] == {"checked": 2, "off": 0, "shown": []}


def test_the_books_of_an_enterprise_are_told_by_their_vouchers(tmp_path: Path) -> None:
    """6602 is a cost of an enterprise, and income of a budget: only the vouchers can say which it is here."""
    rows_ = [(day, "记", number, "管理费用", code, "", *money, "") for day, number in (("2026-03-05", "1"), ("2026-03-06", "2")) for code, money in (("6602", ("5", "")), ("1002", ("", "5")))]  # fmt: skip
    csv_file(tmp_path / "files" / "a.csv", HEAD, *rows_)
    with pytest.raises(InvalidFile, match="--book financial"):
        take(tmp_path)
    take(tmp_path, book="financial")
    assert {row["book"] for row in rows(tmp_path)} == {"financial"}


def test_columns_read_as_what_they_are_not_are_found_out_by_the_vouchers(tmp_path: Path) -> None:
    wrong = [(*row[:2], str(number), *row[3:]) for number, row in enumerate((*VOUCHER, *SECOND))]
    csv_file(tmp_path / "files" / "a.csv", HEAD, *wrong)
    with pytest.raises(InvalidFile, match="4张凭证（共4张）借贷不相等"):
        take(tmp_path)
    assert rows(tmp_path) == []


def test_gbt24589(tmp_path: Path) -> None:
    line = "<记账凭证><记账凭证日期>20260305</记账凭证日期><会计年度>2026</会计年度><会计期间号>3</会计期间号><记账凭证类型编号>记</记账凭证类型编号><记账凭证编号>1</记账凭证编号><记账凭证行号>{}</记账凭证行号><记账凭证摘要>付差旅费</记账凭证摘要><科目编号>{}</科目编号><借方本币金额>{}</借方本币金额><贷方本币金额>{}</贷方本币金额></记账凭证>"
    balance = "<科目余额及发生额><科目编号>1002</科目编号><期初余额方向>借</期初余额方向><期初本币余额>2000</期初本币余额><借方本币金额>0</借方本币金额><贷方本币金额>1200.50</贷方本币金额><期末余额方向>借</期末余额方向><期末本币余额>799.50</期末本币余额><会计年度>2026</会计年度><会计期间号>3</会计期间号></科目余额及发生额>"
    xml = f"<总账>{balance}{line.format(1, '500130211', '1200.50', 0)}{line.format(2, '1002', 0, '1200.50')}</总账>"
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "总账.xml").write_text(xml, "utf-8")
    outcome = take(tmp_path, "gbt24589")
    assert lines(tmp_path) == LINES
    (row,) = rows(tmp_path, "balances")
    assert [row[name] for name in ("period", "opening_fen", "debit_fen", "credit_fen", "closing_fen")] == [
        202603,
        200000,
        0,
        120050,
        79950,
    ]
    assert {name: total["off"] for name, total in outcome.totals.items()} == dict.fromkeys(outcome.totals, 0)


def test_balances_under_heads_of_two_rows(tmp_path: Path) -> None:
    over = ("科目编码", "科目名称", "期初余额", None, "本期发生额", None, "期末余额", None)
    under = (None, None, "借方", "贷方", "借方", "贷方", "借方", "贷方")
    body = [
        ("1002", "银行存款", 2000, None, 0, 1200.5, 799.5, None),
        ("2307", "其他应付款", None, 50, None, None, None, 50),
    ]
    workbook(tmp_path / "files" / "余额表.xlsx", [("科目余额表",), ("2026年3月",), over, under, *body])
    take(tmp_path)
    found = [
        [row[name] for name in ("account_code", "period", "opening_fen", "credit_fen", "closing_fen")]
        for row in rows(tmp_path, "balances")
    ]
    assert found == [["1002", 202603, 200000, 120050, 79950], ["2307", 202603, -5000, 0, -5000]]


def test_control_totals_name_what_is_off(tmp_path: Path) -> None:
    """One voucher of three does not balance, number 3 is missing, a balance does not roll and movements differ."""
    off = [("2026-03-09", "记", "4", "付电费", "500130206", "", "30", "", ""), ("2026-03-09", "记", "4", "付电费", "1002", "", "", "31", "")]  # fmt: skip
    csv_file(tmp_path / "files" / "凭证.csv", HEAD, *VOUCHER, *SECOND, *off)
    balances = [
        ("1002", "银行存款", "借", "2000", "0", "1319.50", "借", "680.50"),
        ("500130206", "电费", "平", "0", "30", "0", "借", "31"),
    ]
    csv_file(tmp_path / "files" / "余额 2026年3月.csv", BALANCE_HEAD, *balances)
    csv_file(
        tmp_path / "files" / "余额 2026年4月.csv",
        BALANCE_HEAD,
        ("1002", "银行存款", "借", "680.00", "0", "0", "借", "680"),
    )
    totals = take(tmp_path).totals
    shown = {name: total["shown"] for name, total in totals.items()}
    assert [(each["voucher_id"], each["debit_fen"], each["credit_fen"]) for each in shown["vouchers"]] == [
        ("记-4", 3000, 3100)
    ]
    assert [(each["kind"], each["first_missing"], each["last_missing"]) for each in shown["gaps"]] == [("记-", 3, 3)]
    assert [(each["account_code"], each["off_fen"]) for each in shown["closings"]] == [("500130206", -100)]
    assert [(each["period"], each["closing_fen"], each["opening_fen"]) for each in shown["openings"]] == [
        (202604, 68050, 68000)
    ]
    assert shown["movements"] == []


def test_numbers_may_go_on_from_month_to_month(tmp_path: Path) -> None:
    april = [("2026-04-02", "记", "3", *row[3:]) for row in VOUCHER]
    csv_file(tmp_path / "files" / "a.csv", HEAD, *VOUCHER, *SECOND, *april)
    assert take(tmp_path).totals["gaps"]["off"] == 0
