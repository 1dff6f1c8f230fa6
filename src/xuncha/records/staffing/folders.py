"""Problems, plans and certificates as the folders of the public format, kept as zip files: anybody can check them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from xuncha.engines.teams.certificate import Certificate, certificate_file, certify, read_certificate
from xuncha.engines.teams.check import check
from xuncha.engines.teams.outcome import Outcome, Status, proven_gap
from xuncha.engines.teams.problem import Problem
from xuncha.engines.teams.reading import problem_sha256, read_problem
from xuncha.engines.teams.writing import CERTIFICATE, PLAN, plan_file, problem_files, wishes_files
from xuncha.records.staffing import files
from xuncha.records.staffing.models import Attempt
from xuncha.records.staffing.plans import Row, as_plan, wishes_of

SOLVER = "xuncha"


def keep_problem(problem: Problem) -> tuple[str, str]:
    """Keep a problem's folder; gives what it is known by, and the hash a certificate names."""
    content = dict(problem_files(problem))
    with _unpacked(content) as folder:
        return files.keep(content, "problem.zip"), problem_sha256(folder)


@lru_cache(maxsize=4)
def problem_of(key: str) -> Problem:
    """A kept problem; the same file is the same problem for ever."""
    with _unpacked(files.opened(key)) as folder:
        return read_problem(folder)


def keep_certificate(attempt: Attempt, problem: Problem, outcome: Outcome) -> str:
    """Keep what proves the bound, as the checker reads it."""
    checked = check(problem, outcome.plan, wishes_of(attempt, problem)) if outcome.plan else None
    made = certify(outcome, attempt.problem_sha256, checked, SOLVER)
    return files.keep({CERTIFICATE: certificate_file(made)}, CERTIFICATE)


def certificate_of(attempt: Attempt) -> Certificate | None:
    """What is claimed of an attempt's plan and what proves it; None before there is one."""
    if not attempt.certificate_file:
        return None
    with _unpacked(files.opened(attempt.certificate_file)) as folder:
        return read_certificate(folder / CERTIFICATE)


def keep_renewed_certificate(attempt: Attempt, rows: Sequence[Row]) -> str:
    """Keep the certificate of an attempt's plan changed by hand: the same proof and bound, what is said of the plan anew.

    Empty where the attempt has none.
    """
    certificate = certificate_of(attempt)
    if certificate is None:
        return ""
    problem = problem_of(attempt.problem_file)
    checked = check(problem, as_plan(rows), wishes_of(attempt, problem))
    made = replace(
        certificate,
        status=Status.OPTIMAL if checked.objective == certificate.bound else Status.FEASIBLE,
        objective=checked.objective,
        gap=proven_gap(checked.objective, certificate.bound),
        checked=checked.counted,
    )
    return files.keep({CERTIFICATE: certificate_file(made)}, CERTIFICATE)


def whole(attempt: Attempt) -> bytes:
    """Everything needed to check an attempt: the problem's folder and the plan's."""
    problem = problem_of(attempt.problem_file)
    beside = {PLAN: plan_file(as_plan(attempt.plan)), **dict(wishes_files(wishes_of(attempt, problem)))}
    if attempt.certificate_file:
        beside |= files.opened(attempt.certificate_file)
    inside = {f"problem/{name}": content for name, content in files.opened(attempt.problem_file).items()}
    return files.zipped(inside | {f"plan/{name}": content for name, content in beside.items()})


@contextmanager
def _unpacked(content: Mapping[str, bytes]) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="xuncha-") as name:
        for part, data in content.items():
            (Path(name) / part).write_bytes(data)
        yield Path(name)
