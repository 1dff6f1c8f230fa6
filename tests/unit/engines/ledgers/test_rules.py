"""Rules: each holds on its own examples, says only what it may, and a file that is wrong is refused by name."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files

import pytest

from xuncha.domain.errors import InvalidFile
from xuncha.engines.ledgers.rules import Rule, catalogue, newest, read_rule
from xuncha.engines.ledgers.rules.portable import InvalidRule, parsed, text_for
from xuncha.engines.ledgers.running.duck import Duck
from xuncha.engines.ledgers.running.engine import RuleFailed, run
from xuncha.engines.ledgers.running.examples import failures, tables_of

RULES = catalogue()
B1 = newest(RULES, ["B1"])[0]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.id}-v{rule.version}")
def test_a_rule_gives_what_its_examples_promise(rule: Rule) -> None:
    assert [str(each) for each in failures(rule)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.id}-v{rule.version}")
def test_a_rule_can_be_said_to_every_engine(rule: Rule) -> None:
    for dialect in ("duckdb", "spark"):
        assert "$" not in text_for(rule, dialect).replace("$'", "")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.id}-v{rule.version}")
def test_a_reason_is_a_whole_sentence_in_both_languages(rule: Rule) -> None:
    for example in rule.examples:
        with Duck(tables_of(example), threads=1) as engine:
            for flag in run(rule, engine, example.values).to_pylist():
                for sentence in (flag["reason_zh"], flag["reason_en"]):
                    assert "{" not in sentence
                    assert "None" not in sentence
                    assert "—" not in sentence


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("SELECT * FROM read_parquet('/etc/passwd')", "READ_PARQUET"),
        ("SELECT unit, day_no, row_id AS row_keys, debit_fen AS amount_fen FROM '/etc/passwd'", "/etc/passwd"),
        ("DROP TABLE voucher_lines", "一条 SELECT"),
        ("SELECT 1; SELECT 2", "一条 SELECT"),
        ("SELECT unit, day_no, row_id AS row_keys FROM voucher_lines", "amount_fen"),
        ("SELECT unit, day_no, row_id AS row_keys, debit_fen AS amount_fen FROM payments", "payments"),
        ("SELECT getenv('HOME') AS unit FROM voucher_lines", "GETENV"),
        ("SELECT unit FROM voucher_lines WHERE debit_fen > $limit", "$limit"),
        ("SELECT unit FROM voucher_lines GROUP BY ALL", "ALL"),
        ("SELECT unit FROM voucher_lines GROUP BY unit HAVING count(DISTINCT payee_id) > 1", "min(x) <> max(x)"),
        ("SELECT unit FROM voucher_lines QUALIFY row_number() OVER (ORDER BY day_no) = 1", "QUALIFY"),
        ("SELECT CAST(date AS TIMESTAMP) AS unit FROM voucher_lines", "TIMESTAMP"),
        ("SELECT unit FROM", "语法"),
    ],
)
def test_what_a_rule_may_not_say_is_named(sql: str, told: str) -> None:
    with pytest.raises(InvalidRule) as caught:
        parsed(replace(B1, sql=sql))
    assert told in str(caught.value)


def test_sql_that_does_not_fit_the_tables_names_the_rule() -> None:
    wrong = replace(B1, sql="SELECT unit, day_no, nothing AS row_keys, debit_fen AS amount_fen FROM voucher_lines")
    with Duck({}) as engine, pytest.raises(RuleFailed) as caught:
        run(wrong, engine)
    assert "B1" in str(caught.value)
    assert "nothing" in str(caught.value)


def test_a_rule_that_never_ends_is_stopped() -> None:
    endless = "SELECT max(a.unit) AS unit, 1 AS day_no, array_agg(a.row_id) AS row_keys, 1 AS amount_fen"
    endless += "".join(f"{', ' if n else ' FROM '}unit_closure AS {chr(97 + n)}" for n in range(5))
    closure = {"unit_closure": [{"ancestor": "a", "unit": str(n), "depth": 1, "row_id": n} for n in range(400)]}
    rule = replace(B1, sql=endless, reads={"unit_closure": ("unit",)})
    example = replace(B1.examples[0], tables={name: tuple(rows) for name, rows in closure.items()})
    with Duck(tables_of(example), threads=1, seconds=0.3) as engine, pytest.raises(RuleFailed):
        run(rule, engine)


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('id = "B1"', 'id = "Z1"', "b1.toml:id"),
        ("version = 1", "version = true", "b1.toml:version"),
        ('severity = "high"', 'severity = "awful"', "b1.toml:severity"),
        ('mark = "general"', 'mark = "hearsay"', "b1.toml:source.mark"),
        ('"invoice_no", "debit_fen", "book"', '"invoice", "debit_fen", "book"', "b1.toml:reads.voucher_lines"),
        ("version = 1", "version = ", "b1.toml:2"),
        ("flags = []", "flags = [{ unit = 'B01', rows = [1], amount_fen = 1 }]", "b1.toml:example"),
        ('region = ""', 'regoin = ""', "b1.toml:regoin"),
    ],
)
def test_a_file_that_is_wrong_is_refused_by_its_key(old: str, new: str, where: str) -> None:
    text = (files("xuncha.engines.ledgers.rules") / "catalogue" / "b1.toml").read_text(encoding="utf-8")
    text = text if old in text else 'region = ""\n' + text
    with pytest.raises(InvalidFile) as caught:
        read_rule(text.replace(old, new, 1), "b1.toml")
    assert str(caught.value).startswith(where)
