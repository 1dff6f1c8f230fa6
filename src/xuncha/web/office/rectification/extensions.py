"""Requests for more time: the list, one of them, the decision."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.rectification import ExtensionState
from xuncha.records.rectification import actions, queries
from xuncha.web.components.fields import paragraph
from xuncha.web.components.filters import RecordFilter, chosen, since, until
from xuncha.web.components.pages import Button, ListPage
from xuncha.web.components.records import RecordForm, RecordPage
from xuncha.web.components.tables import DateColumn, LinkColumn, RecordTable, StateColumn
from xuncha.web.components.templatetags.xuncha import badge
from xuncha.web.components.templatetags.xuncha import day as said_day

CRUMBS = ((pgettext_lazy("list", "延期申请"), "office:extension_list"),)


class ExtensionTable(RecordTable):
    """Columns of the list."""

    task = LinkColumn("office:extension", verbose_name=_("整改任务"), order_by="task__title")
    unit = tables.Column(
        accessor="task__plan__inspection__unit", verbose_name=_("被巡察单位"),
        order_by="task__plan__inspection__unit__name",
    )  # fmt: skip
    asked_on = DateColumn(verbose_name=_("申请日期"), order_by=("asked_on", "pk"))
    due_on = DateColumn(accessor="task__due_on", verbose_name=_("现完成时限"), order_by="task__due_on")
    until = DateColumn(verbose_name=_("申请延至"))
    state = StateColumn(verbose_name=_("状态"))
    decided_on = DateColumn(verbose_name=_("审批日期"), default="—")


class ExtensionFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("task__title", "reason", "task__plan__inspection__unit__name")
    state = chosen(ExtensionState, _("状态"))
    since = since("asked_on", _("申请日期"))
    until = until("asked_on", _("申请日期"))


class ExtensionList(ListPage):
    """Every request within reach."""

    permission = "extension.view"
    title = pgettext_lazy("list", "延期申请")
    lead = _("由单位主要负责人申请，巡察办审批；同意后完成时限随之调整")
    table_class = ExtensionTable
    filterset_class = ExtensionFilter
    empty = _("由被巡察单位在整改任务中申请")

    def found(self) -> QuerySet[Any]:
        """Requests within reach."""
        return queries.extensions(self.user)


class ExtensionPage(RecordPage):
    """One request."""

    permission = "extension.view"
    what = _("延期申请")
    crumbs: ClassVar = CRUMBS

    def found(self) -> QuerySet[Any]:
        """Requests within reach."""
        return queries.extensions(self.user)

    def facts(self) -> list[tuple[Any, Any]]:
        """What is asked."""
        extension = self.record
        return [
            (_("状态"), badge(extension.state, extension.get_state_display())),
            (_("整改任务"), extension.task), (_("被巡察单位"), extension.inspection.unit),
            (_("现完成时限"), said_day(extension.task.due_on)), (_("申请延至"), said_day(extension.until)),
            (_("申请日期"), said_day(extension.asked_on)), (_("审批日期"), said_day(extension.decided_on)),
        ]  # fmt: skip

    def texts(self) -> list[tuple[Any, Any]]:
        """Why, and what was decided."""
        return [(_("理由"), self.record.reason), (_("审批意见"), self.record.decision)]

    def buttons(self) -> list[Button]:
        """Offer to decide."""
        asked = self.record.state == ExtensionState.ASKED
        return self.offered([(asked, "extension.decide", _("审批"), "office:extension_decide", "gavel")])


class DecisionForm(forms.Form):
    """Granted or not, and why."""

    granted = forms.ChoiceField(
        label=_("审批"), choices=[("yes", _("同意")), ("no", _("不同意"))], widget=forms.RadioSelect
    )
    words = paragraph(_("审批意见"), rows=3, max_length=300, required=False, help_text=_("不同意须写明理由"))


class Decide(RecordForm):
    """The office decides."""

    permission = "extension.decide"
    title = _("审批延期申请")
    form_class = DecisionForm
    back = "office:extension"
    about = ExtensionPage
    what = _("延期申请")
    crumbs: ClassVar = CRUMBS
    submit = _("审批")
    done = _("已审批")

    def found(self) -> QuerySet[Any]:
        """Requests within reach."""
        return queries.extensions(self.user)

    def act(self, form: forms.Form) -> str:
        """Decide it."""
        data = form.cleaned_data
        actions.decide_extension(self.record, data["granted"] == "yes", data["words"], by=self.user)
        return self.address()
