"""Reading ledgers received, as far as the person reaches: the office by place, a team the units it inspects and those beneath.

An inspected unit reaches none of them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from xuncha.domain.ledgers import LedgerState
from xuncha.domain.words import Sentence
from xuncha.records.accounts import reach
from xuncha.records.accounts.models import User
from xuncha.records.audit.sentences import unpacked
from xuncha.records.ledgers import columns, files, keeping, progress
from xuncha.records.ledgers.completeness import Completeness, of
from xuncha.records.ledgers.models import LedgerImport, LedgerMonth, LedgerUnit
from xuncha.records.people.models import Unit
from xuncha.records.teams.reach import inspections

VIEW, IMPORT = "ledger.view", "ledger.import"
MOVING = (LedgerState.CHECKING, LedgerState.RUNNING)


def units(user: User, permission: str = VIEW) -> QuerySet[Unit]:
    """The units of which this person may see, or bring in, ledgers."""
    inspected = inspections(user, permission).order_by().values("unit")
    beneath = Q(pk__in=inspected) | Q(parent__in=inspected)
    return Unit.objects.filter(reach.within(user, permission, "jurisdiction__path") | beneath)


def imports(user: User, permission: str = VIEW) -> QuerySet[LedgerImport]:
    """Files received for the office's own places; those a team member handed in, or that hold nothing but the team's units."""
    own = reach.within(user, permission, "jurisdiction__path")
    reached = units(user, permission).values("pk")
    held = LedgerUnit.objects.filter(source=OuterRef("pk"))
    theirs = Q(Exists(held.filter(unit__in=reached)) & ~Exists(held.exclude(unit__in=reached)))
    mine = Q(by=user, unit__in=reached)
    return LedgerImport.objects.filter(own | theirs | mine).select_related("by", "unit", "jurisdiction")


def months(user: User) -> QuerySet[LedgerMonth]:
    """What is there of the months of the units this person reaches."""
    return LedgerMonth.objects.filter(unit__in=units(user).values("pk")).select_related("unit")


def received(user: User) -> QuerySet[Unit]:
    """The units of which ledgers were received, each with its months."""
    held = LedgerMonth.objects.filter(unit=OuterRef("pk"))
    found = units(user).filter(Exists(held)).select_related("jurisdiction")
    return found.prefetch_related(Prefetch("ledger_months", to_attr="months_held"))


def completeness(unit: Unit) -> Completeness:
    """Which months of a unit are there; `unit` as `received` gives it."""
    return of(unit.months_held)  # type: ignore[attr-defined]


def names(codes: Collection[str]) -> dict[str, str]:
    """Units by their codes, as a file's control totals name them."""
    return dict(Unit.objects.filter(code__in=codes).values_list("code", "name"))


def may_correct(job: LedgerImport) -> bool:
    """Whether the columns of a file may still be matched anew."""
    return job.state in (LedgerState.UPLOADED, LedgerState.READY, LedgerState.REJECTED, LedgerState.FAILED)


def stalled(job: LedgerImport) -> bool:
    """Whether one should be under way and gives no sign of life."""
    return job.state in MOVING and progress.broken_off(job)


def as_table(job: LedgerImport, sheet: int, table: str) -> dict[str, Any]:
    """One sheet of a waiting file as it would be read if it were this table."""
    with files.laid_out(job.sha256, job.name) as path:
        return columns.proposed(path, job.name, table)[sheet]


def table_names() -> dict[str, str]:
    """What a sheet may be: code and Chinese name."""
    return columns.tables()


def table_fields(table: str) -> dict[str, tuple[str, bool]]:
    """What a column of a table may be: code, Chinese name, whether no row does without it."""
    return columns.table_fields(table)


def problems(job: LedgerImport) -> list[Sentence]:
    """Why a file was not taken."""
    return [unpacked(each) for each in job.errors]


def unread(job: LedgerImport) -> list[tuple[str, Sentence]]:
    """Sheets that were not read, and why."""
    return [(sheet, unpacked(reason)) for sheet, reason in job.report.get("unread", [])]


def left_out(job: LedgerImport) -> Mapping[str, int]:
    """Rows that are no facts of their own, by why."""
    found: Mapping[str, int] = job.report.get("left_out", {})
    return found


def rejected_rows(job: LedgerImport) -> BinaryIO | None:
    """The rows that were not taken, as a table with the reason of each; None where there are none."""
    path: Path | None = keeping.store().rejected_file(job.number) if job.number else None
    if path and path.is_file():
        return path.open("rb")
    kept = job.report.get("rejected_sha256", "")
    return files.waiting().open(kept) if kept and files.waiting().has(kept) else None


def has_rejected_rows(job: LedgerImport) -> bool:
    """Whether there is a table of rows not taken."""
    found = rejected_rows(job)
    if found:
        found.close()
    return found is not None
