"""What an engine is: something that runs one SELECT over the canonical tables and gives back Arrow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

import pyarrow as pa

from xuncha.domain.errors import XunchaError
from xuncha.domain.words import N_, say
from xuncha.engines.ledgers.rules.portable import text_for
from xuncha.engines.ledgers.rules.rule import Rule, Value
from xuncha.engines.ledgers.running.flags import flags_of

KINDS: Mapping[str, Callable[[pa.DataType], bool]] = {
    "unit": pa.types.is_string,
    "day_no": pa.types.is_integer,
    "row_keys": pa.types.is_list,
    "amount_fen": lambda kind: pa.types.is_integer(kind) or pa.types.is_decimal(kind),
}
"""What every rule gives, in every row. A rule of an office's own may forget it, and must be told so by name."""


class RuleFailed(XunchaError):
    """An engine gave up: out of time, out of memory, or SQL that does not fit the tables."""

    def __init__(self, error: str, rule: str = "") -> None:
        """Keep what the engine said, and of which rule."""
        self.error, self.rule = error, rule
        super().__init__(say(N_("规则 %(rule)s 没有运行完：%(error)s"), rule=rule, error=error))


class Engine(Protocol):
    """A place where the tables lie ready; `dialect` is SQLGlot's name of its SQL."""

    dialect: str

    def select(self, sql: str) -> pa.Table:
        """Run one SELECT."""
        ...


def run(
    rule: Rule, engine: Engine, values: Mapping[str, Value] | None = None, names: Mapping[str, str] | None = None
) -> pa.Table:
    """Raise the flags of one rule, in the FLAGS schema, in an order that does not depend on the engine.

    :param values: what this office has set in place of the file's parameters.
    :param names: units by code, as the reason sentence shows them.
    :raises InvalidRule: where the SQL is outside the subset.
    :raises RuleFailed: where the engine gives up.
    """
    sql = text_for(rule, engine.dialect, values)
    try:
        found = engine.select(sql)
    except RuleFailed as failed:
        raise RuleFailed(failed.error, rule.id) from failed
    for name, fits in KINDS.items():
        column = found.column(name)
        if column.null_count or not fits(column.type):
            raise RuleFailed(f"{name}: {column.type}, {column.null_count} null", rule.id)
    return flags_of(rule, found, {**rule.values, **(values or {})}, names or {})
