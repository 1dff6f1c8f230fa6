"""Measures of GB/T 9704-2012, shared by PDF and DOCX.

Read on public pages: paper, margins, type area, 22 lines of 28 characters, letter form, page number. General knowledge, to be
checked against the standard itself: the head's distance in the form with a red head, the sizes of the lines of the foot.
"""

from __future__ import annotations

PAGE_WIDTH_MM, PAGE_HEIGHT_MM = 210.0, 297.0
TOP_MM, LEFT_MM = 37.0, 28.0
WIDTH_MM, HEIGHT_MM = 156.0, 225.0
RIGHT_MM = PAGE_WIDTH_MM - LEFT_MM - WIDTH_MM
BOTTOM_MM = PAGE_HEIGHT_MM - TOP_MM - HEIGHT_MM
LINES, CHARACTERS = 22, 28
POINTS_A_MM = 72 / 25.4

BODY_PT = 16.0
"""3号."""
TITLE_PT = 22.0
"""2号."""
SMALL_PT = 14.0
"""4号."""
PITCH_PT = HEIGHT_MM * POINTS_A_MM / LINES
"""Line to line: 28.99 pt. 30 pt or one and a half lines, as often passed on, give fewer than 22."""
CELL_PT = WIDTH_MM * POINTS_A_MM / CHARACTERS
"""Character to character: 15.79 pt, so 3号 is set a little tighter than its own width."""

LETTER_HEAD_MM = 30.0
"""From the edge of the page to the head of a letter."""
LETTER_RULE_MM = 170.0
LETTER_FOOT_MM = 20.0
"""From the lower edge of the page to the lower double line."""
RED_HEAD_MM = 35.0
"""From the top of the type area to the red head."""
RED_GAP_MM = 4.0
"""Between a head or number and the red line below it."""
NUMBER_BELOW_MM = 7.0
"""From the type area to the page number."""
RED = "C8000A"


def as_inputs() -> dict[str, float | str | int]:
    """Give every measure by name, for the typst page."""
    return {name.lower(): value for name, value in globals().items() if name.isupper()}
