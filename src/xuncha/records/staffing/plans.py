"""Plans and wishes as the records keep them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from xuncha.domain.roles import TeamRole
from xuncha.engines.teams.plan import Assignment, Forbidden, Pin, Plan, Wishes
from xuncha.engines.teams.problem import Problem
from xuncha.records.staffing.entries import Entry
from xuncha.records.staffing.mapping import LOCAL, local_roles
from xuncha.records.staffing.models import Attempt, Wish, WishKind

Row = list[str]
"""Inspection, role, inspector: a line of `plan.csv`."""


def as_rows(plan: Iterable[Assignment]) -> list[Row]:
    """A plan as rows."""
    return [[each.inspection, each.role.value, each.inspector] for each in plan]


def as_plan(rows: Iterable[Row]) -> Plan:
    """Rows as a plan."""
    return Plan(tuple(Assignment(inspection, TeamRole(role), inspector) for inspection, role, inspector in rows))


def packed(wishes: Iterable[Wish], entries: Iterable[Entry]) -> dict[str, Any]:
    """The wishes about teams still to be formed, as an attempt keeps them."""
    by_inspection = {each.pk: entry for entry in entries for each in entry.inspections}
    pins, forbidden = [], []
    for wish in wishes:
        entry = by_inspection.get(wish.inspection_id or 0)
        if wish.kind == WishKind.PIN and entry is not None:
            pins.append([_row(entry, wish), wish.role or None, str(wish.inspector_id)])
        elif wish.kind == WishKind.FORBID and wish.inspection_id is None:
            forbidden.append([str(wish.inspector_id), None])
        elif wish.kind == WishKind.FORBID and entry is not None:
            halves = (entry.key, f"{entry.key}{LOCAL}") if local_roles(entry.mode) else (entry.key,)
            forbidden += [[str(wish.inspector_id), half] for half in halves]
    return {"pins": pins, "forbidden": forbidden}


def unpacked(kept: Mapping[str, Any], problem: Problem) -> Wishes:
    """Wishes as the engine reads them, as far as they are about people in the problem."""
    known = {each.id for each in problem.inspectors}
    pins = [Pin(row, TeamRole(role) if role else None, who) for row, role, who in kept.get("pins", ())]
    forbidden = [Forbidden(who, row) for who, row in kept.get("forbidden", ())]
    return Wishes(
        pins=tuple(each for each in pins if each.inspector in known),
        forbidden=tuple(each for each in forbidden if each.inspector in known),
    )


def wishes_of(attempt: Attempt, problem: Problem) -> Wishes:
    """What an attempt asks of the engine: its wishes, and the plan to stay near to."""
    keep = as_plan(attempt.basis.plan) if attempt.basis else None
    return replace(unpacked(attempt.wishes, problem), keep=keep, change_cost=attempt.change_cost)


def _row(entry: Entry, wish: Wish) -> str:
    """The half of the team a pin is about: by its role, else by where the person comes from."""
    seated = local_roles(entry.mode)
    by_role = wish.role in seated if wish.role else wish.inspector.jurisdiction_id == entry.place.pk
    return f"{entry.key}{LOCAL}" if seated and by_role else entry.key
