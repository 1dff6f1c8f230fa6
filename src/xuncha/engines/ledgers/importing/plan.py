"""What is in the files of a folder, before any of it is taken: which sheets are which tables, and what stands in the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from xuncha.domain.errors import InvalidFile
from xuncha.domain.words import N_, Sentence, say
from xuncha.engines.ledgers.importing import heads
from xuncha.engines.ledgers.importing.cells import plain
from xuncha.engines.ledgers.importing.fields import fields
from xuncha.engines.ledgers.importing.heads import Layout
from xuncha.engines.ledgers.importing.mapping import ColumnMapping, SheetRule
from xuncha.engines.ledgers.importing.reading import Sheet, sheets
from xuncha.engines.ledgers.tables import TABLES

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".csv", ".tsv", ".txt", ".xml"})
FIRST = ("units", "balances")
"""Tables others need: names of units, names of accounts."""
UNIT_NAMED = re.compile(
    r"(?:编制单位|核算单位|预算单位|单位名称|单位|账套|账簿|公司)\s*:\s*(?P<unit>(?!人民币|元|万元)\S+)"
)
PERIOD_NAMED = re.compile(r"(?P<year>20\d\d)\s*[年.\-/]?\s*(?P<month>1[0-2]|0?[1-9])(?!\d)")
TEN_THOUSANDS = re.compile(r"单位\s*:\s*(?:人民币)?万元")
NO_HEADS = N_("前30行里没有认出表头")
IGNORED = N_("按方案不读取")


@dataclass(frozen=True)
class SheetPlan:
    """One sheet that will be read."""

    sheet: str
    layout: Layout
    rule: SheetRule
    constants: Mapping[str, str]


@dataclass(frozen=True)
class FilePlan:
    """One file that will be read, and its sheets that will not."""

    path: Path
    name: str
    sheets: tuple[SheetPlan, ...]
    unread: tuple[tuple[str, Sentence], ...]

    @property
    def rank(self) -> int:
        """Files that others need come first."""
        return min((FIRST.index(each.layout.table) for each in self.sheets if each.layout.table in FIRST), default=9)

    def of(self, sheet: str) -> SheetPlan | None:
        """The plan of a sheet."""
        return next((each for each in self.sheets if each.sheet == sheet), None)


def files(folder: Path) -> list[Path]:
    """The files of a folder that may be tables, or the one file."""
    if folder.is_file():
        return [folder]
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() in SUFFIXES)
    return sorted(path for path in found if not path.name.startswith((".", "~$")))


def plan(path: Path, name: str, mapping: ColumnMapping) -> FilePlan:
    """Look at the head of every sheet.

    :raises InvalidFile: where no sheet can be read, with the reason of the first.
    """
    found: list[SheetPlan] = []
    unread: list[tuple[str, Sentence]] = []
    for sheet in sheets(path, name):
        rule = mapping.rule(name, sheet.name)
        planned = say(IGNORED) if rule is None or rule.ignore else _sheet(sheet, rule, path)
        if isinstance(planned, SheetPlan):
            found.append(planned)
        elif planned is not None:
            unread.append((sheet.name, planned))
    wrong = [reason for _, reason in unread if reason.template != IGNORED]
    if not found and wrong:
        raise InvalidFile(name, wrong[0])
    return FilePlan(path, name, tuple(found), tuple(unread))


def _sheet(sheet: Sheet, rule: SheetRule, path: Path) -> SheetPlan | Sentence | None:
    block = next(iter(sheet.blocks), None)
    if block is None:
        return None
    layout = heads.find(block, rule, sheet.headed)
    if layout is None:
        return say(NO_HEADS)
    constants = {name: value for name, value in rule.constants.items() if name in fields(layout.table)}
    around = [plain(each) for each in (*layout.titles, sheet.name, path.stem)]
    if _lacks(layout, constants, "unit") and (unit := _unit(rule, path, sheet.name, around)):
        constants["unit"] = unit
    if layout.table == "balances" and not {"period", "month"} & {*layout.columns, *constants}:
        constants |= _period(around)
    if any(TEN_THOUSANDS.search(each) for each in layout.titles):
        rule = replace(rule, ten_thousands=True)
    if layout.missing:
        groups = [" / ".join(_label(layout.table, name) for name in group) for group in layout.missing]
        return say(
            N_("像是“%(table)s”，但没有找到这些列：%(groups)s"), table=say(TABLES[layout.table].label), groups=groups
        )
    if _lacks(layout, constants, "unit"):
        return say(N_("没有写明是哪个单位：请指定（命令行：--unit），或在列对应方案中写明"))
    if layout.table == "balances" and not {"period", "month"} & {*layout.columns, *constants}:
        return say(N_("没有写明是哪个会计期间：请在文件名或标题中写明，如“2026年3月”"))
    return SheetPlan(sheet.name, layout, rule, constants)


def _lacks(layout: Layout, constants: Iterable[str], name: str) -> bool:
    wanted = any(column.name == name and column.required for column in TABLES[layout.table].columns)
    return wanted and name not in layout.columns and name not in constants


def _unit(rule: SheetRule, path: Path, sheet: str, around: list[str]) -> str | None:
    said = {"file": [path.stem], "sheet": [sheet], "title": around}
    for place, pattern in rule.unit_patterns.items():
        if found := _first(pattern, said[place]):
            return found["unit"]
    found = _first(UNIT_NAMED, around)
    return found["unit"] if found else None


def _period(around: list[str]) -> dict[str, str]:
    found = _first(PERIOD_NAMED, around)
    return {"period": f"{found['year']}-{found['month']}"} if found else {}


def _first(pattern: re.Pattern[str], texts: Iterable[str]) -> re.Match[str] | None:
    return next(filter(None, (pattern.search(each) for each in texts)), None)


def _label(table: str, name: str) -> str:
    return fields(table)[name].label


def layouts(plans: Iterable[FilePlan]) -> Iterator[tuple[FilePlan, SheetPlan]]:
    """Every sheet that will be read, with its file: what somebody confirms before a mapping is saved."""
    return ((each, sheet) for each in plans for sheet in each.sheets)
