"""Waivers: asked for by the office, decided by the secretary, each with its reason."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.records.teams import actions, queries
from xuncha.records.teams.forming import pool_inspectors, sentences
from xuncha.web.components.fields import day, paragraph
from xuncha.web.components.filters import RecordFilter
from xuncha.web.components.pages import ActionPage, Button, ListPage, get_or_missing
from xuncha.web.components.records import RecordForm, RecordPage
from xuncha.web.components.said import said
from xuncha.web.components.tables import DateColumn, LinkColumn, RecordTable, StateColumn
from xuncha.web.components.templatetags.xuncha import day as said_day


class WaiverTable(RecordTable):
    """Columns of the list."""

    inspector = LinkColumn("office:waiver", verbose_name=_("巡察干部"), order_by="inspector__person__name")
    unit = tables.Column(accessor="inspection__unit", verbose_name=_("被巡察单位"), order_by="inspection__unit__name")
    reason = tables.Column(verbose_name=_("理由"), orderable=False)
    state = StateColumn(verbose_name=_("状态"))
    approved_by = tables.Column(verbose_name=_("批准人"))
    approved_on = DateColumn(verbose_name=_("批准日期"))


class WaiverFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("inspector__person__name", "inspection__unit__name")


class WaiverList(ListPage):
    """Waivers within reach."""

    permission = "waiver.view"
    title = pgettext_lazy("list", "回避豁免")
    lead = _("有应回避情形而仍须任用的，由巡察办提请、书记决定，理由单独记录")
    table_class = WaiverTable
    filterset_class = WaiverFilter
    crumbs: ClassVar = ((pgettext_lazy("list", "巡察组"), "office:team_list"),)

    def found(self) -> QuerySet[Any]:
        """Waivers within reach."""
        return queries.waivers(self.user)


class WaiverPage(RecordPage):
    """One waiver."""

    permission = "waiver.view"
    what = _("回避豁免")
    crumbs: ClassVar = ((pgettext_lazy("list", "回避豁免"), "office:waiver_list"),)

    def found(self) -> QuerySet[Any]:
        """Waivers within reach."""
        return queries.waivers(self.user)

    def facts(self) -> list[tuple[Any, Any]]:
        """Who, from what, by whose decision."""
        kept = self.record
        return [
            (_("巡察干部"), kept.inspector), (_("被巡察单位"), kept.inspection.unit),
            (_("规则"), said(queries.rule_label(kept))), (_("状态"), kept.get_state_display()),
            (_("提请日期"), said_day(kept.asked_on)), (_("批准人"), kept.approved_by),
            (_("批准日期"), said_day(kept.approved_on)),
        ]  # fmt: skip

    def texts(self) -> list[tuple[Any, Any]]:
        """Why."""
        return [(_("理由"), self.record.reason)]

    def buttons(self) -> list[Button]:
        """Offer to decide."""
        if self.record.state != "asked" or not self.may("waiver.decide"):
            return []
        return [Button(_("决定"), reverse("office:waiver_decide", args=[self.record.pk]), "gavel", main=True)]


class WaiverForm(forms.Form):
    """Why somebody should serve in spite of it."""

    reason = paragraph(_("理由"), rows=3, max_length=300)


class WaiverNew(ActionPage):
    """Ask for a waiver: who, for which inspection and which rule come with the address."""

    permission = "waiver.request"
    title = _("提请回避豁免")
    form_class = WaiverForm
    template_name = "office/teams/waiver_form.html"
    submit = _("提请")
    done = _("已提请，待书记决定")
    crumbs: ClassVar = ((pgettext_lazy("list", "回避豁免"), "office:waiver_list"),)

    def asked(self) -> tuple[Any, Any, str]:
        """The inspector, the inspection and the rule named in the address."""
        keys = {name: self.request.GET.get(name, "") for name in ("inspector", "inspection")}
        number = {name: int(key) if key.isdecimal() else 0 for name, key in keys.items()}
        inspection: Any = get_or_missing(
            queries.inspections(self.user, self.permission), number["inspection"], _("巡察")
        )
        inspector: Any = get_or_missing(pool_inspectors(self.user), number["inspector"], _("巡察干部"))
        return inspector, inspection, self.request.GET.get("rule", "")[:32]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show what it is about."""
        inspector, inspection, rule = self.asked()
        found = sentences(self.user, inspector, inspection, rule)
        return super().get_context_data(inspector=inspector, inspection=inspection, sentences=found, **kwargs)

    def act(self, form: forms.Form) -> str:
        """Ask."""
        inspector, inspection, rule = self.asked()
        waiver = actions.ask_waiver(
            inspector, inspection, rule, form.cleaned_data["reason"], timezone.localdate(), by=self.user
        )
        return reverse("office:waiver", args=[waiver.pk])


class DecideForm(forms.Form):
    """The decision."""

    grant = forms.ChoiceField(
        label=_("决定"), choices=[("y", _("同意豁免")), ("n", _("不同意豁免"))], widget=forms.RadioSelect
    )
    approved_by = forms.CharField(label=_("批准人"), max_length=64)
    on = day(_("批准日期"))


class WaiverDecide(RecordForm):
    """Grant or refuse."""

    permission = "waiver.decide"
    title = _("决定回避豁免")
    what = _("回避豁免")
    form_class = DecideForm
    submit = _("决定")
    done = _("已决定")
    back = "office:waiver"
    about = WaiverPage
    crumbs: ClassVar = ((pgettext_lazy("list", "回避豁免"), "office:waiver_list"),)

    def found(self) -> QuerySet[Any]:
        """Waivers within reach."""
        return queries.waivers(self.user)

    def get_initial(self) -> dict[str, Any]:
        """Start from the one who decides, today."""
        return {"approved_by": self.user.name, "on": timezone.localdate()}

    def act(self, form: forms.Form) -> str:
        """Decide."""
        data = form.cleaned_data
        actions.decide_waiver(self.record, data["grant"] == "y", data["approved_by"], data["on"], by=self.user)
        return self.address()
