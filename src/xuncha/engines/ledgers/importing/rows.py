"""Rows of a file become rows of a table: facts told from subtotals, cells read, parts put together, the rest rejected."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pyarrow as pa

from xuncha.domain.words import N_, Sentence, say
from xuncha.engines.ledgers.importing import cells, composing
from xuncha.engines.ledgers.importing.fields import Field, day_column, fields, synonyms
from xuncha.engines.ledgers.importing.heads import Layout
from xuncha.engines.ledgers.importing.mapping import SheetRule
from xuncha.engines.ledgers.importing.reading.sheet import Block, Cell, letters
from xuncha.engines.ledgers.storing.identity import Identities
from xuncha.engines.ledgers.tables import EPOCH, TABLES

SUBTOTAL = re.compile(
    r"(?:[^\d]{0,6}(?:合计|小计|总计|累计)(?:[:：].*)?|(?:期初|年初|上期|上年|月初)(?:余额|结转)|承前页|过次页|转次页|结转下[页年])\Z"
)
FREE_TEXT = frozenset({"summary", "purpose", "item", "post", "account_name", "payee_name", "counterparty"})
"""Where such words may be what somebody wrote; they count only where the row lacks what every row has."""
REPEATED, SUBTOTALS, VOIDED = N_("重复的表头"), N_("合计行"), N_("已作废")
ABSENT = say(N_("缺少必填内容"))
MOST_REMEMBERED = 200_000
EPOCH_ORDINAL = EPOCH.toordinal()


@dataclass(frozen=True)
class Rejected:
    """A row that cannot be taken: where, what stands there, and why."""

    row: int
    column: str
    head: str
    cell: str
    reason: Sentence


@dataclass
class Surroundings:
    """What the rows of one file are read with."""

    identities: Identities
    units: Mapping[str, str]
    """Codes of units by name."""
    only: bool = False
    """Whether rows of other units are rejected; `units` then has the codes themselves as well."""
    accounts: dict[str, str] = field(default_factory=dict)
    """Names of ledger accounts by code."""
    source: str = ""
    """The first figures of the file's hash, for rows that have no number of their own."""


Column = list[Any]


