"""Watches: opened by close-out over findings that can be known again in a ledger, ended when the task is opened again."""

from __future__ import annotations

from datetime import date

from xuncha.domain.deadlines import add_months
from xuncha.records.audit.actions import Change
from xuncha.records.findings.models import Pattern
from xuncha.records.policy.queries import office_policy
from xuncha.records.rectification.models import Task, Watch

MONTHS = 12
"""For how long ledgers are watched after close-out where the office has settled nothing: our default, no regulation's."""


def begin(change: Change, task: Task, on: date) -> None:
    """Open the watch of a task just closed, within the act that closes it."""
    pattern = Pattern.objects.filter(finding=task.finding_id).first()
    if pattern is None:
        return
    settled = office_policy(task.inspection.round.jurisdiction)
    change.create(
        Watch(
            task=task, family=pattern.family, persons=pattern.persons, accounts=pattern.accounts,
            suppliers=pattern.suppliers, words=pattern.words, since=on,
            until=add_months(on, settled.watch_months if settled else MONTHS),
        )
    )  # fmt: skip


def end(change: Change, task: Task, on: date) -> None:
    """End the watch of a task opened again: it is no longer said to be cured."""
    for watch in task.watches.filter(ended_on__isnull=True):
        watch.ended_on = on
        change.save(watch)
