"""What runs in the background: reading a file to see whether it adds up, letting it count, counting what months are there."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import date

from django.db.models import Count
from django.utils import timezone
from django_tasks import task

from xuncha.domain.errors import InvalidFiles, Refused, XunchaError
from xuncha.domain.ledgers import LedgerState
from xuncha.domain.words import N_, Sentence, say
from xuncha.engines.ledgers.importing import Choices, Outcome, check_file, import_folder
from xuncha.engines.ledgers.months import months, rows_by_unit
from xuncha.engines.ledgers.storing.manifest import Imported
from xuncha.records.audit.actions import SYSTEM, Change, act
from xuncha.records.audit.sentences import packed
from xuncha.records.ledgers import columns, files, keeping, progress
from xuncha.records.ledgers.models import LedgerImport, LedgerMonth, LedgerUnit
from xuncha.records.ledgers.queries import IMPORT, units
from xuncha.records.people.models import Unit
from xuncha.records.rounds.deadlines import calendar

FIGURES = ("vouchers", "lines", "debit_fen", "credit_fen", "unbalanced", "missing", "accounts", "not_rolling")
log = logging.getLogger(__name__)


@task()
def check_ledger(key: int) -> None:
    """Read a large file to see whether it adds up."""
    check(key)


@task()
def import_ledger(key: int) -> None:
    """Let a file count: all of it or nothing."""
    bring_in(key)


def check(key: int) -> None:
    """Read every row of a file without letting it count; it is then ready, or rejected with what is wrong."""
    _guarded(key, LedgerState.CHECKING, _check)


def bring_in(key: int) -> None:
    """Let a file count. One that counts already, because a worker was killed after it did, is only put down."""
    _guarded(key, LedgerState.RUNNING, _bring_in)
    files.sweep()


def _guarded(key: int, state: LedgerState, work: Callable[[LedgerImport], None]) -> None:
    job = LedgerImport.objects.select_related("by", "unit", "jurisdiction").get(pk=key)
    if job.state != state:
        return
    try:
        work(job)
    except InvalidFiles as error:
        _end(job, LedgerState.REJECTED, [each.sentence for each in error.flaws[: InvalidFiles.SHOWN]])
    except Refused as error:
        _end(job, LedgerState.REJECTED, list(error.reasons))
    except XunchaError as error:
        _end(job, LedgerState.REJECTED, [error.sentence])
    except Exception:
        # The trail must not keep what an engine said: it may quote a row.
        log.exception("ledger %s broke off", key)
        _end(job, LedgerState.FAILED, [say(N_("程序出错，没有写入任何内容；请把出错时间告诉管理员"))])


def _check(job: LedgerImport) -> None:
    with files.laid_out(job.sha256, job.name) as path:
        rejected = path.with_suffix(".rejected")
        outcome = check_file(keeping.store(), path, _choices(job), rejected)
        kept = files.keep([rejected.read_bytes()], job.name).sha256 if rejected.is_file() else ""
    if not outcome.imported:
        raise Refused([say(N_("同一文件已经导入，不会重复计入"))])
    _found(job, outcome.imported[0], outcome)
    job.report["rejected_sha256"] = kept
    job.state = LedgerState.READY
    with act(IMPORT, by=job.by, on=job, step=LedgerState.READY.label, rows=job.rows, rejected=job.rejected) as change:
        change.save(job)


def _bring_in(job: LedgerImport) -> None:
    store = keeping.store()
    if not store.manifest().by_hash(job.sha256):
        with files.laid_out(job.sha256, job.name) as path:
            import_folder(store, path, _choices(job), calendar())
    put_down(job)


def put_down(job: LedgerImport) -> None:
    """Write into the records what the store now holds of a file, and which months of its units are there."""
    store = keeping.store()
    source = store.manifest().by_hash(job.sha256)
    if source is None:
        raise Refused([say(N_("账库里没有这份文件"))])
    by_unit = rows_by_unit(store.files_of(source))
    known = {unit.code: unit for unit in Unit.objects.filter(code__in=by_unit)}
    _found(job, source)
    job.number, job.state, job.ended_at = source.number, LedgerState.DONE, timezone.now()
    with act(IMPORT, by=job.by, on=job, step=LedgerState.DONE.label, rows=job.rows, rejected=job.rejected) as change:
        change.save(job)
        held = [LedgerUnit(source=job, unit=known[code], rows=rows) for code, rows in by_unit.items() if code in known]
        change.create_many(held)
        for old in _superseded():
            old.state = LedgerState.SUPERSEDED
            change.save(old)
        _count_months(change, known)


def _superseded() -> Iterator[LedgerImport]:
    """Files of which no row counts any more."""
    gone = [source.number for source in keeping.store().sources() if not source.counts]
    yield from LedgerImport.objects.filter(number__in=gone, state=LedgerState.DONE)


def _count_months(change: Change, known: dict[str, Unit]) -> None:
    stored = {
        (each.unit.code, each.period): each
        for each in LedgerMonth.objects.filter(unit__in=known.values()).select_related("unit")
    }
    fresh, changed = [], []
    for month in months(keeping.store().tables(), known):
        kept = stored.get((month.unit, month.period))
        figures = {name: getattr(month, name) for name in FIGURES}
        if kept is None:
            fresh.append(LedgerMonth(unit=known[month.unit], period=month.period, **figures))
        elif any(getattr(kept, name) != value for name, value in figures.items()):
            for name, value in figures.items():
                setattr(kept, name, value)
            changed.append(kept)
    change.create_many(fresh)
    change.save_many(changed, FIGURES)


def _found(job: LedgerImport, source: Imported, outcome: Outcome | None = None) -> None:
    """Put down what a file holds."""
    job.tables = {table: kept.rows for table, kept in source.tables.items()}
    job.rejected, job.errors = source.rejected, []
    job.first_day, job.last_day = (date.fromisoformat(day) for day in source.days) if source.days else (None, None)
    job.report = {"totals": dict(source.totals), "left_out": dict(source.left_out), "periods": source.periods}
    if outcome:
        job.report["unread"] = [[sheet, packed(reason)] for _, sheet, reason in outcome.unread]


def _choices(job: LedgerImport) -> Choices:
    progress.tell(job)
    return Choices(
        mapping=columns.mapping_of(job), replacing=job.replacing, units=_unit_codes(job),
        progress=lambda name, rows, done: progress.tell(job, rows, done),
    )  # fmt: skip


def _unit_codes(job: LedgerImport) -> dict[str, str]:
    """The units its rows may belong to, by code and, where it is nobody else's, by name."""
    found = units(job.by, IMPORT)
    shared = set(found.values("name").annotate(many=Count("pk")).filter(many__gt=1).values_list("name", flat=True))
    pairs = list(found.values_list("code", "name"))
    return {code: code for code, _ in pairs} | {name: code for code, name in pairs if name not in shared}


def _end(job: LedgerImport, state: LedgerState, reasons: list[Sentence]) -> None:
    stored = LedgerImport.objects.get(pk=job.pk)
    stored.state, stored.ended_at, stored.errors = state, timezone.now(), [packed(each) for each in reasons]
    with act(IMPORT, by=SYSTEM, on=stored, step=state.label) as change:
        change.save(stored)
