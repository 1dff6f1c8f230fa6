"""What of papers, leads and reports waits for somebody."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from django.db.models import Q

from xuncha.domain.leads import LeadOutcome
from xuncha.domain.papers import PaperState
from xuncha.domain.reports import ReportState
from xuncha.domain.words import N_, say
from xuncha.records.accounts.models import User
from xuncha.records.fieldwork import queries as fieldwork
from xuncha.records.findings import queries
from xuncha.records.rounds.waiting import Waiting
from xuncha.records.teams import reach

MOST = 50


def waiting(user: User) -> tuple[Waiting, ...]:
    """Papers to handle, check or sign, reports and leads to answer, documents kept too long."""
    return tuple(chain(_papers(user), _reports(user), _leads(user), fieldwork.waiting(user)))


def _papers(user: User) -> Iterator[Waiting]:
    unsigned = Q(state__in=(PaperState.DRAFT, PaperState.RETURNED)) & Q(
        handlers__member__inspector__person_id=user.person_id,
        handlers__member__left_on__isnull=True,
        handlers__signed_on__isnull=True,
    )
    for permission, condition, words in (
        ("paper.handle", unsigned, N_("经办人签名：%(paper)s（%(unit)s）")),
        ("paper.check", Q(state=PaperState.HANDLED), N_("审核底稿：%(paper)s（%(unit)s）")),
        ("paper.sign", Q(state=PaperState.CHECKED), N_("签批底稿：%(paper)s（%(unit)s）")),
    ):
        if not reach.may_somewhere(user, permission):
            continue
        for paper in queries.papers(user, permission).filter(condition).order_by("drafted_on", "pk")[:MOST]:
            own = any(handler.member.inspector.person_id == user.person_id for handler in paper.handlers.all())
            if permission == "paper.handle" or not own:
                yield Waiting(say(words, paper=str(paper), unit=paper.inspection.unit.name), "paper", paper.pk)


def _reports(user: User) -> Iterator[Waiting]:
    if not reach.may_somewhere(user, "decision.record"):
        return
    submitted = queries.reports(user, "decision.record").filter(state=ReportState.SUBMITTED)
    for report in submitted.order_by("submitted_on", "pk")[:MOST]:
        yield Waiting(say(N_("听取汇报并决定：%(report)s"), report=report.title), "report", report.pk)


def _leads(user: User) -> Iterator[Waiting]:
    if not reach.may_somewhere(user, "lead.receive"):
        return
    handed = queries.leads(user, "lead.receive").filter(handed_on__isnull=False)
    open_ones = handed.exclude(outcome__in=[outcome for outcome in LeadOutcome if outcome.final])
    for lead in open_ones.order_by("due_on", "pk")[:MOST]:
        words = say(N_("办理问题线索：%(number)s（%(unit)s）"), number=lead.number, unit=lead.inspection.unit.name)
        yield Waiting(words, "lead", lead.pk, lead.due_on)
