"""Numbers of official documents, as `水发〔2026〕12号`: a higher number is never older than a lower one of the same series."""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER = re.compile(
    r"([\u4e00-\u9fff]{1,12}[发字函办通])\s*[〔\[（(【]\s*(20\d\d)\s*[〕\]）)】]\s*(?:第)?\s*(\d{1,4})\s*号"
)


@dataclass(frozen=True, order=True)
class RegisterNumber:
    """One number of one year's series."""

    series: str
    year: int
    number: int

    def __str__(self) -> str:
        """Write it as it is printed."""
        return f"{self.series}〔{self.year}〕{self.number}号"


def registers(text: str) -> tuple[RegisterNumber, ...]:
    """The document numbers in a text, each once, in order of appearance. The first is usually the document's own."""
    found = (RegisterNumber(series, int(year), int(number)) for series, year, number in NUMBER.findall(text))
    return tuple(dict.fromkeys(found))
