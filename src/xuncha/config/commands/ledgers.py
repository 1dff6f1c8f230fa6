"""`xuncha ledgers`: import what units booked, screen it, watch what was rectified; `docs/reference/commands.md`."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date
from importlib import import_module
from pathlib import Path

from xuncha.config.terminal import _
from xuncha.domain.words import N_

SUMMARY = N_("账目：导入、筛查疑点、监测整改后复发")

VERBS = {
    "import": "xuncha.config.ledger_import",
    "rules": "xuncha.config.ledger_rules",
    "screen": "xuncha.config.ledger_screen",
    "watch": "xuncha.config.ledger_screen",
    "generate": "xuncha.config.ledger_generate",
}
"""Each verb is a module with `run`; imported when used, `--help` must not wait for their libraries."""

HELP = {
    "import": N_("导入一个文件夹的账目文件：全部导入，或一个也不导入"),
    "rules": N_("疑点规则：列出、查看、按例子检验"),
    "screen": N_("用规则筛查一个账库，写出疑点"),
    "watch": N_("只看已销号的问题是否在账库中再次出现"),
    "generate": N_("按种子生成一个虚构的县或市的账目，埋有每条规则的疑点；相同的种子生成相同的账目"),
}
LEAST_LINES = 300_000
"""A generated county smaller than this has too few vouchers a unit for anything in it to be usual."""


def add_arguments(parser: ArgumentParser) -> None:
    """Describe the verbs of `xuncha ledgers`."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar=_("动作"))
    for verb, text in HELP.items():
        ARGUMENTS[verb](verbs.add_parser(verb, help=_(text), description=_(text)))


def _add_import(parser: ArgumentParser) -> None:
    parser.add_argument(
        "folder", type=Path, metavar="FOLDER", help=_("文件夹，或其中一个文件：.xlsx、.xls、.csv、.xml")
    )
    parser.add_argument(
        "--mapping",
        default="auto",
        help=_("列对应方案：auto 按表头识别，或 kingdee、yonyou、gbt24589 等内置方案，或一个 .toml 文件"),
    )
    parser.add_argument("--store", type=Path, required=True, metavar="STORE", help=_("账库文件夹；没有则新建"))
    parser.add_argument("--unit", help=_("文件里没有写明单位时，属于哪个单位"))
    parser.add_argument("--book", choices=("financial", "budget"), help=_("全部属于哪一套账；不写则按科目区分"))
    parser.add_argument("--replace", action="store_true", help=_("以更正后的数据取代先前导入的相同单位、期间"))
    parser.add_argument("--look", action="store_true", help=_("只看每个文件会怎样读取，不导入"))
    parser.add_argument("--progress", action="store_true", help=_("逐行显示进度；在终端上始终显示一行"))


def _add_rules(parser: ArgumentParser) -> None:
    doing = parser.add_subparsers(dest="doing", required=True, metavar=_("动作"))
    doing.add_parser("list", help=_("列出全部规则"))
    show = doing.add_parser("show", help=_("查看一条规则：含义、阈值及依据、SQL"))
    show.add_argument("rule", metavar="RULE", help=_("规则编号，如 B1"))
    show.add_argument("--dialect", choices=("duckdb", "spark"), default="duckdb", help=_("以哪种引擎的 SQL 显示"))
    test = doing.add_parser("test", help=_("用规则自带的例子检验：0 全部相符，1 有不符"))
    test.add_argument("rules", nargs="*", metavar="RULE", help=_("规则编号或规则文件；不写则检验全部"))


def _add_generate(parser: ArgumentParser) -> None:
    parser.add_argument("--lines", type=_lines, required=True, metavar="N", help=_("凭证分录约多少行，至少 30 万"))
    parser.add_argument("--seed", type=_whole, default=1, help=_("随机种子"))
    parser.add_argument("--out", type=Path, required=True, metavar="STORE", help=_("写入的账库文件夹，须不存在或为空"))
    parser.add_argument("--clean", action="store_true", help=_("不埋疑点：同一种子的同一份账目，只少了疑点"))


def _whole(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    raise ArgumentTypeError(_("应为不太大的非负整数：%(text)s") % {"text": text})


def _lines(text: str) -> int:
    if (lines := _whole(text)) >= LEAST_LINES:
        return lines
    raise ArgumentTypeError(_("应为不小于 %(least)s 的整数：%(text)s") % {"least": LEAST_LINES, "text": text})


def _add_screen(parser: ArgumentParser) -> None:
    _add_watch(parser)
    parser.add_argument("--rules", type=_codes, default=(), metavar="A2,B1", help=_("只用这些规则（默认全部）"))
    parser.add_argument(
        "--new", dest="engine", action="store_const", const="new",
        help=_("只筛查最近一次导入带来的疑点，不重读历年数据；需要全部数据的规则另列"),
    )  # fmt: skip


def _add_watch(parser: ArgumentParser) -> None:
    parser.add_argument("store", type=Path, metavar="STORE", help=_("账库文件夹"))
    parser.add_argument("--out", type=Path, metavar="FLAGS.parquet", help=_("把疑点写入这个 Parquet 文件"))
    parser.add_argument("--since", type=_day, metavar="DATE", help=_("只要这一天及以后的疑点，如 2026-03-01"))
    parser.add_argument(
        "--engine", choices=("duckdb", "spark"), default="duckdb", help=_("在哪种引擎上运行（默认 duckdb）")
    )
    parser.add_argument("--master", default="local[2]", metavar="URL", help=_("Spark 集群的地址（默认本机两核）"))
    parser.add_argument("--memory", default="3GB", metavar="SIZE", help=_("DuckDB 最多使用的内存（默认 3GB）"))


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code for each in text.split(",") if (code := each.strip()))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(_("不是日期：%(text)s") % {"text": text}) from None


ARGUMENTS = {
    "import": _add_import,
    "rules": _add_rules,
    "screen": _add_screen,
    "watch": _add_watch,
    "generate": _add_generate,
}


def run(options: Namespace) -> int:
    """Do what the verb says."""
    return int(import_module(VERBS[options.verb]).run(options))
