"""Rounds: the list, one round with its modes, teams and the timeline of every inspection, the forms."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.modes import Mode, default_terms
from xuncha.records.rounds import actions, queries
from xuncha.records.rounds.timeline import timelines
from xuncha.records.teams import queries as teams
from xuncha.web.components.fields import day, one_of, paragraph, several
from xuncha.web.components.filters import RecordFilter
from xuncha.web.components.pages import ActionPage, Button, DetailPage, ListPage
from xuncha.web.components.records import RecordForm
from xuncha.web.components.tables import DateColumn, LinkColumn, RecordTable, StateColumn
from xuncha.web.office.rounds.plans import OnForm


class RoundTable(RecordTable):
    """Columns of the list."""

    name = LinkColumn("office:round", verbose_name=_("名称"))
    jurisdiction = tables.Column(verbose_name=_("组织地区"), order_by="jurisdiction__path")
    site_from = DateColumn(verbose_name=_("计划进驻"))
    site_until = DateColumn(verbose_name=_("计划撤离"))
    inspection_count = tables.Column(verbose_name=pgettext_lazy("list", "巡察对象"))
    team_count = tables.Column(verbose_name=pgettext_lazy("list", "巡察组"))
    state = StateColumn(verbose_name=_("状态"))


class RoundFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("name", "jurisdiction__name")


class RoundList(ListPage):
    """The rounds within reach."""

    permission = "round.view"
    title = pgettext_lazy("list", "轮次")
    lead = _("几个巡察组同时进驻几个单位，为一轮")
    table_class = RoundTable
    filterset_class = RoundFilter
    empty = _("由巡察办按年度计划组织")

    def found(self) -> QuerySet[Any]:
        """Rounds within reach."""
        return teams.rounds(self.user)

    def buttons(self) -> list[Button]:
        """Offer to add one."""
        return [Button(_("新增轮次"), reverse("office:round_new"), "plus", main=True)] if self.may("round.edit") else []


class RoundPage(DetailPage):
    """One round: what is planned, and how far each inspection has come."""

    permission = "round.view"
    what = _("轮次")
    template_name = "office/rounds/round.html"
    crumbs: ClassVar = ((pgettext_lazy("list", "轮次"), "office:round_list"),)

    def found(self) -> QuerySet[Any]:
        """Rounds within reach."""
        return teams.rounds(self.user)

    def buttons(self) -> list[Button]:
        """Offer what the person may do with it."""
        pk, planned, offered = self.record.pk, self.record.state == "planned", []
        if self.may("staffing.view"):
            first = planned and self.may("staffing.edit")
            offered.append(Button(_("统筹编组"), reverse("office:staffing", args=[pk]), "users-group", main=first))
        if self.may("round.approve") and self.record.approved_on is None:
            offered.append(Button(_("批准"), reverse("office:round_approve", args=[pk]), "check", main=True))
        if self.may("round.edit") and self.record.state != "finished":
            offered += [
                Button(_("选择单位"), reverse("office:round_units", args=[pk]), "plus"),
                Button(_("从年度计划选择"), reverse("office:round_from_plan", args=[pk]), "calendar"),
                Button(_("新增巡察组"), reverse("office:team_new") + f"?round={pk}", "users"),
                Button(pgettext_lazy("verb", "统筹各地"), reverse("office:round_places", args=[pk]), "map-pin"),
                Button(_("方式与授权"), reverse("office:round_modes", args=[pk]), "adjustments"),
            ]
        if self.may("round.edit"):
            offered.append(Button(_("修改"), reverse("office:round_edit", args=[pk]), "edit"))
        return offered

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add modes, teams and timelines, these only for those who follow steps."""
        inspections = list(teams.inspections(self.user).filter(round=self.record).order_by("unit__code"))
        lines = timelines(inspections) if self.may("step.view") else {}
        return super().get_context_data(
            modes=self.record.modes.all(),
            teams=teams.teams(self.user).filter(round=self.record),
            inspections=[(each, _shown(lines.get(each.pk, []))) for each in inspections],
            **kwargs,
        )


def _shown(lines: list[Any]) -> list[Any]:
    """Steps done, the step it is at, and whatever else has a date: the rest says nothing yet."""
    return [line for line in lines if line.done_on or line.current or line.due_on]


