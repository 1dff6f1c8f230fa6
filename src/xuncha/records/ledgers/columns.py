"""How the columns of a file are read: proposed, remembered, corrected by a person, handed to the engine as a mapping."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from xuncha.domain.errors import InvalidField, Refused
from xuncha.domain.words import N_, Sentence, say
from xuncha.engines.ledgers.importing.fields import fields, synonyms
from xuncha.engines.ledgers.importing.mapping import ColumnMapping, SheetRule
from xuncha.engines.ledgers.importing.proposal import Proposal, propose
from xuncha.engines.ledgers.tables import TABLES
from xuncha.records.ledgers.models import LedgerImport, LedgerMapping

NAME = "web"
REMEMBERED = ("columns", "dates", "ten_thousands", "book")
ORDERS = ("ymd", "dmy", "mdy")


def proposed(path: Path, name: str, table: str | None = None) -> list[dict[str, Any]]:
    """What each sheet seems to be, with what was settled the last time for the same heads.

    :raises InvalidFile: where the file cannot be read.
    """
    return [_told(each) for each in propose(path, name, table)]


def remember(sheets: Iterable[Mapping[str, Any]]) -> list[tuple[LedgerMapping, bool]]:
    """What to keep for the next file with the same heads; with whether it is new."""
    found = []
    for sheet in sheets:
        if not sheet["table"] or not sheet["fingerprint"]:
            continue
        kept = LedgerMapping.objects.filter(fingerprint=sheet["fingerprint"]).first()
        mapping = kept or LedgerMapping(fingerprint=sheet["fingerprint"])
        mapping.body = {"table": sheet["table"], **{name: sheet[name] for name in REMEMBERED}}
        found.append((mapping, kept is None))
    return found


def require_sound(sheets: Iterable[Mapping[str, Any]], *, unit_named: bool) -> None:
    """Refuse a mapping by which nothing could be read.

    :raises Refused: where no sheet is to be read, or a column no table does without is not matched.
    :raises InvalidField: where one column is used twice, or is none of the file's.
    """
    read = [sheet for sheet in sheets if sheet["table"]]
    if not read:
        raise Refused([say(N_("没有选择要导入的工作表"))])
    for sheet in read:
        heads = list(sheet["columns"].values())
        if sheet["table"] not in synonyms() or set(sheet["columns"]) - set(fields(sheet["table"])):
            raise InvalidField(N_("列对应"), say(N_("没有这个代码：%(code)s"), code=sheet["table"]))
        if set(heads) - set(sheet["heads"]):
            raise InvalidField(N_("列对应"), say(N_("文件中没有这一列")))
        if len(set(heads)) < len(heads):
            raise InvalidField(N_("列对应"), say(N_("文件中的一列只能用一次")))
    gaps = [gap for sheet in read for gap in _gaps(sheet, unit_named)]
    if gaps:
        raise Refused(gaps)


def mapping_of(job: LedgerImport) -> ColumnMapping:
    """The engine's mapping of one file."""
    return ColumnMapping(NAME, {}, tuple(_rule(sheet, job) for sheet in job.sheets))


def tables() -> dict[str, str]:
    """The tables a sheet may be: code and Chinese name."""
    return {name: TABLES[name].label for name in synonyms()}


def table_fields(table: str) -> dict[str, tuple[str, bool]]:
    """What a column of a table may be: code, Chinese name, and whether no row does without it."""
    required = {column.name for column in TABLES[table].columns if column.required}
    return {name: (field.label, name in required) for name, field in fields(table).items()}


def _told(proposal: Proposal) -> dict[str, Any]:
    told = asdict(proposal) | {"dates": "ymd", "ten_thousands": False, "book": ""}
    told["heads"], told["samples"] = list(proposal.heads), [list(each) for each in proposal.samples]
    last = LedgerMapping.objects.filter(fingerprint=proposal.fingerprint).first() if proposal.fingerprint else None
    if last and last.body["table"] == proposal.table:
        told |= {name: last.body[name] for name in REMEMBERED}
    return told


def _gaps(sheet: Mapping[str, Any], unit_named: bool) -> list[Sentence]:
    known, there = fields(sheet["table"]), set(sheet["columns"])
    groups = [group for group in synonyms()[sheet["table"]].needs if not there & set(group)]
    if any(column.name == "unit" and column.required for column in TABLES[sheet["table"]].columns):
        groups += [("unit",)] if "unit" not in there and not unit_named else []
    name = sheet["sheet"] or say(TABLES[sheet["table"]].label)
    return [
        say(
            N_("“%(sheet)s”缺少这些列之一：%(columns)s"),
            sheet=name,
            columns=tuple(say(known[each].label) for each in group),
        )
        for group in groups
    ]


def _rule(sheet: Mapping[str, Any], job: LedgerImport) -> SheetRule:
    constants = {"book": sheet["book"]} if sheet["book"] and "book" not in sheet["columns"] else {}
    if job.unit and sheet["table"] and "unit" in fields(sheet["table"]) and "unit" not in sheet["columns"]:
        constants["unit"] = job.unit.code
    return SheetRule(
        sheets=(glob.escape(sheet["sheet"]),), table=sheet["table"] or None, ignore=not sheet["table"], only=True,
        columns={name: (head,) for name, head in sheet["columns"].items()}, constants=constants, dates=sheet["dates"],
        ten_thousands=sheet["ten_thousands"],
    )  # fmt: skip
