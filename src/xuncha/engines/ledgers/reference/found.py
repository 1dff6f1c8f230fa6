"""What a reference reads and what it finds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
Rows = Mapping[str, list[dict[str, Any]]]
"""Rows by table, every canonical column present, None where it is not known."""


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """One flag without its words: unit, rows in order, amount."""

    unit: str
    rows: tuple[int, ...]
    amount_fen: int


Meaning = Callable[[Rows, Mapping[str, Any]], list[Found]]
"""A rule in plain Python: rows and parameters in, flags out."""


def found(unit: str, rows: Iterable[Row], amount_fen: int) -> Found:
    """A flag on these rows, each once and in order."""
    return Found(unit, tuple(sorted({row["row_id"] for row in rows})), amount_fen)


def grouped(rows: Iterable[Row], *columns: str) -> dict[tuple[Any, ...], list[Row]]:
    """The rows by what they have in these columns."""
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        groups[tuple(row[column] for column in columns)].append(row)
    return dict(groups)


def total(rows: Iterable[Row], column: str = "amount_fen") -> int:
    """The sum of a column, unknown as nothing."""
    return sum(row[column] or 0 for row in rows)


def stands(row: Row, day_no: int) -> bool:
    """Whether a row with `valid_from` and `valid_to` holds on that day; an open end has no limit."""
    first, last = row["valid_from_day"], row["valid_to_day"]
    return (first is None or first <= day_no) and (last is None or day_no <= last)


def fence(values: list[int], times: int) -> int:
    """So many interquartile ranges above the upper quartile of these sorted values."""
    lower, upper = values[(len(values) + 3) // 4 - 1], values[(3 * len(values) + 3) // 4 - 1]
    return upper + times * (upper - lower)
