"""`xuncha draws`: draw so that nobody can foresee it and anybody can run it again; `docs/reference/draw-files.md`."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from xuncha.config.terminal import _
from xuncha.domain.words import N_

SUMMARY = N_("抽取走访地点和核查任务：封存、揭晓、验证")


def add_arguments(parser: ArgumentParser) -> None:
    """Describe the verbs of `xuncha draws`."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar=_("动作"))
    _add_commit(verbs.add_parser("commit", help=_("封存：写出可以公布的封存文件，和须保密的种子")))
    _add_reveal(verbs.add_parser("reveal", help=_("揭晓：用种子抽取，写出揭晓文件；1 名单或种子与封存时不同")))
    _add_verify(verbs.add_parser("verify", help=_("验证：由公布的文件重新抽取一遍；0 相符，1 有不符")))


def _add_commit(parser: ArgumentParser) -> None:
    parser.add_argument("candidates", type=Path, metavar="CANDIDATES.csv", help=_("名单：编号,分层,名称"))
    parser.add_argument("--title", required=True, help=_("标题，随封存文件公布"))
    parser.add_argument("--size", type=_whole, metavar="N", help=_("共抽几个，按各层数量的比例分配"))
    parser.add_argument("--least", type=_whole, default=0, metavar="N", help=_("每层至少几个（默认 0）"))
    parser.add_argument(
        "--take", type=_share, action="append", default=[], metavar="STRATUM=N", help=_("指定一层抽几个；可写多次")
    )
    parser.add_argument(
        "--beacon", default="", metavar="TEXT", help=_("揭晓时掺入哪一个此刻无人知道的公开数值，如某日某期的开奖号码")
    )
    parser.add_argument("--out", type=Path, required=True, metavar="COMMITMENT.json", help=_("写出封存文件"))
    parser.add_argument(
        "--seed-out", type=Path, required=True, metavar="SEED.txt", help=_("写出种子：揭晓之前保密，丢失则不能揭晓")
    )


def _add_reveal(parser: ArgumentParser) -> None:
    _add_files(parser)
    parser.add_argument("seed", type=Path, metavar="SEED.txt", help=_("封存时写出的种子"))
    parser.add_argument("--beacon-value", default="", metavar="TEXT", help=_("事先约定的公开数值"))
    parser.add_argument("--out", type=Path, required=True, metavar="REVEAL.json", help=_("写出揭晓文件"))


def _add_verify(parser: ArgumentParser) -> None:
    _add_files(parser)
    parser.add_argument("reveal", type=Path, metavar="REVEAL.json", help=_("揭晓文件"))
    parser.add_argument("--published", default="", metavar="SHA256", help=_("当初公布的摘要"))


def _add_files(parser: ArgumentParser) -> None:
    parser.add_argument("commitment", type=Path, metavar="COMMITMENT.json", help=_("封存文件"))
    parser.add_argument("candidates", type=Path, metavar="CANDIDATES.csv", help=_("名单"))


def _whole(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    raise ArgumentTypeError(_("应为不太大的非负整数：%(text)s") % {"text": text})


def _share(text: str) -> tuple[str, int]:
    name, equals, number = text.rpartition("=")
    if not equals or not name:
        raise ArgumentTypeError(_("应写作 分层=数量：%(text)s") % {"text": text})
    return name, _whole(number)


def run(options: Namespace) -> int:
    """Do what the verb says."""
    from xuncha.config import draw_files

    verbs = {"commit": draw_files.commit_draw, "reveal": draw_files.reveal_draw, "verify": draw_files.verify_draw}
    return verbs[options.verb](options)
