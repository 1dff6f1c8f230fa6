"""Imports: upload, say which column is which, check, bring in. Exports: begin, finish, hand out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from django.db import transaction
from django.utils import timezone

from xuncha.connectors.spreadsheets import read
from xuncha.domain import access
from xuncha.domain.errors import InvalidField, NotAllowed, Refused, WrongState
from xuncha.domain.words import N_, say
from xuncha.records.accounts.models import User
from xuncha.records.accounts.reach import require
from xuncha.records.audit.actions import act, note
from xuncha.records.exchange import files, progress, tasks
from xuncha.records.exchange.models import ExportJob, ImportJob, JobState, Table
from xuncha.records.exchange.queries import last_mapping
from xuncha.records.exchange.reading import heads_of, matched, unmapped
from xuncha.records.exchange.tables import rules_of
from xuncha.records.teams.reach import may_somewhere

RUN = "import.run"
NAME_LONGEST = 200
AT_ONCE = 2_000
"""Tables up to this many lines are checked while the page loads; larger ones in the background."""


def upload(table: Table, name: str, chunks: Iterable[bytes], *, by: User) -> ImportJob:
    """Keep a file and match its heads; raises `InvalidFile` where it is no table, and keeps no job of it."""
    require(by, RUN)
    name = name.replace("\\", "/").rpartition("/")[2][-NAME_LONGEST:]
    stored = files.keep(chunks, name)
    with files.store().open(stored.sha256) as file:
        sheet = read(file.read(), name)
    rules = rules_of(table)
    heads = heads_of(sheet, rules)
    columns = matched(heads, rules) | last_mapping(table, heads.key)
    job = ImportJob(
        table=table, by=by, name=name, sha256=stored.sha256, started_at=timezone.now(),
        rows=sum(line.number > heads.number for line in sheet.lines),
        mapping={
            "sheet": sheet.name, "form": sheet.form, "line": heads.number, "key": heads.key,
            "heads": list(heads.words), "columns": columns,
        },
    )  # fmt: skip
    with act(RUN, by=by, table=Table(table).label, file=name, sha256=stored.sha256, step=N_("上传文件")) as change:
        change.create(job)
    return job


def map_columns(job: ImportJob, columns: Mapping[str, int], *, by: User) -> ImportJob:
    """Say which column of the file is which, and have every line checked."""
    _own(job, by)
    if job.state not in (JobState.UPLOADED, JobState.READY, JobState.REJECTED):
        raise WrongState(JobState(job.state).label, N_("核对"))
    rules = rules_of(job.table)
    if missing := unmapped(columns, rules):
        raise Refused(say(N_("必填的“%(column)s”没有对应的列"), column=say(column.name)) for column in missing)
    if len(set(columns.values())) < len(columns):
        raise InvalidField(N_("列对应"), say(N_("文件中的一列只能用一次")))
    if any(not 0 <= place < len(job.mapping["heads"]) for place in columns.values()):
        raise InvalidField(N_("列对应"), say(N_("文件中没有这一列")))
    job.mapping = {**job.mapping, "columns": dict(columns)}
    job.state = JobState.CHECKING
    with act(RUN, by=by, on=job, step=N_("指定列对应")) as change:
        change.save(job)
    if job.rows <= AT_ONCE:
        tasks.check(job.pk)
    else:
        _enqueue(job, tasks.check_import)
    return ImportJob.objects.get(pk=job.pk)


def start(job: ImportJob, *, by: User) -> ImportJob:
    """Bring the table in, in the background. One that broke off may be started anew: nothing of it was written."""
    _own(job, by)
    with transaction.atomic():
        job = ImportJob.objects.select_for_update().get(pk=job.pk)
        if job.state not in (JobState.READY, JobState.FAILED) and not stalled(job):
            raise WrongState(JobState(job.state).label, N_("导入"))
        job.state, job.errors, job.ended_at = JobState.RUNNING, [], None
        with act(RUN, by=by, on=job, step=N_("开始导入")) as change:
            change.save(job)
        _enqueue(job, tasks.run_import)
    return ImportJob.objects.get(pk=job.pk)


def check_again(job: ImportJob, *, by: User) -> ImportJob:
    """Check anew what broke off while being checked."""
    _own(job, by)
    if job.state != JobState.CHECKING:
        raise WrongState(JobState(job.state).label, N_("核对"))
    _enqueue(job, tasks.check_import)
    return job


def stalled(job: ImportJob) -> bool:
    """Whether a job should be running and gives no sign of life."""
    return job.state in (JobState.RUNNING, JobState.CHECKING) and progress.broken_off(job)


def begin_export(page: str, query: str, title: str, *, by: User) -> ExportJob:
    """Put down that a long list is being written out: its address, its filter, for whom."""
    if not may_somewhere(by, "export.run"):
        raise NotAllowed("export.run", access.label("export.run"))
    job = ExportJob(page=page, query=query, by=by, name=title[:NAME_LONGEST], started_at=timezone.now())
    with act("export.run", by=by, page=title, query=query) as change:
        change.create(job)
    progress.Teller(job).tell(progress.WAITING)
    return job


def finish_export(job: ExportJob, chunks: Iterable[bytes], rows: int) -> ExportJob:
    """Keep the written list."""
    stored = files.store().put(chunks, name=job.name, limit=files.EXPORT_LIMIT)
    job.sha256, job.rows, job.state, job.ended_at = stored.sha256, rows, JobState.DONE, timezone.now()
    with act("export.run", by=job.by, on=job, sha256=stored.sha256, rows=rows) as change:
        change.save(job)
    return job


def fail_export(job: ExportJob) -> ExportJob:
    """Put down that a list could not be written."""
    job.state, job.ended_at = JobState.FAILED, timezone.now()
    with act("export.run", by=job.by, on=job) as change:
        change.save(job)
    return job


def note_download(job: ExportJob, *, by: User) -> None:
    """Put down who took the file."""
    note("export.download", by=by, on=job)


def _own(job: ImportJob, by: User) -> None:
    require(by, RUN)
    if job.by_id != by.pk:
        raise NotAllowed(RUN, access.label(RUN))


def _enqueue(job: ImportJob, task: tasks.JobTask) -> None:
    progress.Teller(job).tell(progress.WAITING)
    transaction.on_commit(partial(task.enqueue, job.pk))
