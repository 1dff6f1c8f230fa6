"""What one column of a spreadsheet is: its heads in both languages, how a cell is understood, what is said of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, override

from xuncha.connectors.spreadsheets import Cell
from xuncha.domain.words import N_, Labelled, Sentence, say
from xuncha.records.people.rows import Counts

if TYPE_CHECKING:
    from xuncha.records.accounts.models import User
    from xuncha.records.exchange.tables.lookup import Lookup

Values = Mapping[str, Any]
"""One row as understood: column key -> value; None where the cell was empty."""
Parser = Callable[[Cell, "Lookup"], Any]
Progress = Callable[[int, int], None]
"""Told how much of how much is done."""
LANGUAGES = ("zh-hans", "en")
NOT_LETTERS = re.compile(r"[\W_]+")


class Form(StrEnum):
    """How a spreadsheet program is to treat the column of a template."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


class BadCell(Exception):
    """A cell that cannot be understood, and why."""

    def __init__(self, template: str, /, **params: object) -> None:
        """Keep the reason as a sentence."""
        self.reason: Sentence = say(template, **params)
        super().__init__(str(self.reason))


@dataclass(frozen=True)
class Problem:
    """What is wrong with one row: line, column (its head in the file), reason, the cell as it stands."""

    line: int
    column: str
    reason: Sentence
    cell: str = ""


@dataclass(frozen=True)
class Column:
    """One column a table knows."""

    key: str
    name: str
    parse: Parser
    required: bool = False
    help: str = ""
    also: tuple[str, ...] = ()
    """Further heads it is known by, in Chinese and English."""
    choices: type[Labelled] | None = None
    form: Form = Form.TEXT

    def heads(self) -> frozenset[str]:
        """Every head the column is known by, made comparable."""
        names = [self.key, self.name, *self.also]
        for language in LANGUAGES:
            with override(language):
                names.append(gettext(self.name))
        return frozenset(comparable(name) for name in names)


@dataclass(frozen=True)
class Understood:
    """One row as far as it could be understood."""

    line: int
    values: Values
    bad: frozenset[str] = frozenset()
    """Columns of the row that could not be understood; such a row is never written."""


Rows = Sequence[Understood]


@dataclass(frozen=True)
class TableRules:
    """Everything an import of one table needs to know."""

    permission: str
    columns: tuple[Column, ...]
    unique: tuple[str, ...]
    """The columns no two rows may have alike."""
    check: Callable[[Rows, Lookup], list[Problem]]
    """What is wrong between rows that can be understood: circles, facts that contradict one another."""
    write: Callable[[Rows, User, Progress], Counts]
    """Create and update, all within the transaction of whoever calls."""
    prepare: Callable[[Sequence[tuple[str | None, str | None]], Lookup], None] | None = None
    """Make known, before rows are understood, what rows of this file may refer to: (code, name) pairs."""
    notes: tuple[str, ...] = field(default=())

    def column(self, key: str) -> Column:
        """The column with a key."""
        return next(column for column in self.columns if column.key == key)


def comparable(head: str) -> str:
    """A head without marks, blanks, brackets and case."""
    return NOT_LETTERS.sub("", head.split("（")[0].split("(")[0] or head).casefold()


TWICE = N_("与第%(line)s行重复")
