"""Every rule of the catalogue against its plain meaning, on ledgers that nearly raise a flag."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.small_ledgers import arrow, ledgers_near, plain
from xuncha.engines.ledgers.reference import REFERENCE
from xuncha.engines.ledgers.rules import Rule, catalogue
from xuncha.engines.ledgers.running.duck import Duck
from xuncha.engines.ledgers.running.engine import run

SHARE = 5
"""Forty rules share the examples of the suite: a fifth of the usual number each."""


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: f"{rule.id}-v{rule.version}")
@settings(max_examples=settings.default.max_examples // SHARE)
@given(data=st.data())
def test_duckdb_flags_what_the_plain_meaning_flags(rule: Rule, data: st.DataObject) -> None:
    ledger, example = data.draw(ledgers_near(rule))
    with Duck(arrow(ledger), threads=1, memory="512MB") as engine:
        flags = run(rule, engine, example.values).to_pylist()
    meaning = REFERENCE[rule.id, rule.version](plain(ledger), {**rule.values, **example.values})
    assert sorted((each["unit"], tuple(each["row_keys"]), each["amount_fen"]) for each in flags) == sorted(
        (each.unit, each.rows, each.amount_fen) for each in meaning
    )
