"""A part of a record's page that lists some rows under a heading: a table on a desk, a card a row on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xuncha.web.components.pages import Button


@dataclass(frozen=True)
class Rows:
    """What `components/rows.html` draws; `row` is the template of one row's cells, given `each`, `heads` and `works`."""

    key: str
    heading: Any
    heads: Sequence[Any]
    row: str
    rows: Sequence[Any]
    none: Any
    """What is said where there are no rows."""
    add: Button | None = None
    works: bool = False
    """Whether the reader may change rows, so that each ends with a cell of buttons."""
    foot: Any = ""
