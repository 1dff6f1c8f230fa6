"""Who of the team went: in a column, in a form, in a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import django_tables2 as tables

from xuncha.web.components.writing import aside, joined


class Went(tables.Column):  # type: ignore[misc]
    """The names of those who went; the rows bring them along."""

    def render(self, value: Any) -> str:
        """Write the names."""
        return names_of(value.all())

    def value(self, value: Any) -> str:
        """Write the names, for the export."""
        return names_of(value.all())


def names_of(went: Iterable[Any]) -> str:
    """Names in a row."""
    return joined(each.member.inspector for each in went)


def seat_keys(went: Iterable[Any]) -> list[str]:
    """Keys of the seats, as a form wants them."""
    return [str(each.member_id) for each in went]


def seat_choices(seats: Iterable[Any]) -> list[tuple[str, str]]:
    """Seats to choose from: name and role."""
    return [(str(seat.pk), f"{seat.inspector}{aside(seat.get_role_display())}") for seat in seats]
