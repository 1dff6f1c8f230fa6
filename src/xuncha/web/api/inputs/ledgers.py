"""Which column of a file of ledgers is which."""

from typing import Literal

from xuncha.web.api.inputs.base import Body, Line, Name


class SheetIn(Body):
    """One sheet by its name: the table it is (none: it is left out), and by field the head of its column."""

    sheet: Line
    table: Name = ""
    columns: dict[Name, Line] = {}
    dates: Literal["ymd", "dmy", "mdy"] = "ymd"
    ten_thousands: bool = False
    book: Literal["", "financial", "budget"] = ""


class ColumnsIn(Body):
    """What is to be read otherwise than proposed; `replacing`: the file takes the place of what was received before."""

    sheets: list[SheetIn] = []
    replacing: bool = False
