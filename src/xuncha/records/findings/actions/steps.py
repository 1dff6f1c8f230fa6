"""Steps of an inspection that are done by what is recorded here."""

from __future__ import annotations

from datetime import date

from xuncha.domain.steps import Step, blocked
from xuncha.records.audit.actions import Change
from xuncha.records.rounds.actions.steps import record_step
from xuncha.records.rounds.models import Inspection


def complete_if_open(change: Change, inspection: Inspection, step: Step, on: date) -> bool:
    """Complete a step inside the act under way, unless it is done already or waits for another."""
    done = {Step(each.step): each.done_on for each in inspection.step_dates.filter(done_on__isnull=False)}
    needs = step.terms.needs
    before = done.get(needs) if needs else None
    if step in done or blocked(step, done) is not None or (before is not None and on < before):
        return False
    record_step(change, inspection, step, on)
    return True
