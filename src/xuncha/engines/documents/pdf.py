"""PDF by typst: the page is `official.typ`, the content and the measures go in as data."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any, cast

import typst

from xuncha.domain.words import dated
from xuncha.engines.documents import layout
from xuncha.engines.documents.content import Content, Table
from xuncha.engines.documents.fonts import FALLBACK, Typefaces
from xuncha.engines.documents.kinds import Kind


def render_pdf(content: Content, kind: Kind, typefaces: Typefaces) -> bytes:
    """Set the document; the same content gives the same bytes."""
    faces = {
        face: {"families": families, "bold": families[0] == FALLBACK and face in ("song", "hei")}
        for face, families in typefaces.families.items()
    }
    made = content.date or date(1970, 1, 1)  # an archival PDF must be dated; every kind asks for a date
    told = {
        "content": _told(content), "form": kind.form.value, "measures": layout.as_inputs(), "faces": faces,
        "made": (made.year, made.month, made.day),
    }  # fmt: skip
    compiler = typst.Compiler(_page(), font_paths=typefaces.fonts, sys_inputs={"told": json.dumps(told)})
    return cast(bytes, compiler.compile(format="pdf", pdf_standards="a-2b"))


@lru_cache(maxsize=1)
def _page() -> bytes:
    return files(__package__).joinpath("official.typ").read_bytes()


def _told(content: Content) -> dict[str, Any]:
    told = asdict(content)
    told["body"] = [
        {"what": "table" if isinstance(block, Table) else type(block).__name__.lower(), **asdict(block)}
        for block in content.body
    ]
    told |= {name: dated(value) for name in ("date", "printed_on") if (value := getattr(content, name))}
    return told
