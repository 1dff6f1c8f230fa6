"""Annual plans: the list, one plan with its targets and what is to be said about them, the forms."""

from __future__ import annotations

from collections import Counter
from typing import Any, ClassVar

import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.modes import Mode
from xuncha.records.rounds import actions, queries
from xuncha.web.components.fields import day, one_of
from xuncha.web.components.filters import RecordFilter
from xuncha.web.components.pages import ActionPage, Button, DetailPage, ListPage, VerbPage
from xuncha.web.components.records import RecordForm
from xuncha.web.components.tables import DateColumn, LinkColumn, RecordTable, StateColumn

DRAFT = "draft"


class PlanTable(RecordTable):
    """Columns of the list."""

    title = LinkColumn("office:plan", verbose_name=_("标题"))
    year = tables.Column(verbose_name=_("年度"))
    jurisdiction = tables.Column(verbose_name=_("地区"), order_by="jurisdiction__path")
    line_count = tables.Column(verbose_name=_("计划对象"))
    state = StateColumn(verbose_name=_("状态"))
    approved_on = DateColumn(verbose_name=_("批准日期"))


class PlanFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("title", "jurisdiction__name")


class PlanList(ListPage):
    """The annual plans of this office and those below."""

    permission = "plan.view"
    title = pgettext_lazy("list", "年度计划")
    lead = _("一年内巡察哪些单位、哪些地区，用什么方式")
    table_class = PlanTable
    filterset_class = PlanFilter
    empty = _("先设好“届”，再起草年度计划")

    def found(self) -> QuerySet[Any]:
        """Plans within reach."""
        return queries.plans(self.user)

    def buttons(self) -> list[Button]:
        """Offer to draft one, and the terms."""
        offered = (
            [Button(pgettext_lazy("list", "届"), reverse("office:term_list"), "calendar-event")]
            if self.may("term.view")
            else []
        )
        if self.may("plan.edit"):
            offered.insert(0, Button(_("起草年度计划"), reverse("office:plan_new"), "plus", main=True))
        return offered


class PlanPage(DetailPage):
    """One annual plan."""

    permission = "plan.view"
    what = _("年度计划")
    template_name = "office/rounds/plan.html"
    crumbs: ClassVar = ((pgettext_lazy("list", "年度计划"), "office:plan_list"),)

    def found(self) -> QuerySet[Any]:
        """Plans within reach."""
        return queries.plans(self.user)

    def buttons(self) -> list[Button]:
        """Offer what a draft allows."""
        pk, offered = self.record.pk, []
        if self.record.state == DRAFT and self.may("plan.edit"):
            if queries.places_to_plan(self.record).exists():
                offered.append(
                    Button(
                        pgettext_lazy("verb", "统筹各地"), reverse("office:plan_places", args=[pk]), "table", main=True
                    )
                )
            offered += [
                Button(_("选择单位"), reverse("office:plan_units", args=[pk]), "building-community"),
                Button(_("修改"), reverse("office:plan_edit", args=[pk]), "edit"),
            ]
        if self.record.state == DRAFT and self.may("plan.approve"):
            offered.append(Button(_("批准"), reverse("office:plan_approve", args=[pk]), "check", main=True))
        return offered

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the targets, how many by which mode, and what is to be said of exchanges."""
        lines = list(queries.plan_lines(self.user).filter(annual_plan=self.record))
        counted = Counter(line.mode for line in lines)
        return super().get_context_data(
            lines=lines,
            counted=[(mode.label, counted[mode]) for mode in Mode if counted[mode]],
            exchange=queries.exchange(self.record),
            removable=self.record.state == DRAFT and self.may("plan.edit"),
            **kwargs,
        )


class PlanForm(forms.Form):
    """What is said of a plan as a whole."""

    term = one_of(_("届"))
    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2100)
    title = forms.CharField(label=_("标题"), max_length=128)

    def __init__(self, *args: Any, terms: QuerySet[Any], **kwargs: Any) -> None:
        """Offer the terms this office plans in."""
        super().__init__(*args, **kwargs)
        self.fields["term"].queryset = terms  # type: ignore[attr-defined]


class PlanNew(ActionPage):
    """Draft a plan."""

    permission = "plan.edit"
    title = _("起草年度计划")
    form_class = PlanForm
    crumbs: ClassVar = ((pgettext_lazy("list", "年度计划"), "office:plan_list"),)
    done = _("已保存")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the terms within reach."""
        return {"terms": queries.terms(self.user)}

    def get_initial(self) -> dict[str, Any]:
        """Start from this year and the latest term."""
        return {"year": timezone.localdate().year, "term": queries.terms(self.user).first()}

    def act(self, form: forms.Form) -> str:
        """Keep the draft."""
        plan = queries.new_plan(form.cleaned_data["term"])
        plan.year, plan.title = form.cleaned_data["year"], form.cleaned_data["title"]
        actions.save_plan(plan, by=self.user)
        return reverse("office:plan", args=[plan.pk])


class PlanEditForm(forms.Form):
    """What can be changed of a draft."""

    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2100)
    title = forms.CharField(label=_("标题"), max_length=128)


class PlanEdit(RecordForm):
    """Change a draft."""

    permission = "plan.edit"
    title = _("修改年度计划")
    what = _("年度计划")
    form_class: type[forms.Form] = PlanEditForm
    back = "office:plan"
    done = _("已保存")
    crumbs: ClassVar = ((pgettext_lazy("list", "年度计划"), "office:plan_list"),)
    edits = True

    def found(self) -> QuerySet[Any]:
        """Plans within reach."""
        return queries.plans(self.user)

    def get_initial(self) -> dict[str, Any]:
        """Start from what is kept."""
        return {"year": self.record.year, "title": self.record.title}

    def act(self, form: forms.Form) -> str:
        """Keep the change."""
        self.record.year, self.record.title = form.cleaned_data["year"], form.cleaned_data["title"]
        actions.save_plan(self.record, by=self.user)
        return self.address()


class OnForm(forms.Form):
    """The day of a decision."""

    on = day(_("批准日期"))


class PlanApprove(PlanEdit):
    """Approve a plan."""

    permission = "plan.approve"
    title = _("批准年度计划")
    form_class = OnForm
    submit = _("批准")
    done = _("已批准")

    def get_initial(self) -> dict[str, Any]:
        """Start from today."""
        return {"on": timezone.localdate()}

    def act(self, form: forms.Form) -> str:
        """Approve it."""
        actions.approve_plan(self.record, form.cleaned_data["on"], by=self.user)
        return self.address()


class PlanLineRemove(VerbPage):
    """Take one target out of a draft."""

    permission = "plan.edit"
    what = _("计划对象")
    done = _("已移出计划")

    def found(self) -> QuerySet[Any]:
        """Targets within reach."""
        return queries.plan_lines(self.user)

    def act(self) -> None:
        """Remove it."""
        actions.remove_line(self.record, by=self.user)

    def address(self) -> str:
        """Back to the plan."""
        return reverse("office:plan", args=[self.record.annual_plan_id])
