"""Depth of an inspection against its peers: is it only going through the motions (浅巡辄止), and which figures say so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from xuncha.domain.organisations import Key
from xuncha.domain.words import N_, Labelled, Sentence, say


class DepthMeasure(Labelled):
    """What depth is measured by. All but the checklist are counted per member-day."""

    INTERVIEWS = "interviews", N_("谈话")
    VISITS = "visits", N_("走访")
    DOCUMENTS = "documents", N_("调阅资料")
    PAPERS = "papers", N_("底稿")
    LEADS = "leads", N_("问题线索")
    CHECKLIST = "checklist", N_("监督清单覆盖率")


@dataclass(frozen=True)
class DepthFacts:
    """What one inspection has done so far. `checklist` is the share of its list looked at, from 0 to 1."""

    inspection: Key
    name: str
    member_days: int
    interviews: int = 0
    visits: int = 0
    documents: int = 0
    papers: int = 0
    leads: int = 0
    checklist: float = 0.0

    def rate(self, measure: DepthMeasure) -> float:
        """The figure that can be compared: per member-day, or the share covered."""
        if measure is DepthMeasure.CHECKLIST:
            return self.checklist
        counts = {
            DepthMeasure.INTERVIEWS: self.interviews,
            DepthMeasure.VISITS: self.visits,
            DepthMeasure.DOCUMENTS: self.documents,
            DepthMeasure.PAPERS: self.papers,
            DepthMeasure.LEADS: self.leads,
        }
        return counts[measure] / self.member_days if self.member_days else 0.0


@dataclass(frozen=True)
class DepthPolicy:
    """When a figure counts as low, and how many low figures make an inspection shallow.

    Our own setting. Leads are shown and never counted: a team must not be pushed to produce them.
    """

    low_share: float = 0.5
    shallow_from: int = 2
    peers_least: int = 3
    days_least: int = 10
    uncounted: frozenset[DepthMeasure] = frozenset({DepthMeasure.LEADS})


@dataclass(frozen=True)
class DepthFigure:
    """One figure beside the middle of its peers."""

    measure: DepthMeasure
    rate: float
    peers: float
    low: bool
    sentence: Sentence


@dataclass(frozen=True)
class Depth:
    """How deep one inspection goes. `judged` is false while there is too little to compare."""

    facts: DepthFacts
    figures: tuple[DepthFigure, ...]
    judged: bool
    shallow: bool

    @property
    def reasons(self) -> tuple[Sentence, ...]:
        """The figures that say so."""
        return tuple(figure.sentence for figure in self.figures if figure.low)


def measure(facts: DepthFacts, peers: Iterable[DepthFacts], policy: DepthPolicy | None = None) -> Depth:
    """Compare one inspection with others of its kind; the inspection itself is no peer of its own."""
    used = policy or DepthPolicy()
    others = [peer for peer in peers if peer.inspection != facts.inspection and peer.member_days]
    judged = len(others) >= used.peers_least and facts.member_days >= used.days_least
    figures = tuple(_figure(facts, others, kind, used) for kind in DepthMeasure) if others else ()
    low = sum(figure.low and figure.measure not in used.uncounted for figure in figures)
    return Depth(facts, figures, judged, judged and low >= used.shallow_from)


def _figure(facts: DepthFacts, others: list[DepthFacts], kind: DepthMeasure, policy: DepthPolicy) -> DepthFigure:
    rate, middle = facts.rate(kind), median(peer.rate(kind) for peer in others)
    low = middle > 0 and rate < middle * policy.low_share
    template = N_("%(measure)s每人每天%(rate)s，同类中位数%(peers)s")
    shown, shown_peers = f"{rate:.2f}", f"{middle:.2f}"
    if kind is DepthMeasure.CHECKLIST:
        template, shown, shown_peers = N_("%(measure)s%(rate)s，同类中位数%(peers)s"), f"{rate:.0%}", f"{middle:.0%}"
    return DepthFigure(kind, rate, middle, low, say(template, measure=kind, rate=shown, peers=shown_peers))
