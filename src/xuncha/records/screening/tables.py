"""What rules read: the store's tables, with units and watches as the records have them today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import pyarrow as pa

from xuncha.domain.ledgers import UnitRelation
from xuncha.engines.ledgers.tables import CLOSURES, EPOCH, SAME_AS, UNIT_CLOSURE, UNITS, Tables
from xuncha.records.ledgers.keeping import store
from xuncha.records.people.models import Unit
from xuncha.records.rectification.models import Watch
from xuncha.records.screening.models import Identity

OURS = {
    "source": "xuncha",
    "sheet": None,
    "valid_from": None,
    "valid_from_day": None,
    "valid_to": None,
    "valid_to_day": None,
}


def tables(watches: Iterable[Watch]) -> Tables:
    """The canonical tables of the office's store; the tree of units and the closed findings are the records' own."""
    units = list(Unit.objects.only("code", "name", "parent"))
    return {
        **store().tables(),
        "units": _table(UNITS.schema, _units(units)),
        "unit_closure": _table(UNIT_CLOSURE.schema, _closure(units)),
        "closures": _table(CLOSURES.schema, _closures(watches)),
        "same_as": _table(SAME_AS.schema, _same()),
    }


def names(watches: Iterable[Watch] = ()) -> dict[str, str]:
    """Units by code and watched findings by the name rules know them by, as reasons show them."""
    findings = {finding_of(watch): f"“{watch.task.finding}”" for watch in watches}
    return {**dict(Unit.objects.values_list("code", "name")), **findings}


def finding_of(watch: Watch) -> str:
    """What rules call a watched finding; no unit's code looks like it."""
    return f"watch:{watch.pk}"


def _units(units: Iterable[Unit]) -> Iterator[dict[str, Any]]:
    codes = {unit.pk: unit.code for unit in units}
    for unit in units:
        parent = codes[unit.parent_id] if unit.parent_id else None
        relation = UnitRelation.SUBORDINATE.value if parent else None
        yield {"unit": unit.code, "name": unit.name, "parent": parent, "relation": relation}


def _closure(units: Iterable[Unit]) -> Iterator[dict[str, Any]]:
    """Every unit below every unit above it, and each below itself; a circle in the records ends where it closes."""
    known = {unit.pk: unit for unit in units}
    for unit in known.values():
        seen: list[Unit] = []
        at: Unit | None = unit
        while at is not None and at not in seen:
            yield {"ancestor": at.code, "unit": unit.code, "depth": len(seen)}
            seen.append(at)
            at = known[at.parent_id] if at.parent_id else None


def _closures(watches: Iterable[Watch]) -> Iterator[dict[str, Any]]:
    for watch in watches:
        since, until = watch.since, watch.until
        yield {
            "finding": finding_of(watch), "unit": watch.task.inspection.unit.code, "family": watch.family,
            "persons": watch.persons, "accounts": watch.accounts, "suppliers": watch.suppliers, "words": watch.words,
            "closed_on": since, "closed_day": _day(since), "watch_until": until, "watch_until_day": _day(until),
        }  # fmt: skip


def _same() -> Iterator[dict[str, Any]]:
    for each in Identity.objects.filter(same=True):
        yield {"kind": each.kind, "unit": each.unit, "name": each.name, "code": each.code}


def _table(schema: pa.Schema, rows: Iterable[dict[str, Any]]) -> pa.Table:
    numbered = [{**OURS, "row_id": -number, "source_row": number, **row} for number, row in enumerate(rows, 1)]
    return pa.Table.from_pylist([{name: row.get(name) for name in schema.names} for row in numbered], schema=schema)


def _day(day: date) -> int:
    return (day - EPOCH).days
