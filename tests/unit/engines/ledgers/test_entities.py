"""Who is who: names set beside those known, with the reason; two people of one name are two suggestions."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from xuncha.engines.ledgers.entities import core, likenesses
from xuncha.engines.ledgers.rules import catalogue, newest
from xuncha.engines.ledgers.running.duck import Duck
from xuncha.engines.ledgers.running.engine import run
from xuncha.engines.ledgers.tables import TABLES, Tables


def table(name: str, *rows: dict[str, Any]) -> pa.Table:
    return pa.Table.from_pylist([{"row_id": n, **row} for n, row in enumerate(rows, 1)], schema=TABLES[name].schema)


def line(**more: Any) -> dict[str, Any]:
    usual = {"unit": "B1", "book": "financial", "debit_fen": 100_000, "day_no": 20_000, "period": 202410}
    return {**usual, "account_code": "500130201", "voucher_id": "记-1", "line_no": 1, **more}


ROSTER = (
    {"person_id": "p1", "name": "王小明", "unit": "B", "post": "局长"},
    {"person_id": "p2", "name": "王小明", "unit": "C", "post": "科员"},
    {"person_id": "p3", "name": "李秀兰", "unit": "B1", "post": "会计"},
)
TREE = ({"ancestor": "B", "unit": "B1", "depth": 1}, {"ancestor": "B1", "unit": "B1", "depth": 0})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("云岫办公用品有限公司", "云岫办公用品有限责任公司"),
        ("云岫（南）办公用品 有限公司", "云岫(南)办公用品公司"),
        ("ＡＢＣ科技有限公司", "ABC科技公司"),
    ],
)
def test_two_spellings_of_a_supplier_share_a_core(one: str, other: str) -> None:
    assert core(one) == core(other)


def test_a_name_of_nothing_but_its_form_keeps_something() -> None:
    assert core("有限公司") == "有限公司"


def test_a_payee_is_set_beside_the_rosters_of_the_unit_and_those_above_it_first() -> None:
    tables: Tables = {
        "voucher_lines": table("voucher_lines", line(payee_name="王小明"), line(payee_name="李秀兰")),
        "roster": table("roster", *ROSTER), "unit_closure": table("unit_closure", *TREE),
    }  # fmt: skip
    with Duck(tables) as engine:
        found = {each.mention.name: each for each in likenesses(engine)}
    assert (found["王小明"].known.code, found["李秀兰"].known.code) == ("p1", "p3")
    assert "共有2人" in str(found["王小明"].reason)
    assert "只此一人" in str(found["李秀兰"].reason)


def test_two_of_one_name_are_two_suggestions() -> None:
    elsewhere = table("voucher_lines", line(unit="Z", payee_name="王小明"))
    with Duck({"voucher_lines": elsewhere, "roster": table("roster", *ROSTER)}) as engine:
        assert sorted(each.known.code for each in likenesses(engine)) == ["p1", "p2"]


def test_a_supplier_without_a_code_is_set_beside_the_register_with_the_reason() -> None:
    tables: Tables = {
        "voucher_lines": table(
            "voucher_lines", line(counterparty="云岫办公用品公司"), line(counterparty="完全无关的饭店")
        ),
        "suppliers": table("suppliers", {"supplier_code": "S1", "name": "云岫办公用品有限公司"}),
    }
    with Duck(tables) as engine:
        (found,) = likenesses(engine)
    assert (found.known.code, found.alike) == ("S1", 100)
    assert "公司形式" in str(found.reason)


def test_a_rule_joins_names_only_once_a_person_said_so() -> None:
    lines = (
        line(payee_name="王小明", voucher_id="记-1", account_code="500130217"),
        line(payee_name="王小明", unit="Z", voucher_id="记-2", account_code="500130217"),
    )
    tables: Tables = {
        "voucher_lines": table("voucher_lines", *lines), "roster": table("roster", *ROSTER),
        "unit_closure": table("unit_closure", *TREE),
    }  # fmt: skip
    rule = newest(catalogue(), ["A2"])[0]
    with Duck(tables) as engine:
        assert len(run(rule, engine)) == 0
    said = table("same_as", {"kind": "person", "unit": "B1", "name": "王小明", "code": "p1"})
    with Duck({**tables, "same_as": said}) as engine:
        assert run(rule, engine)["row_keys"].to_pylist() == [[1]]
