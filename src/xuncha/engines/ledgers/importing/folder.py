"""A folder of files into a store: looked at first, then read, then compared and checked, then counted all at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from xuncha.domain.deadlines import WorkingCalendar
from xuncha.domain.errors import InvalidFile, InvalidFiles, Refused
from xuncha.domain.words import N_, Sentence, Translate, say
from xuncha.engines.ledgers.importing import overlap, totals
from xuncha.engines.ledgers.importing.mapping import ColumnMapping
from xuncha.engines.ledgers.importing.plan import FilePlan, SheetPlan, files, plan
from xuncha.engines.ledgers.importing.reading import sheets
from xuncha.engines.ledgers.importing.rows import Rejected, Rows, Surroundings
from xuncha.engines.ledgers.store import Store
from xuncha.engines.ledgers.storing.batch import Batch
from xuncha.engines.ledgers.storing.manifest import Imported
from xuncha.engines.ledgers.storing.part import fingerprint

REJECTED_HEAD = (N_("工作表"), N_("行号"), N_("列"), N_("列名"), N_("内容"), N_("原因"))
Progress = Callable[[str, int, float], None]
"""Told the file, how many of its rows were taken, and how much of it was read."""


@dataclass(frozen=True)
class Choices:
    """What whoever imports has chosen."""

    mapping: ColumnMapping
    replacing: bool = False
    """Whether a corrected export takes the place of what it corrects."""
    translate: Translate = str
    """Into the language of rejected rows."""
    progress: Progress = field(default=lambda file, rows, done: None)
    units: Mapping[str, str] | None = None
    """The only units rows may belong to: codes by code and by name. None: any."""


@dataclass(frozen=True)
class Outcome:
    """What an import did."""

    imported: tuple[Imported, ...]
    known: tuple[str, ...]
    """Files that were here already, byte for byte."""
    unread: tuple[tuple[str, str, Sentence], ...]
    """Sheets left unread: file, sheet, why."""
    totals: Mapping[str, totals.Total]


def import_folder(store: Store, folder: Path, choices: Choices, calendar: WorkingCalendar) -> Outcome:
    """Import every file of a folder, or none where one of them cannot be.

    :raises InvalidFile: broken or unknown files, missing columns, too many rows rejected, a mapping proven wrong.
    :raises Refused: rows that say otherwise what is in the store, unless they replace it; another import at work.
    """
    found = files(folder)
    if not found:
        raise InvalidFile(str(folder), say(N_("没有可以导入的文件")))
    base = folder if folder.is_dir() else folder.parent
    with store.begin() as batch:
        outcome = _read(batch, found, base, choices)
        return replace(outcome, imported=batch.commit(calendar) if batch.parts else ())


def check_file(store: Store, file: Path, choices: Choices, rejected: Path) -> Outcome:
    """Say what importing a file would do, and leave the store as it is; rows it would reject are written to `rejected`.

    :raises InvalidFile: as `import_folder` does. :raises Refused: likewise.
    """
    with store.begin() as batch:
        outcome = _read(batch, [file], file.parent, choices)
        for part in batch.parts:
            if part.rejected:
                shutil.copyfile(part.folder / "rejected.csv", rejected)
        return replace(outcome, imported=tuple(part.imported("") for part in batch.parts))


def _read(batch: Batch, found: Sequence[Path], base: Path, choices: Choices) -> Outcome:
    """Read, compare and check; nothing counts yet."""
    plans, known = _looked_at(found, base, batch, choices)
    units = _unit_names(batch)
    for each in sorted(plans, key=lambda planned: planned.rank):
        _Reading(batch, each, choices, units).read()
    clashes = [
        clash.sentence(part.name) for part in batch.parts for clash in overlap.settle(batch, part, choices.replacing)
    ]
    if clashes:
        raise Refused(clashes)
    checked = _checked(batch)
    for part in batch.parts:
        part.totals = checked if {"voucher_lines", "balances"} & set(part.tables()) else {}
    unread = tuple((each.name, sheet, reason) for each in plans for sheet, reason in each.unread)
    return Outcome((), known, unread, checked)


def _looked_at(
    found: Sequence[Path], base: Path, batch: Batch, choices: Choices
) -> tuple[list[FilePlan], tuple[str, ...]]:
    plans, known, wrong = [], [], []
    seen: set[str] = set()
    for path in found:
        name = path.relative_to(base).as_posix()
        sha256 = fingerprint(path)
        before = batch.manifest.by_hash(sha256)
        if sha256 in seen or (before and not (choices.replacing and before.mapping != choices.mapping.name)):
            known.append(name)
            continue
        seen.add(sha256)
        try:
            plans.append(plan(path, name, choices.mapping))
        except InvalidFile as error:
            wrong.append(error)
    if wrong:
        raise InvalidFiles(wrong)
    return [each for each in plans if each.sheets], tuple(known)


def _unit_names(batch: Batch) -> dict[str, str]:
    names: dict[str, str] = {}
    for _, path in batch.earlier("units"):
        names |= _names_in(path)
    return names


def _names_in(path: Path) -> dict[str, str]:
    return {row["name"]: row["unit"] for row in pq.read_table(path, columns=["name", "unit"]).to_pylist()}


class _Reading:
    """The reading of one file."""

    def __init__(self, batch: Batch, planned: FilePlan, choices: Choices, units: dict[str, str]) -> None:
        self.planned = planned
        self.choices = choices
        self.units = units
        self.part = batch.source(planned.path, choices.mapping.name, planned.name)
        known = units if choices.units is None else choices.units
        self.around = Surroundings(batch.identities, known, choices.units is not None, source=self.part.sha256)
        self.taken = 0
        self.first: list[InvalidFile] = []

    def read(self) -> None:
        """Read every sheet of the plan; raise where too much of it is wrong."""
        for sheet in sheets(self.part.copy, self.planned.name):
            planned = self.planned.of(sheet.name)
            if planned:
                rows = Rows(planned.layout, planned.rule, planned.constants, self.around)
                for block in sheet.blocks:
                    self._keep(sheet.name, planned, rows.take(block))
                    self._reject(sheet.name, rows.rejected)
                    self.choices.progress(self.planned.name, self.taken + rows.taken, block.done)
                self.taken += rows.taken
                for why, count in rows.left_out.items():
                    self.part.leave_out(why, count)
        self.part.close()
        self._judge()
        if "units" in self.part.tables():
            self.units |= _names_in(self.part.staged("units"))

    def _keep(self, sheet: str, planned: SheetPlan, rows: pa.Table | None) -> None:
        if rows is None:
            return
        if planned.layout.table == "balances" and "account_name" in rows.column_names:
            named = rows.select(["account_code", "account_name"]).to_pylist()
            self.around.accounts.update((each["account_code"], each["account_name"]) for each in named)
        placed = rows.append_column("sheet", pa.repeat(pa.scalar(sheet or None, pa.string()), rows.num_rows))
        self.part.write(planned.layout.table, placed)

    def _reject(self, sheet: str, rejected: list[Rejected]) -> None:
        translate = self.choices.translate
        self.part.reject(
            [translate(each) for each in REJECTED_HEAD],
            [
                (sheet, each.row, each.column, translate(each.head), each.cell, each.reason.translated(translate))
                for each in rejected
            ],
        )
        if len(self.first) < InvalidFiles.SHOWN:
            name = f"{self.planned.name}[{sheet}]" if sheet else self.planned.name
            self.first += [InvalidFile(name, each.reason, each.row, each.head) for each in rejected]
        rejected.clear()

    def _judge(self) -> None:
        rejected, most = self.part.rejected, self.choices.mapping.most_rejected
        if rejected > most * (rejected + self.taken):
            share = say(N_("%(rejected)s行中有误，超过全部%(rows)s行的%(most)s%%，没有导入任何内容"), rejected=rejected, rows=rejected + self.taken, most=f"{most:.0%}".rstrip("%"))  # fmt: skip
            raise InvalidFiles([InvalidFile(self.planned.name, share), *self.first])
        if not self.taken and not rejected:
            raise InvalidFile(self.planned.name, say(N_("表头以下没有内容")))
        if "voucher_lines" in self.part.tables() and all(each.rule.prove for each in self.planned.sheets):
            self._prove()

    def _prove(self) -> None:
        lines = [self.part.staged("voucher_lines")]
        total = totals.control((lines, ()), ((), ()))["vouchers"]
        if not totals.wrongly_read(total):
            return
        reason = N_("%(off)s张凭证（共%(checked)s张）借贷不相等，说明列的对应有误，没有导入任何内容")
        if totals.balanced_over_books(lines):
            reason = N_(
                "%(off)s张凭证（共%(checked)s张）只有把财务与预算科目合在一起才借贷相等，应是企业账，须全部按财务会计读（命令行：--book financial）"
            )
        raise InvalidFile(self.planned.name, say(reason, off=total["off"], checked=total["checked"]))


def _checked(batch: Batch) -> dict[str, totals.Total]:
    """The control totals of everything just read, with what counted before of the same time."""
    found = []
    touched = [period for part in batch.parts for period in part.periods]
    for table in ("voucher_lines", "balances"):
        fresh = [path for part, path in batch.staged(table) if part.rows(table)]
        before = [
            path
            for source, path in batch.earlier(table)
            if touched
            and source.periods
            and source.periods[0] <= max(touched) + 100
            and source.periods[1] >= min(touched) - 100
        ]
        found.append((fresh, before))
    return totals.control(*found) if any(fresh for fresh, _ in found) else {}
