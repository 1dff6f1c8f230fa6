"""What runs in the background: the rules over the store, then their flags into the records, all of them or none."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from xuncha.domain.errors import XunchaError
from xuncha.domain.ledgers import ScreeningState
from xuncha.domain.words import N_, Sentence, say
from xuncha.engines.ledgers.rules import Rule
from xuncha.engines.ledgers.running.duck import Duck
from xuncha.engines.ledgers.running.engine import RuleFailed
from xuncha.engines.ledgers.running.screening import Setting, screen
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.audit.sentences import packed
from xuncha.records.ledgers.keeping import store
from xuncha.records.screening import progress, rules
from xuncha.records.screening.models import Screening
from xuncha.records.screening.queries import open_watches
from xuncha.records.screening.raising import alerts_of, flags_of, split
from xuncha.records.screening.tables import names, tables

RUN = "screening.run"
log = logging.getLogger(__name__)


class Stopped(Exception):
    """Somebody stopped the screening."""


@task()
def run_screening(key: int) -> None:
    """Run one screening; how it ended is in its record."""
    screening = _begun(key)
    if screening is None:
        return
    try:
        chosen = rules.used(timezone.localdate())
        screening.sources = [source.sha256 for source in store().sources()]
        _keep(screening, chosen, _screened(screening, chosen))
    except Stopped:
        return
    except RuleFailed as failed:
        # The trail must not keep what an engine said: it may quote a row.
        fail(key, say(N_("规则 %(rule)s 没有运行完，没有写入任何内容；可以停用这条规则后重新筛查"), rule=failed.rule))
    except XunchaError as error:
        fail(key, error.sentence)
    except Exception:
        log.exception("screening %s broke off", key)
        fail(key, say(N_("程序出错，没有写入任何内容；请把出错时间告诉管理员")))


def _begun(key: int) -> Screening | None:
    """Whoever comes second finds it begun."""
    with transaction.atomic():
        screening = Screening.objects.select_for_update(of=("self",)).select_related("by").get(pk=key)
        if screening.state != ScreeningState.ASKED:
            return None
        screening.state = ScreeningState.RUNNING
        with act(RUN, by=screening.by or SYSTEM, on=screening, step=ScreeningState.RUNNING.label) as change:
            return change.save(screening)


def _screened(screening: Screening, chosen: Iterable[Rule]) -> pa.Table:
    raised = 0
    progress.tell(screening)

    def told(rule: Rule, done: int, of: int, flags: pa.Table) -> None:
        nonlocal raised
        raised += len(flags)
        progress.tell(screening, rule.id, done, of, raised)
        if not Screening.objects.filter(pk=screening.pk, state=ScreeningState.RUNNING).exists():
            raise Stopped

    with (
        tempfile.TemporaryDirectory() as spill,
        Duck(tables(open_watches()), seconds=progress.RULE_SECONDS, spill=Path(spill)) as engine,
    ):
        return screen(engine, chosen, Setting({}, names(open_watches()), screening.since), timezone.localdate(), told)


def _keep(screening: Screening, chosen: Iterable[Rule], found: pa.Table) -> None:
    """Write the flags that are new; those raised before stay what people made of them."""
    families = {rule.id: rule.family for rule in chosen}
    flags, screening.unplaced = flags_of(screening, found, families)
    screening.rules = [f"{rule.id} v{rule.version}" for rule in chosen]
    with transaction.atomic():
        # Runs end one after the other: none raises what another has just raised.
        list(Screening.objects.select_for_update().filter(state=ScreeningState.RUNNING).order_by("pk"))
        new, moved = split(flags)
        screening.raised, screening.known = len(new), len(flags) - len(new)
        screening.state, screening.ended_at = ScreeningState.DONE, timezone.now()
        by, done = screening.by or SYSTEM, ScreeningState.DONE.label
        with act(RUN, by=by, on=screening, step=done, raised=len(new)) as change:
            change.save(screening)
            change.create_many(new)
            change.save_many(moved, ["within_budget"])
            change.create_many(alerts_of(new, open_watches()))


def fail(key: int, reason: Sentence) -> None:
    """Put down that it failed, and why, unless it has ended already: one that was stopped stays so."""
    with transaction.atomic():
        screening = Screening.objects.select_for_update(of=("self",)).get(pk=key)
        if screening.state not in progress.UNDER_WAY:
            return
        screening.state, screening.ended_at = ScreeningState.FAILED, timezone.now()
        screening.failure = packed(reason)
        with act(RUN, by=SYSTEM, on=screening, step=ScreeningState.FAILED.label) as change:
            change.save(screening)
