"""What runs in the background: the rules over the store, then their flags into the records, all of them or none."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pyarrow as pa
from django.utils import timezone
from django_tasks import task

from xuncha.domain.errors import XunchaError
from xuncha.domain.ledgers import FlagSeverity, ScreeningState
from xuncha.domain.words import N_, Sentence, say
from xuncha.engines.ledgers.rules import Rule
from xuncha.engines.ledgers.running.duck import Duck
from xuncha.engines.ledgers.running.flags import EPOCH
from xuncha.engines.ledgers.running.screening import WATCHING, Setting, screen, within_budget
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.audit.sentences import packed
from xuncha.records.ledgers.keeping import store
from xuncha.records.people.models import Unit
from xuncha.records.screening import progress, rules
from xuncha.records.screening.models import Alert, Flag, Screening
from xuncha.records.screening.queries import open_watches
from xuncha.records.screening.tables import names, tables

RUN = "screening.run"
BUDGET = 20
"""So many flags of one unit and month are put before people at once; the rest stay in the long list. Ours."""

WEIGHTS = {FlagSeverity.HIGH: 300, FlagSeverity.MEDIUM: 200, FlagSeverity.LOW: 100}
log = logging.getLogger(__name__)


class Stopped(Exception):
    """Somebody stopped the screening."""


@task()
def run_screening(key: int) -> None:
    """Run one screening; how it ended is in its record."""
    screening = Screening.objects.select_related("by").get(pk=key)
    if screening.state != ScreeningState.ASKED:
        return
    screening.state = ScreeningState.RUNNING
    with act(RUN, by=screening.by or SYSTEM, on=screening, step=ScreeningState.RUNNING.label) as change:
        change.save(screening)
    try:
        chosen = rules.used()
        _keep(screening, chosen, _screened(screening, chosen))
    except Stopped:
        return
    except XunchaError as error:
        _fail(screening, error.sentence)
    except Exception:
        # The trail must not keep what an engine said: it may quote a row.
        log.exception("screening %s broke off", key)
        _fail(screening, say(N_("程序出错，没有写入任何内容；请把出错时间告诉管理员")))


def _screened(screening: Screening, chosen: Iterable[Rule]) -> pa.Table:
    raised = 0

    def told(rule: Rule, done: int, of: int, flags: pa.Table) -> None:
        nonlocal raised
        raised += len(flags)
        progress.tell(screening, progress.Progress(rule.id, done, of, raised))
        if not Screening.objects.filter(pk=screening.pk, state=ScreeningState.RUNNING).exists():
            raise Stopped

    with Duck(tables(open_watches())) as engine:
        return screen(engine, chosen, Setting({}, names(), screening.since), timezone.localdate(), told)


def _keep(screening: Screening, chosen: Iterable[Rule], found: pa.Table) -> None:
    """Write the flags that are new; those raised before stay what people made of them."""
    units = {unit.code: unit for unit in Unit.objects.all()}
    families = {rule.id: rule.family for rule in chosen}
    flags: dict[str, Flag] = {}
    for row, shown in zip(found.to_pylist(), within_budget(found, BUDGET), strict=True):
        if row["unit"] in units:
            flag = _flag(screening, row, units[row["unit"]], families[row["rule"]], shown)
            flags.setdefault(flag.key, flag)
        else:
            screening.unplaced += 1
    known = set(Flag.objects.filter(key__in=list(flags)).values_list("key", flat=True))
    new = [flag for key, flag in flags.items() if key not in known]
    screening.raised, screening.known = len(new), len(known)
    screening.state, screening.ended_at = ScreeningState.DONE, timezone.now()
    screening.rules = [f"{rule.id} v{rule.version}" for rule in chosen]
    screening.sources = [source.sha256 for source in store().sources()]
    by = screening.by or SYSTEM
    with act(RUN, by=by, on=screening, step=ScreeningState.DONE.label, raised=len(new)) as change:
        change.save(screening)
        change.create_many(new)
        change.create_many(_alerts(new))


def _flag(screening: Screening, row: dict[str, Any], unit: Unit, family: str, shown: bool) -> Flag:
    severity = FlagSeverity(row["severity"])
    return Flag(
        screening=screening, rule=row["rule"], version=row["version"], family=family, severity=severity, unit=unit,
        day=EPOCH + timedelta(days=row["day_no"]), amount_fen=row["amount_fen"], reason_zh=row["reason_zh"],
        reason_en=row["reason_en"], rows=row["row_keys"], evidence=json.loads(row["evidence"]),
        key=_key(row["rule"], row["row_keys"]), weight=_weight(severity, row["amount_fen"]), within_budget=shown,
    )  # fmt: skip


def _key(rule: str, rows: Iterable[int]) -> str:
    """The same rule on the same rows, whatever the rule's version: an explanation holds for them all."""
    return hashlib.sha256(f"{rule}:{','.join(map(str, rows))}".encode()).hexdigest()


def _weight(severity: FlagSeverity, fen: int) -> int:
    """Severity first, then the size of the amount by its number of digits."""
    return WEIGHTS[severity] + 5 * len(str(max(0, fen)))


def _alerts(flags: Iterable[Flag]) -> list[Alert]:
    """One alert for every new flag that names an open watch."""
    watches = {str(watch.pk): watch for watch in open_watches()}
    return [
        Alert(watch=watches[flag.evidence["finding"]], flag=flag, raised_on=timezone.localdate())
        for flag in flags
        if flag.rule in WATCHING and flag.evidence.get("finding") in watches
    ]


def _fail(screening: Screening, reason: Sentence) -> None:
    stored = Screening.objects.get(pk=screening.pk)
    stored.state, stored.ended_at, stored.failure = ScreeningState.FAILED, timezone.now(), packed(reason)
    with act(RUN, by=SYSTEM, on=stored, step=ScreeningState.FAILED.label) as change:
        change.save(stored)
