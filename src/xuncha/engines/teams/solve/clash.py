"""Rules that clash: of the rows that prove a problem impossible, those of which none can be left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from xuncha.domain.roles import TeamRole
from xuncha.domain.teams import TeamRule
from xuncha.domain.words import N_, Sentence, say
from xuncha.engines.teams.outcome import Clash
from xuncha.engines.teams.problem import skill_word
from xuncha.engines.teams.solve.layout import NONE, Floats, Ints
from xuncha.engines.teams.solve.model import Model
from xuncha.engines.teams.solve.relaxation import Relaxation
from xuncha.engines.teams.solve.shortages import NAMED
from xuncha.engines.teams.solve.sifting import first_columns, shortage

Group = tuple[str, ...]

SENTENCES: dict[str, str] = {
    "R1": N_("%(unit)s需要%(what)s%(limit)s人"),
    "R2": N_("每人在一个单位只任一职"),
    "R3": N_("每人承担的单位数不超过上限（涉及%(people)s人）"),
    "R6": N_("%(unit)s至少%(limit)s人来自上级"),
    "R7": N_("%(unit)s的县级人员只能来自一个县，并占规定比例"),
    "R8city": N_("%(unit)s至少%(limit)s人来自上级"),
    "R8county": N_("%(unit)s至少%(limit)s人来自县级"),
    "R9": N_("%(unit)s来自同一个县的最多%(limit)s人"),
    "R10": N_("%(unit)s需要%(what)s专业%(limit)s人"),
    "R11new": N_("%(unit)s最多%(limit)s名新手"),
    "R11old": N_("%(unit)s至少%(limit)s名骨干"),
    "R12": N_("%(unit)s有不宜同组的人"),
    "R13": N_("不互巡，并遵守间隔和来源县数的限制"),
}


def clash(model: Model) -> tuple[Clash, ...]:
    """The rules that clash in the relaxation; empty where only whole people make the problem impossible."""
    relaxation = Relaxation(model, first_columns(model, seed=1), strict=True)
    prices = shortage(relaxation)
    if prices is None:
        return ()
    groups: dict[Group, list[int]] = {}
    for row in np.flatnonzero(relaxation.place != NONE):
        groups.setdefault(_group(model.names.row(int(row))), []).append(int(row))
    suspects = {_group(model.names.row(int(row))) for row in np.flatnonzero(np.abs(prices) > 1e-9)}
    needed = _filtered(relaxation, groups, suspects)
    final = shortage(relaxation)
    return tuple(_told(model, needed, groups, prices if final is None else final))


def _group(key: str) -> Group:
    """Rows that stand or fall together: a role or a skill of one inspection; a rule of one inspection; a rule over all."""
    rule, *parts = key.split("|")
    if rule in ("R1", "R10"):
        return (rule, *parts)
    if rule in ("R8", "R11"):
        return (rule + parts[1], parts[0])
    return (rule,) if rule in ("R2", "R3", "R13") else (rule, parts[0])


def _filtered(relaxation: Relaxation, groups: dict[Group, list[int]], suspects: set[Group]) -> list[Group]:
    """Leave out one group after another, and keep out those without which the clash remains."""
    for group in groups.keys() - suspects:
        _free(relaxation, groups[group])
    kept = []
    for group in sorted(suspects):
        _free(relaxation, groups[group])
        if shortage(relaxation) is None:
            _bind(relaxation, groups[group])
            kept.append(group)
    return kept


def _free(relaxation: Relaxation, rows: list[int]) -> None:
    for row in rows:
        relaxation.limit_row(row, -np.inf, np.inf)


def _bind(relaxation: Relaxation, rows: list[int]) -> None:
    for row in rows:
        relaxation.limit_row(row, relaxation.model.rows.lower[row], relaxation.model.rows.upper[row])


def _told(model: Model, needed: list[Group], groups: dict[Group, list[int]], prices: Floats) -> Iterator[Clash]:
    units = {each.id: each.unit for each in model.layout.problem.inspections}
    for rule, *parts in needed:
        rows = np.array(groups[rule, *parts])
        inspection = parts[0] if parts else ""
        limits = model.rows.lower[rows[0]], model.rows.upper[rows[0]]
        limit = next((int(each) for each in limits if np.isfinite(each)), 0)
        people = _people(model, rows[np.abs(prices[rows]) > 1e-9]) if rule == "R3" else ()
        words: dict[str, Callable[[str], str]] = {"R1": TeamRole, "R10": skill_word}
        what = words[rule](parts[1]) if rule in words else ""
        sentence: Sentence = say(
            SENTENCES[rule], unit=units.get(inspection, ""), what=what, limit=limit, people=len(people)
        )
        code = TeamRule(rule.removesuffix("city").removesuffix("county").removesuffix("new").removesuffix("old"))
        yield Clash(code, (inspection,) if inspection else (), people[:NAMED], sentence)


def _people(model: Model, rows: Ints) -> tuple[str, ...]:
    base = model.rows.capacity.base
    return tuple(model.layout.problem.inspectors[row - base].id for row in rows)
