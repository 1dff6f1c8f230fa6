"""Finding the row that names the columns, and which table a sheet is: the row with most known names among the first thirty."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xuncha.engines.ledgers.importing.fields import synonyms
from xuncha.engines.ledgers.importing.mapping import SheetRule
from xuncha.engines.ledgers.importing.reading.sheet import Block, Cell

FIRST_ROWS = 30
FEWEST = 2
"""Known names that make a row one of heads."""
UNITS_OF_MONEY = re.compile(r"[(\[](?:单位[:：]?)?(?:人民币)?(?:元|万元|升|公里|L|RMB|¥|£|\$|€)[)\]]", re.IGNORECASE)
SEPARATORS = re.compile(r"[\s_*:：\"'“”.]+")


@dataclass(frozen=True)
class Layout:
    """Where the columns of a sheet stand, and as what they are read."""

    table: str
    columns: Mapping[str, int]
    """By field, the place of its column."""
    heads: Mapping[int, str]
    """By place, the head as it stands in the file."""
    last_row: int
    """The number of the last row of heads; the rows begin behind it."""
    first_cells: Mapping[int, str]
    """By place, what stands in the row of heads itself: a row with the same cells is that row again."""
    titles: tuple[str, ...]
    """What stands above the heads."""
    missing: tuple[tuple[str, ...], ...]
    """Groups of fields of which none was found."""

    @property
    def fingerprint(self) -> str:
        """By which a layout is known again, wherever its rows begin."""
        said = "|".join(f"{place}:{plain(head)}" for place, head in sorted(self.heads.items()))
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def plain(head: str) -> str:
    """A head as heads are compared: without blanks, marks and units of money."""
    said = SEPARATORS.sub("", unicodedata.normalize("NFKC", head))
    return UNITS_OF_MONEY.sub("", said).casefold()


def find(block: Block, rule: SheetRule, headed: bool = False) -> Layout | None:
    """The layout of a sheet from its first block; None where no row looks like one of heads.

    The best layout is the one with fewest groups missing, then most names known, then the higher row, then one row of heads
    rather than two.
    """
    rows = [block.row(index) for index in range(1 if headed else min(FIRST_ROWS, len(block)))]
    tables = (rule.table,) if rule.table else tuple(synonyms())
    known = {table: _places(rule.heads(table)) for table in tables}
    best: tuple[tuple[int, int, int, int], Layout] | None = None
    for index, row in enumerate(rows):
        for depth, heads in enumerate(_candidates(rows, index)):
            for table in tables:
                columns = _columns(heads, known[table])
                if len(set(columns.values())) < FEWEST:
                    continue
                missing = _missing(table, columns, rule.constants)
                rank = (-len(missing), len(set(columns.values())), -index, -depth)
                if best is None or rank > best[0]:
                    first = {place: cell.strip() for place, cell in enumerate(row) if cell and cell.strip()}
                    titles = tuple(cell for above in rows[:index] for cell in above if cell)
                    number = block.numbers[index + depth]
                    best = rank, Layout(table, columns, heads, number, first, titles, missing)
    return best[1] if best else None


def _places(heads: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {name: [plain(head) for head in said] for name, said in heads.items()}


def _candidates(rows: Sequence[Sequence[Cell]], index: int) -> list[dict[int, str]]:
    """The heads of a row alone, and joined with the row beneath, as where 期初余额 stands over 借方 and 贷方."""
    single = {place: cell.strip() for place, cell in enumerate(rows[index]) if cell and cell.strip()}
    if index + 1 >= len(rows) or any(cell and any(c.isdigit() for c in cell) for cell in rows[index + 1]):
        return [single]
    joined: dict[int, str] = {}
    over = ""
    for place, under in enumerate(rows[index + 1]):
        over = single.get(place, over if under else "")
        if over or under:
            joined[place] = "/".join(each for each in (over, (under or "").strip()) if each)
    for place, head in single.items():
        joined.setdefault(place, head)
    return [single, joined]


def _columns(heads: Mapping[int, str], known: Mapping[str, Sequence[str]]) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, head in heads.items():
        places.setdefault(plain(head), place)
    found = {}
    for name, said in known.items():
        there = [places[head] for head in said if head in places]
        if there:
            found[name] = there[0]
    return found


def _missing(table: str, columns: Mapping[str, int], constants: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    there = {*columns, *constants}
    return tuple(group for group in synonyms()[table].needs if not there & set(group))
