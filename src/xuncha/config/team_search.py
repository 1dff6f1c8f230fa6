"""`xuncha teams solve`: search, show how it goes, write the plan with its certificate, whole or not at all."""

from __future__ import annotations

import signal
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from types import FrameType

from xuncha.config.command import Exit
from xuncha.config.team_runs import read_wishes, tell
from xuncha.config.terminal import _, step
from xuncha.engines.teams import reading, writing
from xuncha.engines.teams.certificate import certificate_file, certify, explanation_file
from xuncha.engines.teams.check import Checked, check
from xuncha.engines.teams.outcome import Outcome, Progress, Status, Stop, proven_gap
from xuncha.engines.teams.plan import Wishes
from xuncha.engines.teams.problem import Problem
from xuncha.engines.teams.solve import solve


def solve_problem(options: Namespace) -> int:
    """Solve, and say by the exit status how it ended."""
    writing.refuse_foreign(options.out, over_plan=True)
    problem = reading.read_problem(options.problem)
    fingerprint = reading.problem_sha256(options.problem)
    wishes = _wishes(problem, options)
    with _asked_by_interrupt() as asked, _shown_progress(lines=options.progress) as progress:
        outcome = solve(problem, Stop(options.gap, options.seconds, asked), options.seed, wishes, progress)
    if outcome.plan is None and outcome.status is not Status.INFEASIBLE:
        print(_("时限内没有找到方案；可延长 --seconds"), file=sys.stderr)
        return Exit.NOT_FOUND_IN_TIME
    checked = None if outcome.plan is None else check(problem, outcome.plan, wishes)
    if checked and (checked.violations or checked.objective != outcome.objective):
        tell(checked)
        print(_("求出的方案未通过核验，没有写入：请报告这个错误"), file=sys.stderr)
        return Exit.CHECK_FAILED
    _write(options.out, outcome, wishes, fingerprint, checked)
    return _say(outcome, options.out)


def _wishes(problem: Problem, options: Namespace) -> Wishes:
    asked = read_wishes(problem, options.pin, options.forbid)
    if options.old is None:
        return asked
    path = options.old / writing.PLAN if options.old.is_dir() else options.old
    keep = reading.read_old_plan(path, problem)
    return Wishes(asked.pins, asked.forbidden, keep, options.change_cost)


def _write(folder: Path, outcome: Outcome, wishes: Wishes, fingerprint: str, checked: Checked | None) -> None:
    certificate = certify(outcome, fingerprint, checked, f"xuncha, HiGHS {version('highspy')}")
    with writing.whole_folder(folder, over_plan=True) as draft:
        (draft / writing.CERTIFICATE).write_bytes(certificate_file(certificate))
        if outcome.plan is not None:
            (draft / writing.PLAN).write_bytes(writing.plan_file(outcome.plan))
        if outcome.explanation is not None:
            (draft / writing.EXPLANATION).write_bytes(explanation_file(outcome.explanation))
        for name, content in writing.wishes_files(wishes):
            (draft / name).write_bytes(content)


def _say(outcome: Outcome, folder: Path) -> int:
    if outcome.plan is None:
        print(_("已证明无解："))
        for each in outcome.explanation.clash if outcome.explanation else ():
            print(f"{each.rule} {each.sentence.translated(_)}")
        for way in outcome.explanation.ways_out if outcome.explanation else ():
            print(f"→ {way.sentence.translated(_)}")
        step(_("说明已写入 %(folder)s") % {"folder": folder})
        return Exit.PROVEN_IMPOSSIBLE
    print(_state(outcome.objective, outcome.bound))
    step(_("方案已写入 %(folder)s") % {"folder": folder})
    return Exit.DONE


@contextmanager
def _shown_progress(*, lines: bool) -> Iterator[Callable[[Progress], None] | None]:
    """Tell how the search goes: on one line of a terminal that is written over, or line by line where asked."""

    def on_a_line(moment: Progress) -> None:
        print(_moment(moment), file=sys.stderr, flush=True)

    def over_the_line(moment: Progress) -> None:
        print(f"\r\x1b[K{_moment(moment)}", end="", file=sys.stderr, flush=True)

    if lines:
        yield on_a_line
    elif sys.stderr.isatty():
        yield over_the_line
        print(file=sys.stderr)
    else:
        yield None


def _moment(moment: Progress) -> str:
    return f"[{moment.seconds:6.1f} s] {_state(moment.objective, moment.bound)}"


def _state(objective: int | None, bound: int) -> str:
    gap = proven_gap(objective, bound)
    shown = {
        "objective": "—" if objective is None else objective,
        "bound": bound,
        "gap": "—" if gap is None else f"{gap:.2%}",
    }
    return _("目标值 %(objective)s，下界 %(bound)s，差距 %(gap)s") % shown


@contextmanager
def _asked_by_interrupt() -> Iterator[Callable[[], bool]]:
    """Take the first Ctrl-C as a wish to stop with the best plan so far; the second one ends everything."""
    asked = False

    def on_interrupt(_number: int, _frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True
        print("\n" + _("正在停止，保留目前最好的方案；再按一次立即退出"), file=sys.stderr, flush=True)

    before = signal.signal(signal.SIGINT, on_interrupt)
    try:
        yield lambda: asked
    finally:
        signal.signal(signal.SIGINT, before)
