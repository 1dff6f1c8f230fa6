"""Bodies: the list, one body, and the form to change it."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from xuncha.domain.organisations import UnitKind
from xuncha.records.people import actions, queries
from xuncha.web.components.filters import RecordFilter, chosen
from xuncha.web.components.pages import ActionPage, Button, DetailPage, ListPage, get_or_missing
from xuncha.web.components.tables import LinkColumn, RecordTable


class UnitTable(RecordTable):
    """Columns of the list."""

    code = tables.Column(verbose_name=_("单位代码"))
    name = LinkColumn("office:unit", verbose_name=_("单位名称"))
    kind = tables.Column(verbose_name=_("单位类型"))
    jurisdiction = tables.Column(verbose_name=_("所在地区"), order_by="jurisdiction__name")
    parent = tables.Column(verbose_name=_("主管（上级）单位"), order_by="parent__name")
    subordinate_count = tables.Column(verbose_name=_("下属单位"))


class UnitFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("name", "code", "jurisdiction__name")
    kind = chosen(UnitKind, _("单位类型"))


class UnitList(ListPage):
    """Every body that can be inspected."""

    permission = "unit.view"
    title = _("单位")
    lead = _("可以被巡察的单位，以及上下级关系")
    table_class = UnitTable
    filterset_class = UnitFilter
    empty = _("用“数据导入”从表格导入，或新增单位")

    def found(self) -> QuerySet[Any]:
        """That a body exists is no secret."""
        return queries.units()

    def buttons(self) -> list[Button]:
        """Offer to add a body."""
        return [Button(_("新增单位"), reverse("office:unit_new"), "plus", main=True)] if self.may("unit.edit") else []


class UnitPage(DetailPage):
    """One body: its place, superiors, subordinates, history."""

    permission = "unit.view"
    what = _("单位")
    template_name = "office/people/unit.html"
    crumbs: ClassVar = ((_("单位"), "office:unit_list"),)

    def found(self) -> QuerySet[Any]:
        """That a body exists is no secret."""
        return queries.units()


class UnitForm(forms.Form):
    """What can be said of a body."""

    code = forms.CharField(label=_("单位代码"), max_length=32)
    name = forms.CharField(label=_("单位名称"), max_length=128)


class UnitEdit(ActionPage):
    """Change a body."""

    permission = "unit.edit"
    title = _("修改单位")
    form_class = UnitForm
    crumbs: ClassVar = ((_("单位"), "office:unit_list"),)
    done = _("已保存")

    def get_initial(self) -> dict[str, Any]:
        """Start from what is kept."""
        unit: Any = get_or_missing(queries.units(), self.kwargs["pk"], _("单位"))
        return {"code": unit.code, "name": unit.name}

    def act(self, form: forms.Form) -> str:
        """Keep the change."""
        unit: Any = get_or_missing(queries.units(), self.kwargs["pk"], _("单位"))
        unit.code, unit.name = form.cleaned_data["code"], form.cleaned_data["name"]
        actions.save_unit(unit, by=self.user)
        return reverse("office:unit", args=[unit.pk])
