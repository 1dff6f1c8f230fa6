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
from xuncha.records.screening.progress import UNDER_WAY, broken_off

RUN = "screening.run"


def ask(*, by: User, since: date | None = None) -> Screening:
    """Have the rules run over all ledgers received, in the background.

    :raises Refused: where nothing was received yet, or a screening is under way.
    """
    require(by, RUN)
    if not store().sources():
        raise Refused((say(N_("还没有收到账套，先导入再筛查")),))
    bury()
    with transaction.atomic():
        screening = Screening(by=by, since=since, asked_at=timezone.now())
        with act(RUN, by=by) as change:
            change.create(screening)
        # The act holds the trail to the end: of two who ask at once, the second sees what the first asked.
        if Screening.objects.filter(state__in=UNDER_WAY).exclude(pk=screening.pk).exists():
            raise Refused((say(N_("已有一次筛查正在进行")),))
        transaction.on_commit(partial(tasks.run_screening.enqueue, screening.pk))
    return screening


def bury() -> None:
    """Put down as failed what broke off, its worker killed or never started: it must not keep others waiting for ever."""
    for screening in Screening.objects.filter(state__in=UNDER_WAY):
        if broken_off(screening):
            tasks.fail(screening.pk, say(N_("很久没有动静，已视为中断；没有写入任何内容")))


def cancel(screening: Screening, *, by: User) -> Screening:
    """Stop it: nothing of it is kept."""
    require(by, RUN)
    if screening.state not in UNDER_WAY:
        raise WrongState(ScreeningState(screening.state).label, N_("停止"))
    screening.state, screening.ended_at = ScreeningState.CANCELLED, timezone.now()
    with act(RUN, by=by, on=screening, step=ScreeningState.CANCELLED.label) as change:
        change.save(screening)
    return screening
