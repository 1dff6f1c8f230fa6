"""What `xuncha teams` does: reads the files, calls the engine, says how it went, writes whole folders or none."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from xuncha.config.command import Exit
from xuncha.config.terminal import _, step
from xuncha.engines.teams import reading, writing
from xuncha.engines.teams.certificate import Claim, read_certificate, verify_impossible, verify_plan
from xuncha.engines.teams.check import Checked, check
from xuncha.engines.teams.generate import generate
from xuncha.engines.teams.outcome import Status
from xuncha.engines.teams.plan import Wishes
from xuncha.engines.teams.problem import Problem


def generate_problem(options: Namespace) -> int:
    """Make a problem and write it."""
    writing.refuse_foreign(options.out)
    writing.write_problem(generate(options.size, options.seed), options.out)
    step(_("问题已写入 %(folder)s") % {"folder": options.out})
    return Exit.DONE


def check_plan(options: Namespace) -> int:
    """Hold a plan against the rules and the wishes beside it, and its certificate against the plan."""
    problem = reading.read_problem(options.problem)
    folder: Path = options.plan
    if folder.is_file():
        checked = check(problem, reading.read_plan(folder, problem))
        tell(checked)
        return _verdict([], sound=not checked.violations)
    wishes = read_wishes(problem, *(_if_there(folder / name) for name in (writing.PINS, writing.FORBID)))
    certificate = _if_there(folder / writing.CERTIFICATE)
    claimed = read_certificate(certificate) if certificate else None
    fingerprint = reading.problem_sha256(options.problem)
    if claimed and claimed.status is Status.INFEASIBLE and not (folder / writing.PLAN).exists():
        return _verdict(verify_impossible(claimed, problem, fingerprint, wishes), passed=Exit.PROVEN_IMPOSSIBLE)
    checked = check(problem, reading.read_plan(folder / writing.PLAN, problem), wishes)
    tell(checked)
    claims = verify_plan(claimed, problem, fingerprint, checked, wishes) if claimed else []
    return _verdict(claims, sound=not checked.violations)


def _verdict(claims: Iterable[Claim], *, sound: bool = True, passed: Exit = Exit.DONE) -> Exit:
    """Say of each claim whether it holds, and in the end whether all is well."""
    for claim in claims:
        print(f"{'✓' if claim.holds else '✗'} {claim.sentence.translated(_)}")
        sound = sound and claim.holds
    print(_("核验通过") if sound else _("核验未通过"))
    return passed if sound else Exit.CHECK_FAILED


def read_wishes(problem: Problem, pins: Path | None, forbid: Path | None) -> Wishes:
    """The wishes in these files."""
    return Wishes(
        pins=reading.read_pins(pins, problem) if pins else (),
        forbidden=reading.read_forbidden(forbid, problem) if forbid else (),
    )


def tell(checked: Checked) -> None:
    """The objective, and every violation on a line of its own: rule, inspection, sentence, people."""
    print(_("目标值：%(objective)s") % {"objective": checked.objective})
    for violation in checked.violations:
        where = violation.inspection or "*"
        who = f" [{' '.join(violation.people)}]" if violation.people else ""
        print(f"{violation.rule} {where}: {violation.sentence.translated(_)}{who}")


def _if_there(path: Path) -> Path | None:
    return path if path.exists() else None
