"""`xuncha trail`: verify the audit trail, or write it out for somebody who does not trust us."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from xuncha.config import environment
from xuncha.config.terminal import _
from xuncha.domain.errors import InvalidFile, NotFound
from xuncha.domain.words import N_, say

SUMMARY = N_("核验或导出操作留痕")


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
    from django.db import OperationalError, ProgrammingError, connection

    try:
        return _verify(options.export) if options.verb == "verify" else _export(options.out)
    except (OperationalError, ProgrammingError) as error:  # reached, but without our tables; or not reached
        raise NotFound(N_("操作留痕的数据库"), connection.settings_dict["NAME"]) from error


def _verify(export: Path | None) -> int:
    from xuncha.records.audit import queries

    if export is None:
        count, broken = queries.verify()
    else:
        try:
            with export.open(encoding="utf-8") as lines:
                count, broken = queries.verify_export(lines, str(export))
        except (OSError, UnicodeDecodeError) as error:
            raise InvalidFile(str(export), say(str(error))) from error
    if broken is None:
        print(_("链条完整，共核验 %(count)s 条操作记录") % {"count": count})
        return 0
    print(_("链条在 %(where)s 处断裂：") % {"where": broken.where} + broken.sentence.translated(_), file=sys.stderr)
    return 1


def _export(out: Path | None) -> int:
    from xuncha.records.audit import queries

    if out is None:
        for line in queries.export():
            print(line.rstrip("\n"))
        return 0
    try:
        # "x": an export is evidence; it never replaces another one.
        with out.open("x", encoding="utf-8") as file:
            file.writelines(line.rstrip("\n") + "\n" for line in queries.export())
    except OSError as error:
        raise InvalidFile(str(out), say(str(error))) from error
    return 0
