"""Records of hearings: the list, one record, the form."""

from __future__ import annotations

import re
from typing import Any, ClassVar

import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.organisations import Hearing
from xuncha.records.findings import actions, queries
from xuncha.web.components.fields import coded, day, paragraph
from xuncha.web.components.filters import RecordFilter, chosen, since, until
from xuncha.web.components.pages import ActionPage, Button, ListPage
from xuncha.web.components.records import RecordPage
from xuncha.web.components.tables import DateColumn, LinkColumn, RecordTable
from xuncha.web.components.templatetags.xuncha import day as said_day
from xuncha.web.components.writing import joined

CRUMBS = ((pgettext_lazy("list", "会议决定"), "office:decision_list"),)


class DecisionTable(RecordTable):
    """Columns of the list."""

    body = LinkColumn("office:decision", verbose_name=_("会议"))
    round = tables.Column(verbose_name=_("轮次"), order_by="round__name")
    number = tables.Column(verbose_name=_("纪要文号"), default="—")
    held_on = DateColumn(verbose_name=_("日期"), order_by=("held_on", "pk"))
    chaired_by = tables.Column(verbose_name=_("主持人"))


class DecisionFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("number", "chaired_by", "decision", "opinions", "round__name")
    body = chosen(Hearing, _("会议"))
    since = since("held_on", _("会议日期"))
    until = until("held_on", _("会议日期"))


class DecisionList(ListPage):
    """Every record of a hearing this person may read."""

    permission = "decision.view"
    title = pgettext_lazy("list", "会议决定")
    lead = _("领导小组先听取汇报，书记专题会再听取并决定；缺一不得反馈")
    table_class = DecisionTable
    filterset_class = DecisionFilter
    empty = _("会议之后由巡察办记录")

    def found(self) -> QuerySet[Any]:
        """Records within reach."""
        return queries.decisions(self.user)

    def buttons(self) -> list[Button]:
        """Offer to record one."""
        if not self.may("decision.record"):
            return []
        return [Button(_("记录会议决定"), reverse("office:decision_new"), "plus", main=True)]


class DecisionPage(RecordPage):
    """One record of a hearing; it stays as it was written."""

    permission = "decision.view"
    what = _("会议决定")
    crumbs: ClassVar = CRUMBS

    def found(self) -> QuerySet[Any]:
        """Records within reach."""
        return queries.decisions(self.user)

    def facts(self) -> list[tuple[Any, Any]]:
        """Who sat, when."""
        held = self.record
        return [
            (_("会议"), held.get_body_display()), (_("轮次"), held.round), (_("日期"), said_day(held.held_on)),
            (_("纪要文号"), held.number), (_("主持人"), held.chaired_by),
            (_("出席人员"), joined(held.attendance)),
        ]  # fmt: skip

    def texts(self) -> list[tuple[Any, Any]]:
        """What was said and decided."""
        return [(_("意见"), self.record.opinions), (_("决定事项"), self.record.decision)]


class DecisionForm(forms.Form):
    """What is put on record of a hearing."""

    round = forms.ChoiceField(label=_("轮次"))
    body = coded(Hearing, _("会议"))
    number = forms.CharField(label=_("纪要文号"), max_length=64, required=False)
    held_on = day(_("日期"))
    chaired_by = forms.CharField(label=_("主持人"), max_length=64)
    attendance = paragraph(_("出席人员"), rows=2, help_text=_("用顿号或换行分开"))
    opinions = paragraph(_("意见"), help_text=_("点人点事的具体意见"))
    decision = paragraph(_("决定事项"))

    def __init__(self, *args: Any, rounds: Any, **kwargs: Any) -> None:
        """Offer the rounds."""
        super().__init__(*args, **kwargs)
        self.rounds = {str(each.pk): each for each in rounds[:100]}
        self.fields["round"].choices = [(key, str(each)) for key, each in self.rounds.items()]  # type: ignore[attr-defined]

    def build(self) -> Any:
        """Make the record."""
        data = self.cleaned_data
        held = queries.new_decision(self.rounds[data["round"]])
        for name in ("body", "number", "held_on", "chaired_by", "opinions", "decision"):
            setattr(held, name, data[name])
        held.attendance = [name.strip() for name in re.split(r"[、，,;；\n]+", data["attendance"]) if name.strip()]
        return held


class DecisionNew(ActionPage):
    """Record a hearing."""

    permission = "decision.record"
    title = _("记录会议决定")
    lead = _("会议听取的是会前已提交的报告；书记专题会的决定使这些报告成为“已决定”")
    form_class = DecisionForm
    crumbs: ClassVar = CRUMBS
    done = _("已记录")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form which rounds there are."""
        return {"rounds": queries.rounds_to_decide(self.user)}

    def get_initial(self) -> dict[str, Any]:
        """The round named in the address, today."""
        return {"round": self.request.GET.get("round", ""), "held_on": timezone.localdate()}

    def act(self, form: Any) -> str:
        """Put it on record."""
        return reverse("office:decision", args=[actions.record_decision(form.build(), by=self.user).pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer the way back."""
        return super().get_context_data(back=reverse("office:decision_list"), **kwargs)
