"""Terms: the years within which every body is inspected once."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.records.rounds import actions, queries
from xuncha.web.components.fields import day, one_of
from xuncha.web.components.filters import RecordFilter
from xuncha.web.components.pages import ActionPage, Button, ListPage, get_or_missing
from xuncha.web.components.tables import DateColumn, LinkColumn, RecordTable


class TermTable(RecordTable):
    """Columns of the list."""

    name = tables.Column(verbose_name=_("名称"))
    jurisdiction = tables.Column(verbose_name=_("地区"), order_by="jurisdiction__path")
    starts_on = DateColumn(verbose_name=_("开始"))
    ends_on = DateColumn(verbose_name=_("届满"))


class EditableTermTable(TermTable):
    """The same for those who keep terms."""

    name = LinkColumn("office:term_edit", verbose_name=_("名称"))


class TermFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("name", "jurisdiction__name")


class TermList(ListPage):
    """The terms of this office and those below."""

    permission = "term.view"
    title = pgettext_lazy("list", "届")
    lead = _("一届任期内巡察全覆盖")
    filterset_class = TermFilter
    crumbs: ClassVar = ((pgettext_lazy("list", "年度计划"), "office:plan_list"),)

    def get_table_class(self) -> type[TermTable]:
        """Lead to the form those who may change terms."""
        return EditableTermTable if self.may("term.edit") else TermTable

    def found(self) -> QuerySet[Any]:
        """Terms within reach."""
        return queries.terms(self.user)

    def buttons(self) -> list[Button]:
        """Offer to add one."""
        return [Button(_("新增一届"), reverse("office:term_new"), "plus", main=True)] if self.may("term.edit") else []


class TermForm(forms.Form):
    """What is said of a term."""

    jurisdiction = one_of(_("地区"))
    name = forms.CharField(label=_("名称"), max_length=64)
    starts_on = day(_("开始"))
    ends_on = day(_("届满"))

    def __init__(self, *args: Any, places: QuerySet[Any], **kwargs: Any) -> None:
        """Offer the places this office plans for."""
        super().__init__(*args, **kwargs)
        self.fields["jurisdiction"].queryset = places  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a term that ends before it begins."""
        data = super().clean() or {}
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] <= data["starts_on"]:
            self.add_error("ends_on", _("届满应晚于开始"))
        return data


class TermNew(ActionPage):
    """Add a term."""

    permission = "term.edit"
    title = _("新增一届")
    form_class = TermForm
    crumbs: ClassVar = ((pgettext_lazy("list", "届"), "office:term_list"),)
    done = _("已保存")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the places of the person's office."""
        return {"places": queries.editable_places(self.user, "term.edit")}

    def term(self, form: forms.Form) -> Any:
        """The term to fill in."""
        return queries.new_term(form.cleaned_data["jurisdiction"])

    def act(self, form: forms.Form) -> str:
        """Keep it."""
        term = self.term(form)
        for name in ("jurisdiction", "name", "starts_on", "ends_on"):
            setattr(term, name, form.cleaned_data[name])
        actions.save_term(term, by=self.user)
        return reverse("office:term_list")


class TermEdit(TermNew):
    """Change a term."""

    title = _("修改届")
    edits = True

    @property
    def record(self) -> Any:
        """The term the address names."""
        return get_or_missing(queries.terms(self.user), self.kwargs["pk"], _("届"))

    def get_initial(self) -> dict[str, Any]:
        """Start from what is kept."""
        term = self.record
        names = ("jurisdiction", "name", "starts_on", "ends_on")
        return {name: getattr(term, name) for name in names}

    def term(self, form: forms.Form) -> Any:
        """The term kept."""
        return self.record
