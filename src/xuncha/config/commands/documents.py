"""`xuncha documents`: official documents from a content file; `docs/reference/documents.md`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from xuncha.config import environment
from xuncha.config.command import Exit
from xuncha.config.terminal import _
from xuncha.domain.errors import InvalidFile
from xuncha.domain.words import N_, say

SUMMARY = N_("公文：由内容文件生成PDF或DOCX")
FONTS = "fonts"
"""Where in the data folder an office puts its own typefaces."""


def add_arguments(parser: ArgumentParser) -> None:
    """Describe the verbs of `xuncha documents`."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar=_("动作"))
    verbs.add_parser("kinds", help=_("列出文书种类、格式和必填项"))
    render = verbs.add_parser("render", help=_("生成一件公文：0 已生成，4 内容有误"))
    render.add_argument("kind", metavar="KIND", help=_("文书种类，见 xuncha documents kinds"))
    render.add_argument("content", type=Path, metavar="CONTENT.json", help=_("内容文件"))
    render.add_argument("--out", type=Path, required=True, metavar="FILE", help=_("写入的文件，以.pdf或.docx结尾"))


def run(options: Namespace) -> int:
    """List, or render."""
    return _render(options) if options.verb == "render" else _kinds()


def _kinds() -> int:
    from xuncha.engines.documents import KINDS

    for code, kind in KINDS.items():
        needs = " ".join(("title", "body", *kind.required))
        print(f"{code:<16} {_(kind.document.label)}  {_(kind.form.label)}  {needs}")
    return Exit.DONE


def _render(options: Namespace) -> int:
    from xuncha.engines.documents import find_typefaces, kind_named, read_file, render_docx, render_pdf

    kind = kind_named(options.kind)
    ending = options.out.suffix.lower()
    if ending not in (".pdf", ".docx"):
        raise InvalidFile(str(options.out), say(N_("文件名须以.pdf或.docx结尾")))
    content = read_file(options.content, kind)
    if ending == ".pdf":
        typefaces = find_typefaces(environment.read().home / FONTS)
        if missing := typefaces.missing(content.characters()):
            print(_("没有字体能排印：%(characters)s") % {"characters": " ".join(missing)}, file=sys.stderr)
        made = render_pdf(content, kind, typefaces)
    else:
        made = render_docx(content, kind)
    try:
        options.out.write_bytes(made)
    except OSError as error:
        raise InvalidFile(str(options.out), say(N_("无法写入文件：%(why)s"), why=error.strerror or "")) from error
    return Exit.DONE
