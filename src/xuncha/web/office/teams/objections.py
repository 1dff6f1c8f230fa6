"""Objections of inspected units to members of their team, and what the office decides."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.records.teams import actions, queries
from xuncha.web.components.fields import paragraph
from xuncha.web.components.filters import RecordFilter
from xuncha.web.components.pages import Button, ListPage
from xuncha.web.components.records import RecordForm, RecordPage
from xuncha.web.components.tables import DateColumn, LinkColumn, RecordTable, StateColumn
from xuncha.web.components.templatetags.xuncha import day as said_day


class ObjectionTable(RecordTable):
    """Columns of the list."""

    unit = LinkColumn("office:objection", accessor="inspection__unit", verbose_name=_("被巡察单位"))
    member = tables.Column(verbose_name=_("组员"), order_by="member__inspector__person__name")
    team = tables.Column(accessor="member__team", verbose_name=_("巡察组"), orderable=False)
    raised_on = DateColumn(verbose_name=_("提出日期"))
    state = StateColumn(verbose_name=_("状态"))


class ObjectionFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("inspection__unit__name", "member__inspector__person__name")


class ObjectionList(ListPage):
    """Objections within reach."""

    permission = "objection.view"
    title = pgettext_lazy("list", "单位异议")
    lead = _("被巡察单位认为组员应当回避的，由巡察办核实并答复")
    table_class = ObjectionTable
    filterset_class = ObjectionFilter
    crumbs: ClassVar = ((pgettext_lazy("list", "巡察组"), "office:team_list"),)

    def found(self) -> QuerySet[Any]:
        """Objections within reach."""
        return queries.objections(self.user)


class ObjectionPage(RecordPage):
    """One objection."""

    permission = "objection.view"
    what = _("单位异议")
    crumbs: ClassVar = ((pgettext_lazy("list", "单位异议"), "office:objection_list"),)

    def found(self) -> QuerySet[Any]:
        """Objections within reach."""
        return queries.objections(self.user)

    def facts(self) -> list[tuple[Any, Any]]:
        """Who objects to whom."""
        kept = self.record
        return [
            (_("被巡察单位"), kept.inspection.unit), (_("组员"), kept.member), (_("巡察组"), kept.member.team),
            (_("提出日期"), said_day(kept.raised_on)), (_("状态"), kept.get_state_display()),
            (_("决定日期"), said_day(kept.decided_on)),
        ]  # fmt: skip

    def texts(self) -> list[tuple[Any, Any]]:
        """Why, and what was decided."""
        return [(_("理由"), self.record.reason), (_("决定理由"), self.record.decision)]

    def buttons(self) -> list[Button]:
        """Offer to decide, and after upholding it to replace the member."""
        kept, offered = self.record, []
        if kept.state == "raised" and self.may("objection.decide"):
            offered.append(Button(_("决定"), reverse("office:objection_decide", args=[kept.pk]), "gavel", main=True))
        if kept.member.left_on is None and self.may("team.edit"):
            offered.append(Button(_("更换组员"), reverse("office:member_replace", args=[kept.member_id]), "user-x"))
        return offered


class DecideForm(forms.Form):
    """The decision."""

    uphold = forms.ChoiceField(
        label=_("决定"), choices=[("y", _("成立，另行更换组员")), ("n", _("不成立"))], widget=forms.RadioSelect
    )
    decision = paragraph(_("决定理由"), rows=3, max_length=300, help_text=_("提出异议的单位能看到"))


class ObjectionDecide(RecordForm):
    """Uphold or reject it."""

    permission = "objection.decide"
    title = _("处理回避异议")
    what = _("单位异议")
    form_class = DecideForm
    submit = _("决定")
    done = _("已决定")
    back = "office:objection"
    about = ObjectionPage
    crumbs: ClassVar = ((pgettext_lazy("list", "单位异议"), "office:objection_list"),)

    def found(self) -> QuerySet[Any]:
        """Objections within reach."""
        return queries.objections(self.user)

    def act(self, form: forms.Form) -> str:
        """Decide."""
        data = form.cleaned_data
        actions.decide_objection(self.record, data["uphold"] == "y", data["decision"], by=self.user)
        return self.address()
