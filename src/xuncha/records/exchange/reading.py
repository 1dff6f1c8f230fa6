"""From a sheet to rows understood, and everything that is wrong with the rest: nothing is written here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from xuncha.connectors.spreadsheets import Cell, Line, Sheet
from xuncha.domain.errors import InvalidFile
from xuncha.domain.words import N_, say
from xuncha.records.exchange.tables.between import twice
from xuncha.records.exchange.tables.column import BadCell, Column, Problem, TableRules, Understood, comparable
from xuncha.records.exchange.tables.lookup import Lookup
from xuncha.records.exchange.tables.parsers import Reference, shown

if TYPE_CHECKING:
    from xuncha.records.accounts.models import User

HEAD_WITHIN = 10
"""Titles and notes may stand above the heads; further down nobody puts them."""
MOST_PROBLEMS = 20_000
"""Past this many the file is not what it was taken for, and reading on helps nobody."""
TOLD_EVERY = 500
Mapped = Mapping[str, int]
"""Column key -> place in the file's lines."""
Told = Callable[[int, int], None]


@dataclass(frozen=True)
class Heads:
    """The line of heads: its number, its words, and a name for the set of them."""

    number: int
    words: tuple[str, ...]

    @property
    def key(self) -> str:
        """The same for every file with the same heads in the same order."""
        return hashlib.sha256("\x1f".join(comparable(word) for word in self.words).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Reading:
    """What came of reading: rows understood, problems, and how many lines there were."""

    rows: tuple[Understood, ...]
    problems: tuple[Problem, ...]
    lines: int


def heads_of(sheet: Sheet, rules: TableRules) -> Heads:
    """The line among the first that knows most of the table's columns; else the first with two words."""
    known = frozenset().union(*(column.heads() for column in rules.columns))

    def worth(line: Line) -> tuple[int, int]:
        words = [cell for cell in line.cells if isinstance(cell, str)]
        return sum(comparable(word) in known for word in words), min(len(words), 2)

    first = sheet.lines[:HEAD_WITHIN]
    best = max(first, key=worth)
    if worth(best) == (0, 0):
        raise InvalidFile(sheet.name, say(N_("找不到表头：第一行应写列名")), first[0].number)
    return Heads(best.number, tuple(shown(cell) for cell in best.cells))


def matched(heads: Heads, rules: TableRules) -> dict[str, int]:
    """Which column of the file is which column of the table, as far as the heads say; each used once."""
    found: dict[str, int] = {}
    used: set[int] = set()
    words = [comparable(word) for word in heads.words]
    for exact in (True, False):
        for column in rules.columns:
            if column.key in found:
                continue
            names = {comparable(column.name), column.key} if exact else column.heads()
            place = next((at for at, word in enumerate(words) if word and word in names and at not in used), None)
            if place is not None:
                found[column.key] = place
                used.add(place)
    return found


def unmapped(mapping: Mapped, rules: TableRules) -> list[Column]:
    """Required columns the mapping leaves out."""
    return [column for column in rules.columns if column.required and column.key not in mapping]


def understand(
    sheet: Sheet, heads: Heads, mapping: Mapped, rules: TableRules, user: User, progress: Told | None = None
) -> Reading:
    """Understand every line below the heads and find everything wrong with it."""
    lines, lookup = _prepared(sheet, heads, mapping, rules, user)
    rows: list[Understood] = []
    problems: list[Problem] = []
    for count, line in enumerate(lines, start=1):
        row, wrong = _row(line, heads, mapping, rules, lookup)
        rows.append(row)
        problems += wrong
        if len(problems) > MOST_PROBLEMS:
            break
        if progress and count % TOLD_EVERY == 0:
            progress(count, len(lines))
    if not lines:
        problems.append(Problem(heads.number, "", say(N_("表头下面没有内容"))))
    good = tuple(row for row in rows if not row.bad)
    between = [*twice(rows, rules.unique, rules.column(rules.unique[0]).name), *rules.check(good, lookup)]
    told = {column.name: heads.words[mapping[column.key]] for column in rules.columns if column.key in mapping}
    problems += [_in_words_of_file(each, told) for each in between]
    return Reading(good, tuple(sorted(problems, key=lambda each: each.line)), len(lines))


def preview(
    sheet: Sheet, heads: Heads, mapping: Mapped, rules: TableRules, user: User, count: int
) -> list[tuple[int, list[Any]]]:
    """The first lines as understood: number, and the value of each mapped column in the order of the rules.

    What refers to another table is shown by name and code; what could not be understood as it stands.
    """
    lines, lookup = _prepared(sheet, heads, mapping, rules, user)
    columns = [column for column in rules.columns if column.key in mapping]
    return [
        (line.number, [_previewed(column, _cell(line, mapping[column.key]), lookup) for column in columns])
        for line in lines[:count]
    ]


def _previewed(column: Column, cell: Cell, lookup: Lookup) -> Any:
    if cell is None:
        return None
    try:
        value = column.parse(cell, lookup)
    except BadCell:
        return shown(cell)
    if isinstance(column.parse, Reference):
        name = lookup.name(column.parse.kind, value)
        return value if name == value else say(N_("%(name)s（%(code)s）"), name=name, code=value)
    return value


def _prepared(sheet: Sheet, heads: Heads, mapping: Mapped, rules: TableRules, user: User) -> tuple[list[Line], Lookup]:
    lines = [line for line in sheet.lines if line.number > heads.number]
    lookup = Lookup(user)
    if rules.prepare:
        rules.prepare([_named(line, mapping) for line in lines], lookup)
    return lines, lookup


def _row(
    line: Line, heads: Heads, mapping: Mapped, rules: TableRules, lookup: Lookup
) -> tuple[Understood, list[Problem]]:
    values: dict[str, Any] = {column.key: None for column in rules.columns}
    problems: dict[str, Problem] = {}
    for column in rules.columns:
        if column.key not in mapping:
            continue
        cell = _cell(line, mapping[column.key])
        head = heads.words[mapping[column.key]]
        if cell is None:
            if column.required:
                problems[column.key] = Problem(line.number, head, say(N_("必填")))
            continue
        try:
            values[column.key] = column.parse(cell, lookup)
        except BadCell as bad:
            problems[column.key] = Problem(line.number, head, bad.reason, shown(cell)[:100])
    return Understood(line.number, values, frozenset(problems)), list(problems.values())


def _named(line: Line, mapping: Mapped) -> tuple[str | None, str | None]:
    code, name = (_cell(line, mapping[key]) if key in mapping else None for key in ("code", "name"))
    return (shown(code) or None if code is not None else None), (shown(name) or None if name is not None else None)


def _cell(line: Line, place: int) -> Cell:
    return line.cells[place] if place < len(line.cells) else None


def _in_words_of_file(problem: Problem, told: Mapping[str, str]) -> Problem:
    return Problem(problem.line, told.get(problem.column, problem.column), problem.reason, problem.cell)
