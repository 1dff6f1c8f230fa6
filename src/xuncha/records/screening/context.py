"""A flag in its surroundings: its rows, their vouchers, the same payee's other payments, spending by month around it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from xuncha.engines.ledgers import looking
from xuncha.engines.ledgers.accounts import class_of
from xuncha.engines.ledgers.tables import Tables
from xuncha.records.ledgers.keeping import store
from xuncha.records.people.models import Unit
from xuncha.records.screening.models import Flag

VOUCHERS = 8
"""So many whole vouchers are shown; the rows themselves always are."""
MONTHS = 18
RELATED = 6
"""A unit above and so many below it have a line of their own in the chart."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Context:
    """What stands around a flag. `monthly`: by unit's name, spending by period (202603) in fen; `names`: units by code.

    `rows` are those it points at, as they were when it was raised; `corrected` where they do not all count any more.
    """

    rows: Mapping[str, list[Row]]
    corrected: bool
    vouchers: list[list[Row]]
    counterparty: list[Row]
    monthly: Mapping[str, Mapping[int, int]]
    names: Mapping[str, str]


def of(flag: Flag, units: QuerySet[Unit] | None = None) -> Context:
    """Look it up in the store; beyond the rows themselves only in the ledgers of these units, or of all."""
    kept = store()
    tables, imported = kept.tables(), kept.imported(flag.rows)
    rows = looking.rows_anywhere(imported, flag.rows)
    counting = looking.rows_anywhere({name: tables[name] for name in rows if name in tables}, flag.rows)
    reached = set((Unit.objects.all() if units is None else units).values_list("code", flat=True))
    lines = [line for line in rows.get("voucher_lines", []) if line["unit"] in reached]
    first = {(line["unit"], line["period"], line["voucher_id"]): line for line in lines}
    spent = [line for line in lines if line["debit_fen"] > 0]
    others = looking.counterparty(tables, spent[0], sorted(reached)) if spent else []
    return Context(
        rows=rows,
        corrected=sum(map(len, counting.values())) < sum(map(len, rows.values())),
        vouchers=[looking.voucher(imported, line) for line in list(first.values())[:VOUCHERS]],
        counterparty=others,
        monthly=_monthly(flag, tables, lines, reached),
        names=_names(row["unit"] for found in (*rows.values(), others) for row in found if row.get("unit")),
    )


def _names(codes: Iterable[str]) -> dict[str, str]:
    return dict(Unit.objects.filter(code__in=set(codes)).values_list("code", "name"))


def _around(unit: Unit) -> list[Unit]:
    """The unit, the one above it, those below it and beside it, as many as a chart can show."""
    above = [unit.parent] if unit.parent else []
    below = [*unit.subordinates.all()[:RELATED]]
    beside = [*unit.parent.subordinates.exclude(pk=unit.pk)[:RELATED]] if unit.parent else []
    return [unit, *above, *below, *beside][: RELATED + 2]


def _monthly(flag: Flag, tables: Tables, lines: Iterable[Row], reached: Collection[str]) -> dict[str, dict[int, int]]:
    names = {unit.code: unit.name for unit in _around(flag.unit) if unit.code in reached}
    classes = sorted({each for line in lines if (each := class_of(line["account_code"]))})
    found = looking.monthly(tables, list(names), classes)
    last = flag.day.year * 12 + flag.day.month
    series: dict[str, dict[int, int]] = {}
    for row in found:
        if abs(last - (row["period"] // 100 * 12 + row["period"] % 100)) <= MONTHS:
            of_unit = series.setdefault(names[row["unit"]], {})
            of_unit[row["period"]] = of_unit.get(row["period"], 0) + row["amount_fen"]
    return series
