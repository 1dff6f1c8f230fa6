"""Receiving a file of ledgers: keep it, say which column is which, look at its control totals, then let it count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks.base import Task

from xuncha.domain import access
from xuncha.domain.errors import NotAllowed, Refused, WrongState
from xuncha.domain.ledgers import LedgerState
from xuncha.domain.roles import Scope
from xuncha.domain.words import N_, say
from xuncha.records.accounts.models import User
from xuncha.records.accounts.reach import grants, required
from xuncha.records.audit.actions import act, note
from xuncha.records.ledgers import columns, files, progress, tasks
from xuncha.records.ledgers.models import LedgerImport
from xuncha.records.ledgers.queries import IMPORT, imports, may_correct, stalled, units
from xuncha.records.people.models import Jurisdiction, Unit

NAME_LONGEST = 200
AT_ONCE = 512 * 1024
"""Files up to this size are checked while the page waits: about a second."""


def receive(name: str, chunks: Iterable[bytes], unit: Unit | None, *, by: User) -> LedgerImport:
    """Keep a file and look what it seems to be. `unit` is whose ledger it is, where the file does not say so itself.

    :raises InvalidFile: where it is no table.
    :raises Refused: where the very same file was imported before.
    """
    place = _place(unit, by)
    name = name.replace("\\", "/").rpartition("/")[2][-NAME_LONGEST:]
    stored = files.keep(chunks, name)
    known = LedgerImport.objects.filter(sha256=stored.sha256, state=LedgerState.DONE).first()
    if known:
        day = timezone.localdate(known.ended_at)
        raise Refused([say(N_("同一文件已于%(day)s导入（%(name)s），不会重复计入"), day=day, name=known.name)])
    with files.laid_out(stored.sha256, name) as path:
        sheets = columns.proposed(path, name)
    if not sheets:
        raise Refused([say(N_("文件里没有内容"))])
    job = LedgerImport(
        name=name, sha256=stored.sha256, size=stored.size, by=by, jurisdiction=place, unit=unit, sheets=sheets,
        received_at=timezone.now(),
    )  # fmt: skip
    with act(IMPORT, by=by, file=name, sha256=stored.sha256, step=N_("上传文件")) as change:
        change.create(job)
    return job


def map_columns(
    job: LedgerImport, sheets: Iterable[Mapping[str, Any]], *, by: User, replacing: bool = False
) -> LedgerImport:
    """Say what each sheet is and which column is which, and have every row checked; nothing counts yet.

    `replacing`: its rows take the place of what was said otherwise before.
    """
    _reached(job, by)
    if not may_correct(job):
        raise WrongState(LedgerState(job.state).label, N_("核对"))
    job.sheets, job.replacing = [dict(sheet) for sheet in sheets], replacing
    columns.require_sound(job.sheets, unit_named=job.unit_id is not None)
    job.state, job.errors, job.report = LedgerState.CHECKING, [], {}
    with act(IMPORT, by=by, on=job, step=N_("指定列对应")) as change:
        change.save(job)
        for mapping, new in columns.remember(job.sheets):
            change.create(mapping) if new else change.save(mapping)
    if job.size <= AT_ONCE:
        tasks.check(job.pk)
    else:
        _enqueue(job, tasks.check_ledger)
    return LedgerImport.objects.get(pk=job.pk)


def correct(job: LedgerImport, *, by: User) -> LedgerImport:
    """Check again a file that says otherwise what was received before, as what is to take its place."""
    return map_columns(job, job.sheets, by=by, replacing=True)


def start(job: LedgerImport, *, by: User, task: Task[[int], None] = tasks.import_ledger) -> LedgerImport:
    """Let it count, in the background. One that broke off may be started anew: it counts wholly or not at all."""
    _reached(job, by)
    with transaction.atomic():
        job = LedgerImport.objects.select_for_update(of=("self",)).get(pk=job.pk)
        if job.state == LedgerState.CHECKING and stalled(job):
            _enqueue(job, tasks.check_ledger)
            return job
        if job.state != LedgerState.READY and not stalled(job):
            raise WrongState(LedgerState(job.state).label, N_("导入"))
        job.state, job.errors, job.ended_at = LedgerState.RUNNING, [], None
        with act(IMPORT, by=by, on=job, step=N_("开始导入")) as change:
            change.save(job)
        _enqueue(job, task)
    return LedgerImport.objects.get(pk=job.pk)


def discard(job: LedgerImport, *, by: User) -> None:
    """Put a file aside that was not imported."""
    _reached(job, by)
    if not may_correct(job):
        raise WrongState(LedgerState(job.state).label, N_("放弃导入"))
    with act(IMPORT, by=by, on=job, step=N_("放弃导入")) as change:
        for held in job.units.all():  # the database would take them along, unseen by the trail
            change.delete(held)
        change.delete(job)


def note_rejected(job: LedgerImport, *, by: User) -> None:
    """Put down who took the rows that were not imported."""
    note("ledger.rejected", by=by, on=job)


def _place(unit: Unit | None, by: User) -> Jurisdiction:
    if unit is not None:
        required(units(by, IMPORT), unit, IMPORT)
        return unit.jurisdiction
    place = next((grant.jurisdiction for grant in grants(by, IMPORT, Scope.JURISDICTION) if grant.jurisdiction), None)
    if place is None:
        if not units(by, IMPORT).exists():
            raise NotAllowed(IMPORT, access.label(IMPORT))
        raise Refused([say(N_("请选择是哪个单位的账"))])
    return place


def _reached(job: LedgerImport, by: User) -> None:
    required(imports(by, IMPORT), job, IMPORT)


def _enqueue(job: LedgerImport, task: Task[[int], None]) -> None:
    progress.tell(job)
    transaction.on_commit(partial(task.enqueue, job.pk))
