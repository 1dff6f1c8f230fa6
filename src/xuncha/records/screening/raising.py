"""From what the rules found to flags: which are new, which of them people are asked to look at first, which are alerts."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from typing import Any

import pyarrow as pa
from django.utils import timezone

from xuncha.domain.ledgers import FlagSeverity, FlagState
from xuncha.engines.ledgers.running.screening import WATCHING
from xuncha.engines.ledgers.tables import EPOCH
from xuncha.records.people.models import Unit
from xuncha.records.rectification.models import Watch
from xuncha.records.screening.models import Alert, Flag, Screening
from xuncha.records.screening.tables import finding_of

BUDGET = 20
"""So many flags of one unit and month are put before people at once; the rest stay in the long list. Ours."""

WEIGHTS = {FlagSeverity.HIGH: 300, FlagSeverity.MEDIUM: 200, FlagSeverity.LOW: 100}
OPEN = (FlagState.NEW, FlagState.CHECK)
LONG = ("reason_zh", "reason_en", "rows", "evidence")


def flags_of(screening: Screening, found: pa.Table, families: Mapping[str, str]) -> tuple[list[Flag], int]:
    """What was found as flags, the gravest first, and how many lie in units that the records do not know."""
    units = {unit.code: unit for unit in Unit.objects.all()}
    rows = found.to_pylist()
    placed = [row for row in rows if row["unit"] in units]
    flags: dict[str, Flag] = {}
    for row in placed:
        flag = _flag(screening, row, units[row["unit"]], families[row["rule"]])
        flags.setdefault(flag.key, flag)
    return list(flags.values()), len(rows) - len(placed)


def split(flags: Collection[Flag]) -> tuple[list[Flag], list[Flag]]:
    """Those never raised before, and those raised before that now come before people, or no longer do.

    Of each unit and month the gravest that nobody has settled yet come first, whenever they were raised.
    """
    settled = set(Flag.objects.exclude(state__in=OPEN).values_list("key", flat=True))
    known = {flag.key: flag for flag in Flag.objects.select_for_update().filter(state__in=OPEN).defer(*LONG)}
    new, moved = [], []
    seen: Counter[tuple[int, int, int]] = Counter()
    for flag in (known.get(each.key, each) for each in flags if each.key not in settled):
        month = (flag.unit_id, flag.day.year, flag.day.month)
        seen[month] += 1
        within = seen[month] <= BUDGET
        if flag.key not in known:
            new.append(flag)
        elif flag.within_budget != within:
            moved.append(flag)
        flag.within_budget = within
    return new, moved


def alerts_of(flags: Iterable[Flag], watches: Iterable[Watch]) -> list[Alert]:
    """One alert for every flag that names one of these watches."""
    known = {finding_of(watch): watch for watch in watches}
    today = timezone.localdate()
    return [
        Alert(watch=known[finding], flag=flag, raised_on=today)
        for flag in flags
        if (finding := _watched(flag.rule, flag.evidence)) in known
    ]


def _flag(screening: Screening, row: Mapping[str, Any], unit: Unit, family: str) -> Flag:
    severity, evidence = FlagSeverity(row["severity"]), json.loads(row["evidence"])
    return Flag(
        screening=screening, rule=row["rule"], version=row["version"], family=family, severity=severity, unit=unit,
        day=EPOCH + timedelta(days=row["day_no"]), amount_fen=row["amount_fen"], reason_zh=row["reason_zh"],
        reason_en=row["reason_en"], rows=row["row_keys"], evidence=evidence,
        key=_key(row["rule"], row["row_keys"], _watched(row["rule"], evidence)),
        weight=_weight(severity, row["amount_fen"]),
    )  # fmt: skip


def _watched(rule: str, evidence: Mapping[str, Any]) -> str:
    """The watch that a flag is about, if any."""
    return str(evidence.get("finding", "")) if rule in WATCHING else ""


def _key(rule: str, rows: Iterable[int], watch: str) -> str:
    """The same rule on the same rows, whatever the rule's version: an explanation holds for them all.

    Two closed findings may come back in the same rows: whoever answers for one has not answered for the other.
    """
    return hashlib.sha256(f"{rule}:{','.join(map(str, rows))}:{watch}".encode()).hexdigest()


def _weight(severity: FlagSeverity, fen: int) -> int:
    """Severity first, then the size of the amount by its number of digits."""
    return WEIGHTS[severity] + 5 * len(str(max(0, fen)))
