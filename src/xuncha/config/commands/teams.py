"""`xuncha teams`: make, solve and check team problems in the public format; `docs/reference/team-problem.md`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from pathlib import Path

from xuncha.config.command import Exit
from xuncha.config.terminal import _
from xuncha.domain.words import N_

SUMMARY = N_("组建巡察组：生成问题、求解、核验方案")


def add_arguments(parser: ArgumentParser) -> None:
    """Describe the verbs of `xuncha teams`."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar=_("动作"))
    generate = verbs.add_parser("generate", help=_("生成一个接近实际的问题；相同的种子生成相同的问题"))
    generate.add_argument(
        "--size", required=True, choices=("county", "prefecture", "province", "nation"), help=_("规模")
    )
    generate.add_argument("--seed", type=_whole, default=1, help=_("随机种子"))
    generate.add_argument("--out", type=Path, required=True, metavar="PROBLEM", help=_("写入的文件夹，须不存在或为空"))
    check = verbs.add_parser("check", help=_("独立核验方案及其证书：0 全部成立，1 有违反之处"))
    check.add_argument("problem", type=Path, metavar="PROBLEM", help=_("问题文件夹"))
    check.add_argument("plan", type=Path, metavar="PLAN", help=_("方案文件夹，或只有 plan.csv"))


def run(options: Namespace) -> int:
    """Do what the verb says."""
    # Imported here: the solver's libraries take a second to load, and `--help` must not wait for them.
    from xuncha.config import team_runs

    run_verb: dict[str, Callable[[Namespace], int]] = {
        "generate": team_runs.generate_problem,
        "check": team_runs.check_plan,
    }
    try:
        return run_verb[options.verb](options)
    except KeyboardInterrupt:
        # Not 0: nobody may take an interrupted check for a passed one.
        print(_("已中断，没有写入任何文件"), file=sys.stderr)
        return Exit.NOT_FOUND_IN_TIME


def _whole(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    raise ArgumentTypeError(_("应为不太大的非负整数：%(text)s") % {"text": text})
