"""A file of ledgers that comes to count is screened at once, so that what was rectified is watched with every file."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from xuncha.domain.ledgers import LedgerState, ScreeningState
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.ledgers import actions as ledgers
from xuncha.records.ledgers.models import LedgerImport
from xuncha.records.ledgers.tasks import bring_in
from xuncha.records.screening.actions.runs import RUN, bury
from xuncha.records.screening.models import Screening
from xuncha.records.screening.tasks import run_screening


@task()
def import_and_screen(key: int) -> None:
    """Let a file count; then run the rules."""
    bring_in(key)
    if LedgerImport.objects.filter(pk=key, state=LedgerState.DONE).exists():
        screen_received()


def start_import(job: LedgerImport, *, by: User) -> LedgerImport:
    """Let a file count and be screened, in the background."""
    return ledgers.start(job, by=by, task=import_and_screen)


def screen_received() -> None:
    """Run the rules over all that was received, unless a screening waits that will see it; one that runs will not."""
    bury()
    if Screening.objects.filter(state=ScreeningState.ASKED).exists():
        return
    screening = Screening(asked_at=timezone.now())
    with act(RUN, by=SYSTEM) as change:
        change.create(screening)
    run_screening.enqueue(screening.pk)
