"""What `xuncha teams` does: reads the files, calls the engine, says how it went, writes whole folders or none."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from xuncha.config.command import Exit
from xuncha.config.terminal import _, step
from xuncha.engines.teams import reading, writing
from xuncha.engines.teams.certificate import read_certificate, verify
from xuncha.engines.teams.check import Checked, check
from xuncha.engines.teams.generate import generate
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
    folder: Path = options.plan
    problem = reading.read_problem(options.problem)
    if folder.is_file():
        plan, wishes = reading.read_plan(folder, problem), Wishes()
    else:
        plan = reading.read_plan(folder / writing.PLAN, problem)
        wishes = read_wishes(problem, *(_if_there(folder / name) for name in (writing.PINS, writing.FORBID)))
    checked = check(problem, plan, wishes)
    tell(checked)
    sound = not checked.violations
    certificate = folder / writing.CERTIFICATE
    if certificate.exists():
        fingerprint = reading.problem_sha256(options.problem)
        for claim in verify(read_certificate(certificate), problem, fingerprint, checked, wishes):
            print(f"{'✓' if claim.holds else '✗'} {claim.sentence.translated(_)}")
            sound = sound and claim.holds
    print(_("核验通过") if sound else _("核验未通过"))
    return Exit.DONE if sound else Exit.CHECK_FAILED


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
