"""Choosing one of thousands without a list of thousands: written as a code or a name, found when the form is sent."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xuncha.records.people import queries
from xuncha.web.components.fields import one_of
from xuncha.web.components.writing import aside, joined

NAMED_AT_MOST = 5
CODE_AT_THE_END = re.compile(r"[（(]([^（）()]+)[）)]$")


class PickField(forms.CharField):
    """One record, written as its code, its name, or a part of the name that fits no other."""

    def __init__(
        self,
        records: Callable[[], QuerySet[Any]] | None,
        label: Any,
        *,
        code: str = "code",
        name: str = "name",
        **options: Any,
    ) -> None:
        """`records` gives what may be chosen (set later where it depends on who asks); the paths say where to look."""
        options.setdefault("help_text", _("填写代码或名称；只记得一部分也可以"))
        super().__init__(label=label, max_length=200, **options)
        self.records, self.code, self.name = records, code, name

    def prepare_value(self, value: Any) -> Any:
        """Show a record as its name with its code."""
        return value if value is None or isinstance(value, str) else written(value, self.code, self.name)

    def clean(self, value: Any) -> Any:
        """Find the record; say which fit where several do."""
        text = str(super().clean(value)).strip()
        if not text:
            return None
        if self.records is None:
            raise TypeError("the field was not told what may be chosen")
        coded = CODE_AT_THE_END.search(text)
        exact = {self.code: coded.group(1)} if coded else {}
        for condition in (exact, {self.code: text}, {self.name: text}, {f"{self.name}__icontains": text}):
            fits = list(self.records().filter(**condition)[: NAMED_AT_MOST + 1]) if condition else []
            if len(fits) == 1:
                return fits[0]
            if fits:
                raise forms.ValidationError(_several(fits, self.code, self.name), code="several")
        raise forms.ValidationError(gettext("没有找到“%(text)s”") % {"text": text}, code="none")


def place(label: Any, **options: Any) -> forms.ModelChoiceField[Any]:
    """One of the places: few enough for a list."""
    return one_of(label, queryset=queries.jurisdictions(), **options)


def written(record: Any, code: str = "code", name: str = "name") -> str:
    """A record as its name with its code."""
    return f"{_at(record, name)}{aside(_at(record, code))}"


def _several(fits: list[Any], code: str, name: str) -> str:
    some = joined(written(each, code, name) for each in fits[:NAMED_AT_MOST])
    more = gettext("等") if len(fits) > NAMED_AT_MOST else ""
    return gettext("符合的不止一个，请写明是哪一个：%(some)s") % {"some": some + more}


def _at(record: Any, path: str) -> Any:
    for part in path.split("__"):
        record = getattr(record, part)
    return record
