"""A rule as its file says it: header, parameters with their sources, SQL, worked examples. A file that is wrong is refused whole."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NoReturn, TypeVar

from xuncha.domain.errors import InvalidFile
from xuncha.domain.ledgers import FlagSeverity, RuleFamily
from xuncha.domain.words import N_, Labelled, say
from xuncha.engines.ledgers.tables import TABLES

T = TypeVar("T")
Kind = TypeVar("Kind", bound=Labelled)
Value = int | str | tuple[int, ...] | tuple[str, ...]
CODE = re.compile(r"[A-FX]\d{1,3}")
PLACE = re.compile(r"\{(\w+)\}")
ALWAYS = ("unit", "day_no", "row_keys", "amount_fen")
"""Columns that every rule gives."""


class Mark(Labelled):
    """How well a source is known."""

    PUBLISHED = "published", N_("已公布的条文或案例")
    GENERAL = "general", N_("通行说法，用前请核对原文")
    OURS = "ours", N_("本系统的默认值")


@dataclass(frozen=True, slots=True)
class Text:
    """The same in Chinese and in English; rules carry their own words, so that an office can write one."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a rule or threshold comes from."""

    text: Text
    mark: Mark


@dataclass(frozen=True, slots=True)
class Parameter:
    """A threshold or list that an office may set otherwise; `source` says why it stands as it does."""

    name: str
    value: Value
    meaning: Text
    source: Anchor


