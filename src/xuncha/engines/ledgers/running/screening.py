"""Screening: which rules hold, run one after another over one store, their flags ranked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from xuncha.engines.ledgers.rules.rule import Rule, Value
from xuncha.engines.ledgers.running.engine import Engine, run
from xuncha.engines.ledgers.running.flags import FLAGS
from xuncha.engines.ledgers.tables import EPOCH

WATCHING = ("A1", "A4", "A5")
"""Rules that look for closed findings coming back; their evidence names the closed finding."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the office has set: thresholds by rule, units by code and name, from which day flags are wanted, its region."""

    values: Mapping[str, Mapping[str, Value]]
    names: Mapping[str, str]
    since: date | None = None
    region: str = ""


Told = Callable[[Rule, int, int, pa.Table], None]
"""Told after each rule: the rule, how many are done, of how many, and its flags."""


def screen(engine: Engine, rules: Iterable[Rule], setting: Setting, day: date, told: Told | None = None) -> pa.Table:
    """Run every rule that is in force on `day`; the flags of all, the gravest first.

    :raises InvalidRule: where a rule's SQL is outside the subset.
    :raises RuleFailed: where the engine gives up; nothing is kept of what came before.
    """
    chosen = [rule for rule in rules if rule.in_force(day, setting.region)]
    found = []
    for done, rule in enumerate(chosen, 1):
        flags = since(run(rule, engine, setting.values.get(rule.id), setting.names), setting.since)
        found.append(flags)
        if told:
            told(rule, done, len(chosen), flags)
    return ranked(pa.concat_tables(found)) if found else FLAGS.empty_table()


def since(flags: pa.Table, day: date | None) -> pa.Table:
    """Only flags whose latest row lies on or after that day."""
    return flags if day is None else flags.filter(pc.field("day_no") >= (day - EPOCH).days)


def ranked(flags: pa.Table) -> pa.Table:
    """The gravest first: by severity, then by amount."""
    order = pa.array([_WEIGHT[str(each)] for each in flags["severity"].to_pylist()], pa.int8())
    return (
        flags.append_column("weight", order)
        .sort_by([("weight", "descending"), ("amount_fen", "descending"), ("rule", "ascending"), ("unit", "ascending")])
        .drop_columns(["weight"])
    )


_WEIGHT = {"high": 3, "medium": 2, "low": 1}
