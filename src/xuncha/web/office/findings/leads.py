"""Leads: a list of their own, each reading noted; handed over, received, answered."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

import django_filters
import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.leads import LEAD_FLOW, LeadOutcome, LeadVerb
from xuncha.domain.papers import PaperSource
from xuncha.records.fieldwork import queries as fieldwork
from xuncha.records.findings import actions, queries
from xuncha.web.components.fields import coded, day, paragraph
from xuncha.web.components.filters import RecordFilter, chosen, since, until
from xuncha.web.components.pages import Button, ListPage
from xuncha.web.components.records import NewPage, RecordForm, RecordPage, RecordVerb
from xuncha.web.components.tables import DateColumn, LinkColumn, RecordTable, StateColumn
from xuncha.web.components.templatetags.xuncha import badge, money
from xuncha.web.components.templatetags.xuncha import day as said_day
from xuncha.web.components.writing import aside

CRUMBS = ((pgettext_lazy("list", "问题线索"), "office:lead_list"),)


class LeadTable(RecordTable):
    """Columns of the list: no names and no matter; those are on the page, where reading is noted."""

    number = LinkColumn("office:lead", verbose_name=_("线索编号"))
    unit = tables.Column(accessor="inspection__unit", verbose_name=_("单位"), order_by="inspection__unit__name")
    source = tables.Column(verbose_name=_("来源"))
    found_on = DateColumn(verbose_name=_("发现日期"), order_by=("found_on", "pk"))
    handed_on = DateColumn(verbose_name=_("移交日期"))
    handed_to = tables.Column(verbose_name=_("移交给"))
    due_on = DateColumn(verbose_name=_("办结期限"))
    outcome = StateColumn(verbose_name=_("办理情况"))


class LeadFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("number", "inspection__unit__name", "handed_to")
    outcome = chosen(LeadOutcome, _("办理情况"))
    late = django_filters.ChoiceFilter(method="narrow", label=_("期限"), choices=[("late", _("已逾期"))])
    since = since("found_on", _("发现日期"))
    until = until("found_on", _("发现日期"))

    def narrow(self, found: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what should have been answered."""
        open_ones = found.filter(due_on__lt=timezone.localdate())
        return open_ones.exclude(outcome__in=[outcome for outcome in LeadOutcome if outcome.final])


class LeadList(ListPage):
    """Every lead this person may know of."""

    permission = "lead.view"
    title = pgettext_lazy("list", "问题线索")
    lead = _("线索与底稿分开管理；每次查看都记入操作记录")
    table_class = LeadTable
    filterset_class = LeadFilter
    empty = _("由组长或副组长登记；接收部门只看到已移交的线索")

    def found(self) -> QuerySet[Any]:
        """Leads within reach."""
        return queries.leads(self.user)

    def buttons(self) -> list[Button]:
        """Offer to register one."""
        return [Button(_("登记线索"), reverse("office:lead_new"), "plus", main=True)] if self.may("lead.write") else []


