"""What must hold of facts about people kept already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xuncha.domain.words import N_, say
from xuncha.records.exchange.tables.column import Problem, Rows
from xuncha.records.exchange.tables.lookup import PERSON
from xuncha.records.people.actions import persons_beyond

if TYPE_CHECKING:
    from xuncha.records.exchange.tables.lookup import Lookup


def beyond_reach(rows: Rows, column: str, lookup: Lookup) -> list[Problem]:
    """Rows about somebody of no place the importer looks after."""
    beyond = persons_beyond({row.values["person"] for row in rows}, by=lookup.user)
    return [
        Problem(row.line, column, say(N_("不在您管理的地区之内")), lookup.name(PERSON, row.values["person"]))
        for row in rows
        if row.values["person"] in beyond
    ]
