"""Sentences as JSON, so that they can be told later in the language of whoever reads them."""

from __future__ import annotations

from datetime import date
from typing import Any

from xuncha.domain.words import Labelled, Sentence


def packed(value: object) -> Any:
    """A sentence, or what goes into one, as JSON keeps it."""
    match value:
        case Sentence():
            return {"say": value.template, "with": {name: packed(part) for name, part in value.params.items()}}
        case Labelled():
            return {"say": value.label, "with": {}}
        case date():
            return {"day": date(value.year, value.month, value.day).isoformat()}
        case list() | tuple():
            return [packed(part) for part in value]
        case int() | float() | None:
            return value
        case _:
            return str(value)


def unpacked(value: Any) -> Any:
    """What was packed."""
    match value:
        case {"say": template, "with": params}:
            return Sentence(template, {name: unpacked(part) for name, part in params.items()})
        case {"day": day}:
            return date.fromisoformat(day)
        case list():
            return [unpacked(part) for part in value]
        case _:
            return value
