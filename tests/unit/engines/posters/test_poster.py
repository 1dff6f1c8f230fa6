"""Posters: one page each, a code that leads where it says, words that fit or a refusal."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from pypdf import PdfReader

from xuncha.domain.errors import InvalidField
from xuncha.engines.posters import Form, Sheet, batch, poster

TITLE = "请向巡察组反映情况"
LINES = ["来自外县的市委第三巡察组，在这里工作到2027年1月20日。", "不用姓名也可以反映。", "个人诉讼请找信访部门。"]
URL = "https://reports.example.cn/r/K7M2QD"


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def test_a_poster_says_who_where_and_which_address_to_type() -> None:
    (page,) = pages(poster(TITLE, LINES, URL, "2-014", place="下河村三组"))
    words = page.replace("\n", "").replace(" ", "")
    assert all(said in words for said in (TITLE, "下河村三组", "reports.example.cn/r/K7M2QD", "编号2-014"))
    assert "https" not in words


@pytest.mark.parametrize("large", [False, True])
def test_a_picture_shows_the_modules_of_its_code(large: bool) -> None:
    """No reader of QR codes is at hand: the code is found by its three corners and compared module by module."""
    import segno

    picture = Image.open(io.BytesIO(poster(TITLE, LINES, URL, "2-014", form=Form.PNG, large=large))).convert("L")
    wanted = [[bool(module) for module in row] for row in segno.make(URL, error="q", micro=False).matrix]
    assert modules(picture, len(wanted)) == wanted


def modules(picture: Image.Image, size: int) -> list[list[bool]]:
    """The only wide, dark line that is as long as a corner is the corner's upper edge; count on from there."""
    width, height = picture.size
    dark = picture.point(lambda level: level < 128 and 255, "1").load()
    for top in range(height):
        row = [bool(dark[x, top]) for x in range(width)]
        if not any(row):
            continue
        left, right = row.index(True), width - 1 - row[::-1].index(True)
        module = (right - left + 1) / size
        corner = [row[int(left + (i + 0.5) * module)] for i in range(7)]
        below = [bool(dark[int(left + 0.5 * module), int(top + (i + 0.5) * module)]) for i in range(7)]
        if module > 8 and all(corner) and all(below):
            return [
                [bool(dark[int(left + (x + 0.5) * module), int(top + (y + 0.5) * module)]) for x in range(size)]
                for y in range(size)
            ]
    raise AssertionError("no code on the poster")


def test_a_batch_is_one_file_with_a_page_for_every_number() -> None:
    sheets = [Sheet(URL, f"3-{number:03}", "上河村") for number in range(1, 5)]
    assert ["编号3-002" in page.replace(" ", "") for page in pages(batch(TITLE, LINES, sheets))] == [
        False,
        True,
        False,
        False,
    ]


def test_words_that_do_not_fit_are_refused_and_not_cut() -> None:
    with pytest.raises(InvalidField, match="放不下"):
        poster(TITLE, LINES * 12, URL, "1", large=True)
