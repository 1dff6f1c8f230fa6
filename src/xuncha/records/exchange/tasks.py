"""What runs in the background: checking a table, bringing it in."""

from __future__ import annotations

import logging
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks.base import Task

from xuncha.domain.errors import XunchaError
from xuncha.domain.words import N_, Sentence, say
from xuncha.records.accounts.reach import require
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.audit.sentences import packed
from xuncha.records.exchange import files
from xuncha.records.exchange.models import ImportJob, JobState, Table
from xuncha.records.exchange.progress import READING, RECHECKING, WRITING, Teller
from xuncha.records.exchange.reading import Heads, Reading, understand
from xuncha.records.exchange.tables import rules_of
from xuncha.records.exchange.tables.column import Problem
from xuncha.records.people.rows import Counts
from xuncha.records.teams.actions import recheck_all

JobTask = Task[[int], None]
RUN = "import.run"
log = logging.getLogger(__name__)


@task()
def check_import(key: int) -> None:
    """Check a large table."""
    check(key)


@task()
def run_import(key: int) -> None:
    """Bring a table in: all of it or nothing."""
    job = ImportJob.objects.select_related("by").get(pk=key)
    if job.state != JobState.RUNNING:
        return
    teller = Teller(job)
    try:
        require(job.by, RUN)
        found = _understood(job, teller)
        if found.problems:
            _reject(job, found)
        else:
            _write(job, found, teller)
    except XunchaError as error:
        _fail(key, error.sentence)
    except Exception:
        # The trail must not keep what the database said: it may quote a cell.
        log.exception("import %s broke off", key)
        _fail(key, say(N_("程序出错，没有写入任何内容；请把出错时间告诉管理员")))
    files.sweep()


def check(key: int) -> None:
    """Check every line of a table; it is then ready, or rejected with everything that is wrong."""
    job = ImportJob.objects.select_related("by").get(pk=key)
    if job.state != JobState.CHECKING:
        return
    try:
        found = _understood(job, Teller(job))
    except XunchaError as error:
        _fail(key, error.sentence)
        return
    if found.problems:
        _reject(job, found)
        return
    job.state, job.rows, job.errors = JobState.READY, found.lines, []
    with act(RUN, by=job.by, on=job, step=JobState.READY.label, rows=found.lines) as change:
        change.save(job)


def _understood(job: ImportJob, teller: Teller) -> Reading:
    heads = Heads(job.mapping["line"], tuple(job.mapping["heads"]))
    return understand(
        files.sheet_of(job), heads, job.mapping["columns"], rules_of(job.table), job.by,
        lambda done, total: teller.tell(READING, done, total),
    )  # fmt: skip


def _write(job: ImportJob, found: Reading, teller: Teller) -> None:
    rules = rules_of(job.table)
    teller.tell(WRITING, 0, len(found.rows))
    with transaction.atomic():
        # Somebody may have started it twice: whoever comes second finds it done.
        job = ImportJob.objects.select_for_update(of=("self",)).select_related("by").get(pk=job.pk)
        if job.state != JobState.RUNNING:
            return
        about: dict[str, Any] = {"table": Table(job.table).label, "file": job.name, "sha256": job.sha256}
        with act(RUN, by=job.by, on=job, **about) as change:
            counts = rules.write(found.rows, job.by, lambda done, total: teller.tell(WRITING, done, total))
            if job.table != Table.TASKS and (counts.created or counts.updated):
                teller.tell(RECHECKING)
                recheck_all(job, by=job.by)
            _conclude(job, counts)
            change.save(job)
            change.detail |= {"created": counts.created, "updated": counts.updated, "unchanged": counts.unchanged}


def _conclude(job: ImportJob, counts: Counts) -> None:
    job.created, job.updated, job.unchanged = counts.created, counts.updated, counts.unchanged
    job.state, job.ended_at, job.errors = JobState.DONE, timezone.now(), []


def _reject(job: ImportJob, found: Reading) -> None:
    job.state, job.rows, job.ended_at = JobState.REJECTED, found.lines, timezone.now()
    job.errors = [_told(problem) for problem in found.problems]
    with act(RUN, by=job.by, on=job, step=JobState.REJECTED.label, errors=len(job.errors)) as change:
        change.save(job)


def _fail(key: int, sentence: Sentence) -> None:
    job = ImportJob.objects.get(pk=key)
    job.state, job.ended_at = JobState.FAILED, timezone.now()
    job.errors = [_told(Problem(0, "", sentence))]
    with act(RUN, by=SYSTEM, on=job, step=JobState.FAILED.label) as change:
        change.save(job)


def _told(problem: Problem) -> dict[str, object]:
    return {
        "line": problem.line, "column": problem.column, "reason": packed(problem.reason), "cell": problem.cell,
    }  # fmt: skip
