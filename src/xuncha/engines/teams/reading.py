"""Read a problem, a plan and a planner's wishes from the files of the public format; say what is wrong by line and column."""

from __future__ import annotations

import hashlib
import sys
from array import array
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from xuncha.domain.errors import InvalidFile, InvalidFiles
from xuncha.domain.modes import Family
from xuncha.domain.organisations import Level
from xuncha.domain.words import N_, say
from xuncha.engines.teams.plan import Assignment, Forbidden, Pin, Plan
from xuncha.engines.teams.policy_file import POLICY, read_policy
from xuncha.engines.teams.problem import (
    ROLES,
    Apart,
    Inspection,
    Inspector,
    InvalidProblem,
    Jurisdiction,
    Past,
    Problem,
    Tie,
)
from xuncha.engines.teams.tables import Table, parts, short

COLUMNS = {
    "jurisdictions": ("id", "name", "level", "parent", "x_km", "y_km"),
    "inspectors": ("id", "name", "home", "roles", "skills", "capacity", "practice"),
    "inspections": ("id", "unit", "jurisdiction", "mode", "leader", "deputy", "liaison", "member", "skills"),
    "ties": ("inspector", "inspection", "exposure", "recusal", "reason"),
    "apart": ("first", "second", "reason"),
    "history": ("source", "target", "rounds_ago"),
}
PROBLEM_FILES = tuple(sorted([POLICY, *(f"{name}.csv" for name in COLUMNS)]))
PLAN_COLUMNS = PIN_COLUMNS = ("inspection", "role", "inspector")
FORBID_COLUMNS = ("inspector", "inspection")

Value = TypeVar("Value")


def read_problem(folder: Path) -> Problem:
    """Read a problem; raise `InvalidFiles` with every flaw found."""
    if not folder.is_dir():
        raise InvalidFile(str(folder), say(N_("没有这个文件夹")))
    flaws: list[InvalidFile] = []
    lines: dict[str, Sequence[int]] = {}

    def read(name: str, make: Callable[[Table, Sequence[str]], Value | None]) -> tuple[Value, ...]:
        table = Table(folder / f"{name}.csv", COLUMNS[name])
        found, lines[name] = _values(table, make)
        flaws.extend(table.flaws)
        return found

    policy = read_policy(folder / POLICY, flaws)
    tables = (
        read("jurisdictions", _jurisdiction),
        read("inspectors", _inspector),
        read("inspections", _inspection),
        read("ties", _tie),
        read("apart", lambda _table, cells: Apart(*cells)),
        read("history", lambda table, cells: Past(cells[0], cells[1], table.whole(cells[2], "rounds_ago"))),
    )
    if flaws:
        raise InvalidFiles(flaws)
    try:
        return Problem(*tables, policy)
    except InvalidProblem as error:
        raise InvalidFiles(
            InvalidFile(f"{flaw.table}.csv", flaw.reason, lines[flaw.table][flaw.row], flaw.column)
            for flaw in error.flaws
        ) from error


def problem_sha256(folder: Path) -> str:
    """The fingerprint of a problem: SHA-256 over the bytes of its seven files, one after another in the order of names."""
    found = hashlib.sha256()
    for name in PROBLEM_FILES:
        with (folder / name).open("rb") as file:
            while chunk := file.read(1 << 20):
                found.update(chunk)
    return found.hexdigest()


def read_plan(path: Path, problem: Problem) -> Plan:
    """Read a plan for this problem; every id must be known."""
    return Plan(tuple(_read_about(path, PLAN_COLUMNS, problem, _assignment)))


def read_old_plan(path: Path, problem: Problem) -> Plan:
    """Read what is left of an earlier plan: without the people and inspections that are there no more."""
    table = Table(path, PLAN_COLUMNS)
    found, _lines = _values(table, _assignment)
    if table.flaws:
        raise InvalidFiles(table.flaws)
    people, targets = {each.id for each in problem.inspectors}, {each.id for each in problem.inspections}
    return Plan(tuple(each for each in found if each.inspector in people and each.inspection in targets))


def read_pins(path: Path, problem: Problem) -> tuple[Pin, ...]:
    """Read who must serve where; a role left empty leaves it open."""
    return tuple(_read_about(path, PIN_COLUMNS, problem, _pin))


