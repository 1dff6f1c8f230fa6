"""`xuncha teams`: make, solve and check team problems in the public format; `docs/reference/team-problem.md`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from xuncha.config.command import Exit
from xuncha.config.terminal import _
from xuncha.domain.words import N_

SUMMARY = N_("组建巡察组：生成问题、求解、核验方案")
CHANGE_COST = 50
"""Points an assignment of the old plan must save before it is given up: about 125 km of travel."""


def add_arguments(parser: ArgumentParser) -> None:
    """Describe the verbs of `xuncha teams`."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar=_("动作"))
    generate = verbs.add_parser("generate", help=_("生成一个接近实际的问题；相同的种子生成相同的问题"))
    generate.add_argument(
        "--size", required=True, choices=("county", "prefecture", "province", "nation"), help=_("规模")
    )
    generate.add_argument("--seed", type=_whole, default=1, help=_("随机种子"))
    generate.add_argument("--out", type=Path, required=True, metavar="PROBLEM", help=_("写入的文件夹，须不存在或为空"))
    _add_solve(verbs.add_parser("solve", help=_("求解：0 有方案，2 已证明无解，3 时限内没有找到，4 输入有误")))
    check = verbs.add_parser("check", help=_("独立核验方案及其证书：0 全部成立，1 有违反之处"))
    check.add_argument("problem", type=Path, metavar="PROBLEM", help=_("问题文件夹"))
    check.add_argument("plan", type=Path, metavar="PLAN", help=_("方案文件夹，或只有 plan.csv"))


def _add_solve(solve: ArgumentParser) -> None:
    solve.add_argument("problem", type=Path, metavar="PROBLEM", help=_("问题文件夹"))
    solve.add_argument("--out", type=Path, required=True, metavar="PLAN", help=_("写入方案的文件夹"))
    solve.add_argument("--gap", type=_share, default=0.01, help=_("差距小到这个比例即可停止（默认 0.01）"))
    solve.add_argument("--seconds", type=_seconds, default=120.0, help=_("最多求解多少秒（默认 120）"))
    solve.add_argument("--seed", type=_whole, default=1, help=_("随机种子：相同的种子得到相同的方案"))
    solve.add_argument("--pin", type=Path, metavar="FILE", help=_("指定人选：inspection,role,inspector（role 可空）"))
    solve.add_argument(
        "--forbid", type=Path, metavar="FILE", help=_("不予安排：inspector,inspection（inspection 可空）")
    )
    solve.add_argument("--from", dest="old", type=Path, metavar="OLD_PLAN", help=_("从现有方案出发，尽量少改动"))
    solve.add_argument(
        "--change-cost",
        type=_whole,
        default=CHANGE_COST,
        help=_("与现有方案相比，每改动一人至少要省下的分值（默认 50）"),
    )
    solve.add_argument("--progress", action="store_true", help=_("逐行显示进度；在终端上始终显示一行"))


def run(options: Namespace) -> int:
    """Do what the verb says."""
    try:
        return _run(options)
    except KeyboardInterrupt:
        # Not 0: nobody may take an interrupted check for a passed one.
        print(_("已中断，没有写入任何文件"), file=sys.stderr)
        return Exit.NOT_FOUND_IN_TIME


def _run(options: Namespace) -> int:
    # Imported here: `--help` must not wait for the solver's libraries, and a check has nothing to do with them.
    if options.verb == "solve":
        from xuncha.config.team_search import solve_problem

        return solve_problem(options)
    from xuncha.config import team_runs

    return team_runs.check_plan(options) if options.verb == "check" else team_runs.generate_problem(options)


def _whole(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    raise ArgumentTypeError(_("应为不太大的非负整数：%(text)s") % {"text": text})


def _share(text: str) -> float:
    return _between(text, 0, 1)


def _seconds(text: str) -> float:
    return _between(text, 0, 1_000_000)


def _between(text: str, least: float, most: float) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if least <= value <= most:
        return value
    raise ArgumentTypeError(_("应在%(least)s和%(most)s之间：%(text)s") % {"least": least, "most": most, "text": text})
