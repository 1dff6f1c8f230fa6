"""`xuncha trail`: verify the audit trail, or write it out for somebody who does not trust us."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from xuncha.config import environment
from xuncha.config.terminal import _
from xuncha.domain.errors import InvalidFile, NotFound
from xuncha.domain.words import N_, say

if TYPE_CHECKING:
    from xuncha.records.audit.queries import Break

SUMMARY = N_("核验或导出操作留痕")
CHAIN_NAMES = {"office": N_("巡察办"), "tips": N_("群众反映")}


def add_arguments(parser: ArgumentParser) -> None:
    """Describe the verbs of `xuncha trail`."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar=_("动作"))
    verify = verbs.add_parser("verify", help=_("核验链条；有断裂时退出码为 1"))
    verify.add_argument("--export", type=Path, metavar="FILE", help=_("核验导出的文件，而不是数据库"))
    export = verbs.add_parser("export", help=_("逐行导出为 JSON"))
    export.add_argument("--out", type=Path, metavar="FILE", help=_("写入的文件，默认为标准输出"))


def run(options: Namespace) -> int:
    """Verify or export; 1 where the chain is broken."""
    environment.use_settings("xuncha.config.settings.office")
    import django

    django.setup()
    return _verify(options.export) if options.verb == "verify" else _export(options.out)


def _verify(export: Path | None) -> int:
    from xuncha.records.audit import queries

    if export is not None:
        try:
            with export.open(encoding="utf-8") as lines:
                return _told(*queries.verify_export(lines, str(export)))
        except (OSError, UnicodeDecodeError) as error:
            raise InvalidFile(str(export), say(str(error))) from error
    return verify_databases()


def verify_databases() -> int:
    """Verify the chain of each database and tell what was found; 1 where one is broken."""
    from xuncha.records.audit import CHAINS, queries

    worst = 0
    for chain, alias in CHAINS.items():
        with _reached(alias):
            worst = max(worst, _told(*queries.verify(using=alias), chain=CHAIN_NAMES[chain]))
    return worst


def _told(count: int, broken: Break | None, chain: str = "") -> int:
    chain = f"{_(chain)}：" if chain else ""
    if broken is None:
        print(chain + _("链条完整，共核验 %(count)s 条操作记录") % {"count": count})
        return 0
    where = _("链条在 %(where)s 处断裂：") % {"where": broken.where}
    print(chain + where + broken.sentence.translated(_), file=sys.stderr)
    return 1


def _export(out: Path | None) -> int:
    if out is None:
        for line in _lines():
            print(line)
        return 0
    try:
        # "x": an export is evidence; it never replaces another one.
        with out.open("x", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in _lines())
    except OSError as error:
        raise InvalidFile(str(out), say(str(error))) from error
    return 0


def _lines() -> Iterator[str]:
    from xuncha.records.audit import CHAINS, queries

    for chain, alias in CHAINS.items():
        with _reached(alias):
            yield from queries.export(using=alias, chain=chain)


@contextmanager
def _reached(alias: str) -> Iterator[None]:
    """Name the database that is not reached, or holds none of our tables."""
    from django.db import OperationalError, ProgrammingError, connections

    try:
        yield
    except (OperationalError, ProgrammingError) as error:
        raise NotFound(N_("操作留痕的数据库"), connections[alias].settings_dict["NAME"]) from error
