"""Places: the list, and the form to add or change one."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.organisations import Level
from xuncha.records.people import actions, queries
from xuncha.web.components.fields import coded
from xuncha.web.components.filters import RecordFilter, chosen
from xuncha.web.components.pages import ActionPage, Button, DetailPage, ListPage, get_or_missing
from xuncha.web.components.picking import place
from xuncha.web.components.tables import LinkColumn, RecordTable
from xuncha.web.office.people.shared import reached

CRUMBS: tuple[tuple[Any, str], ...] = (
    (pgettext_lazy("list", "单位"), "office:unit_list"),
    (pgettext_lazy("list", "地区"), "office:place_list"),
)


class PlaceTable(RecordTable):
    """Columns of the list."""

    code = tables.Column(verbose_name=_("代码"))
    name = LinkColumn("office:place", verbose_name=_("名称"))
    level = tables.Column(verbose_name=_("层级"))
    parent = tables.Column(verbose_name=_("上级地区"), order_by="parent__name")


class PlaceFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("name", "code")
    level = chosen(Level, _("层级"))


class PlaceList(ListPage):
    """Every place."""

    permission = "jurisdiction.view"
    title = pgettext_lazy("list", "地区")
    crumbs: ClassVar = CRUMBS[:1]
    table_class = PlaceTable
    filterset_class = PlaceFilter

    def found(self) -> QuerySet[Any]:
        """Places are no secret."""
        return queries.jurisdictions()

    def buttons(self) -> list[Button]:
        """Offer to add a place."""
        add = Button(_("新增地区"), reverse("office:place_new"), "plus", main=True)
        return [add] if self.may("jurisdiction.edit") else []


class PlacePage(DetailPage):
    """One place."""

    permission = "jurisdiction.view"
    what = _("地区")
    template_name = "office/people/place.html"
    crumbs: ClassVar = CRUMBS

    def found(self) -> QuerySet[Any]:
        """Places are no secret."""
        return queries.jurisdictions()

    def buttons(self) -> list[Button]:
        """Offer to change it."""
        edit = Button(_("修改"), reverse("office:place_edit", args=[self.record.pk]), "edit", main=True)
        return [edit] if self.user.reaches("jurisdiction.edit", self.record.path) else []


class PlaceForm(forms.Form):
    """What can be said of a place."""

    code = forms.CharField(label=_("代码"), max_length=32, help_text=_("行政区划代码"))
    name = forms.CharField(label=_("名称"), max_length=64)
    level = coded(Level, _("层级"))
    x_km = forms.FloatField(label=_("东西坐标（公里）"), initial=0, help_text=_("用于估算路程，不填为0"))
    y_km = forms.FloatField(label=_("南北坐标（公里）"), initial=0)


class NewPlaceForm(PlaceForm):
    """A place below another."""

    parent = place(_("上级地区"))
    field_order = ("parent",)

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        """Offer the places this person looks after."""
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = places  # type: ignore[attr-defined]


class PlaceNew(ActionPage):
    """Add a place."""

    permission = "jurisdiction.edit"
    title = _("新增地区")
    form_class = NewPlaceForm
    crumbs: ClassVar = CRUMBS
    done = _("已新增")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the places this person looks after."""
        return {"places": queries.jurisdictions().filter(reached(self.user, self.permission)("path"))}

    def act(self, form: forms.Form) -> str:
        """Add it."""
        place = queries.new_jurisdiction(form.cleaned_data["parent"])
        for name in PlaceForm.base_fields:
            setattr(place, name, form.cleaned_data[name])
        return reverse("office:place", args=[actions.add_jurisdiction(place, by=self.user).pk])


class PlaceEdit(ActionPage):
    """Change a place."""

    permission = "jurisdiction.edit"
    title = _("修改地区")
    form_class = PlaceForm
    crumbs: ClassVar = CRUMBS
    done = _("已保存")
    edits = True

    @property
    def record(self) -> Any:
        """The place the address names."""
        return get_or_missing(queries.jurisdictions(), self.kwargs["pk"], _("地区"))

    def get_initial(self) -> dict[str, Any]:
        """Start from what is kept."""
        return {name: getattr(self.record, name) for name in PlaceForm.base_fields}

    def act(self, form: forms.Form) -> str:
        """Keep the change."""
        place = self.record
        for name in PlaceForm.base_fields:
            setattr(place, name, form.cleaned_data[name])
        return reverse("office:place", args=[actions.save_jurisdiction(place, by=self.user).pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer the way back."""
        return super().get_context_data(back=reverse("office:place", args=[self.kwargs["pk"]]), **kwargs)