class Rows:
    """Turns the blocks of one sheet into tables; remembers what one block must know of those before."""

    def __init__(self, layout: Layout, rule: SheetRule, constants: Mapping[str, str], around: Surroundings) -> None:
        """Prepare to read a sheet."""
        self.layout = layout
        self.rejected: list[Rejected] = []
        self.left_out: dict[str, int] = {}
        self.taken = 0
        self._around = around
        self._fields = fields(layout.table)
        self._readers = {
            name: Reader(reading(self._fields[name], rule, head), self._fields[name], around.identities)
            for name, head in self._heads(constants).items()
        }
        self._constants = constants
        self._compose = composing.composer(layout.table, layout.columns, around)
        self._above: dict[str, Cell] = {}

    def take(self, block: Block) -> pa.Table | None:
        """Read a block; what cannot be taken is added to `rejected`, what is no fact to `left_out`."""
        texts = {
            name: block.columns[place] for name, place in self.layout.columns.items() if place < len(block.columns)
        }
        keep = self._facts(block, texts)
        if not keep:
            return None
        rows = [block.numbers[index] for index in keep]
        texts = {name: [column[index] for index in keep] for name, column in texts.items()}
        composing.fill_down(self.layout.table, texts, self._above)
        values, wrong = self._read(texts, rows, block)
        for index, name, reason in self._compose(values, rows):
            wrong.setdefault(index, (name, reason))
        self._look_for_holes(values, len(rows), wrong)
        for index in sorted(wrong):
            self._reject(rows[index], *wrong[index], texts, index)
        good = [index for index in range(len(rows)) if index not in wrong]
        good = self._without_voided(values, good)
        self.taken += len(good)
        return self._table(values, rows, good) if good else None

    def _heads(self, constants: Mapping[str, str]) -> dict[str, str]:
        heads = {name: self.layout.heads[place] for name, place in self.layout.columns.items()}
        return heads | dict.fromkeys(constants, "")

    def _facts(self, block: Block, texts: Mapping[str, Sequence[Cell]]) -> list[int]:
        """The rows that say something of their own."""
        begin = next((i for i, number in enumerate(block.numbers) if number > self.layout.last_row), len(block))
        wanted = set(range(begin, len(block)))
        empty = {i for i in wanted if not any(column[i] for column in texts.values())}
        wanted -= empty
        repeated = self._repeated(block, wanted)
        wanted -= repeated
        subtotals = self._subtotals(texts, wanted)
        wanted -= subtotals
        for why, found in ((REPEATED, repeated), (SUBTOTALS, subtotals)):
            if found:
                self.left_out[why] = self.left_out.get(why, 0) + len(found)
        return sorted(wanted)

    def _repeated(self, block: Block, rows: set[int]) -> set[int]:
        """Rows of heads, as every printed page has them, the second of two as well."""
        names = {
            place: {self.layout.first_cells.get(place), self.layout.heads.get(place, "").rpartition("/")[2]}
            for place in self.layout.columns.values()
        }
        place, said = next((item for item in names.items() if None not in item[1]), next(iter(names.items())))
        likely = {i for i in rows if place < len(block.columns) and (block.columns[place][i] or "").strip() in said}
        return {
            i
            for i in likely
            if all(
                (cell := (column[i] or "").strip()) in names[at] or not cell
                for at, column in enumerate(block.columns)
                if at in names
            )
        }

    def _subtotals(self, texts: Mapping[str, Sequence[Cell]], rows: set[int]) -> set[int]:
        found = set()
        # Money does not count: a line of debit has no credit, and sums have both.
        naming = {name: column for name, column in texts.items() if self._fields[name].read is not cells.money}
        needs = [[naming[name] for name in group if name in naming] for group in synonyms()[self.layout.table].needs]
        for name, column in texts.items():
            words = {cell for cell in set(column) if cell and SUBTOTAL.match("".join(cell.split()))}
            if not words:
                continue
            for i in rows:
                if column[i] in words and (
                    name not in FREE_TEXT or any(group and not any(c[i] for c in group) for group in needs)
                ):
                    found.add(i)
        return found

    def _read(
        self, texts: Mapping[str, Sequence[Cell]], rows: Sequence[int], block: Block
    ) -> tuple[dict[str, Column], dict[int, tuple[str, Sentence]]]:
        values: dict[str, Column] = {}
        wrong: dict[int, tuple[str, Sentence]] = {}
        for name, reader in self._readers.items():
            if name in texts:
                values[name], bad = reader.column(texts[name])
                for index, reason in bad:
                    wrong.setdefault(index, (name, reason))
            else:
                values[name] = [reader.cell(self._constants[name])] * len(rows)
        if block.flaws:
            place_of = {number: index for index, number in enumerate(rows)}
            fields_at = {place: name for name, place in self.layout.columns.items()}
            for (row, place), reason in block.flaws.items():
                if row in place_of and place in fields_at:
                    wrong.setdefault(place_of[row], (fields_at[place], reason))
        return values, wrong

    def _look_for_holes(self, values: Mapping[str, Column], count: int, wrong: dict[int, tuple[str, Sentence]]) -> None:
        for column in TABLES[self.layout.table].columns:
            if not column.required or column.name not in self._fields:
                continue
            there = values.get(column.name)
            holes: Iterable[int] = (
                range(count) if there is None else (i for i, each in enumerate(there) if each is None)
            )
            for index in holes:
                wrong.setdefault(index, (column.name, ABSENT))

    def _without_voided(self, values: Mapping[str, Column], good: list[int]) -> list[int]:
        void = values.get("void")
        if not void:
            return good
        kept = [index for index in good if not void[index]]
        if len(kept) < len(good):
            self.left_out[VOIDED] = self.left_out.get(VOIDED, 0) + len(good) - len(kept)
        return kept

    def _reject(self, row: int, name: str, reason: Sentence, texts: Mapping[str, Sequence[Cell]], index: int) -> None:
        place = self.layout.columns.get(name)
        cell = (texts[name][index] or "") if name in texts else ""
        shown = "****" if self._fields[name].secret and cell else cell
        head = self.layout.heads[place] if place is not None else self._fields[name].label
        self.rejected.append(Rejected(row, letters(place) if place is not None else "", head, shown, reason))

    def _table(self, values: Mapping[str, Column], rows: Sequence[int], good: Sequence[int]) -> pa.Table:
        everything = len(good) == len(rows)

        def chosen(column: Column) -> Column:
            return column if everything else [column[index] for index in good]

        made: dict[str, pa.Array[Any]] = {}
        for column in TABLES[self.layout.table].columns:
            if column.name in values:
                said = chosen(values[column.name])
                made[column.name] = pa.array(said, column.type)
                if column.type == pa.date32():
                    numbers = [None if each is None else each.toordinal() - EPOCH_ORDINAL for each in said]
                    made[day_column(column.name)] = pa.array(numbers, pa.int32())
        made["source_row"] = pa.array(chosen(list(rows)), pa.int32())
        return pa.table(made)


class Reader:
    """Reads the cells of one column, each different cell once."""

    def __init__(self, read: Callable[[str], Any], told: Field, identities: Identities) -> None:
        """Prepare with how a cell is read; identity numbers and bank accounts are hashed at once."""
        self._read = read
        self._hash = {"person": identities.person, "account": identities.account}.get(told.secret)
        self._known: dict[Cell, Any] = {None: None}

    def column(self, texts: Sequence[Cell]) -> tuple[Column, list[tuple[int, Sentence]]]:
        """Values, with the rows whose cell cannot be read."""
        known = self._known
        if len(known) > MOST_REMEMBERED:
            known.clear()
            known[None] = None
        for cell in set(texts) - known.keys():
            known[cell] = self._attempt(cell)
        values = [known[cell] for cell in texts]
        if not any(type(known[cell]) is cells.Unreadable for cell in set(texts)):
            return values, []
        bad = [(index, each.reason) for index, each in enumerate(values) if type(each) is cells.Unreadable]
        return [None if type(each) is cells.Unreadable else each for each in values], bad

    def cell(self, text: str) -> Any:
        """One value, that must be readable: a constant of a mapping."""
        value = self._attempt(text)
        if type(value) is cells.Unreadable:
            raise value
        return value

    def _attempt(self, cell: Cell) -> Any:
        try:
            value = None if cell is None else self._read(cell)
        except cells.Unreadable as error:
            return error
        return self._hash(value) if self._hash and value is not None else value


def reading(told: Field, rule: SheetRule, head: str) -> Callable[[str], Any]:
    """How cells of a field are read in this sheet: which order days have, whether money is in 万元."""
    if told.read is cells.day:
        return partial(cells.day, order=rule.dates)
    if told.read is cells.money and (rule.ten_thousands or "万元" in plain_units(head)):
        return cells.ten_thousands
    return told.read


def plain_units(head: str) -> str:
    """What stands in brackets in a head."""
    return "".join(re.findall(r"[(（\[【]([^)）\]】]*)", head))
