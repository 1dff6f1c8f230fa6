"""`xuncha ledgers import`: exit statuses, what is said, mappings of an office's own, foreign ledgers by mapping alone."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.unit.engines.ledgers.importing.made import BALANCE_HEAD, HEAD, SECOND, VOUCHER, csv_file
from xuncha.config import command
from xuncha.config.command import Exit
from xuncha.engines.ledgers.store import Store


def take(folder: Path, *words: str) -> int:
    return command.main(["ledgers", "import", str(folder / "files"), "--store", str(folder / "store"), *words])


def test_import_says_what_came_and_whether_it_adds_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    off = ("2026-03-09", "记", "4", "付电费", "500130206", "", "30", "", "")
    csv_file(tmp_path / "files" / "a.csv", HEAD, *VOUCHER, *SECOND, off)
    csv_file(
        tmp_path / "files" / "余额2026年3月.csv", BALANCE_HEAD, ("1002", "银行存款", "借", "9", "0", "0", "借", "9")
    )
    assert take(tmp_path, "--unit", "B01", "--progress") == Exit.DONE
    said = capsys.readouterr()
    assert "[2] a.csv" in said.out  # balances come first
    assert "202603  记-4  debit=30.00  credit=0.00" in said.out
    assert "100%" in said.err
    before = (tmp_path / "store" / "manifest.json").read_bytes()
    assert take(tmp_path, "--unit", "B01") == Exit.DONE
    assert "a.csv" in capsys.readouterr().out
    assert (tmp_path / "store" / "manifest.json").read_bytes() == before


def test_bad_files_end_with_four_and_a_contradiction_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    csv_file(tmp_path / "files" / "a.csv", HEAD, *VOUCHER)
    assert take(tmp_path) == Exit.BAD_INPUT
    assert "--unit" in capsys.readouterr().err
    assert take(tmp_path, "--unit", "B01", "--mapping", "nowhere") == Exit.BAD_INPUT
    assert take(tmp_path, "--unit", "B01") == Exit.DONE
    csv_file(tmp_path / "files" / "a.csv", HEAD, *SECOND)
    assert take(tmp_path, "--unit", "B01") == Exit.CHECK_FAILED
    assert take(tmp_path, "--unit", "B01", "--replace") == Exit.DONE


def test_looking_imports_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    csv_file(tmp_path / "files" / "a.csv", (*HEAD, "币别"), *VOUCHER)
    assert take(tmp_path, "--unit", "B01", "--look") == Exit.DONE
    said = capsys.readouterr().out
    assert any("借方金额" in line and "(debit_fen)" in line for line in said.splitlines())
    assert "币别" in said.splitlines()[-1]
    assert not (tmp_path / "store").exists()


MAPPING = """
[[sheet]]
files = ["*流水*"]
table = "voucher_lines"
columns.date = "入账日"
columns.voucher_number = "号"
columns.account_code = "会计科目号"
columns.debit_fen = "增"
columns.credit_fen = "减"
constants.voucher_type = "记"
unit_from.file = '^(?P<unit>[^_]+)_'

[[sheet]]
ignore = true
"""


def test_a_mapping_of_the_offices_own(tmp_path: Path) -> None:
    csv_file(tmp_path / "files" / "水务局_流水.csv", ("入账日", "号", "会计科目号", "增", "减"), ("2026-03-05", 1, "1002", 5, ""), ("2026-03-05", 1, "2307", "", 5))  # fmt: skip
    csv_file(tmp_path / "files" / "别的.csv", ("甲", "乙"), (1, 2))
    (tmp_path / "own.toml").write_text(MAPPING, "utf-8")
    assert take(tmp_path, "--mapping", str(tmp_path / "own.toml")) == Exit.DONE
    (path,) = Store.open(tmp_path / "store").tables()["voucher_lines"]
    assert {(row["unit"], row["voucher_id"]) for row in pq.read_table(path).to_pylist()} == {("水务局", "记-1")}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[sheet]\n", "TOML"),
        ('[[sheet]]\ntabel = "voucher_lines"\n', "tabel"),
        ('[[sheet]]\ntable = "vouchers"\n', "vouchers"),
        ('[[sheet]]\ntable = "payments"\ncolumns.debit_fen = "借"\n', "debit_fen"),
        ('[[sheet]]\ndates = "ydm"\n', "dates"),
        ("[[sheet]]\nunit_from.file = '(unit'\n", "unit_from"),
        ("most_rejected = 7\n", "most_rejected"),
    ],
)
def test_a_mapping_that_says_something_else(tmp_path: Path, text: str, complaint: str, capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    csv_file(tmp_path / "files" / "a.csv", HEAD, *VOUCHER)
    (tmp_path / "own.toml").write_text(text, "utf-8")
    assert take(tmp_path, "--unit", "B01", "--mapping", str(tmp_path / "own.toml")) == Exit.BAD_INPUT
    assert complaint in capsys.readouterr().err


def test_spending_lists_of_other_countries_by_mapping_alone(tmp_path: Path) -> None:
    csv_file(tmp_path / "files" / "us.csv", ("PaymentDate", "VendorName", "PaymentAmount", "CenterName", "Account", "AccountName"), ("8/14/2017 0:00", "AIMS PVIC", "-2125.5", "GRADING", "52390", "MAINT"))  # fmt: skip
    assert take(tmp_path, "--mapping", "scottsdale") == Exit.DONE
    csv_file(tmp_path / "files" / "uk.csv", ("Body Name", "Service Area", "Date", "Transaction Number", "Net Amount (£)", "Supplier Name"), ("Borough", "Parks", "14/08/2017", "T1", "1,250.00", "ACME LTD"))  # fmt: skip
    assert take(tmp_path, "--mapping", "english_council") == Exit.DONE
    files = Store.open(tmp_path / "store").tables()["payments"]
    us, uk = (row for path in files for row in pq.read_table(path).to_pylist())
    assert (us["unit"], us["amount_fen"], str(us["date"]), us["supplier_code"]) == (
        "GRADING",
        -212550,
        "2017-08-14",
        "AIMS PVIC",
    )
    assert (uk["unit"], uk["amount_fen"], str(uk["date"]), uk["payment_no"]) == ("Parks", 125000, "2017-08-14", "T1")
