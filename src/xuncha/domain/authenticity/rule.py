"""What a rule of authenticity is: what it finds, in which sentence, from which source, with which thresholds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from xuncha.domain.authenticity.words import Basis
from xuncha.domain.ledgers import FlagSeverity
from xuncha.domain.words import N_, Sentence, say

Dossier = TypeVar("Dossier", contravariant=True)
D = TypeVar("D")
Limits = Mapping[str, int]
"""The thresholds of one rule, by name."""


@dataclass(frozen=True)
class Limit:
    """A threshold: its usual value, what it means, where it comes from, and between which figures a city may set it.

    `learns` marks the one that false alarms teach: the rule speaks where its measure is at or above it, or below it
    where `falling`.
    """

    name: str
    value: int
    meaning: str
    least: int = 0
    most: int = 1000
    basis: Basis = Basis.OURS
    learns: bool = False
    falling: bool = False

    def speaks(self, value: int, measure: int) -> bool:
        """Whether the rule would speak of this figure, the threshold being set to `value`."""
        return measure < value if self.falling else measure >= value


@dataclass(frozen=True)
class Match:
    """One reason for doubt. `measure` is the figure compared with the threshold; it stays out of the sentence where it
    changes from day to day, so that an answered doubt is not raised again every morning.
    """

    reason: Sentence
    measure: int | None = None


Finds = Callable[[Dossier, Limits], Iterator[Match]]


@dataclass(frozen=True)
class Rule(Generic[Dossier]):
    """One pattern. Once doubts were answered by it, it never changes: a change is a new version."""

    code: str
    version: int
    label: str
    source: Sentence
    basis: Basis
    severity: FlagSeverity
    meaning: str
    honest: str
    """What an honest explanation would look like."""
    finds: Finds[Dossier]
    limits: tuple[Limit, ...] = ()

    def usual(self) -> dict[str, int]:
        """The thresholds as they stand where a city has settled nothing."""
        return {limit.name: limit.value for limit in self.limits}

    def taught(self) -> Limit | None:
        """The threshold false alarms teach, if there is one."""
        return next((limit for limit in self.limits if limit.learns), None)


@dataclass(frozen=True)
class Raised(Generic[Dossier]):
    """A rule that speaks of one task or plan, with every reason."""

    rule: Rule[Dossier] = field(compare=False)
    reasons: tuple[Sentence, ...]
    measure: int | None = None


def published(number: int, place: str) -> Sentence:
    """A source: one of the published patterns."""
    return say(N_("公开案例第%(number)s种：%(place)s"), number=number, place=say(place))


def check(rule: Rule[D], dossier: D, settled: Limits | None = None) -> Raised[D] | None:
    """Apply one rule; None where it is silent."""
    found = list(rule.finds(dossier, {**rule.usual(), **(settled or {})}))
    if not found:
        return None
    measures = [match.measure for match in found if match.measure is not None]
    taught = rule.taught()
    worst = min if taught and taught.falling else max
    return Raised(rule, tuple(match.reason for match in found), worst(measures) if measures else None)
