"""What runs in the background: one search for a plan."""

from __future__ import annotations

import logging

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from xuncha.domain.errors import XunchaError
from xuncha.domain.words import N_, Sentence, say
from xuncha.engines.teams.outcome import Outcome, Stop
from xuncha.engines.teams.problem import Problem
from xuncha.engines.teams.solve import solve
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.audit.sentences import packed
from xuncha.records.staffing import folders
from xuncha.records.staffing.building import anonymous, build_problem
from xuncha.records.staffing.explaining import kept
from xuncha.records.staffing.models import Attempt, AttemptState
from xuncha.records.staffing.plans import as_rows, wishes_of
from xuncha.records.staffing.progress import Teller, moments_of

EDIT = "staffing.edit"
log = logging.getLogger(__name__)


@task()
def run_attempt(key: int) -> None:
    """State the problem, look for a plan, keep what came of it."""
    if _attempt(key).state != AttemptState.ASKED:
        return
    try:
        problem = _build(_attempt(key))
        attempt = _attempt(key)
        if attempt.state == AttemptState.ASKED:
            teller = Teller(attempt)
            _begin(attempt, problem)
            _conclude(key, problem, _search(attempt, problem, teller))
    except XunchaError as error:
        _fail(key, error.sentence)
    except Exception:
        # The trail must not keep what went wrong in detail: it may quote a person.
        log.exception("attempt %s broke off", key)
        _fail(key, say(N_("程序出错；请把出错时间告诉管理员")))


def _attempt(key: int) -> Attempt:
    return Attempt.objects.select_related("round__jurisdiction", "basis", "by").get(pk=key)


def _build(attempt: Attempt) -> Problem:
    return build_problem(attempt.round, attempt.by)


def _begin(attempt: Attempt, problem: Problem) -> None:
    attempt.problem_file, attempt.problem_sha256 = folders.keep_problem(anonymous(problem))
    attempt.state = AttemptState.RUNNING
    with act(EDIT, by=attempt.by, on=attempt, step=AttemptState.RUNNING.label, sha256=attempt.problem_sha256) as change:
        change.save(attempt)


def _search(attempt: Attempt, problem: Problem, teller: Teller) -> Outcome:
    stop = Stop(attempt.gap_wanted, float(attempt.seconds_most), teller.stopped)
    return solve(problem, stop=stop, seed=attempt.seed, wishes=wishes_of(attempt, problem), progress=teller.tell)


def _conclude(key: int, problem: Problem, outcome: Outcome) -> None:
    """Keep what came of it; a cancelled attempt stays cancelled, with the best plan so far."""
    # The certificate takes seconds, in which somebody may cancel: the attempt is read and locked only after.
    certificate = folders.keep_certificate(_attempt(key), problem, outcome)
    with transaction.atomic():
        attempt = _locked(key)
        attempt.status, attempt.objective = outcome.status, outcome.objective
        attempt.bound, attempt.seconds = max(0, outcome.bound), round(outcome.seconds, 1)
        attempt.plan, attempt.history = as_rows(outcome.plan or ()), moments_of(outcome.history)
        attempt.certificate_file = certificate
        if outcome.explanation is not None:
            attempt.explanation = kept(outcome.explanation)
        if attempt.state == AttemptState.RUNNING:
            attempt.state, attempt.ended_at = AttemptState.DONE, timezone.now()
        with act(EDIT, by=attempt.by, on=attempt, step=outcome.status.label) as change:
            change.save(attempt)


def _fail(key: int, sentence: Sentence) -> None:
    with transaction.atomic():
        attempt = _locked(key)
        if attempt.state == AttemptState.CANCELLED:
            return
        attempt.state, attempt.ended_at = AttemptState.FAILED, timezone.now()
        attempt.explanation = {"failed": packed(sentence)}
        with act(EDIT, by=SYSTEM, on=attempt, step=AttemptState.FAILED.label) as change:
            change.save(attempt)


def _locked(key: int) -> Attempt:
    return Attempt.objects.select_for_update(of=("self",)).select_related("round", "by").get(pk=key)
