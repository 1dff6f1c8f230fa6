"""The ledgers of a generated city: received, imported and screened as those of real units are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time

from django.utils import timezone

from xuncha.demo.rows import Ledger
from xuncha.domain.ledgers import LedgerState
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.ledgers.actions import receive
from xuncha.records.ledgers.models import LedgerImport
from xuncha.records.ledgers.tasks import bring_in
from xuncha.records.people.models import Unit
from xuncha.records.screening.models import Screening
from xuncha.records.screening.tasks import run_screening


def load(ledgers: Iterable[Ledger]) -> None:
    """Bring them in as the planner would, then run the rules."""
    planner = User.objects.get(username="planner")
    units = {unit.code: unit for unit in Unit.objects.filter(code__in=[row.unit for row in ledgers])}
    for row in ledgers:
        job = receive(row.name, [row.content.encode()], units[row.unit], by=planner)
        job.state = LedgerState.RUNNING
        _write(job)
        bring_in(job.pk)
        job = LedgerImport.objects.get(pk=job.pk)
        job.received_at = job.ended_at = timezone.make_aware(datetime.combine(row.received_on, time(15, 20)))
        _write(job)
    screening = Screening(by=planner, asked_at=timezone.now())
    with act("demo.load", by=SYSTEM) as change:
        change.create(screening)
    run_screening.func(screening.pk)


def _write(job: LedgerImport) -> None:
    with act("demo.load", by=SYSTEM) as change:
        change.save(job)
