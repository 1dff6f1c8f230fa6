"""Filters every list is made of."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from xuncha.domain.words import Labelled


class RecordFilter(django_filters.FilterSet):  # type: ignore[misc]
    """A filter with one search box over `searched` columns: every word must be in one of them.

    Matching is by substring on the base columns, so that Chinese words of two characters are found.
    """

    searched: ClassVar[tuple[str, ...]] = ()

    q = django_filters.CharFilter(
        method="search",
        label=_("搜索"),
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("搜索"), "maxlength": 64}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Dress every control as the other forms' controls are; a choice not made means all."""
        super().__init__(*args, **kwargs)
        for each in self.filters.values():
            if isinstance(each, django_filters.ChoiceFilter | django_filters.ModelChoiceFilter):
                each.extra["empty_label"] = _("全部")
        for field in self.form.fields.values():
            kind = "form-select" if isinstance(field.widget, forms.Select) else "form-control"
            field.widget.attrs.setdefault("class", kind)

    def search(self, found: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what holds every word."""
        for word in value.replace("\x00", "").split()[:8]:
            condition = Q()
            for column in self.searched:
                condition |= _holds(found, column, word)
            found = found.filter(condition)
        return found


def _holds(found: QuerySet[Any], column: str, word: str) -> Q:
    """Whether a column holds the word; a column of another table is searched there once, not beside every row."""
    head, _dot, rest = column.partition("__")
    field = found.model._meta.get_field(head) if rest else None
    if field is None or field.related_model is None or not field.concrete:
        return Q(**{f"{column}__icontains": word})
    holders = field.related_model._base_manager.filter(**{f"{rest}__icontains": word})
    return Q(**{f"{head}__in": holders.values("pk")})


def chosen(codes: type[Labelled], label: Any, **options: Any) -> django_filters.ChoiceFilter:
    """A filter by one code of the domain; `field_name` where it differs from the attribute."""
    return django_filters.ChoiceFilter(
        choices=[(value, _(text)) for value, text in codes.choices()], label=label, **options
    )


def since(field: str, label: Any) -> django_filters.DateFilter:
    """A filter by the earliest of what `label` names."""
    return django_filters.DateFilter(
        field_name=field, lookup_expr="gte", label=format_lazy(_("{date}起"), date=label),
        widget=forms.DateInput(attrs={"type": "date"}),
    )  # fmt: skip


def until(field: str, label: Any) -> django_filters.DateFilter:
    """A filter by the latest of what `label` names."""
    return django_filters.DateFilter(
        field_name=field, lookup_expr="lte", label=format_lazy(_("{date}止"), date=label),
        widget=forms.DateInput(attrs={"type": "date"}),
    )  # fmt: skip
