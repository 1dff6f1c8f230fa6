"""What waits for a person about ledgers: alerts to decide, and flags of the gravest kind nobody has looked at."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha.domain.ledgers import AlertState, FlagSeverity, FlagState
from xuncha.domain.words import N_, say
from xuncha.records.accounts.models import User
from xuncha.records.rounds.waiting import Waiting
from xuncha.records.screening.queries import alerts, flags

AT_MOST = 20


def waiting(user: User) -> Iterator[Waiting]:
    """Alerts first: somebody was told that this is over."""
    for alert in alerts(user, "alert.decide").filter(state=AlertState.NEW)[:AT_MOST]:
        what = say(N_("判断是否再次发生：%(unit)s，%(task)s"), unit=alert.flag.unit.name, task=alert.watch.task.title)
        yield Waiting(what, "alert", alert.pk)
    grave = flags(user, "flag.settle").filter(
        state=FlagState.NEW, severity=FlagSeverity.HIGH, within_budget=True, alert__isnull=True
    )
    for flag in grave[:AT_MOST]:
        yield Waiting(say(N_("核实账目疑点：%(flag)s"), flag=str(flag)), "flag", flag.pk)
