"""A rule tried on its own worked examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pyarrow as pa

from xuncha.domain.words import N_, Sentence, say
from xuncha.engines.ledgers.rules.rule import Example, Rule
from xuncha.engines.ledgers.running.duck import Duck
from xuncha.engines.ledgers.running.engine import run
from xuncha.engines.ledgers.tables import EPOCH, TABLES, Tables

SECONDS = 10.0
MEMORY = "512MB"


def tables_of(example: Example) -> Tables:
    """The rows of an example as canonical tables; day numbers are made from the dates, absent columns are null."""
    return {
        name: pa.Table.from_pylist([_whole(name, row) for row in rows], schema=TABLES[name].schema)
        for name, rows in example.tables.items()
    }


def _whole(table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    whole = dict(row)
    names = TABLES[table].schema.names
    for name, number in zip(names, names[1:], strict=False):  # a date's number stands right after it
        if isinstance(whole.get(name), date) and number not in whole:
            whole[number] = (whole[name] - EPOCH).days
    return whole


def failures(rule: Rule) -> Iterator[Sentence]:
    """Say of each example that does not give what it promises, what it gave instead.

    :raises InvalidRule: where the SQL is outside the subset.
    :raises RuleFailed: where the SQL does not fit the tables, or an example takes too long.
    """
    for example in rule.examples:
        with Duck(tables_of(example), memory=MEMORY, threads=1, seconds=SECONDS) as engine:
            found = run(rule, engine, example.values).to_pylist()
        have = sorted((each["unit"], tuple(each["row_keys"]), each["amount_fen"]) for each in found)
        want = sorted((each.unit, each.rows, each.amount_fen) for each in example.flags)
        if have != want:
            yield say(
                N_("例子“%(name)s”应提示 %(want)s，实际提示 %(have)s"),
                name=example.name.zh,
                want=str(want),
                have=str(have),
            )
