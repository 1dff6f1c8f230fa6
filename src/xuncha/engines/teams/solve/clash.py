"""Rules that clash: of the rows that prove a problem impossible, those of which none can be left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from xuncha.domain.roles import TeamRole
from xuncha.domain.teams import TeamRule
from xuncha.domain.words import N_, Sentence, say
from xuncha.engines.teams.outcome import Clash
from xuncha.engines.teams.plan import Wishes
from xuncha.engines.teams.problem import Problem, skill_word
from xuncha.engines.teams.solve.attempts import only
from xuncha.engines.teams.solve.cities import wishes_for
from xuncha.engines.teams.solve.layout import NONE, Floats, Ints
from xuncha.engines.teams.solve.model import Model
from xuncha.engines.teams.solve.relaxation import Relaxation
from xuncha.engines.teams.solve.shortages import NAMED
from xuncha.engines.teams.solve.sifting import few_columns, shortage

Group = tuple[str, ...]

MANY = 60
"""Up to so many rules a clash is told one by one."""

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


def clash(problem: Problem, wishes: Wishes, over: Callable[[], bool]) -> tuple[tuple[Clash, ...], bool]:
    """The rules that clash in the relaxation, and whether none of them can be left out: once it is `over`, no more are tried.

    No rules where only whole people make the problem impossible.
    """
    model = Model(problem, wishes)
    prices = shortage(Relaxation(model, few_columns(model, seed=1)))
    if prices is None:
        return (), True
    groups = _groups_of(model, prices)
    if len(groups) > MANY:
        return tuple(_summed(problem, groups)), False
    smaller = only(problem, _concerned(model, prices))
    return _clash(Model(smaller, wishes_for(smaller, wishes)), over)


def _summed(problem: Problem, groups: set[Group]) -> Iterator[Clash]:
    """A clash of very many rules, told by kind: nobody reads hundreds of lines, each of which asks for one person."""
    for rule in TeamRule:
        parts = {part for kind, *rest in groups if _rule(kind) is rule for part in rest}
        units = tuple(each.id for each in problem.inspections if each.id in parts)
        if any(_rule(kind) is rule for kind, *_ in groups):
            text = N_("%(count)s个单位的要求放在一起，现有人员不够") if units else N_("现有人员所能承担的总量")
            yield Clash(rule, units, (), say(text, count=len(units)) if units else say(text))


def _concerned(model: Model, prices: Floats) -> set[str]:
    """The inspections that a proof speaks of: without the others it still holds, and is found far sooner."""
    keys = (model.names.row(int(row)) for row in np.flatnonzero(np.abs(prices) > 1e-9))
    return {each.id for each in model.layout.problem.inspections} & {part for key in keys for part in key.split("|")}


def _clash(model: Model, over: Callable[[], bool]) -> tuple[tuple[Clash, ...], bool]:
    relaxation = Relaxation(model, np.ones(len(model.columns), dtype=bool), strict=True)
    prices = shortage(relaxation)
    if prices is None:  # the proof hung on a rounding
        return (), True
    groups: dict[Group, list[int]] = {}
    for row in np.flatnonzero(relaxation.place != NONE):
        groups.setdefault(_group(model.names.row(int(row))), []).append(int(row))
    needed, minimal = _filtered(relaxation, groups, _groups_of(model, prices), over)
    final = shortage(relaxation)
    return tuple(_told(model, needed, groups, prices if final is None else final)), minimal


def _groups_of(model: Model, prices: Floats) -> set[Group]:
    """The groups that a proof uses."""
    return {_group(model.names.row(int(row))) for row in np.flatnonzero(np.abs(prices) > 1e-9)}


def _group(key: str) -> Group:
    """Rows that stand or fall together: a role or a skill of one inspection; a rule of one inspection; a rule over all."""
    rule, *parts = key.split("|")
    if rule in ("R1", "R10"):
        return (rule, *parts)
    if rule in ("R8", "R11"):
        return (rule + parts[1], parts[0])
    return (rule,) if rule in ("R2", "R3", "R13") else (rule, parts[0])


def _filtered(
    relaxation: Relaxation, groups: dict[Group, list[int]], suspects: set[Group], over: Callable[[], bool]
) -> tuple[list[Group], bool]:
    """Leave out one group after another, with all that the new proof does without, and keep those without which nothing clashes."""
    for group in groups.keys() - suspects:
        _free(relaxation, groups[group])
    kept: list[Group] = []
    open_ = sorted(suspects)
    while open_ and not over():
        group = open_.pop(0)
        _free(relaxation, groups[group])
        prices = shortage(relaxation)
        if prices is None:
            _bind(relaxation, groups[group])
            kept.append(group)
            continue
        used = _groups_of(relaxation.model, prices)
        for other in open_:
            if other not in used:
                _free(relaxation, groups[other])
        open_ = [other for other in open_ if other in used]
    return sorted(kept + open_), not open_


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
        yield Clash(_rule(rule), (inspection,) if inspection else (), people[:NAMED], sentence)


def _rule(kind: str) -> TeamRule:
    return TeamRule(kind.removesuffix("city").removesuffix("county").removesuffix("new").removesuffix("old"))


def _people(model: Model, rows: Ints) -> tuple[str, ...]:
    base = model.rows.capacity.base
    return tuple(model.layout.problem.inspectors[row - base].id for row in rows)
