"""The canonical tables: what every ledger becomes before a rule reads it.

Money is whole fen (分) in int64. Beside each date stands `day_no`, days since 1970-01-01, for windows that mean the same
on every engine. Every row keeps where it came from: `source` (SHA-256 of the file), `sheet`, `source_row` (as the reader of
that file counts, from 1), and a `row_id`, whole and unique in its store, by which flags point at it. Identity numbers of
persons stand as a keyed hash (`person_id`, `payee_id`): equal means the same person, and nobody reads the number here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa

from xuncha.domain.words import N_

TEXT = pa.string()
FEN = pa.int64()
WHOLE = pa.int32()
DAY = pa.date32()

EPOCH = date(1970, 1, 1)
"""Day 0 of every `day_no`."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: Arrow type, the Chinese name an importer shows, whether a row cannot do without it."""

    name: str
    type: pa.DataType
    label: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One canonical table.

    `key` names the columns by which two rows are the same fact; `laid` those by which the rows of a file are ordered, so that
    whoever reads one book and one kind of account skips the rest of the file.
    """

    name: str
    label: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    laid: tuple[str, ...] = ()

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema, provenance included."""
        return pa.schema([(each.name, each.type) for each in (*self.columns, *PROVENANCE)])


PROVENANCE = (
    Column("row_id", pa.int64(), N_("行标识"), required=True),
    Column("source", TEXT, N_("来源文件"), required=True),
    Column("sheet", TEXT, N_("工作表")),
    Column("source_row", WHOLE, N_("来源行号"), required=True),
)


def _dated(name: str, label: str, required: bool = False) -> tuple[Column, Column]:
    number = "day_no" if name == "date" else name.removesuffix("_on") + "_day"
    return Column(name, DAY, label, required), Column(number, WHOLE, label, required)


UNIT = Column("unit", TEXT, N_("单位"), required=True)
FROM = _dated("valid_from", N_("起始日"))
UNTIL = _dated("valid_to", N_("截止日"))

VOUCHER_LINES = Table(
    "voucher_lines",
    N_("凭证分录"),
    (
        Column("voucher_id", TEXT, N_("凭证号"), required=True),
        Column("line_no", WHOLE, N_("分录号"), required=True),
        UNIT,
        *_dated("date", N_("日期"), required=True),
        Column("period", WHOLE, N_("会计期间"), required=True),  # 202603
        *_dated("entered_on", N_("录入日期")),
        Column("account_code", TEXT, N_("科目编码"), required=True),
        Column("account_name", TEXT, N_("科目名称")),
        Column("summary", TEXT, N_("凭证摘要")),
        Column("debit_fen", FEN, N_("借方金额"), required=True),
        Column("credit_fen", FEN, N_("贷方金额"), required=True),
        Column("counterparty", TEXT, N_("往来单位")),
        Column("supplier_code", TEXT, N_("供应商")),
        Column("payee_id", TEXT, N_("收款人标识")),
        Column("payee_name", TEXT, N_("收款人")),
        Column("invoice_no", TEXT, N_("发票号码")),
        Column("attachments", WHOLE, N_("附件数")),
        Column("prepared_by", TEXT, N_("制单人")),
        Column("reviewed_by", TEXT, N_("审核人")),
        Column("posted_by", TEXT, N_("记账人")),
        Column("book", TEXT, N_("账套"), required=True),
    ),
    key=("unit", "book", "period", "voucher_id", "line_no"),
    laid=("book", "account_code", "unit", "day_no"),
)

BALANCES = Table(
    "balances",
    N_("科目余额"),
    (
        UNIT,
        Column("book", TEXT, N_("账套"), required=True),
        Column("period", WHOLE, N_("会计期间"), required=True),
        Column("account_code", TEXT, N_("科目编码"), required=True),
        Column("account_name", TEXT, N_("科目名称")),
        Column("opening_fen", FEN, N_("期初余额（借方为正）"), required=True),
        Column("debit_fen", FEN, N_("本期借方"), required=True),
        Column("credit_fen", FEN, N_("本期贷方"), required=True),
        Column("closing_fen", FEN, N_("期末余额（借方为正）"), required=True),
    ),
    key=("unit", "book", "period", "account_code"),
)

INVOICES = Table(
    "invoices",
    N_("发票"),
    (
        Column("invoice_no", TEXT, N_("发票号码"), required=True),  # 20 digits (数电票), or code and number joined
        *_dated("date", N_("开票日期"), required=True),
        Column("seller_code", TEXT, N_("销售方税号")),
        Column("seller_name", TEXT, N_("销售方名称")),
        Column("buyer_unit", TEXT, N_("购买方单位")),  # a unit of the tree where the buyer is one
        Column("buyer_name", TEXT, N_("购买方名称")),
        Column("item", TEXT, N_("货物或服务名称")),
        Column("amount_fen", FEN, N_("价税合计"), required=True),
        Column("status", TEXT, N_("发票状态"), required=True),
        Column("plate", TEXT, N_("车牌号")),  # toll invoices carry it
    ),
    key=("invoice_no", "item", "amount_fen"),
)

