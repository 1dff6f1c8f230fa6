"""What can be wrong between rows, whatever the table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from xuncha.domain.words import N_, say
from xuncha.records.exchange.tables.column import TWICE, Problem, Rows, Understood

if TYPE_CHECKING:
    from xuncha.records.exchange.tables.lookup import Lookup


def twice(rows: Rows, keys: tuple[str, ...], column: str) -> list[Problem]:
    """Rows whose key an earlier row bears already."""
    first: dict[tuple[Any, ...], int] = {}
    problems = []
    for row in rows:
        if row.bad.intersection(keys):
            continue
        key = tuple(row.values.get(name) for name in keys)
        line = first.setdefault(key, row.line)
        if line != row.line:
            cell = "、".join(str(part) for part in key if part is not None)[:100]
            problems.append(Problem(row.line, column, say(TWICE, line=line), cell))
    return problems


def contradicting(rows: Rows, key: str, facts: Iterable[tuple[str, str]]) -> list[Problem]:
    """Rows about one thing which say different things of it; `facts` are (key, head) pairs."""
    said: dict[tuple[str, str], tuple[Any, int]] = {}
    problems = []
    named = list(facts)
    for row in rows:
        for fact, head in named:
            value = row.values.get(fact)
            if value is None:
                continue
            before, line = said.setdefault((row.values[key], fact), (value, row.line))
            if before != value:
                reason = say(N_("与第%(line)s行所填的“%(before)s”不一致"), line=line, before=before)
                problems.append(Problem(row.line, head, reason, str(value)))
    return problems


def together(row: Understood, needed: Iterable[tuple[str, str]], because: str) -> list[Problem]:
    """Cells that must not be empty, since another one of the row is filled in."""
    return [
        Problem(row.line, head, say(N_("填了“%(because)s”就要填这一格"), because=say(because)))
        for key, head in needed
        if row.values.get(key) is None
    ]


def out_of_reach(
    row: Understood, places: Iterable[str | None], permission: str, column: str, lookup: Lookup
) -> list[Problem]:
    """One problem where a place lies beyond what the person may edit."""
    for place in places:
        if place and not lookup.reaches(permission, place):
            return [Problem(row.line, column, say(N_("不在您管理的地区之内")), lookup.name("place", place))]
    return []
