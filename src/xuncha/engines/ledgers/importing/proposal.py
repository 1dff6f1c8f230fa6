"""What a file seems to be, for somebody to confirm: each sheet's table, heads, first rows, and which column is which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from xuncha.engines.ledgers.importing import heads
from xuncha.engines.ledgers.importing.mapping import SheetRule
from xuncha.engines.ledgers.importing.reading import Block, Sheet, sheets

SAMPLES = 3


@dataclass(frozen=True)
class Proposal:
    """One sheet as it seems to be."""

    sheet: str
    table: str
    """Empty where no row looks like the heads of a table."""
    columns: Mapping[str, str]
    """By field, the head of its column."""
    heads: tuple[str, ...]
    """All heads, from left to right."""
    samples: tuple[tuple[str, ...], ...]
    """What stands under each head in the first rows."""
    fingerprint: str


def propose(path: Path, name: str, table: str | None = None) -> tuple[Proposal, ...]:
    """Look at the first rows of every sheet that has any; `table` is what they are to be, where somebody has said so.

    :raises InvalidFile: where the file cannot be read.
    """
    found = (_proposal(sheet, SheetRule(table=table)) for sheet in sheets(path, name))
    return tuple(each for each in found if each is not None)


def _proposal(sheet: Sheet, rule: SheetRule) -> Proposal | None:
    block = next(iter(sheet.blocks), None)
    if block is None or not len(block):
        return None
    layout = heads.find(block, rule, sheet.headed)
    if layout is None:
        return _unknown(sheet.name, block)
    places = sorted(layout.heads)
    columns = {name: layout.heads[place] for name, place in layout.columns.items()}
    return Proposal(
        sheet.name, layout.table, columns, tuple(layout.heads[place] for place in places),
        _samples(block, places, layout.last_row), layout.fingerprint,
    )  # fmt: skip


def _unknown(sheet: str, block: Block) -> Proposal:
    """A sheet whose heads are in nobody's dictionary: the fullest of the first rows stands for them."""
    rows = [block.row(index) for index in range(min(heads.FIRST_ROWS, len(block)))]
    index = max(range(len(rows)), key=lambda each: sum(bool(cell) for cell in rows[each]))
    places = [place for place, cell in enumerate(rows[index]) if cell]
    named = tuple((rows[index][place] or "").strip() for place in places)
    return Proposal(sheet, "", {}, named, _samples(block, places, block.numbers[index]), "")


def _samples(block: Block, places: list[int], last_row: int) -> tuple[tuple[str, ...], ...]:
    below = [index for index, number in enumerate(block.numbers) if number > last_row][:SAMPLES]
    return tuple(
        tuple((block.columns[place][index] or "").strip() if place < len(block.columns) else "" for index in below)
        for place in places
    )
