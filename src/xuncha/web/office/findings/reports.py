"""Inspection reports: the list, one report with its findings, the verbs on it."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.reports import REPORT_FLOW, ReportState, ReportVerb
from xuncha.records.fieldwork import queries as fieldwork
from xuncha.records.findings import actions, queries
from xuncha.web.components.fields import paragraph
from xuncha.web.components.filters import RecordFilter, chosen, since, until
from xuncha.web.components.pages import Button, ListPage, get_or_missing
from xuncha.web.components.records import NewPage, NotePage, RecordForm, RecordPage, RecordVerb
from xuncha.web.components.tables import DateColumn, LinkColumn, RecordTable, StateColumn
from xuncha.web.components.templatetags.xuncha import badge
from xuncha.web.components.templatetags.xuncha import day as said_day

CRUMBS = ((pgettext_lazy("list", "巡察报告"), "office:report_list"),)


class ReportTable(RecordTable):
    """Columns of the list."""

    title = LinkColumn("office:report", verbose_name=_("标题"))
    kind = tables.Column(verbose_name=_("类别"))
    unit = tables.Column(accessor="inspection__unit", verbose_name=_("被巡察单位"), order_by="inspection__unit__name")
    finding_count = tables.Column(verbose_name=_("问题数"))
    state = StateColumn(verbose_name=_("状态"))
    drafted_on = DateColumn(verbose_name=_("起草日期"), order_by=("drafted_on", "pk"))
    submitted_on = DateColumn(verbose_name=_("提交日期"))
    decided_on = DateColumn(verbose_name=_("决定日期"))


class ReportFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("title", "text", "inspection__unit__name")
    state = chosen(ReportState, _("状态"))
    since = since("drafted_on", _("起草日期"))
    until = until("drafted_on", _("起草日期"))


class ReportList(ListPage):
    """Every report this person may read."""

    permission = "report.view"
    title = pgettext_lazy("list", "巡察报告")
    lead = _("组起草、组长提交；领导小组和书记专题会听取后决定，才能反馈")
    table_class = ReportTable
    filterset_class = ReportFilter
    empty = _("由巡察组起草")

    def found(self) -> QuerySet[Any]:
        """Reports within reach."""
        return queries.reports(self.user)

    def buttons(self) -> list[Button]:
        """Offer to begin one."""
        if not self.may("report.write"):
            return []
        return [Button(_("起草报告"), reverse("office:report_new"), "plus", main=True)]


class ReportPage(RecordPage):
    """One report, with the findings in it and those that could enter it."""

    permission = "report.view"
    template_name = "office/findings/report.html"
    what = _("巡察报告")
    crumbs: ClassVar = CRUMBS
    at_once: ClassVar = frozenset({"office:report_submit"})

    def found(self) -> QuerySet[Any]:
        """Reports within reach."""
        return queries.reports(self.user)

    def facts(self) -> list[tuple[Any, Any]]:
        """On what, and how far."""
        report = self.record
        return [
            (_("状态"), badge(report.state, report.get_state_display())), (_("类别"), report.get_kind_display()),
            (_("被巡察单位"), report.inspection.unit), (_("轮次"), report.inspection.round),
            (_("起草日期"), said_day(report.drafted_on)), (_("提交日期"), said_day(report.submitted_on)),
            (_("决定日期"), said_day(report.decided_on)),
        ]  # fmt: skip

    def texts(self) -> list[tuple[Any, Any]]:
        """The text."""
        return [(_("正文"), self.record.text)]

    def buttons(self) -> list[Button]:
        """Offer what the state allows."""
        state = ReportState(self.record.state)
        draft = state is ReportState.DRAFT
        returnable = REPORT_FLOW.can(state, ReportVerb.RETURN)
        offered = self.offered([
            (draft, "report.submit", _("提交报告"), "office:report_submit", "send"),
            (draft, "report.write", _("修改"), "office:report_edit", "edit"),
            (returnable, "report.return", _("退回"), "office:report_return", "arrow-back"),
        ])  # fmt: skip
        if returnable and self.may_here("decision.record"):
            address = f"{reverse('office:decision_new')}?round={self.inspection.round_id}"
            for other in offered:
                other.main = False
            offered.insert(0, Button(_("记录会议决定"), address, "gavel", main=True))
        return offered

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the findings in the report, and, while it is a draft, those that could enter."""
        report = self.record
        writable = report.state == ReportState.DRAFT and self.may_here("report.write")
        return super().get_context_data(
            entries=queries.reported(report),
            writable=writable,
            reportable=queries.reportable(report) if writable else (),
            **kwargs,
        )


