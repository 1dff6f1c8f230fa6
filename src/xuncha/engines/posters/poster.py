"""Sets posters: the words large, the code larger, the address short enough to type."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import segno
import typst

from xuncha.domain.errors import InvalidField
from xuncha.domain.words import N_, say

PAGE = Path(__file__).with_name("poster.typ")
# The typeface that travels with the wheel, built by frontend/build.mjs.
TYPEFACES = Path(__file__).resolve().parents[2] / "web" / "static" / "dist" / "fonts"
DOTS_PER_INCH = 150
TOO_LONG = "too long"
# Points of the running text, from the largest down: the first with which all stands on one page is taken.
SIZES = (16, 15, 14, 13, 12)
LARGE_SIZES = (24, 23, 22, 21, 20, 19, 18)


class Form(StrEnum):
    """What the bytes are."""

    PDF = "pdf"
    PNG = "png"


@dataclass(frozen=True)
class Sheet:
    """What differs from sheet to sheet of a batch: where it leads, its number, where it is to hang."""

    url: str
    number: str
    place: str = ""


@dataclass(frozen=True)
class Wording:
    """The fixed words of a poster; the office prints in Chinese, other languages give their own."""

    scan: str = "手机扫码反映"
    typed: str = "或在浏览器中输入网址"
    number: str = "编号"


def poster(
    title: str, lines: Sequence[str], url: str, number: str, *,
    place: str = "", form: Form = Form.PDF, large: bool = False, wording: Wording = Wording(),
) -> bytes:  # fmt: skip
    """Set one poster; `lines` say who asks, until when and what to expect, `large` is for those who see badly."""
    return _set(title, lines, [Sheet(url, number, place)], form=form, large=large, wording=wording)


def batch(
    title: str, lines: Sequence[str], sheets: Sequence[Sheet], *, large: bool = False, wording: Wording = Wording()
) -> bytes:
    """Set a PDF with one page for every sheet."""
    return _set(title, lines, sheets, form=Form.PDF, large=large, wording=wording)


def _set(
    title: str, lines: Sequence[str], sheets: Sequence[Sheet], *, form: Form, large: bool, wording: Wording
) -> bytes:
    content = {
        "title": title,
        "lines": list(lines),
        "sizes": LARGE_SIZES if large else SIZES,
        "scan": wording.scan,
        "typed": wording.typed,
        "number": wording.number,
        "sheets": [
            {"code": _code(each.url), "typed": _typed(each.url), "number": each.number, "place": each.place}
            for each in sheets
        ],
    }
    try:
        return typst.compile(
            PAGE.read_bytes(), format=form.value, font_paths=_typefaces(), sys_inputs={"content": json.dumps(content)},
            ppi=DOTS_PER_INCH if form is Form.PNG else None,
        )  # fmt: skip
    except typst.TypstError as error:
        if TOO_LONG not in str(error):
            raise
        raise InvalidField(N_("海报文字"), say(N_("字数太多，一张海报放不下"))) from error


def _code(url: str) -> str:
    picture = io.BytesIO()
    # Level Q still reads with a quarter of it torn, wet or scribbled over.
    segno.make(url, error="q", micro=False).save(picture, kind="svg", border=4, xmldecl=False, svgns=True)
    return picture.getvalue().decode()


def _typed(url: str) -> str:
    return url.removeprefix("https://").removeprefix("http://")


@cache
def _typefaces() -> typst.Fonts:
    # Read once: looking through the typefaces costs four times the setting of a page.
    return typst.Fonts(font_paths=[str(TYPEFACES)], include_system_fonts=not TYPEFACES.exists())
