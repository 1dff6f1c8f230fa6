"""Mappings: which file is which table, and what its columns are called; data files of ours or of an office."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from xuncha.domain.errors import InvalidFile, NotFound
from xuncha.domain.words import N_, say
from xuncha.engines.ledgers.importing.fields import fields, synonyms

BUILT_IN = Path(__file__).parent / "mappings"
AUTO = "auto"
ORDERS = ("ymd", "dmy", "mdy")
KEYS = frozenset(
    {
        "files",
        "sheets",
        "table",
        "columns",
        "only",
        "constants",
        "dates",
        "ten_thousands",
        "unit_from",
        "prove",
        "ignore",
    }
)
MOST_REJECTED = 0.05


@dataclass(frozen=True)
class SheetRule:
    """How sheets of some files are read; the first rule that fits a sheet counts."""

    files: tuple[str, ...] = ("*",)
    sheets: tuple[str, ...] = ("*",)
    table: str | None = None
    """None: the table whose columns are found."""
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By field, names of its column that come before those of the dictionary."""
    only: bool = False
    """Whether the dictionary is not asked."""
    constants: Mapping[str, str] = field(default_factory=dict)
    """By field, what stands in every row, as a cell would."""
    dates: Literal["ymd", "dmy", "mdy"] = "ymd"
    ten_thousands: bool = False
    """Whether money is in 万元 where its head does not say."""
    unit_from: Mapping[str, str] = field(default_factory=dict)
    """`file`, `sheet` or `title` to an expression with a group `unit`."""
    prove: bool = True
    """Whether control totals may prove the mapping wrong; false for ledgers that are parts of whole ones."""
    ignore: bool = False
    """Whether such sheets are left unread."""

    def fits(self, file: str, sheet: str) -> bool:
        """Whether this rule is for a sheet."""
        return any(fnmatch(file, each) for each in self.files) and any(fnmatch(sheet, each) for each in self.sheets)

    def heads(self, table: str) -> Mapping[str, tuple[str, ...]]:
        """By field, the names its column may have, the likeliest first."""
        known = {} if self.only else synonyms()[table].heads
        return {
            name: (*self.columns.get(name, ()), *known.get(name, ()))
            for name in fields(table)
            if name not in self.constants
        }

    @cached_property
    def unit_patterns(self) -> Mapping[str, re.Pattern[str]]:
        """Where the unit is named outside the rows, with the expression that finds it."""
        return {place: re.compile(pattern) for place, pattern in self.unit_from.items()}


@dataclass(frozen=True)
class ColumnMapping:
    """A named set of rules."""

    name: str
    label: Mapping[str, str]
    rules: tuple[SheetRule, ...]
    most_rejected: float = MOST_REJECTED
    """The share of rows of a file beyond which nothing is imported."""

    def rule(self, file: str, sheet: str) -> SheetRule | None:
        """The rule for a sheet."""
        return next((each for each in self.rules if each.fits(file, sheet)), None)

    def with_constants(self, **constants: str | None) -> ColumnMapping:
        """The same mapping with constants given at the moment of import, which come before its own."""
        given = {name: value for name, value in constants.items() if value is not None}
        rules = tuple(replace(each, constants={**each.constants, **given}) for each in self.rules)
        return replace(self, rules=rules) if given else self


def built_in() -> tuple[str, ...]:
    """The names of the mappings that come with the engine."""
    return (AUTO, *sorted(path.stem for path in BUILT_IN.glob("*.toml")))


def find(name: str, saved: Path | None = None) -> ColumnMapping:
    """A mapping by its name: one of ours, one saved in folder `saved`, or a path to a file.

    :raises NotFound: where there is none.
    :raises InvalidFile: where the file says something else than a mapping does.
    """
    if name == AUTO:
        return ColumnMapping(AUTO, {}, (SheetRule(),))
    places = [BUILT_IN / f"{name}.toml", *([saved / f"{name}.toml"] if saved else []), Path(name)]
    path = next((each for each in places if each.suffix == ".toml" and each.is_file()), None)
    if path is None:
        raise NotFound(N_("列对应方案"), name)
    return read(path)


def read(path: Path) -> ColumnMapping:
    """Read a mapping file.

    :raises InvalidFile: with the key at fault.
    """
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidFile(path.name, say(N_("不是有效的 TOML 文件：%(error)s"), error=error)) from error
    rules = tuple(_rule(each, path.name) for each in told.get("sheet", [{}]))
    share = told.get("most_rejected", MOST_REJECTED)
    if not isinstance(share, int | float) or not 0 <= share <= 1:
        raise InvalidFile(path.name, say(N_("应在0和1之间")), column="most_rejected")
    return ColumnMapping(path.stem, told.get("name", {}), rules, share)


def _rule(told: dict[str, Any], file: str) -> SheetRule:
    if unknown := sorted(set(told) - KEYS):
        raise InvalidFile(file, say(N_("不认识的项：%(names)s"), names=unknown), column="sheet")
    table = told.get("table")
    if table is not None and table not in synonyms():
        raise InvalidFile(file, say(N_("没有这个表：%(table)s"), table=table), column="table")
    if told.get("dates", "ymd") not in ORDERS:
        raise InvalidFile(file, say(N_("应为%(words)s之一"), words=ORDERS), column="dates")
    for key in ("columns", "constants"):
        allowed = set(fields(table)) if table else {name for each in synonyms() for name in fields(each)}
        if unknown := sorted(set(told.get(key, {})) - allowed):
            raise InvalidFile(file, say(N_("不认识的项：%(names)s"), names=unknown), column=key)
    for place, pattern in told.get("unit_from", {}).items():
        if place not in ("file", "sheet", "title") or "unit" not in _groups(pattern, file):
            raise InvalidFile(file, say(N_("应为含有 (?P<unit>…) 的表达式")), column="unit_from")
    said = {**told, **{key: _tuple(told[key]) for key in ("files", "sheets") if key in told}}
    said["columns"] = {name: _tuple(heads) for name, heads in told.get("columns", {}).items()}
    said["constants"] = {name: str(value) for name, value in told.get("constants", {}).items()}
    return SheetRule(**said)


def _groups(pattern: str, file: str) -> Mapping[str, int]:
    try:
        return re.compile(pattern).groupindex
    except re.error as error:
        raise InvalidFile(file, say(N_("应为含有 (?P<unit>…) 的表达式")), column="unit_from") from error


def _tuple(said: str | list[str]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)
