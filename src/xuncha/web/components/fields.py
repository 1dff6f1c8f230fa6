"""Form fields every form is made of."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xuncha.domain.words import Labelled


def day(label: Any, **options: Any) -> forms.DateField:
    """A date, picked with the browser's own calendar."""
    return forms.DateField(label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **options)


def paragraph(label: Any, rows: int = 4, **options: Any) -> forms.CharField:
    """A longer text."""
    options.setdefault("max_length", 20_000)
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


def coded(codes: type[Labelled], label: Any, *, preset: bool = True, **options: Any) -> forms.ChoiceField:
    """One code of the domain; without `preset` nothing is chosen until the person chooses."""
    choices: list[tuple[str, Any]] = [(value, _(text)) for value, text in codes.choices()]
    if not preset or not options.get("required", True):
        choices = [("", "—"), *choices]
    return forms.ChoiceField(label=label, choices=choices, **options)


def one_of(label: Any, **options: Any) -> forms.ModelChoiceField[Any]:
    """One record of a few; which may be chosen is set where it is known who asks."""
    return forms.ModelChoiceField(options.pop("queryset", None), label=label, empty_label="—", **options)


def several(label: Any, **options: Any) -> forms.MultipleChoiceField:
    """Several of a few, ticked; choices are given later."""
    return forms.MultipleChoiceField(label=label, widget=forms.CheckboxSelectMultiple, **options)


def lines(text: str) -> list[str]:
    """What was written one a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]