PAYMENTS = Table(
    "payments",
    N_("支付"),
    (
        Column("payment_no", TEXT, N_("支付凭证号"), required=True),
        UNIT,
        *_dated("date", N_("支付日期"), required=True),
        Column("amount_fen", FEN, N_("金额"), required=True),
        Column("payee_name", TEXT, N_("收款人")),
        Column("payee_id", TEXT, N_("收款人标识")),
        Column("payee_account", TEXT, N_("收款账号标识")),
        Column("supplier_code", TEXT, N_("供应商")),
        Column("contract_no", TEXT, N_("合同编号")),
        Column("invoice_no", TEXT, N_("发票号码")),
        Column("purpose", TEXT, N_("用途")),
        Column("item_code", TEXT, N_("支出经济分类")),
        Column("method", TEXT, N_("支付方式")),
    ),
    key=("payment_no",),
)

PURCHASES = Table(
    "purchases",
    N_("采购与合同"),
    (
        Column("contract_no", TEXT, N_("合同编号"), required=True),
        UNIT,
        *_dated("date", N_("签订日期"), required=True),
        *_dated("awarded_on", N_("成交日期")),
        Column("supplier_code", TEXT, N_("供应商"), required=True),
        Column("supplier_name", TEXT, N_("供应商名称")),
        Column("kind", TEXT, N_("采购类别"), required=True),
        Column("item", TEXT, N_("采购内容")),
        Column("amount_fen", FEN, N_("合同金额"), required=True),
        Column("added_fen", FEN, N_("补充合同金额")),
        Column("method", TEXT, N_("采购方式")),
    ),
    key=("unit", "contract_no"),
)

BIDS = Table(
    "bids",
    N_("投标"),
    (
        Column("project_no", TEXT, N_("项目编号"), required=True),
        UNIT,
        *_dated("date", N_("开标日期"), required=True),
        Column("supplier_code", TEXT, N_("投标人"), required=True),
        Column("supplier_name", TEXT, N_("投标人名称")),
        Column("amount_fen", FEN, N_("报价"), required=True),
        Column("valid", pa.bool_(), N_("是否有效"), required=True),
        Column("won", pa.bool_(), N_("是否中标"), required=True),
        Column("contract_no", TEXT, N_("合同编号")),
    ),
    key=("project_no", "supplier_code"),
)

SUPPLIERS = Table(
    "suppliers",
    N_("供应商"),
    (
        Column("supplier_code", TEXT, N_("供应商"), required=True),  # unified social credit code where there is one
        Column("name", TEXT, N_("名称"), required=True),
        Column("holder_id", TEXT, N_("法定代表人或股东标识")),  # one row for each
        Column("holder_name", TEXT, N_("法定代表人或股东")),
        Column("capacity", TEXT, N_("身份")),
        *_dated("registered_on", N_("注册日期")),
        *FROM,
        *UNTIL,
    ),
    key=("supplier_code", "holder_id", "capacity"),
)

VEHICLE_EVENTS = Table(
    "vehicle_events",
    N_("公车事项"),
    (
        UNIT,
        *_dated("date", N_("日期"), required=True),
        Column("minute", WHOLE, N_("当日分钟")),  # minutes since midnight
        Column("plate", TEXT, N_("车牌号"), required=True),
        Column("card_no", TEXT, N_("油卡号")),
        Column("kind", TEXT, N_("事项"), required=True),
        Column("millilitres", pa.int64(), N_("加油量（毫升）")),
        Column("tank_millilitres", pa.int64(), N_("油箱容量（毫升）")),
        Column("km", WHOLE, N_("里程表读数（公里）")),
        Column("amount_fen", FEN, N_("金额")),
        Column("driver", TEXT, N_("驾驶人")),
    ),
    key=("plate", "kind", "day_no", "minute"),
)

BENEFITS = Table(
    "benefits",
    N_("惠民补贴发放"),
    (
        UNIT,  # who pays
        *_dated("date", N_("发放日期"), required=True),
        Column("programme", TEXT, N_("补贴项目"), required=True),
        Column("person_id", TEXT, N_("人员标识"), required=True),
        Column("name", TEXT, N_("姓名"), required=True),
        Column("household", TEXT, N_("户号")),
        Column("village", TEXT, N_("村（社区）")),
        Column("card_no", TEXT, N_("银行卡标识")),
        Column("amount_fen", FEN, N_("金额"), required=True),
    ),
    key=("programme", "person_id", "day_no"),
)