def read_forbidden(path: Path, problem: Problem) -> tuple[Forbidden, ...]:
    """Read who must not serve; an inspection left empty means not in this round at all."""
    return tuple(_read_about(path, FORBID_COLUMNS, problem, _forbidden))


def _values(
    table: Table, make: Callable[[Table, Sequence[str]], Value | None]
) -> tuple[tuple[Value, ...], Sequence[int]]:
    lines = array("L")

    def made() -> Iterator[Value]:
        for cells in table.rows():
            value = make(table, cells)
            if value is not None:
                lines.append(table.line)
                yield value

    return tuple(made()), lines


def _jurisdiction(table: Table, cells: Sequence[str]) -> Jurisdiction | None:
    key, name, level, parent, x_km, y_km = cells
    known = table.one_of(Level, level, "level")
    east, north = table.decimal(x_km, "x_km"), table.decimal(y_km, "y_km")
    if known is None:
        return None
    return Jurisdiction(key, name, known, parent or None, east, north)


def _inspector(table: Table, cells: Sequence[str]) -> Inspector:
    key, name, home, roles, skills, capacity, practice = cells
    known = (table.one_of(ROLES, role, "roles") for role in parts(roles))
    return Inspector(
        id=sys.intern(key),
        name=name,
        home=sys.intern(home),
        roles=frozenset(role for role in known if role),
        skills=frozenset(map(sys.intern, parts(skills))),
        capacity=table.whole(capacity, "capacity"),
        practice=table.whole(practice, "practice"),
    )


def _inspection(table: Table, cells: Sequence[str]) -> Inspection | None:
    key, unit, jurisdiction, mode, *slots, skills = cells
    family = table.one_of(Family, mode, "mode")
    counts = [table.whole(text, role) for role, text in zip(ROLES, slots, strict=True)]
    wanted: dict[str, int] = {}
    for part in parts(skills):
        skill, equals, count = part.partition("=")
        if not equals:
            table.complain(say(N_("“%(text)s”应写作 技能=人数"), text=short(part)), "skills")
        elif skill.strip() in wanted:
            table.complain(say(N_("“%(id)s”重复"), id=skill.strip()), "skills")
        else:
            wanted[skill.strip()] = table.whole(count.strip(), "skills")
    if family is None:
        return None
    leader, deputy, liaison, member = counts
    return Inspection(sys.intern(key), unit, jurisdiction, family, leader, deputy, liaison, member, wanted)


def _tie(table: Table, cells: Sequence[str]) -> Tie:
    inspector, inspection, exposure, recusal, reason = cells
    if recusal not in ("0", "1"):
        table.complain(say(N_("应为 0 或 1，现为“%(text)s”"), text=short(recusal)), "recusal")
    # Interned: millions of ties name the same people, inspections and reasons.
    return Tie(
        sys.intern(inspector),
        sys.intern(inspection),
        table.whole(exposure, "exposure"),
        recusal == "1",
        sys.intern(reason),
    )


def _assignment(table: Table, cells: Sequence[str]) -> Assignment | None:
    inspection, role, inspector = cells
    known = table.one_of(ROLES, role, "role")
    return None if known is None else Assignment(inspection, known, inspector)


def _pin(table: Table, cells: Sequence[str]) -> Pin:
    inspection, role, inspector = cells
    return Pin(inspection, table.one_of(ROLES, role, "role") if role else None, inspector)


def _forbidden(_table: Table, cells: Sequence[str]) -> Forbidden:
    inspector, inspection = cells
    return Forbidden(inspector, inspection or None)


Named = TypeVar("Named", Assignment, Pin, Forbidden)


def _read_about(
    path: Path, columns: Sequence[str], problem: Problem, make: Callable[[Table, Sequence[str]], Named | None]
) -> tuple[Named, ...]:
    """Read rows that name people and inspections of a problem."""
    table = Table(path, columns)
    people, targets = {each.id for each in problem.inspectors}, {each.id for each in problem.inspections}

    def known(table: Table, cells: Sequence[str]) -> Named | None:
        made = make(table, cells)
        if made is None:
            return None
        for column, key, ids in (("inspector", made.inspector, people), ("inspection", made.inspection, targets)):
            if key is not None and key not in ids:
                table.complain(say(N_("没有编号为“%(id)s”的记录"), id=short(key)), column)
        return made

    found, _lines = _values(table, known)
    if table.flaws:
        raise InvalidFiles(table.flaws)
    return found
