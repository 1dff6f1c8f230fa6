"""Leads (问题线索): kept apart from papers, handed to the discipline body, answered by it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from xuncha.domain.deadlines import add_months
from xuncha.domain.flow import Flow
from xuncha.domain.organisations import Level
from xuncha.domain.papers import LEVEL_WORDS, next_number
from xuncha.domain.words import N_, Labelled


class LeadOutcome(Labelled):
    """What the receiving body reports back on a lead."""

    PENDING = "pending", N_("待移交")
    VERIFYING = "verifying", N_("核查中")
    FILED = "filed", N_("已立案")
    SETTLED = "settled", N_("已处置")
    DISMISSED = "dismissed", N_("已了结")

    @property
    def final(self) -> bool:
        """Whether the receiving body has done with it."""
        return self in (LeadOutcome.SETTLED, LeadOutcome.DISMISSED)


class LeadVerb(Labelled):
    """What the receiving body does with a lead."""

    RECEIVE = "receive", N_("接收")
    FILE = "file", N_("立案")
    SETTLE = "settle", N_("处置")
    DISMISS = "dismiss", N_("了结")


LEAD_FLOW: Flow[LeadOutcome] = Flow(
    LeadOutcome.PENDING,
    {
        (LeadOutcome.PENDING, LeadVerb.RECEIVE): LeadOutcome.VERIFYING,
        (LeadOutcome.VERIFYING, LeadVerb.FILE): LeadOutcome.FILED,
        (LeadOutcome.VERIFYING, LeadVerb.SETTLE): LeadOutcome.SETTLED,
        (LeadOutcome.VERIFYING, LeadVerb.DISMISS): LeadOutcome.DISMISSED,
        (LeadOutcome.FILED, LeadVerb.SETTLE): LeadOutcome.SETTLED,
        (LeadOutcome.FILED, LeadVerb.DISMISS): LeadOutcome.DISMISSED,
    },
)

USUAL_MONTHS = 6


def answer_by(handed_on: date) -> date:
    """When an answer is due: normally within half a year of the handover."""
    return add_months(handed_on, USUAL_MONTHS)


def lead_number(year: int, level: Level, team: str, taken: Iterable[str]) -> str:
    """Give the next number of a team's leads: 线索〔2026〕县巡一-001."""
    return next_number(f"线索〔{year}〕{LEVEL_WORDS[level]}巡{team}-", taken)