class RoundForm(forms.Form):
    """What is said of a round as a whole."""

    name = forms.CharField(label=_("名称"), max_length=128)
    number = forms.IntegerField(label=_("轮次"), min_value=1, max_value=99)
    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2100)
    site_from = day(_("计划进驻"))
    site_until = day(_("计划撤离"))
    rectification_months = forms.IntegerField(label=_("集中整改月数"), min_value=1, max_value=12, initial=3)
    phone = forms.CharField(label=_("值班电话"), max_length=32, required=False)
    phone_hours = forms.CharField(label=_("接听时间"), max_length=32, required=False)
    postal_box = forms.CharField(label=_("邮政信箱"), max_length=64, required=False)
    notes = paragraph(_("说明"), rows=3, required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse a stay that ends before it begins."""
        data = super().clean() or {}
        if data.get("site_from") and data.get("site_until") and data["site_until"] < data["site_from"]:
            self.add_error("site_until", _("撤离不能早于进驻"))
        return data


class NewRoundForm(RoundForm):
    """The same, with the term and the modes it begins with."""

    term = one_of(_("届"))
    modes = several(_("巡察方式"))
    field_order = ("term", "name", "number", "year", "site_from", "site_until", "modes")

    def __init__(self, *args: Any, terms: QuerySet[Any], **kwargs: Any) -> None:
        """Offer the terms of the office and every mode."""
        super().__init__(*args, **kwargs)
        self.fields["term"].queryset = terms  # type: ignore[attr-defined]
        self.fields["modes"].choices = [(mode.value, _(mode.label)) for mode in Mode]  # type: ignore[attr-defined]


class RoundNew(ActionPage):
    """Add a round."""

    permission = "round.edit"
    title = _("新增轮次")
    form_class = NewRoundForm
    crumbs: ClassVar = ((pgettext_lazy("list", "轮次"), "office:round_list"),)
    done = _("已保存；请核对各方式由谁授权、听取汇报和接收线索")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the terms within reach."""
        return {"terms": queries.terms(self.user)}

    def get_initial(self) -> dict[str, Any]:
        """Start from the next number of the latest term."""
        term = queries.terms(self.user).first()
        number = queries.new_round(term).number if term else 1
        return {"term": term, "number": number, "year": timezone.localdate().year, "phone_hours": "8:00-18:00"}

    def act(self, form: forms.Form) -> str:
        """Keep it."""
        round_ = queries.new_round(form.cleaned_data.pop("term"))
        modes = [Mode(mode) for mode in form.cleaned_data.pop("modes")]
        for name, value in form.cleaned_data.items():
            setattr(round_, name, value)
        actions.add_round(round_, modes, by=self.user)
        return reverse("office:round_modes", args=[round_.pk])


class RoundEdit(RecordForm):
    """Change a round."""

    permission = "round.edit"
    title = _("修改轮次")
    what = _("轮次")
    form_class: type[forms.Form] = RoundForm
    back = "office:round"
    done = _("已保存")
    crumbs: ClassVar = ((pgettext_lazy("list", "轮次"), "office:round_list"),)
    edits = True

    def found(self) -> QuerySet[Any]:
        """Rounds within reach."""
        return teams.rounds(self.user)

    def get_initial(self) -> dict[str, Any]:
        """Start from what is kept."""
        return {name: getattr(self.record, name) for name in RoundForm.base_fields}

    def act(self, form: forms.Form) -> str:
        """Keep the change."""
        for name, value in form.cleaned_data.items():
            setattr(self.record, name, value)
        actions.change_round(self.record, by=self.user)
        return self.address()


class RoundApprove(RoundEdit):
    """Approve a round."""

    permission = "round.approve"
    title = _("批准轮次方案")
    form_class = OnForm
    submit = _("批准")
    done = _("已批准")

    def get_initial(self) -> dict[str, Any]:
        """Start from today."""
        return {"on": timezone.localdate()}

    def act(self, form: forms.Form) -> str:
        """Approve it."""
        actions.approve_round(self.record, form.cleaned_data["on"], by=self.user)
        return self.address()


class ModesForm(forms.Form):
    """For each mode: whether the round has it, and who authorises, hears and receives leads."""

    def __init__(self, *args: Any, usual: dict[Mode, tuple[str, str, str]], **kwargs: Any) -> None:
        """One group of fields a mode, filled with the usual words."""
        super().__init__(*args, **kwargs)
        labels = (
            ("authorises", pgettext_lazy("mode", "授权")),
            ("hears", pgettext_lazy("mode", "听取汇报")),
            ("receives_leads", pgettext_lazy("mode", "接收线索")),
        )
        for mode in Mode:
            source = default_terms(mode).source
            self.fields[mode] = forms.BooleanField(label=_(mode.label), required=False, help_text=_(source))
            for (name, label), words in zip(labels, usual[mode], strict=True):
                self.fields[f"{mode}-{name}"] = forms.CharField(
                    label=label, max_length=128, required=False, initial=words
                )

    def groups(self) -> list[tuple[Any, list[Any]]]:
        """The box of each mode with its three fields, for the template."""
        names = ("authorises", "hears", "receives_leads")
        return [(self[mode], [self[f"{mode}-{name}"] for name in names]) for mode in Mode]

    def clean(self) -> dict[str, Any]:
        """A mode that is ticked needs all three."""
        data = super().clean() or {}
        for mode in Mode:
            for name in ("authorises", "hears", "receives_leads"):
                if data.get(mode) and not data.get(f"{mode}-{name}"):
                    self.add_error(f"{mode}-{name}", _("必填"))
        return data

    def chosen(self) -> list[actions.ModeWords]:
        """The modes ticked, with their words."""
        data = self.cleaned_data
        return [
            actions.ModeWords(mode, data[f"{mode}-authorises"], data[f"{mode}-hears"], data[f"{mode}-receives_leads"])
            for mode in Mode
            if data[mode]
        ]


class RoundModes(RoundEdit):
    """Say per mode who authorises, hears and receives leads."""

    title = _("方式与授权")
    lead = _("勾选本轮次采用的方式；先填的是通常做法，可以修改")
    form_class = ModesForm
    template_name = "office/rounds/modes.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Fill in the usual words for the level that organises the round."""
        return {"usual": queries.usual_words(self.record.jurisdiction)}

    def get_initial(self) -> dict[str, Any]:
        """Start from what is kept."""
        kept: dict[str, Any] = {}
        for each in self.record.modes.all():
            kept[each.mode] = True
            for name in ("authorises", "hears", "receives_leads"):
                kept[f"{each.mode}-{name}"] = getattr(each, name)
        return kept

    def act(self, form: forms.Form) -> str:
        """Keep it."""
        assert isinstance(form, ModesForm)  # noqa: S101 - tells the type checker what `form_class` says
        actions.change_modes(self.record, form.chosen(), by=self.user)
        return self.address()
