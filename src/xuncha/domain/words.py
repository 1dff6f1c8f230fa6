"""Chinese source texts: marked for translation here, translated at the edge."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Self

Translate = Callable[[str], str]


def N_(text: str) -> str:  # noqa: N802 - the conventional gettext marker
    """Mark a Chinese source text for the message catalogue and give it back unchanged."""
    return text


DATE_FORM = N_("%(year)s年%(month)s%(day)s日")
MONTHS = (
    N_("1月"), N_("2月"), N_("3月"), N_("4月"), N_("5月"), N_("6月"),
    N_("7月"), N_("8月"), N_("9月"), N_("10月"), N_("11月"), N_("12月"),
)  # fmt: skip
LIST_COMMA = N_("、")


class Labelled(StrEnum):
    """A code with a Chinese label: ``PLAN = "plan", N_("计划")``."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make the member a plain string that carries its label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label or value
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Give (code, Chinese label) pairs in the order of definition."""
        return [(member.value, member.label) for member in cls]


@dataclass(frozen=True)
class Sentence:
    """A sentence for a person: a Chinese template with named places, and what goes into them.

    A template with parameters writes a literal per cent sign as ``%%``.
    """

    template: str
    params: Mapping[str, object] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        """Give the Chinese text."""
        return self.translated(lambda text: text)

    def translated(self, translate: Translate) -> str:
        """Give the text in the language of `translate`, labels and nested sentences included."""
        if not self.params:
            return translate(self.template)
        shown = {name: _shown(value, translate) for name, value in self.params.items()}
        return translate(self.template) % shown


def say(template: str, /, **params: object) -> Sentence:
    """Build a sentence: ``say(N_("%(who)s须回避"), who=name)``."""
    return Sentence(template, params)


def dated(day: date) -> str:
    """Give a date in Chinese, as official documents write it."""
    return _date(day, lambda text: text)


def _date(day: date, translate: Translate) -> str:
    parts = {"year": day.year, "month": translate(MONTHS[day.month - 1]), "day": day.day}
    return translate(DATE_FORM) % parts


def _shown(value: object, translate: Translate) -> object:
    if isinstance(value, Sentence):
        return value.translated(translate)
    if isinstance(value, Labelled):
        return translate(value.label)
    if isinstance(value, date):
        return _date(value, translate)
    if isinstance(value, tuple | list):
        return translate(LIST_COMMA).join(str(_shown(item, translate)) for item in value)
    return value
