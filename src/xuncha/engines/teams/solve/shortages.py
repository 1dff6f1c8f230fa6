"""What can be seen without any solver: a place for which too few people are left, and what has kept the others away."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from xuncha.domain.modes import Family
from xuncha.domain.teams import TeamRule
from xuncha.domain.words import N_, Sentence, say
from xuncha.engines.teams.outcome import Clash
from xuncha.engines.teams.problem import ROLES, skill_word
from xuncha.engines.teams.solve.layout import LEADER, Bools, Layout

NAMED = 20
"""So many people are named at most."""


def shortages(layout: Layout) -> tuple[Clash, ...]:
    """The first place that cannot be filled, as the demand and each rule that has taken people away; empty where there is none."""
    for i in range(layout.targets):
        may = layout.eligible(i)
        for r in range(4):
            if may[:, r].sum() < layout.slots[i, r]:
                return tuple(_role(layout, i, r, may))
        for k in range(len(layout.skill)):
            if (may.any(axis=1) & layout.has[:, k]).sum() < layout.need[i, k]:
                return tuple(_skill(layout, i, k, may))
    return ()


def _role(layout: Layout, i: int, r: int, may: Bools) -> Iterator[Clash]:
    each = layout.problem.inspections[i]
    able = layout.can[:, r] & (layout.capacity > 0)
    sentence = say(
        N_("%(unit)s需要%(role)s%(wanted)s人，可任此职的%(able)s人中只有%(left)s人可以参加"),
        unit=each.unit,
        role=ROLES[r],
        wanted=int(layout.slots[i, r]),
        able=int(able.sum()),
        left=int(may[:, r].sum()),
    )
    yield Clash(TeamRule.SLOTS, (each.id,), (), sentence)
    yield from _kept_away(layout, i, able & ~may[:, r], leader=r == LEADER)


def _skill(layout: Layout, i: int, k: int, may: Bools) -> Iterator[Clash]:
    each = layout.problem.inspections[i]
    able = layout.has[:, k] & (layout.capacity > 0)
    sentence = say(
        N_("%(unit)s需要%(skill)s专业%(wanted)s人，有此专业的%(able)s人中只有%(left)s人可以参加"),
        unit=each.unit,
        skill=skill_word(list(layout.skill)[k]),
        wanted=int(layout.need[i, k]),
        able=int(able.sum()),
        left=int((may.any(axis=1) & layout.has[:, k]).sum()),
    )
    yield Clash(TeamRule.SKILLS, (each.id,), (), sentence)
    yield from _kept_away(layout, i, able & ~may.any(axis=1), leader=False)


def _kept_away(layout: Layout, i: int, away: Bools, *, leader: bool) -> Iterator[Clash]:
    """By which rule each of these people is out of the question for an inspection."""
    at, mode = int(layout.at[i]), layout.mode[i]
    recused = np.zeros(layout.people, dtype=bool)
    recused[layout.recused(i)] = True
    reasons: list[tuple[TeamRule, Bools, str]] = [(TeamRule.RECUSAL, recused, N_("应回避的%(count)s人"))]
    if mode is not Family.ROUTINE:
        reasons.append((TeamRule.NOT_AT_HOME, layout.home == at, N_("来自被巡察地的%(count)s人")))
    if mode is Family.ELEVATED and leader:
        reasons.append((TeamRule.ELEVATED, ~layout.over[layout.home, at], N_("不是来自上级的%(count)s人")))
    if mode is Family.CROSS:
        sends = np.zeros(layout.places, dtype=bool)
        sends[layout.sources(i)] = True
        outside = np.where(layout.county[layout.home], ~sends[layout.home], layout.province[layout.home])
        reasons.append((TeamRule.CROSS, outside, N_("所在地不能派出的%(count)s人")))
    reasons.append(
        (TeamRule.EXCHANGE, np.ones(layout.people, dtype=bool), N_("因互巡间隔或指定要求不能参加的%(count)s人"))
    )
    for rule, caught, text in reasons:
        people = np.flatnonzero(away & caught)
        away = away & ~caught
        if len(people):
            named = tuple(layout.problem.inspectors[p].id for p in people[:NAMED])
            sentence: Sentence = say(text, count=len(people))
            yield Clash(rule, (layout.problem.inspections[i].id,), named, sentence)