@dataclass(frozen=True, slots=True)
class Delta:
    """Which earlier rows a new row may raise a flag with: those that share `same`, within `days` (None: whenever).

    `tables` names those whose rows are known by other columns, or (no columns) are all needed; `book` is the only book whose
    voucher lines matter.
    """

    same: tuple[str, ...]
    days: int | None = None
    tables: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    book: str | None = None

    def keys(self, reads: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """By table, the columns that rows must share with a new one; a table that is not named is read whole.

        Only tables of dated facts are cut down: of persons, units and firms any row may matter to a new one.
        """
        found = {}
        for table in reads:
            names = TABLES[table].schema.names
            key = self.tables.get(table, self.same if "day_no" in names and {*self.same} <= {*names} else ())
            if key:
                found[table] = key
        return found


@dataclass(frozen=True, slots=True)
class ExampleFlag:
    """What an example must raise, and nothing else."""

    unit: str
    rows: tuple[int, ...]
    amount_fen: int


@dataclass(frozen=True, slots=True)
class Example:
    """Given these rows, then these flags; `values` where a rule that counts hundreds would need hundreds of rows to show itself."""

    name: Text
    tables: Mapping[str, tuple[Mapping[str, Any], ...]]
    flags: tuple[ExampleFlag, ...]
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of one rule. A version that stood behind an official act is never changed: a new one gets its own file."""

    id: str
    version: int
    name: Text
    meaning: Text
    severity: FlagSeverity
    source: Anchor
    reads: Mapping[str, tuple[str, ...]]
    honest: Text
    reason: Text
    sql: str
    valid_from: date
    valid_until: date | None
    region: str
    parameters: Mapping[str, Parameter]
    delta: Delta | None
    examples: tuple[Example, ...]

    @property
    def family(self) -> RuleFamily:
        """What it is about, by the first letter of its code."""
        return RuleFamily(self.id[0])

    @property
    def values(self) -> dict[str, Value]:
        """Its parameters as they stand in the file."""
        return {name: each.value for name, each in self.parameters.items()}

    def in_force(self, day: date, region: str = "") -> bool:
        """Whether it holds on that day, in that region."""
        return (
            self.region in ("", region)
            and self.valid_from <= day
            and (self.valid_until is None or day <= self.valid_until)
        )


def read_rule(text: str, file: str) -> Rule:
    """Read a rule file.

    :raises InvalidFile: naming the file and the key (or the line, where it is no TOML at all).
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise InvalidFile(
            file, say(N_("不是有效的 TOML：%(error)s"), error=str(error)), int(line[1]) if line else None
        ) from None
    return _Reader(file).rule(data)


class _Reader:
    """Takes values out of the file's tables, and names the key of what is missing or of the wrong kind."""

    def __init__(self, file: str) -> None:
        self.file = file

    def rule(self, data: dict[str, Any]) -> Rule:
        code = self.get(data, "id", str)
        if not CODE.fullmatch(code):
            self.wrong("id", N_("编号应为一个字母（A–F，自编的用 X）加数字，如 B1"))
        rule = Rule(
            id=code,
            version=self.get(data, "version", int),
            name=self.text(data, "name"),
            meaning=self.text(data, "meaning"),
            severity=self.choice(data, "severity", FlagSeverity),
            source=self.anchor(data, "source"),
            reads=self.reads(data),
            honest=self.text(data, "honest"),
            reason=self.text(data, "reason"),
            sql=self.get(data, "sql", str).strip(),
            valid_from=self.get(data, "valid_from", date),
            valid_until=data.get("valid_until"),
            region=data.get("region", ""),
            parameters={name: self.parameter(name, each) for name, each in data.get("parameters", {}).items()},
            delta=self.delta(data["delta"]) if "delta" in data else None,
            examples=tuple(self.example(each, number) for number, each in enumerate(data.get("example", ()), 1)),
        )
        unknown = data.keys() - {*Rule.__dataclass_fields__, "example"} | data.keys() & {"examples"}
        if unknown:
            self.wrong(min(unknown), N_("没有这一项"))
        if not any(each.flags for each in rule.examples) or all(each.flags for each in rule.examples):
            self.wrong("example", N_("至少要有一个应当提示的例子，和一个相似而不应提示的例子"))
        return rule

    def reads(self, data: dict[str, Any]) -> dict[str, tuple[str, ...]]:
        reads = self.get(data, "reads", dict)
        for table, columns in reads.items():
            if table not in TABLES:
                self.wrong(f"reads.{table}", N_("没有这张表"))
            if missing := set(columns) - set(TABLES[table].schema.names):
                self.wrong(f"reads.{table}", N_("表中没有这一列：%(column)s"), column=min(missing))
        return {table: tuple(columns) for table, columns in reads.items()}

    def parameter(self, name: str, data: dict[str, Any]) -> Parameter:
        key = f"parameters.{name}"
        value = self.value(data.get("value"), f"{key}.value")
        return Parameter(name, value, self.text(data, "meaning", key), self.anchor(data, "source", key))

    def value(self, value: Any, key: str) -> Value:
        many = tuple(value) if isinstance(value, list) else (value,)
        if {type(each) for each in many} not in ({int}, {str}):
            self.wrong(key, N_("应为整数、文字，或同一种的列表"))
        return many if isinstance(value, list) else value

    def delta(self, data: dict[str, Any]) -> Delta:
        tables = {name: tuple(columns) for name, columns in data.get("tables", {}).items()}
        for name, columns in tables.items():
            if name not in TABLES:
                self.wrong(f"delta.tables.{name}", N_("没有这张表"))
            if missing := set(columns) - set(TABLES[name].schema.names):
                self.wrong(f"delta.tables.{name}", N_("表中没有这一列：%(column)s"), column=min(missing))
        return Delta(tuple(self.get(data, "same", list, "delta")), data.get("days"), tables, data.get("book"))

    def example(self, data: dict[str, Any], number: int) -> Example:
        within = f"example[{number}]"
        flags = tuple(
            ExampleFlag(
                self.get(each, "unit", str, within),
                tuple(sorted(self.get(each, "rows", list, within))),
                self.get(each, "amount_fen", int, within),
            )
            for each in self.get(data, "flags", list, within)
        )
        tables = {name: rows for name, rows in data.items() if name not in ("name", "flags", "parameters")}
        for name, rows in tables.items():
            if name not in TABLES:
                self.wrong(f"{within}.{name}", N_("没有这张表"))
            for row in rows:
                if missing := row.keys() - set(TABLES[name].schema.names):
                    self.wrong(f"{within}.{name}", N_("表中没有这一列：%(column)s"), column=min(missing))
        values = {name: self.value(each, f"{within}.{name}") for name, each in data.get("parameters", {}).items()}
        return Example(self.text(data, "name", within), {n: tuple(rows) for n, rows in tables.items()}, flags, values)

    def text(self, data: dict[str, Any], key: str, within: str = "") -> Text:
        both = self.get(data, key, dict, within)
        return Text(*(self.get(both, language, str, _join(within, key)).strip() for language in ("zh", "en")))

    def anchor(self, data: dict[str, Any], key: str, within: str = "") -> Anchor:
        both = self.get(data, key, dict, within)
        return Anchor(self.text(data, key, within), self.choice(both, "mark", Mark, _join(within, key)))

    def choice(self, data: dict[str, Any], key: str, kind: type[Kind], within: str = "") -> Kind:
        code = self.get(data, key, str, within)
        if code not in list(kind):
            self.wrong(_join(within, key), N_("应为下列之一：%(codes)s"), codes=tuple(kind))
        return kind(code)

    def get(self, data: dict[str, Any], key: str, kind: type[T], within: str = "") -> T:
        value = data.get(key)
        if not isinstance(value, kind) or isinstance(value, bool):
            self.wrong(_join(within, key), N_("缺少这一项，或类型不对"))
        return value

    def wrong(self, key: str, template: str, **params: object) -> NoReturn:
        raise InvalidFile(self.file, say(template, **params), column=key)


def _join(within: str, key: str) -> str:
    return f"{within}.{key}" if within else key
