"""Which months of which units are there, and what of them does not add up."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from xuncha.engines.ledgers.months import Month, months
from xuncha.engines.ledgers.tables import BALANCES, VOUCHER_LINES, Table


def rows(table: Table, *given: dict[str, Any]) -> pa.Table:
    names = table.schema.names
    return pa.Table.from_pylist([{name: row.get(name) for name in names} for row in given], schema=table.schema)


def voucher(
    number: int, period: int = 202603, debit: int = 100, credit: int = 100, unit: str = "U"
) -> list[dict[str, Any]]:
    line = {"unit": unit, "book": "financial", "period": period, "voucher_id": f"记-{number:04d}"}
    return [{**line, "debit_fen": debit, "credit_fen": 0}, {**line, "debit_fen": 0, "credit_fen": credit}]


def balance(period: int, opening: int, debit: int, closing: int) -> dict[str, Any]:
    return {
        "unit": "U", "book": "financial", "period": period, "account_code": "1002", "opening_fen": opening,
        "debit_fen": debit, "credit_fen": 0, "closing_fen": closing,
    }  # fmt: skip


def of(*lines: list[dict[str, Any]]) -> list[Month]:
    return months({"voucher_lines": rows(VOUCHER_LINES, *(row for each in lines for row in each))}, ["U"])


def test_a_month_says_how_many_vouchers_and_how_much() -> None:
    assert of(voucher(1), voucher(2), voucher(1, 202604)) == [
        Month("U", 202603, vouchers=2, lines=4, debit_fen=200, credit_fen=200),
        Month("U", 202604, vouchers=1, lines=2, debit_fen=100, credit_fen=100),
    ]


def test_numbers_left_out_and_vouchers_out_of_balance_are_counted() -> None:
    (month,) = of(voucher(1), voucher(4, credit=90))
    assert (month.missing, month.unbalanced) == (2, 1)


def test_a_balance_must_follow_from_its_movements_and_from_the_month_before() -> None:
    kept = rows(BALANCES, balance(202512, 0, 50, 50), balance(202601, 50, 0, 40), balance(202602, 41, 0, 41))
    found = {month.period: (month.accounts, month.not_rolling) for month in months({"balances": kept}, ["U"])}
    assert found == {202512: (1, 0), 202601: (1, 1), 202602: (1, 1)}


def test_only_the_units_asked_for_are_looked_at() -> None:
    assert of(voucher(1, unit="V"), voucher(1, unit="'; DROP")) == []
