"""What can be read: each kind of record, the permission, the query that starts from the person, the name of its page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse

from xuncha.records.accounts import reach as places
from xuncha.records.audit import queries as audit
from xuncha.records.fieldwork import queries as fieldwork
from xuncha.records.findings import queries as findings
from xuncha.records.ledgers import queries as ledgers
from xuncha.records.people import queries as people
from xuncha.records.rectification import queries as rectification
from xuncha.records.rounds import queries as rounds
from xuncha.records.teams import pool
from xuncha.records.teams import queries as teams

if TYPE_CHECKING:
    from xuncha.records.accounts.models import User

Found = Callable[["User"], QuerySet[Any]]


@dataclass(frozen=True)
class Read:
    """One kind of record: `name` is the thing of its permission and the name of its page; `kind` is the trail's."""

    name: str
    kind: str
    found: Found

    @property
    def permission(self) -> str:
        """What it takes to read it."""
        return f"{self.name}.view"


def placed(found: Callable[[Callable[[str], Any]], QuerySet[Any]], permission: str) -> Found:
    """Narrow a query about people to the places the person's office reaches."""
    return lambda user: found(lambda path: places.within(user, permission, path))


READS: tuple[Read, ...] = (
    Read("jurisdiction", "people.jurisdiction", lambda user: people.jurisdictions()),
    Read("unit", "people.unit", lambda user: people.units()),
    Read("person", "people.person", placed(people.persons, "person.view")),
    Read("inspector", "people.inspector", pool.inspectors),
    Read("tie", "people.tie", placed(people.ties, "tie.view")),
    Read("plan", "rounds.annualplan", rounds.plans),
    Read("round", "rounds.round", teams.rounds),
    Read("inspection", "rounds.inspection", teams.inspections),
    Read("team", "teams.team", teams.teams),
    Read("interview", "fieldwork.interview", fieldwork.interviews),
    Read("visit", "fieldwork.visit", fieldwork.visits),
    Read("document_request", "fieldwork.documentrequest", fieldwork.document_requests),
    Read("paper", "findings.workingpaper", findings.papers),
    Read("finding", "findings.finding", findings.findings),
    Read("lead", "findings.lead", findings.leads),
    Read("report", "findings.inspectionreport", findings.reports),
    Read("decision", "findings.decision", findings.decisions),
    Read("feedback", "rectification.feedback", rectification.feedbacks),
    Read("rect_plan", "rectification.rectificationplan", rectification.plans),
    Read("task", "rectification.task", rectification.tasks),
    Read("evidence", "rectification.evidence", rectification.evidence),
    Read("extension", "rectification.extension", rectification.extensions),
    Read("score", "rectification.score", rectification.scores),
    Read("lookback", "rectification.lookback", rectification.look_backs),
    Read("ledger", "ledgers.ledgerimport", ledgers.imports),
    Read("trail", "audit.event", lambda user: audit.events()),
)
BY_NAME: dict[str, Read] = {read.name: read for read in READS}
BY_KIND: dict[str, Read] = {read.kind: read for read in READS}


def address(name: str, key: int) -> str:
    """Where a record's page is; empty where it has none of its own."""
    try:
        return reverse(f"office:{name}", args=[key])
    except NoReverseMatch:
        return ""