class ReportForm(forms.Form):
    """Title and text."""

    title = forms.CharField(label=_("标题"), max_length=200)
    text = paragraph(_("正文"), rows=16, required=False, max_length=200_000)

    def fill(self, report: Any) -> Any:
        """Put what was filled in into the record."""
        report.title, report.text = self.cleaned_data["title"], self.cleaned_data["text"]
        return report


class ReportNew(NewPage):
    """Begin a report."""

    permission = "report.write"
    title = _("起草报告")
    form_class = ReportForm
    crumbs: ClassVar = CRUMBS
    done = _("已起草，请写入问题")

    def choices(self) -> QuerySet[Any]:
        """Inspections on which this person may write the report."""
        return fieldwork.inspections(self.user, self.permission)

    def get_initial(self) -> dict[str, Any]:
        """The usual title."""
        unit = self.inspection.unit if self.inspection else ""
        return {"title": _now("关于巡察%(unit)s情况的报告") % {"unit": unit}}

    def act(self, form: Any) -> str:
        """Begin it."""
        report = actions.save_report(form.fill(queries.new_report(self.inspection)), by=self.user)
        return reverse("office:report", args=[report.pk])


class OfReport(RecordForm):
    """A form on one report."""

    what = _("巡察报告")
    back = "office:report"
    crumbs: ClassVar = CRUMBS

    def found(self) -> QuerySet[Any]:
        """Reports within reach."""
        return queries.reports(self.user)


class ReportEdit(OfReport):
    """Change a draft."""

    permission = "report.write"
    title = _("修改报告")
    form_class = ReportForm
    done = _("已保存")
    edits = True

    def get_initial(self) -> dict[str, Any]:
        """Start from what is kept."""
        return {"title": self.record.title, "text": self.record.text}

    def act(self, form: Any) -> str:
        """Keep the change."""
        actions.save_report(form.fill(self.record), by=self.user)
        return self.address()


class Return(OfReport, NotePage):
    """Send a report back."""

    permission = "report.return"
    title = _("退回报告")

    def act(self, form: Any) -> str:
        """Send it back."""
        actions.return_report(self.record, form.cleaned_data["note"], by=self.user)
        return self.address()


class OnReport(RecordVerb):
    """A verb on one report."""

    permission = "report.write"
    what = _("巡察报告")
    back = "office:report"

    def found(self) -> QuerySet[Any]:
        """Reports within reach."""
        return queries.reports(self.user)


class Submit(OnReport):
    """The leader submits the report."""

    permission = "report.submit"
    done = _("已提交")

    def act(self) -> None:
        """Submit."""
        actions.submit(self.record, by=self.user)


class Enter(OnReport):
    """Write the ticked findings into the report."""

    done = _("已写入报告")

    def act(self) -> None:
        """All of them, or none."""
        keys = [key for key in self.request.POST.getlist("finding") if key.isdecimal()]
        actions.add_findings(self.record, queries.findings(self.user).filter(pk__in=keys), by=self.user)


class Withdraw(OnReport):
    """Take one finding out again."""

    done = _("已移出报告")

    def act(self) -> None:
        """Take it out."""
        key = self.request.POST.get("finding", "")
        found: Any = get_or_missing(queries.findings(self.user), key if key.isdecimal() else 0, _("问题"))
        actions.withdraw_finding(self.record, found, by=self.user)
