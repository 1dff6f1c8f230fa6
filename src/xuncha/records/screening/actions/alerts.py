"""A reviewer decides whether a closed finding has come back; if so its task is opened again, with its history."""

from __future__ import annotations

from django.utils import timezone

from xuncha.domain.errors import InvalidField, WrongState
from xuncha.domain.ledgers import AlertState
from xuncha.domain.rectification import ReopenGround
from xuncha.domain.words import N_, say
from xuncha.records.accounts.models import User
from xuncha.records.accounts.reach import required
from xuncha.records.audit.actions import act
from xuncha.records.rectification.actions import reopen_task
from xuncha.records.rectification.models import Reopening
from xuncha.records.screening.models import Alert
from xuncha.records.screening.queries import alerts

DECIDE = "alert.decide"


def decide(alert: Alert, state: AlertState, words: str, *, by: User) -> Alert:
    """Say whether it is the same finding again. "Recurred" opens the task again and so ends its watch.

    :raises InvalidField: where no reason is given: the unit is entitled to one.
    """
    required(alerts(by, DECIDE), alert, DECIDE)
    if alert.state != AlertState.NEW or state is AlertState.NEW:
        raise WrongState(AlertState(alert.state).label, state.label)
    if not words.strip():
        raise InvalidField(N_("判断理由"), say(N_("请写明判断的理由")))
    alert.state, alert.words = state, words.strip()
    alert.decided_on, alert.decided_by = timezone.localdate(), by
    with act(DECIDE, by=by, on=alert, state=state.label) as change:
        if state is AlertState.RECURRED:
            alert.reopening = _open_again(alert, by)
        change.save(alert)
    return alert


def _open_again(alert: Alert, by: User) -> Reopening:
    reopening = Reopening(
        task=alert.watch.task,
        ground=ReopenGround.RECURRENCE,
        reason=f"{alert.words}（{alert.flag.reason_zh}）",
        amount_fen=alert.flag.amount_fen,
    )
    return reopen_task(reopening, by=by)
