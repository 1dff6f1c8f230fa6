"""What a rule raises: red flags (疑点) with their rows, their evidence and a reason in words. A lead, never a conclusion."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pyarrow as pa

from xuncha.engines.ledgers.rules.rule import ALWAYS, PLACE, Rule, Value
from xuncha.engines.ledgers.tables import EPOCH

_FIELDS: list[tuple[str, pa.DataType]] = [
    ("rule", pa.string()),
    ("version", pa.int32()),
    ("unit", pa.string()),
    ("day_no", pa.int32()),
    ("row_keys", pa.list_(pa.int64())),
    ("amount_fen", pa.int64()),
    ("severity", pa.string()),
    ("reason_zh", pa.string()),
    ("reason_en", pa.string()),
    ("evidence", pa.string()),
]
FLAGS = pa.schema(_FIELDS)
LISTED = 8
"""A sentence names so many of a list, then says how many there are."""
WAN = 10_000
PERMILLE = 10


def flags_of(rule: Rule, found: pa.Table, values: Mapping[str, Value], names: Mapping[str, str]) -> pa.Table:
    """Make flags of what a rule's SELECT gave: rows without repeats and in order, evidence as JSON, reasons as sentences."""
    rows = sorted((_settled(row) for row in found.to_pylist()), key=lambda row: (row["unit"], row["row_keys"]))
    return pa.Table.from_pylist([_flag(rule, row, values, names) for row in rows], schema=FLAGS)


def _settled(row: dict[str, Any]) -> dict[str, Any]:
    """Engines give lists in any order."""
    tidy = {
        name: sorted({each for each in value if each is not None}) if isinstance(value, list) else value
        for name, value in row.items()
    }
    return {**tidy, "row_keys": [int(each) for each in tidy["row_keys"]]}


def _flag(rule: Rule, row: Mapping[str, Any], values: Mapping[str, Value], names: Mapping[str, str]) -> dict[str, Any]:
    evidence = {name: value for name, value in row.items() if name not in ALWAYS}
    shown = {**values, **row}
    return {
        "rule": rule.id,
        "version": rule.version,
        "unit": row["unit"],
        "day_no": row["day_no"],
        "row_keys": row["row_keys"],
        "amount_fen": int(row["amount_fen"]),
        "severity": rule.severity.value,
        "reason_zh": _sentence(rule.reason.zh, shown, names, _Chinese),
        "reason_en": _sentence(rule.reason.en, shown, names, _English),
        "evidence": json.dumps(evidence, ensure_ascii=False, sort_keys=True, default=_plain),
    }


def _plain(value: object) -> object:
    return int(value) if isinstance(value, Decimal) and value == int(value) else str(value)


class _Chinese:
    comma = "、"

    @staticmethod
    def more(count: int) -> str:
        return f"等{count}项"

    @staticmethod
    def money(fen: int) -> str:
        yuan = Decimal(fen) / 100
        if abs(yuan) < WAN:
            return f"{_short(yuan, 2)}元"
        return f"{_short(yuan / WAN, 4)}万元"

    @staticmethod
    def day(day: date) -> str:
        return f"{day.year}年{day.month}月{day.day}日"


class _English:
    comma = ", "

    @staticmethod
    def more(count: int) -> str:
        return f" and others ({count} in all)"

    @staticmethod
    def money(fen: int) -> str:
        return f"{_short(Decimal(fen) / 100, 2)} yuan"

    @staticmethod
    def day(day: date) -> str:
        return f"{day.day} {day:%b %Y}"


Language = type[_Chinese] | type[_English]


def _sentence(template: str, shown: Mapping[str, Any], names: Mapping[str, str], language: Language) -> str:
    return PLACE.sub(lambda place: _shown(place[1], shown[place[1]], names, language), template)


def _shown(name: str, value: object, names: Mapping[str, str], language: Language) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        parts = [_shown(name, each, names, language) for each in value[:LISTED]]
        return language.comma.join(parts) + (language.more(len(value)) if len(value) > LISTED else "")
    if value is None:
        return "—"
    return _form(name, names, language)(value)


def _form(name: str, names: Mapping[str, str], language: Language) -> Callable[[Any], str]:
    """How a value is written, by the ending of its column's name."""
    if name.endswith("_fen"):
        return lambda fen: language.money(int(fen))
    if name == "day_no" or name.endswith("_day"):
        return lambda number: language.day(EPOCH + timedelta(days=int(number)))
    if name in ("unit", "units", "finding") or name.endswith(("_unit", "_units")):
        return lambda code: names.get(code, code)
    if name.endswith("_permille"):
        return lambda part: f"{_short(Decimal(int(part)) / PERMILLE, 1)}%"
    return lambda value: _short(value, 2) if isinstance(value, float | Decimal) else str(value)


def _short(number: Decimal | float, places: int) -> str:
    text = f"{number:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
