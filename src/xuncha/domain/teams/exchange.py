"""No exchange of favours (R13): who sends inspectors to whom in a round, and did so lately."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from xuncha.domain.modes import Family
from xuncha.domain.organisations import Key, Level
from xuncha.domain.roles import TeamRole
from xuncha.domain.teams.composition import IssueSeverity, TeamIssue, TeamPlan, TeamRule
from xuncha.domain.teams.origins import sources
from xuncha.domain.teams.policy import TeamPolicy
from xuncha.domain.words import N_, say


@dataclass(frozen=True)
class Arc:
    """County `source` sends the team, or the leader, of an inspection in county `target`."""

    source: Key
    target: Key
    cross: bool = True
    """Whether it is the source of a cross inspection, and not only the leader's home."""


@dataclass(frozen=True)
class PastArc:
    """An arc of an earlier round."""

    source: Key
    target: Key
    rounds_ago: int


def arcs_of(plan: TeamPlan) -> frozenset[Arc]:
    """The arcs one team makes."""
    if plan.family is Family.ROUTINE or plan.place.level is not Level.COUNTY:
        return frozenset()
    found = set()
    if plan.family is Family.CROSS:
        found |= {Arc(person.home.id, plan.place.id) for person in sources(plan)}
    leads = (person for person in plan.in_role(TeamRole.LEADER) if person.home.level is Level.COUNTY)
    found |= {Arc(person.home.id, plan.place.id, cross=False) for person in leads}
    return frozenset(arc for arc in found if arc.source != arc.target)


def check_exchange(
    arcs: Iterable[Arc],
    history: Iterable[PastArc] = (),
    policy: TeamPolicy | None = None,
    names: Mapping[Key, str] | None = None,
) -> tuple[TeamIssue, ...]:
    """Give the issues of a whole round. Where the policy allows reciprocity, it is still pointed out."""
    used, known, called = policy or TeamPolicy(), frozenset(arcs), names or {}
    issues = (*_reciprocal(known, used, called), *_recent(known, history, used, called), *_many(known, used, called))
    return tuple(issues)


def _reciprocal(arcs: frozenset[Arc], policy: TeamPolicy, names: Mapping[Key, str]) -> Iterator[TeamIssue]:
    pairs = {(arc.source, arc.target) for arc in arcs}
    severity = IssueSeverity.WARN if policy.reciprocity else IssueSeverity.BLOCK
    for source, target in sorted(pairs, key=str):
        if (target, source) in pairs and str(source) < str(target):
            sentence = say(
                N_("%(first)s与%(second)s在同一轮次中互相巡察"),
                first=names.get(source, source),
                second=names.get(target, target),
            )
            yield TeamIssue(TeamRule.EXCHANGE, severity, sentence)


def _recent(
    arcs: frozenset[Arc], history: Iterable[PastArc], policy: TeamPolicy, names: Mapping[Key, str]
) -> Iterator[TeamIssue]:
    pairs = {(arc.source, arc.target) for arc in arcs}
    latest: dict[tuple[Key, Key], int] = {}
    for past in history:
        pair = (past.source, past.target)
        latest[pair] = min(past.rounds_ago, latest.get(pair, past.rounds_ago))
    for source, target in sorted(pairs, key=str):
        ago = latest.get((source, target))
        if ago is not None and ago <= policy.arc_rest:
            sentence = say(
                N_("%(source)s在%(ago)s轮之前刚巡察过%(target)s，至少应间隔%(rest)s轮"),
                source=names.get(source, source),
                target=names.get(target, target),
                ago=ago,
                rest=policy.arc_rest,
            )
            yield TeamIssue(TeamRule.EXCHANGE, IssueSeverity.BLOCK, sentence)


def _many(arcs: frozenset[Arc], policy: TeamPolicy, names: Mapping[Key, str]) -> Iterator[TeamIssue]:
    by_target: dict[Key, set[Key]] = {}
    for arc in arcs:
        if arc.cross:
            by_target.setdefault(arc.target, set()).add(arc.source)
    for target, found in sorted(by_target.items(), key=str):
        if len(found) > policy.sources_per_county:
            sentence = say(
                N_("巡察%(target)s的来源县有%(have)s个，最多%(most)s个"),
                target=names.get(target, target),
                have=len(found),
                most=policy.sources_per_county,
            )
            yield TeamIssue(TeamRule.EXCHANGE, IssueSeverity.BLOCK, sentence)


def rings(arcs: Iterable[Arc]) -> tuple[tuple[Key, ...], ...]:
    """Give every ring of three or more places that inspect one another in turn, each once and from its first name."""
    after: dict[Key, set[Key]] = {}
    for arc in arcs:
        after.setdefault(arc.source, set()).add(arc.target)
    found: list[tuple[Key, ...]] = []

    def walk(path: tuple[Key, ...]) -> None:
        for following in sorted(after.get(path[-1], ()), key=str):
            if following == path[0] and len(path) > 2:
                found.append(path)
            elif following not in path and str(following) > str(path[0]):
                walk((*path, following))

    for start in sorted(after, key=str):
        walk((start,))
    return tuple(found)