PAYROLL = Table(
    "payroll",
    N_("工资津贴发放"),
    (
        UNIT,
        *_dated("date", N_("发放日期"), required=True),
        Column("person_id", TEXT, N_("人员标识"), required=True),
        Column("name", TEXT, N_("姓名"), required=True),
        Column("item", TEXT, N_("发放项目"), required=True),
        Column("amount_fen", FEN, N_("金额"), required=True),
    ),
    key=("unit", "person_id", "item", "day_no"),
)

ROSTER = Table(
    "roster",
    N_("人员名册"),
    (
        Column("person_id", TEXT, N_("人员标识"), required=True),
        Column("name", TEXT, N_("姓名"), required=True),
        UNIT,
        Column("post", TEXT, N_("职务")),
        Column("village_cadre", pa.bool_(), N_("是否村干部")),
        *FROM,
        *UNTIL,
    ),
    key=("person_id", "unit", "valid_from"),
)

RELATIVES = Table(
    "relatives",
    N_("亲属"),
    (
        Column("person_id", TEXT, N_("人员标识"), required=True),
        Column("relative_id", TEXT, N_("亲属标识"), required=True),
        Column("relation", TEXT, N_("关系"), required=True),
    ),
    key=("person_id", "relative_id"),
)

DEATHS = Table(
    "deaths",
    N_("死亡登记"),
    (
        Column("person_id", TEXT, N_("人员标识"), required=True),
        *_dated("died_on", N_("死亡日期"), required=True),
    ),
    key=("person_id",),
)

UNITS = Table(
    "units",
    N_("单位"),
    (
        UNIT,
        Column("name", TEXT, N_("名称"), required=True),
        Column("parent", TEXT, N_("上级单位")),
        Column("relation", TEXT, N_("与上级的关系")),
        *FROM,
        *UNTIL,
    ),
    key=("unit", "parent", "valid_from"),
)

UNIT_CLOSURE = Table(
    "unit_closure",
    N_("单位上下级"),
    (
        Column("ancestor", TEXT, N_("上级单位"), required=True),
        UNIT,
        Column("depth", WHOLE, N_("层级差"), required=True),  # 0: the unit itself
        *FROM,
        *UNTIL,
    ),
    key=("ancestor", "unit", "valid_from"),
)

CALENDAR = Table(
    "calendar",
    N_("日历"),
    (*_dated("date", N_("日期"), required=True), Column("working", pa.bool_(), N_("是否工作日"), required=True)),
    key=("day_no",),
)

CLOSURES = Table(
    "closures",
    N_("已销号问题"),
    (
        Column("finding", TEXT, N_("问题"), required=True),
        UNIT,
        Column("family", TEXT, N_("疑点类别"), required=True),
        Column("persons", pa.list_(TEXT), N_("涉及人员标识")),
        Column("accounts", pa.list_(TEXT), N_("涉及科目")),
        Column("suppliers", pa.list_(TEXT), N_("涉及供应商")),
        Column("words", pa.list_(TEXT), N_("摘要用语")),
        *_dated("closed_on", N_("销号日期"), required=True),
        *_dated("watch_until", N_("监测截止日"), required=True),
    ),
    key=("finding", "unit"),
)

SAME_AS = Table(
    "same_as",
    N_("经确认的姓名和供应商"),
    (
        Column("kind", TEXT, N_("类别"), required=True),
        Column("unit", TEXT, N_("单位")),  # of a person: a name means somebody only within a unit
        Column("name", TEXT, N_("姓名或名称"), required=True),
        Column("code", TEXT, N_("人员标识或供应商"), required=True),
    ),
    key=("kind", "unit", "name"),
)

IMPORTED = (
    VOUCHER_LINES, BALANCES, INVOICES, PAYMENTS, PURCHASES, BIDS, SUPPLIERS, VEHICLE_EVENTS, BENEFITS, PAYROLL, ROSTER,
    RELATIVES, DEATHS, UNITS,
)  # fmt: skip
"""What files are imported into."""

DERIVED = (UNIT_CLOSURE, CALENDAR, CLOSURES, SAME_AS)
"""What is made from records and law, never imported."""

TABLES: Mapping[str, Table] = {each.name: each for each in (*IMPORTED, *DERIVED)}

Source = tuple[Path, ...] | pa.Table
"""Rows of one table: Parquet files, or an Arrow table."""

Tables = Mapping[str, Source]
"""What an engine is given, by table name; a table that is absent is empty."""
