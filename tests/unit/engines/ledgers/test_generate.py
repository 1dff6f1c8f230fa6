"""Generated ledgers: the same for the same seed, honest where nothing was planted, screened to exactly what was."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from xuncha.connectors.holidays import OfficialCalendar
from xuncha.engines.ledgers.generate import LABELS, generate
from xuncha.engines.ledgers.rules.reading import catalogue, newest
from xuncha.engines.ledgers.running.duck import Duck
from xuncha.engines.ledgers.running.screening import Setting, screen
from xuncha.engines.ledgers.store import Store

LINES = 500_000
FIRST_CATALOGUE = (
    {f"A{n}" for n in range(1, 9)} | {f"B{n}" for n in range(1, 7)} | {"C1", "C2", "C3", "C4", "C5", "C10", "C13", "C14"}
    | {"D1", "D2", "D3", "D4", "D5", "D11", "D14"} | {f"E{n}" for n in range(1, 8)} | {f"F{n}" for n in range(1, 6)}
)  # fmt: skip


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ledgers") / "planted"
    generate(LINES, 7, folder, OfficialCalendar(), processes=2)
    return folder


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ledgers") / "clean"
    generate(LINES, 7, folder, OfficialCalendar(), clean=True, processes=1)
    return folder


@pytest.fixture(scope="module")
def labels(planted: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((planted / LABELS).read_text("utf-8"))
    return told


def flags(folder: Path) -> pa.Table:
    with Duck(Store.open(folder).tables()) as duck:
        return screen(duck, newest(catalogue()), Setting({}, {}), date(2026, 1, 31))


@pytest.fixture(scope="module")
def raised(planted: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = flags(planted).select(["rule", "row_keys", "reason_zh"]).to_pylist()
    return found


@pytest.fixture(scope="module")
def books(planted: Path) -> Iterator[Duck]:
    with Duck(Store.open(planted).tables()) as duck:
        yield duck


def cases(labels: dict[str, Any], *rules: str) -> list[dict[str, Any]]:
    return [case for rule in rules or labels["rules"] for case in labels["rules"][rule]]


def test_the_twins_differ_by_the_planted_source_alone_however_many_processes_wrote_them(
    planted: Path, clean: Path, labels: dict[str, Any]
) -> None:
    of_plants = f"{labels['source']}.parquet"
    files = {path.relative_to(planted) for path in planted.glob("*/*.parquet")}
    assert {path.relative_to(clean) for path in clean.glob("*/*.parquet")} == {
        path for path in files if path.name != of_plants
    }
    assert all((clean / path).read_bytes() == (planted / path).read_bytes() for path in files if path.name != of_plants)


def test_every_rule_of_the_first_catalogue_has_three_cases_or_more(labels: dict[str, Any]) -> None:
    assert {rule for rule, of_rule in labels["rules"].items() if len(of_rule) >= 3} >= FIRST_CATALOGUE


def test_labels_point_at_rows_of_the_planted_source(planted: Path, books: Duck, labels: dict[str, Any]) -> None:
    tables = " UNION ALL ".join(f"SELECT row_id FROM {table}" for table in Store.open(planted).tables())
    there = books.select(f"SELECT row_id FROM ({tables}) AS t WHERE row_id >> 32 = {labels['source']}")
    named = {row for case in cases(labels) for row in case["row_ids"]}
    assert named <= set(there["row_id"].to_pylist())


def test_vouchers_balance_but_for_those_planted_to_not(books: Duck, labels: dict[str, Any]) -> None:
    planted = ", ".join(str(row) for case in cases(labels, "E5") for row in case["row_ids"])
    uneven = books.select(
        f"SELECT unit, book, period, voucher_id, bool_or(row_id IN ({planted})) AS planted FROM voucher_lines"
        " GROUP BY unit, book, period, voucher_id HAVING sum(debit_fen) <> sum(credit_fen)"
    )
    assert all(uneven["planted"].to_pylist())
    assert len(uneven) == len(cases(labels, "E5"))


def test_no_line_has_the_key_of_another(books: Duck) -> None:
    twice = books.select(
        "SELECT 1 FROM voucher_lines GROUP BY unit, book, period, voucher_id, line_no HAVING count(*) > 1"
    )
    assert twice.num_rows == 0


def test_numbers_run_without_a_gap_but_for_those_planted(books: Duck, labels: dict[str, Any]) -> None:
    gaps = books.select(
        "SELECT unit FROM voucher_lines WHERE book = 'financial' GROUP BY unit, period"
        " HAVING max(CAST(substr(voucher_id, 3) AS INT)) <> count(DISTINCT voucher_id)"
    )
    assert Counter(gaps["unit"].to_pylist()) == Counter(case["unit"] for case in cases(labels, "E3"))


def test_balances_roll_forward_and_agree_with_the_vouchers(clean: Path) -> None:
    with Duck(Store.open(clean).tables()) as books:
        wrong = books.select("""
            WITH moved AS (SELECT unit, period, account_code, sum(debit_fen) AS debits, sum(credit_fen) AS credits
                FROM voucher_lines WHERE book = 'financial' GROUP BY unit, period, account_code),
            rolled AS (SELECT *, lag(closing_fen) OVER (PARTITION BY unit, account_code ORDER BY period) AS before FROM balances)
            SELECT 1 FROM rolled AS b LEFT JOIN moved AS m USING (unit, period, account_code)
            WHERE b.debit_fen <> coalesce(m.debits, 0) OR b.credit_fen <> coalesce(m.credits, 0) OR b.before <> b.opening_fen
                OR b.closing_fen <> b.opening_fen + b.debit_fen - b.credit_fen""")
    assert wrong.num_rows == 0


def test_a_naive_rule_drowns_in_the_honest_twin(clean: Path) -> None:
    """Same unit, supplier and amount within sixty days: rent alone does that."""
    with Duck(Store.open(clean).tables()) as books:
        pairs = books.select("""
            SELECT 1 FROM (SELECT day_no - lag(day_no) OVER (PARTITION BY unit, supplier_code, debit_fen ORDER BY day_no) AS since
                FROM voucher_lines WHERE book = 'financial' AND debit_fen > 0 AND supplier_code IS NOT NULL) AS paid
            WHERE since <= 60""")
    assert pairs.num_rows > 1_000


def test_screening_finds_every_planted_case(raised: list[dict[str, Any]], labels: dict[str, Any]) -> None:
    found: dict[str, list[set[int]]] = {}
    for flag in raised:
        found.setdefault(flag["rule"], []).append(set(flag["row_keys"]))
    missed = [
        (rule.id, case["unit"], case["what"])
        for rule in newest(catalogue())
        for case in cases(labels, rule.id)
        if not any(rows.issuperset(case["row_ids"]) for rows in found.get(rule.id, []))
    ]
    assert missed == []


def test_a_rule_fires_on_the_plants_of_another_only_where_the_label_says_so(
    raised: list[dict[str, Any]], labels: dict[str, Any]
) -> None:
    whose: dict[int, list[tuple[str, list[str]]]] = {}
    for rule, of_rule in labels["rules"].items():
        for case in of_rule:
            for row in case["row_ids"]:
                whose.setdefault(row, []).append((rule, case["also"]))
    surprises = [
        (flag["rule"], rule, flag["reason_zh"])
        for flag in raised
        if not any(rule == flag["rule"] for row in flag["row_keys"] for rule, _ in whose.get(row, []))
        for rule, also in {(rule, tuple(also)) for row in flag["row_keys"] for rule, also in whose.get(row, [])}
        if flag["rule"] not in also
    ]
    assert surprises == []


def test_screening_finds_nothing_in_the_clean_twin(clean: Path) -> None:
    assert flags(clean).select(["rule", "unit", "reason_zh"]).to_pylist() == []
