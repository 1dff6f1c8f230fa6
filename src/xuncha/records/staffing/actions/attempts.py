"""Asking for a plan, stopping the search, changing a plan by hand."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from xuncha.domain.errors import InvalidField, Refused, WrongState
from xuncha.domain.words import N_, say
from xuncha.engines.teams.outcome import Status
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import act, allow, note
from xuncha.records.rounds.models import Round
from xuncha.records.staffing import folders, progress, tasks
from xuncha.records.staffing.building import Building
from xuncha.records.staffing.choices import Judged
from xuncha.records.staffing.models import Attempt, AttemptState, Wish
from xuncha.records.staffing.plans import packed

EDIT = "staffing.edit"
SECONDS_MOST = 600
CHANGE_COST = 100
"""What giving up one assignment of the plan to stay near to costs, in points of exposure."""


def ask(
    round_: Round, *, by: User, gap: float = 0.01, seconds: int = 120, seed: int = 1, basis: Attempt | None = None
) -> Attempt:
    """Ask for a plan under the wishes as they stand; `basis` is an earlier plan to change as little as can be."""
    allow(by, EDIT, round_.jurisdiction.path)
    if not 0 <= gap < 1:
        raise InvalidField(N_("差距不超过"), say(N_("应在0和1之间")))
    if not 1 <= seconds <= SECONDS_MOST:
        raise InvalidField(N_("最长秒数"), say(N_("1至%(most)s秒"), most=SECONDS_MOST))
    if basis is not None and (basis.round_id != round_.pk or not basis.plan):
        raise Refused([say(N_("作为基础的方案没有内容"))])
    building = Building(round_, by)
    building.check()
    wishes = Wish.objects.filter(round=round_).select_related("inspector")
    attempt = Attempt(
        round=round_, by=by, asked_at=timezone.now(), gap_wanted=gap, seconds_most=seconds,
        seed=seed, basis=basis, change_cost=CHANGE_COST if basis else 0, wishes=packed(wishes, building.entries),
    )  # fmt: skip
    with act(EDIT, by=by) as change:
        # Two may ask at the same moment: the second waits here, and finds the first one's search.
        change.hold(round_)
        _require_nothing_running(round_)
        attempt.number = _next_number(round_)
        change.create(attempt)
        transaction.on_commit(partial(tasks.run_attempt.enqueue, attempt.pk))
    return attempt


def cancel(attempt: Attempt, *, by: User) -> Attempt:
    """Stop a search; the best plan so far is kept as soon as the search hears of it."""
    allow(by, EDIT, attempt.round.jurisdiction.path)
    with transaction.atomic():
        attempt = Attempt.objects.select_for_update(of=("self",)).select_related("round").get(pk=attempt.pk)
        if attempt.state not in (AttemptState.ASKED, AttemptState.RUNNING):
            raise WrongState(AttemptState(attempt.state).label, N_("停止计算"))
        with act(EDIT, by=by, on=attempt) as change:
            attempt.state, attempt.ended_at = AttemptState.CANCELLED, timezone.now()
            transaction.on_commit(partial(progress.stop, attempt))
            return change.save(attempt)


def adjust(attempt: Attempt, judged: Judged, *, by: User) -> Attempt:
    """Keep a plan changed by hand as an attempt of its own; what was proven of the problem holds for it as well.

    Refused, with every reason, where a rule or a wish would be broken.
    """
    allow(by, EDIT, attempt.round.jurisdiction.path)
    if not attempt.plan:
        raise WrongState(AttemptState(attempt.state).label, N_("手工调整"))
    if judged.broken:
        raise Refused(judged.broken)
    status = Status.OPTIMAL if judged.objective == attempt.bound else Status.FEASIBLE
    now = timezone.now()
    made = Attempt(
        round=attempt.round, by=by, basis=attempt, by_hand=True, asked_at=now,
        ended_at=now, state=AttemptState.DONE, status=status, gap_wanted=attempt.gap_wanted, seconds=0.0,
        seed=attempt.seed, problem_file=attempt.problem_file, problem_sha256=attempt.problem_sha256, plan=judged.rows,
        objective=judged.objective, bound=attempt.bound, wishes=attempt.wishes,
        certificate_file=folders.keep_renewed_certificate(attempt, judged.rows),
    )  # fmt: skip
    with act(EDIT, by=by, basis=str(attempt)) as change:
        change.hold(attempt.round)
        made.number = _next_number(attempt.round)
        return change.create(made)


def hand_out(attempt: Attempt, *, by: User) -> bytes:
    """Give problem, plan and proof to somebody who may know of ties: by numbers, they say who is tied to whom."""
    allow(by, "tie.view", attempt.round.jurisdiction.path)
    if not attempt.problem_file:
        raise WrongState(AttemptState(attempt.state).label, N_("下载问题和证明"))
    content = folders.whole(attempt)
    note("export.download", by=by, on=attempt)
    return content


def _require_nothing_running(round_: Round) -> None:
    running = Attempt.objects.filter(round=round_, state__in=(AttemptState.ASKED, AttemptState.RUNNING)).first()
    if running is not None:
        raise Refused([say(N_("方案%(number)s正在计算，请等它完成或先停止"), number=running.number)])


def _next_number(round_: Round) -> int:
    return (Attempt.objects.filter(round=round_).aggregate(last=Max("number"))["last"] or 0) + 1
