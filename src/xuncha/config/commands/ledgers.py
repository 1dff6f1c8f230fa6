"""`xuncha ledgers`: import what units booked, screen it, watch what was rectified; `docs/reference/commands.md`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from importlib import import_module

from xuncha.config.terminal import _
from xuncha.domain.words import N_

SUMMARY = N_("账目：导入、筛查疑点、监测整改后复发")

VERBS = {"rules": "xuncha.config.ledger_rules"}
"""Each verb is a module with `add_arguments` and `run`; imported when used, `--help` must not wait for their libraries."""

HELP = {"rules": N_("疑点规则：列出、查看、按例子检验")}


def add_arguments(parser: ArgumentParser) -> None:
    """Describe the verbs of `xuncha ledgers`."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar=_("动作"))
    for verb, text in HELP.items():
        ARGUMENTS[verb](verbs.add_parser(verb, help=_(text), description=_(text)))


def _add_rules(parser: ArgumentParser) -> None:
    doing = parser.add_subparsers(dest="doing", required=True, metavar=_("动作"))
    doing.add_parser("list", help=_("列出全部规则"))
    show = doing.add_parser("show", help=_("查看一条规则：含义、阈值及依据、SQL"))
    show.add_argument("rule", metavar="RULE", help=_("规则编号，如 B1"))
    show.add_argument("--dialect", choices=("duckdb", "spark"), default="duckdb", help=_("以哪种引擎的 SQL 显示"))
    test = doing.add_parser("test", help=_("用规则自带的例子检验：0 全部相符，1 有不符"))
    test.add_argument("rules", nargs="*", metavar="RULE", help=_("规则编号或规则文件；不写则检验全部"))


ARGUMENTS = {"rules": _add_rules}


def run(options: Namespace) -> int:
    """Do what the verb says."""
    return int(import_module(VERBS[options.verb]).run(options))
