"""Small files as accounting packages write them, and importing them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import xlsxwriter

from tests.unit.engines.ledgers.vouchers import CALENDAR
from xuncha.engines.ledgers.importing import Choices, Outcome, find, import_folder
from xuncha.engines.ledgers.store import Store

HEAD = ("日期", "凭证字", "凭证号", "摘要", "科目代码", "科目名称", "借方金额", "贷方金额", "制单")
VOUCHER = (
    ("2026-03-05", "记", "1", "付王五差旅费", "5001.30211", "业务活动费用-差旅费", "1,200.50", "", "张会计"),
    ("2026-03-05", "记", "1", "付王五差旅费", "1002", "银行存款", "", "1,200.50", "张会计"),
)
SECOND = (
    ("2026-03-06", "记", "2", "购办公用品", "5001.30201", "业务活动费用-办公费", "88.00", "", "张会计"),
    ("2026-03-06", "记", "2", "购办公用品", "1002", "银行存款", "", "88.00", "张会计"),
)
BALANCE_HEAD = ("科目编码", "科目名称", "期初方向", "期初余额", "本期借方", "本期贷方", "期末方向", "期末余额")


def csv_file(path: Path, *rows: Sequence[Any], encoding: str = "utf-8") -> Path:
    """Write rows as delimited text."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def workbook(path: Path, *sheets: Sequence[Sequence[Any]]) -> Path:
    """Write sheets of rows; a cell of text that begins with = is a formula that failed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path) as book:
        for rows in sheets:
            page = book.add_worksheet()
            for i, row in enumerate(rows):
                for j, cell in enumerate(row):
                    if isinstance(cell, str) and cell.startswith("="):
                        page.write_formula(i, j, cell, None, "#REF!")
                    elif isinstance(cell, str):
                        page.write_string(i, j, cell)
                    elif cell is not None:
                        page.write(i, j, cell)
    return path


def store(folder: Path) -> Store:
    """A store in a folder beside the files."""
    place = folder / "store"
    return Store.open(place) if (place / "manifest.json").exists() else Store.create(place)


def take(
    folder: Path, mapping: str = "auto", replacing: bool = False, unit: str | None = "B01", **constants: str
) -> Outcome:
    """Import what lies in `folder`/files."""
    chosen = find(mapping).with_constants(unit=unit, **constants)
    return import_folder(store(folder), folder / "files", Choices(chosen, replacing), CALENDAR)


def rows(folder: Path, table: str = "voucher_lines") -> list[dict[str, Any]]:
    """Every row of a table that counts."""
    return [row for path in store(folder).tables().get(table, ()) for row in pq.read_table(path).to_pylist()]
