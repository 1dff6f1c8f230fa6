"""A folder is imported wholly or not at all; twice is once; a correction replaces; what is refused says where and why."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.unit.engines.ledgers.importing.made import HEAD, SECOND, VOUCHER, csv_file, rows, store, take, workbook
from xuncha.domain.errors import InvalidFile, InvalidFiles, Refused
from xuncha.engines.ledgers.importing import Choices, find, import_folder

MANY = [(*row[:2], str(number), *row[3:]) for number in range(10, 60) for row in VOUCHER]


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    csv_file(tmp_path / "files" / "a.csv", HEAD, *VOUCHER)
    csv_file(tmp_path / "files" / "b" / "副本.csv", HEAD, *VOUCHER)
    assert take(tmp_path).known == ("b/副本.csv",)
    before = (tmp_path / "store" / "manifest.json").read_bytes()
    outcome = take(tmp_path)
    assert (outcome.imported, outcome.known) == ((), ("a.csv", "b/副本.csv"))
    assert (tmp_path / "store" / "manifest.json").read_bytes() == before


def test_a_correction_is_refused_unless_it_is_to_replace(tmp_path: Path) -> None:
    csv_file(tmp_path / "files" / "a.csv", HEAD, *VOUCHER, *[("2026-04-01", *row[1:]) for row in VOUCHER])
    take(tmp_path)
    csv_file(tmp_path / "files" / "a.csv", HEAD, *VOUCHER, *SECOND)
    with pytest.raises(Refused, match="B01 financial 202603"):
        take(tmp_path)
    assert len(rows(tmp_path)) == 4
    take(tmp_path, replacing=True)
    assert sorted((row["period"], row["voucher_id"]) for row in rows(tmp_path)) == [
        (202603, "记-1"), (202603, "记-1"), (202603, "记-2"), (202603, "记-2"), (202604, "记-1"), (202604, "记-1"),
    ]  # fmt: skip
    old, new = store(tmp_path).sources()
    assert (old.tables["voucher_lines"].counted, old.superseded_by, new.superseded_by) == (2, (new.number,), ())
    assert store(tmp_path).source_file(old.sha256).exists()


def test_several_corrections_at_once_take_from_one_source(tmp_path: Path) -> None:
    csv_file(tmp_path / "files" / "a.csv", HEAD, *VOUCHER, *[("2026-04-01", *row[1:]) for row in VOUCHER])
    take(tmp_path)
    (tmp_path / "files" / "a.csv").unlink()
    csv_file(tmp_path / "files" / "3月.csv", HEAD, *SECOND)
    csv_file(tmp_path / "files" / "4月.csv", HEAD, *[("2026-04-02", *row[1:]) for row in SECOND])
    take(tmp_path, replacing=True)
    assert {(row["period"], row["voucher_id"]) for row in rows(tmp_path)} == {(202603, "记-2"), (202604, "记-2")}
    assert not store(tmp_path).sources()[0].counts


def test_two_files_of_one_folder_that_contradict_are_refused(tmp_path: Path) -> None:
    csv_file(tmp_path / "files" / "a.csv", HEAD, *VOUCHER)
    csv_file(tmp_path / "files" / "b.csv", HEAD, *SECOND)
    with pytest.raises(Refused, match=r"b\.csv"):
        take(tmp_path)
    assert store(tmp_path).sources() == ()


PAYMENTS = ("支付凭证号", "预算单位编码", "支付日期", "金额", "收款人全称", "收款人账号")


def test_lists_that_overlap_bring_each_payment_once(tmp_path: Path) -> None:
    first = [(f"P{i}", "B01", "2026-03-05", "10", "甲公司", "6222 0001") for i in range(3)]
    csv_file(tmp_path / "files" / "a.csv", PAYMENTS, *first)
    take(tmp_path, "treasury", unit=None)
    csv_file(tmp_path / "files" / "b.csv", PAYMENTS, first[2], ("P3", "B01", "2026-03-06", "10", "甲公司", "62220001"))
    (imported,) = take(tmp_path, "treasury", unit=None).imported
    assert imported.left_out == {"先前已导入的相同行": 1}
    assert [row["payment_no"] for row in rows(tmp_path, "payments")] == ["P0", "P1", "P2", "P3"]
    csv_file(tmp_path / "files" / "c.csv", PAYMENTS, ("P1", "B01", "2026-03-05", "11", "甲公司", "62220001"))
    with pytest.raises(Refused, match="P1"):
        take(tmp_path, "treasury", unit=None)
    take(tmp_path, "treasury", unit=None, replacing=True)
    assert sorted(row["amount_fen"] for row in rows(tmp_path, "payments")) == [1000, 1000, 1000, 1100]


def test_rejected_rows_are_written_down_with_row_column_and_reason(tmp_path: Path) -> None:
    bad = [
        ("2026-03-05", "记", "90", "a", "1002", "", "壹佰元", "", ""),
        ("3月5日", "记", "91", "a", "1002", "", "1", "", ""),
        ("2026-03-05", "记", "92", "a", "", "", "1", "", ""),
        ("2026-03-05", "记", "93", "=1+1", "1002", "", "", "1.001", ""),
    ]
    csv_file(tmp_path / "files" / "a.csv", HEAD, *MANY, *bad)
    (imported,) = take(tmp_path).imported
    assert (imported.rejected, imported.tables["voucher_lines"].rows) == (4, 100)
    with store(tmp_path).rejected_file(1).open(encoding="utf-8-sig") as file:
        head, *lines = csv.reader(file)
    assert head == ["工作表", "行号", "列", "列名", "内容", "原因"]
    assert lines == [
        ["", "102", "G", "借方金额", "壹佰元", "不是数字"],
        ["", "103", "A", "日期", "3月5日", "不是日期"],
        ["", "104", "E", "科目代码", "", "缺少必填内容"],
        ["", "105", "H", "贷方金额", "1.001", "金额的小数超过两位"],
    ]


def test_reasons_are_in_the_language_of_whoever_imports(tmp_path: Path) -> None:
    csv_file(tmp_path / "files" / "a.csv", HEAD, *MANY, ("昨天", *VOUCHER[0][1:]))
    mapping = find("auto").with_constants(unit="B01")
    from tests.unit.engines.ledgers.vouchers import CALENDAR

    import_folder(store(tmp_path), tmp_path / "files", Choices(mapping, translate=lambda text: f"<{text}>"), CALENDAR)
    assert "<不是日期>" in store(tmp_path).rejected_file(1).read_text("utf-8-sig")


def test_too_many_rejected_rows_and_nothing_is_imported(tmp_path: Path) -> None:
    csv_file(tmp_path / "files" / "a.csv", HEAD, *MANY)
    csv_file(tmp_path / "files" / "b.csv", HEAD, *[("昨天", *row[1:]) for row in SECOND], *MANY[:4])
    with pytest.raises(InvalidFiles, match=r"b\.csv:2:日期：不是日期"):
        take(tmp_path)
    assert store(tmp_path).sources() == ()
    assert not list((tmp_path / "store").rglob("*.parquet"))


def test_one_broken_file_and_nothing_of_the_folder_is_imported(tmp_path: Path) -> None:
    csv_file(tmp_path / "files" / "a.csv", HEAD, *VOUCHER)
    broken = workbook(tmp_path / "files" / "b.xlsx", [HEAD, *SECOND])
    broken.write_bytes(broken.read_bytes()[:2000])
    with pytest.raises(InvalidFile, match=r"b\.xlsx"):
        take(tmp_path)
    assert store(tmp_path).sources() == ()


def test_a_failed_formula_in_a_column_that_is_read_is_named_by_sheet_row_and_column(tmp_path: Path) -> None:
    workbook(tmp_path / "files" / "a.xlsx", [HEAD, VOUCHER[0], (*VOUCHER[1][:7], "=A9", "张会计")])
    with pytest.raises(InvalidFiles, match=r"a\.xlsx\[Sheet1\]:3:贷方金额：公式错误"):
        take(tmp_path)


def test_an_identity_number_kept_as_a_quantity_is_refused_and_never_shown(tmp_path: Path) -> None:
    head = ("姓名", "身份证号", "单位编码", "职务")
    good = [(f"职工{i}", f"11010519900101{i:04d}", "B01", "科员") for i in range(30)]
    workbook(tmp_path / "files" / "a.xlsx", [head, *good, ("王五", 440101199001011234, "B01", "科员")])
    (imported,) = take(tmp_path, unit=None).imported
    assert imported.rejected == 1
    assert "****" in store(tmp_path).rejected_file(1).read_text("utf-8-sig")
    kept = "".join(path.read_text("latin-1") for path in (tmp_path / "store" / "roster").iterdir())
    assert "11010519900101" not in kept
    assert rows(tmp_path, "roster")[0]["person_id"] == store(tmp_path).identities().person("110105199001010000")


def test_units_named_in_one_file_give_their_codes_to_the_others(tmp_path: Path) -> None:
    csv_file(
        tmp_path / "files" / "z单位.csv",
        ("单位编码", "单位名称", "上级单位编码"),
        ("B01", "水务局", ""),
        ("B02", "水务站", "B01"),
    )
    csv_file(tmp_path / "files" / "a.csv", ("单位", *HEAD), *[("水务站", *row) for row in VOUCHER])
    take(tmp_path, unit=None)
    assert {row["unit"] for row in rows(tmp_path)} == {"B02"}
    assert {(row["ancestor"], row["unit"]) for row in rows(tmp_path, "unit_closure")} == {
        ("B01", "B01"),
        ("B02", "B02"),
        ("B01", "B02"),
    }


def test_a_file_that_does_not_say_whose_it_is(tmp_path: Path) -> None:
    csv_file(tmp_path / "files" / "a.csv", HEAD, *VOUCHER)
    with pytest.raises(InvalidFile, match="--unit"):
        take(tmp_path, unit=None)


def test_missing_columns_are_named(tmp_path: Path) -> None:
    csv_file(tmp_path / "files" / "a.csv", HEAD[:6], *[row[:6] for row in VOUCHER])
    with pytest.raises(InvalidFile, match="借方金额 / 金额"):
        take(tmp_path)


def test_a_sheet_that_is_no_table_is_left_unread_and_said(tmp_path: Path) -> None:
    workbook(tmp_path / "files" / "a.xlsx", [HEAD, *VOUCHER], [("填表说明",), ("请按月报送",)], [])
    ((file, sheet, reason),) = take(tmp_path).unread
    assert (file, sheet, str(reason)) == ("a.xlsx", "Sheet2", "前30行里没有认出表头")


def test_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    with pytest.raises(InvalidFile, match="没有可以导入的文件"):
        take(tmp_path)


def test_money_in_ten_thousands_by_its_head(tmp_path: Path) -> None:
    head = ("合同编号", "采购单位", "签订日期", "供应商名称", "采购类别", "合同金额（万元）")
    csv_file(tmp_path / "files" / "a.csv", head, ("HT1", "B01", "2026-03-05", "甲公司", "服务", "1.9"))
    take(tmp_path, "contracts", unit=None)
    (row,) = rows(tmp_path, "purchases")
    assert (row["amount_fen"], row["supplier_code"], row["kind"]) == (1_900_000, "甲公司", "services")


def test_invoices_fuel_and_benefits(tmp_path: Path) -> None:
    files = tmp_path / "files"
    csv_file(files / "发票.csv", ("发票代码", "发票号码", "开票日期", "销方名称", "购买方名称", "货物或应税劳务名称", "价税合计", "发票状态"), ("1100", "00012345", "2026-03-05", "甲公司", "水务局", "*餐饮服务*餐费", "300.00", "已红冲-全额"))  # fmt: skip
    csv_file(files / "油卡.csv", ("单位", "车牌号", "油卡号", "加油时间", "加油量（升）", "金额", "业务类型"), ("B01", "川A12345", "9001", "2026-03-07 08:15:00", "58.2", "466", "加油"))  # fmt: skip
    csv_file(files / "低保.csv", ("发放单位", "补贴项目", "姓名", "身份证号", "银行卡号", "发放日期", "发放金额"), ("B01", "低保", "李四", "110105194912310021", "6222 0001", "20260310", "420"))  # fmt: skip
    csv_file(files / "单位.csv", ("单位编码", "单位名称", "上级单位编码"), ("B01", "水务局", ""))
    take(tmp_path, unit=None)
    (invoice,), (fill,), (benefit,) = (
        rows(tmp_path, "invoices"),
        rows(tmp_path, "vehicle_events"),
        rows(tmp_path, "benefits"),
    )
    assert (invoice["invoice_no"], invoice["status"], invoice["buyer_unit"]) == ("110000012345", "red", "B01")
    assert (fill["minute"], fill["millilitres"], fill["kind"], fill["amount_fen"]) == (495, 58_200, "fuel", 46_600)
    identities = store(tmp_path).identities()
    assert benefit["person_id"] == identities.person("110105194912310021")
    assert benefit["card_no"] == identities.account("62220001")


def test_closures_beside_the_ledgers(tmp_path: Path) -> None:
    head = ("finding", "unit", "family", "accounts", "words", "closed_on", "watch_until")
    csv_file(
        tmp_path / "files" / "closures.csv",
        head,
        ("WT-1", "B01", "A", "30217、30299", "接待;招待", "2026-03-31", "2027-03-31"),
    )
    take(tmp_path, unit=None)
    (row,) = rows(tmp_path, "closures")
    assert (row["accounts"], row["words"], row["persons"]) == (["30217", "30299"], ["接待", "招待"], None)
    assert (row["watch_until_day"] - row["closed_day"], row["family"]) == (365, "A")