class LeadPage(RecordPage):
    """One lead; that it was read is noted."""

    permission = "lead.view"
    what = _("问题线索")
    crumbs: ClassVar = CRUMBS
    at_once: ClassVar = frozenset({"office:lead_receive"})

    def found(self) -> QuerySet[Any]:
        """Leads within reach."""
        return queries.leads(self.user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Note who reads it, then show it."""
        actions.read_lead(self.record, by=self.user)
        return super().get(request, *args, **kwargs)

    def facts(self) -> list[tuple[Any, Any]]:
        """Whom it concerns, where it went, what became of it."""
        lead = self.record
        return [
            (_("办理情况"), badge(lead.outcome, lead.get_outcome_display())), (_("单位"), lead.inspection.unit),
            (_("轮次"), lead.inspection.round), (_("反映对象"), lead.about or lead.about_words),
            (_("来源"), lead.get_source_display()), (_("涉及金额"), money(lead.amount_fen)),
            (_("发现日期"), said_day(lead.found_on)), (_("移交给"), lead.handed_to),
            (_("移交日期"), said_day(lead.handed_on)), (_("办结期限"), said_day(lead.due_on)),
            (_("反馈日期"), said_day(lead.reported_back_on)),
        ]  # fmt: skip

    def texts(self) -> list[tuple[Any, Any]]:
        """What it says and what came of it."""
        return [(_("主要内容"), self.record.summary), (_("办理结果"), self.record.outcome_words)]

    def buttons(self) -> list[Button]:
        """Offer what comes next."""
        lead = self.record
        outcome, handed = LeadOutcome(lead.outcome), lead.handed_on is not None
        receivable = handed and LEAD_FLOW.can(outcome, LeadVerb.RECEIVE)
        answerable = LEAD_FLOW.can(outcome, LeadVerb.SETTLE)
        return self.offered([
            (not handed, "lead.hand_over", _("移交"), "office:lead_hand_over", "send"),
            (receivable, "lead.receive", _("接收"), "office:lead_receive", "check"),
            (answerable, "lead.report_back", _("反馈办理结果"), "office:lead_report_back", "arrow-back"),
            (not handed, "lead.write", _("修改"), "office:lead_edit", "edit"),
        ])  # fmt: skip


class LeadForm(forms.Form):
    """What is put on record of a lead."""

    source = coded(PaperSource, _("来源"))
    about = forms.ChoiceField(label=_("反映对象"), required=False, help_text=_("被巡察单位班子成员"))
    about_words = forms.CharField(label=_("或填写反映对象"), max_length=128, required=False)
    summary = paragraph(_("主要内容"), rows=6)
    amount = forms.DecimalField(label=_("涉及金额（元）"), required=False, min_value=0, max_digits=16, decimal_places=2)
    found_on = day(_("发现日期"))

    def __init__(self, *args: Any, inspection: Any, **kwargs: Any) -> None:
        """Offer the leading body of the unit."""
        super().__init__(*args, **kwargs)
        self.posts = {str(post.person_id): post for post in fieldwork.leading_posts(inspection.unit)}
        people = [(key, f"{post.person.name}{aside(post.title)}") for key, post in self.posts.items()]
        self.fields["about"].choices = [("", "—"), *people]  # type: ignore[attr-defined]

    def fill(self, lead: Any) -> Any:
        """Put what was filled in into the record."""
        data = self.cleaned_data
        post = self.posts.get(data["about"])
        lead.about = post.person if post else None
        lead.amount_fen = None if data["amount"] is None else int(data["amount"] * 100)
        for name in ("source", "about_words", "summary", "found_on"):
            setattr(lead, name, data[name])
        return lead


class LeadNew(NewPage):
    """Register a lead."""

    permission = "lead.write"
    title = _("登记线索")
    form_class = LeadForm
    crumbs: ClassVar = CRUMBS
    done = _("已登记")

    def choices(self) -> QuerySet[Any]:
        """Inspections on which this person may register leads."""
        return fieldwork.inspections(self.user, self.permission)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form whose leading body to offer."""
        return {"inspection": self.inspection}

    def get_initial(self) -> dict[str, Any]:
        """Today."""
        return {"found_on": timezone.localdate()}

    def act(self, form: Any) -> str:
        """Register it."""
        lead = actions.save_lead(form.fill(queries.new_lead(self.inspection)), by=self.user)
        return reverse("office:lead", args=[lead.pk])


class OfLead(RecordForm):
    """A form on one lead."""

    what = _("问题线索")
    back = "office:lead"
    crumbs: ClassVar = CRUMBS

    def found(self) -> QuerySet[Any]:
        """Leads within reach."""
        return queries.leads(self.user)


class LeadEdit(OfLead):
    """Correct a lead that was not handed over."""

    permission = "lead.write"
    title = _("修改线索")
    form_class = LeadForm
    done = _("已保存")
    edits = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Opening the form is reading the lead."""
        answer = super().get(request, *args, **kwargs)
        actions.read_lead(self.record, by=self.user)
        return answer

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form whose leading body to offer."""
        return {"inspection": self.record.inspection}

    def get_initial(self) -> dict[str, Any]:
        """Start from what is kept."""
        lead = self.record
        amount = None if lead.amount_fen is None else Decimal(lead.amount_fen) / 100
        kept = {name: getattr(lead, name) for name in ("source", "about_words", "summary", "found_on")}
        return kept | {"about": str(lead.about_id or ""), "amount": amount}

    def act(self, form: Any) -> str:
        """Keep the change."""
        actions.save_lead(form.fill(self.record), by=self.user)
        return self.address()


class HandOverForm(forms.Form):
    """To whom, and when."""

    to = forms.CharField(label=_("移交给"), max_length=64, help_text=_("按本轮巡察方式确定的接收部门"))
    on = day(_("移交日期"))


class HandOver(OfLead):
    """Hand a lead over."""

    permission = "lead.hand_over"
    title = _("移交线索")
    lead = _("移交后，接收部门可以看到这条线索；一般半年内办结")
    form_class = HandOverForm
    submit = _("移交")
    done = _("已移交")

    def get_initial(self) -> dict[str, Any]:
        """The receiving body of the mode, today."""
        return {"to": queries.hands_leads_to(self.record.inspection), "on": timezone.localdate()}

    def act(self, form: Any) -> str:
        """Hand it over."""
        actions.hand_over(self.record, form.cleaned_data["to"], form.cleaned_data["on"], by=self.user)
        return self.address()


class Receive(RecordVerb):
    """Take a lead in hand."""

    permission = "lead.receive"
    what = _("问题线索")
    back = "office:lead"
    done = _("已接收")

    def found(self) -> QuerySet[Any]:
        """Leads within reach."""
        return queries.leads(self.user)

    def act(self) -> None:
        """Receive."""
        actions.receive(self.record, by=self.user)


class AnswerForm(forms.Form):
    """What became of it."""

    verb = forms.ChoiceField(
        label=_("办理情况"), choices=[(verb.value, _(verb.label)) for verb in LeadVerb if verb is not LeadVerb.RECEIVE]
    )
    words = paragraph(_("办理结果"))


class ReportBack(OfLead):
    """Answer on a lead."""

    permission = "lead.report_back"
    title = _("反馈办理结果")
    form_class = AnswerForm
    submit = _("反馈")
    done = _("已反馈")

    def act(self, form: Any) -> str:
        """Answer."""
        data = form.cleaned_data
        actions.report_back(self.record, LeadVerb(data["verb"]), data["words"], by=self.user)
        return self.address()
