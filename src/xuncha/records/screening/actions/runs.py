"""Starting a screening and stopping it."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.db import transaction
from django.utils import timezone

from xuncha.domain.errors import Refused, WrongState
from xuncha.domain.ledgers import ScreeningState
from xuncha.domain.words import N_, say
from xuncha.records.accounts.models import User
from xuncha.records.accounts.reach import require
from xuncha.records.audit.actions import act
from xuncha.records.ledgers.keeping import store
from xuncha.records.screening import tasks
from xuncha.records.screening.models import Screening

RUN = "screening.run"
UNDER_WAY = (ScreeningState.ASKED, ScreeningState.RUNNING)


def ask(*, by: User, since: date | None = None) -> Screening:
    """Have the rules run over all ledgers received, in the background.

    :raises Refused: where nothing was received yet, or a screening is under way.
    """
    require(by, RUN)
    if not store().sources():
        raise Refused((say(N_("还没有收到账套，先导入再筛查")),))
    with transaction.atomic():
        if Screening.objects.filter(state__in=UNDER_WAY).exists():
            raise Refused((say(N_("已有一次筛查正在进行")),))
        screening = Screening(by=by, since=since, asked_at=timezone.now())
        with act(RUN, by=by) as change:
            change.create(screening)
        transaction.on_commit(partial(tasks.run_screening.enqueue, screening.pk))
    return screening


def cancel(screening: Screening, *, by: User) -> Screening:
    """Stop it: nothing of it is kept."""
    require(by, RUN)
    if screening.state not in UNDER_WAY:
        raise WrongState(ScreeningState(screening.state).label, N_("停止"))
    screening.state, screening.ended_at = ScreeningState.CANCELLED, timezone.now()
    with act(RUN, by=by, on=screening, step=ScreeningState.CANCELLED.label) as change:
        change.save(screening)
    return screening
