"""Leads: registered apart from papers, handed to the discipline body, received and answered by it."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from xuncha.domain.errors import NotFound, Refused, WrongState
from xuncha.domain.leads import LEAD_FLOW, LeadOutcome, LeadVerb, answer_by, lead_number
from xuncha.domain.organisations import ReviewBody
from xuncha.domain.steps import Step
from xuncha.domain.words import N_, say
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import act, note
from xuncha.records.findings import queries
from xuncha.records.findings.actions.shared import hold_series, require_words
from xuncha.records.findings.actions.steps import complete_if_open
from xuncha.records.findings.models import Lead
from xuncha.records.rounds.actions import refer
from xuncha.records.rounds.models import ReferralKind
from xuncha.records.teams import reach


def save_lead(lead: Lead, *, by: User) -> Lead:
    """Register a lead, or correct one that was not yet handed over."""
    reach.require(by, "lead.write", lead.inspection)
    require_words(lead.summary, N_("主要内容"))
    with act("lead.write", by=by, on=lead if lead.pk else None) as change:
        if lead.pk:
            if change.hold(lead)["handed_on"] is not None:
                raise WrongState(N_("已移交"), N_("修改"))
            change.save(lead)
        else:
            series = hold_series(lead.inspection)
            stem = lead_number(*series, taken=()).rpartition("-")[0]
            taken = Lead.objects.filter(number__startswith=stem).values_list("number", flat=True)
            lead.number = lead_number(*series, taken=list(taken))
            change.create(lead)
    return lead


def read_lead(lead: Lead, *, by: User) -> None:
    """Note in the trail that somebody read a lead."""
    note("lead.view", by=by, on=lead)


def hand_over(lead: Lead, to: str, on: date, *, by: User) -> Lead:
    """Hand a lead to the body that deals with it; from now on that body can see it."""
    reach.require(by, "lead.hand_over", lead.inspection)
    words = require_words(to, N_("移交给"))
    today = timezone.localdate()
    with act("lead.hand_over", by=by, on=lead, to=words) as change:
        if lead.handed_on is not None:
            raise WrongState(N_("已移交"), N_("移交"))
        if on > today or on < lead.found_on:
            raise Refused([say(N_("移交日期须在发现日期之后、今天之前"))])
        lead.handed_to, lead.handed_on, lead.due_on = words, on, answer_by(on)
        change.save(lead)
        complete_if_open(change, lead.inspection, Step.LEAD_HANDOVER, on)
        refer(lead.inspection, ReferralKind.LEAD, ReviewBody.DISCIPLINE, by=by, sent_on=on, due_on=lead.due_on)
    return lead


def receive(lead: Lead, *, by: User) -> Lead:
    """The receiving body takes the lead in hand."""
    _require_reached(lead, "lead.receive", by)
    with act("lead.receive", by=by, on=lead) as change:
        if lead.handed_on is None:
            raise WrongState(LeadOutcome(lead.outcome), LeadVerb.RECEIVE)
        lead.outcome = LEAD_FLOW.advance(LeadOutcome(lead.outcome), LeadVerb.RECEIVE)
        change.save(lead)
    return lead


def report_back(lead: Lead, verb: LeadVerb, words: str, *, by: User) -> Lead:
    """The receiving body says what became of the lead."""
    _require_reached(lead, "lead.report_back", by)
    result = require_words(words, N_("办理结果"))
    with act("lead.report_back", by=by, on=lead) as change:
        lead.outcome = LEAD_FLOW.advance(LeadOutcome(lead.outcome), verb)
        lead.outcome_words, lead.reported_back_on = result, timezone.localdate()
        change.save(lead)
    return lead


def _require_reached(lead: Lead, permission: str, by: User) -> None:
    """Raise unless the person may act on leads of this inspection, and on this one among them."""
    reach.require(by, permission, lead.inspection)
    if not queries.leads(by).filter(pk=lead.pk).exists():
        raise NotFound(str(lead._meta.verbose_name), lead.pk)
