"""Choosing a leaf of the taxonomy: a box to search in, and the leaves under their aspects."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from xuncha.records.findings import queries
from xuncha.web.components.pages import Page

Grouped = list[tuple[str, list[tuple[str, str]]]]


def grouped(leaves: Iterable[Any]) -> Grouped:
    """Leaves as choices under their aspects."""
    return [
        (str(aspect), [(leaf.code, str(leaf)) for leaf in under])
        for aspect, under in groupby(leaves, key=lambda leaf: leaf.parent)
    ]


class LeafPicker(forms.Select):
    """A select of leaves with a search box over it. Without script the box is idle and the select holds them all."""

    template_name = "office/findings/leaf_picker.html"


class LeafField(forms.ChoiceField):
    """A leaf of the taxonomy in force."""

    widget = LeafPicker

    def __init__(self, **options: Any) -> None:
        """Read the leaves when the form is built, not when the program starts."""
        options.setdefault("label", _("监督内容"))
        super().__init__(choices=lambda: [("", "—"), *grouped(queries.leaves())], **options)

    def clean(self, value: Any) -> Any:
        """Give the leaf itself."""
        return queries.leaf(super().clean(value))


class LeafOptions(Page):
    """The leaves that hold the words typed, as options."""

    permission = "taxonomy.view"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Narrow the select; what was chosen stays in it."""
        words = request.GET.get("leaf_words", "").replace("\x00", "")[:64]
        found = grouped(queries.leaves(words))
        return render(request, "office/findings/leaf_options.html", {"groups": found, "words": words})
