"""What a column of a file may be: a column of a canonical table, or a part from which one is put together."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from xuncha.domain.ledgers import Book, InvoiceStatus, PurchaseKind, UnitRelation, VehicleEvent
from xuncha.domain.words import N_
from xuncha.engines.ledgers.importing import cells
from xuncha.engines.ledgers.tables import TABLES

Read = Callable[[str], Any]

DEBIT, CREDIT, EVEN = "debit", "credit", "even"
SIDES = dict.fromkeys(("借", "借方", "D", "DR", "Dr", "1", "debit"), DEBIT)
SIDES |= dict.fromkeys(("贷", "贷方", "C", "CR", "Cr", "-1", "2", "credit"), CREDIT)
SIDES |= dict.fromkeys(("平", "0"), EVEN)
BOOKS = dict.fromkeys(("01", "会计", "财务", "财务会计", "财记", "financial"), Book.FINANCIAL.value)
BOOKS |= dict.fromkeys(("02", "预算", "预算会计", "预记", "budget"), Book.BUDGET.value)
STATUS = dict.fromkeys(("正常", "有效", "已开具", "正数", "valid"), InvoiceStatus.VALID.value)
STATUS |= dict.fromkeys(("作废", "已作废", "void"), InvoiceStatus.VOID.value)
STATUS |= dict.fromkeys(
    ("红冲", "已红冲", "全额红冲", "部分红冲", "已红冲-全额", "已红冲-部分", "红字", "red"), InvoiceStatus.RED.value
)
PURCHASES = {
    "货物": "goods",
    "货物类": "goods",
    "服务": "services",
    "服务类": "services",
    "工程": "works",
    "工程类": "works",
}
PURCHASES |= {each.value: each.value for each in PurchaseKind}
EVENTS = {
    "加油": "fuel",
    "过路": "toll",
    "通行": "toll",
    "派车": "dispatch",
    "出车": "dispatch",
    "维修": "repair",
    "保养": "repair",
}
EVENTS |= {each.value: each.value for each in VehicleEvent}
RELATIONS = {"下属": "subordinate", "下属单位": "subordinate", "业务主管": "supervised", "挂靠": "affiliated"}
RELATIONS |= {each.value: each.value for each in UnitRelation}

PARTS: Mapping[str, tuple[str, Read]] = {
    "year": (N_("会计年度"), cells.whole),
    "month": (N_("会计月份"), cells.whole),
    "voucher_type": (N_("凭证字"), cells.text),
    "voucher_number": (N_("凭证编号"), cells.code),
    "direction": (N_("借贷方向"), cells.choice(SIDES)),
    "amount": (N_("金额"), cells.money),
    "void": (N_("作废标志"), cells.yes_or_no),
    "invoice_code": (N_("发票代码"), cells.code),
    "opening": (N_("期初余额"), cells.money),
    "opening_direction": (N_("期初方向"), cells.choice(SIDES)),
    "opening_debit": (N_("期初借方"), cells.money),
    "opening_credit": (N_("期初贷方"), cells.money),
    "closing": (N_("期末余额"), cells.money),
    "closing_direction": (N_("期末方向"), cells.choice(SIDES)),
    "closing_debit": (N_("期末借方"), cells.money),
    "closing_credit": (N_("期末贷方"), cells.money),
}
"""What a file may hold that no table does: how it is called, and how a cell of it is read."""
CHOICES: Mapping[str, dict[str, str]] = {"book": BOOKS, "status": STATUS, "relation": RELATIONS}
KINDS: Mapping[str, dict[str, str]] = {"purchases": PURCHASES, "vehicle_events": EVENTS}
PERSONS = frozenset({"person_id", "payee_id", "relative_id", "holder_id"})
ACCOUNTS = frozenset({("payments", "payee_account"), ("benefits", "card_no")})
LISTS = ("persons", "accounts", "suppliers", "words")


@dataclass(frozen=True)
class Field:
    """One field of a table as files have it."""

    name: str
    label: str
    read: Read
    secret: str = ""
    """`person` or `account` where only a hash is kept."""


@cache
def fields(table: str) -> Mapping[str, Field]:
    """All fields of a table, canonical columns and parts."""
    found = {name: Field(name, label, read) for name, (label, read) in PARTS.items()}
    numbers = {day_column(column.name) for column in TABLES[table].columns if column.type == pa.date32()}
    for column in TABLES[table].columns:
        if column.name in numbers:
            continue
        secret = "person" if column.name in PERSONS else "account" if (table, column.name) in ACCOUNTS else ""
        found[column.name] = Field(column.name, column.label, _reader(table, column.name, column.type), secret)
    return found


def day_column(name: str) -> str:
    """The column that holds the number of a day: `day_no` beside `date`, `entered_day` beside `entered_on`."""
    return "day_no" if name == "date" else f"{name.removesuffix('_on')}_day"


def _reader(table: str, name: str, kind: pa.DataType) -> Read:
    special: dict[str, Read] = {
        "account_code": cells.account_code,
        "period": cells.period,
        "minute": cells.minute,
        "millilitres": cells.thousandths,
        "tank_millilitres": cells.thousandths,
    }
    if name in special:
        return special[name]
    if name in CHOICES or (name == "kind" and table in KINDS):
        return cells.choice(CHOICES.get(name) or KINDS[table])
    if name.endswith(("_no", "_code", "_id", "_account")) or name in (
        "unit",
        "parent",
        "plate",
        "household",
        "line_no",
    ):
        return cells.whole if name == "line_no" else cells.code
    by_type: dict[pa.DataType, Read] = {
        pa.string(): cells.text,
        pa.int64(): cells.money,
        pa.int32(): cells.whole,
        pa.date32(): cells.day,
        pa.bool_(): cells.yes_or_no,
    }
    return by_type.get(kind, cells.words)


@dataclass(frozen=True)
class Synonyms:
    """What the columns of one table are called in the files of this country's offices and their programs."""

    heads: Mapping[str, tuple[str, ...]]
    needs: tuple[tuple[str, ...], ...]
    """Groups of fields of which each needs one: without them a sheet is not this table."""


@cache
def synonyms() -> Mapping[str, Synonyms]:
    """The dictionary, by table."""
    told = tomllib.loads((Path(__file__).parent / "synonyms.toml").read_text("utf-8"))
    found = {}
    for table, said in told.items():
        needs = tuple(tuple(group) for group in said.pop("needs"))
        # A table's own names are understood as well: files another program of ours wrote.
        heads = {name: (*said.get(name, ()), name) for name in fields(table)}
        found[table] = Synonyms(heads, needs)
    return found
