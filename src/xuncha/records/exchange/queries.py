"""Reading imports and exports: everybody their own, for the files hold what others may not see."""

from __future__ import annotations

from typing import Any, BinaryIO

from django.db.models import QuerySet

from xuncha.records.accounts.models import User
from xuncha.records.accounts.reach import may_at_all
from xuncha.records.audit.sentences import unpacked
from xuncha.records.exchange import files
from xuncha.records.exchange.models import ExportJob, ImportJob, JobState, Table
from xuncha.records.exchange.reading import Heads, preview
from xuncha.records.exchange.tables import rules_of
from xuncha.records.exchange.tables.column import Problem, TableRules
from xuncha.records.exchange.tables.parsers import shown


def imports(user: User) -> QuerySet[ImportJob]:
    """The imports this person made."""
    found = ImportJob.objects.select_related("by")
    return found.filter(by=user) if may_at_all(user, "import.view") else found.none()


def exports(user: User) -> QuerySet[ExportJob]:
    """The lists this person had written out."""
    return ExportJob.objects.filter(by=user).select_related("by")


def last_mapping(table: str, key: str) -> dict[str, int]:
    """How the columns of a file with the same heads were matched the last time."""
    states = (JobState.READY, JobState.RUNNING, JobState.DONE)
    last = ImportJob.objects.filter(table=table, mapping__key=key, state__in=states).order_by("-pk").first()
    return dict(last.mapping["columns"]) if last else {}


def heads(job: ImportJob) -> Heads:
    """The heads of the uploaded file."""
    return Heads(job.mapping["line"], tuple(job.mapping["heads"]))


def first_lines(job: ImportJob, count: int = 10) -> list[tuple[int, list[Any]]]:
    """The first lines of the file as understood."""
    return preview(files.sheet_of(job), heads(job), job.mapping["columns"], rules_of(job.table), job.by, count)


def sample(job: ImportJob) -> list[str]:
    """What stands in the first line below the heads."""
    below = (line for line in files.sheet_of(job).lines if line.number > job.mapping["line"])
    line = next(below, None)
    return [shown(cell) for cell in line.cells] if line else []


def problems(job: ImportJob) -> list[Problem]:
    """Everything that was wrong with the file."""
    return [Problem(each["line"], each["column"], unpacked(each["reason"]), each["cell"]) for each in job.errors]


def opened(job: ExportJob) -> BinaryIO:
    """The file of a finished export."""
    return files.store().open(job.sha256)


def rules(table: str) -> TableRules:
    """What is known of a table: its columns and their heads."""
    return rules_of(table)


def tables() -> dict[str, str]:
    """The tables that can be brought in: code and Chinese name."""
    return dict(Table.choices())


def has_file(job: ExportJob) -> bool:
    """Whether a finished export's file is still kept."""
    return bool(job.sha256) and files.store().has(job.sha256)


def export_job(key: int) -> ExportJob | None:
    """An export still to be written, for whoever writes it."""
    return ExportJob.objects.select_related("by").filter(pk=key, state=JobState.RUNNING).first()
