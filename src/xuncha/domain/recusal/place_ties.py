"""Ties of place and line of business: grew up there, lives there, works in the same line."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha.domain.people import HomeFact, HomeKind
from xuncha.domain.recusal.rules import Case, Match


def grew_up_there(case: Case) -> Iterator[Match]:
    """The inspector grew up in the county the unit belongs to."""
    if case.target.county:
        for home in case.inspector.homes:
            if home.kind is HomeKind.GREW_UP and home.jurisdiction == case.target.jurisdiction:
                yield Match({"kind": home.kind}, (_home_key(home),))


def belongs_there(case: Case) -> Iterator[Match]:
    """The inspector works, lives or grew up in the place of the unit."""
    if case.target.jurisdiction is None:
        return
    for home in case.inspector.homes:
        current = home.until is None or home.until >= case.on or home.kind is HomeKind.GREW_UP
        if home.jurisdiction == case.target.jurisdiction and current:
            yield Match({"kind": home.kind}, (_home_key(home),))
            return
    if case.inspector.home == case.target.jurisdiction:
        yield Match({"kind": HomeKind.WORKS}, (f"person:{case.inspector.id}",))


def same_line(case: Case) -> Iterator[Match]:
    """The inspector works in the unit's line of business."""
    if case.target.line and case.target.line in case.inspector.lines:
        yield Match({"line": case.target.line}, (f"person:{case.inspector.id}",))


def _home_key(home: HomeFact) -> str:
    return f"home:{home.key or home.jurisdiction}"
