"""Look-backs: the list, one of them, beginning, looking at a task, concluding."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.records.rectification import actions, queries
from xuncha.web.components.fields import day, paragraph
from xuncha.web.components.filters import RecordFilter, since, until
from xuncha.web.components.pages import Button, ListPage, get_or_missing
from xuncha.web.components.records import NewPage, RecordForm, RecordPage
from xuncha.web.components.tables import DateColumn, LinkColumn, RecordTable
from xuncha.web.components.templatetags.xuncha import day as said_day

CRUMBS = ((pgettext_lazy("list", "回头看"), "office:lookback_list"),)


class LookBackTable(RecordTable):
    """Columns of the list."""

    unit = LinkColumn(
        "office:lookback", accessor="inspection__unit", verbose_name=_("被巡察单位"), order_by="inspection__unit__name"
    )
    round = tables.Column(accessor="inspection__round", verbose_name=_("轮次"), order_by="inspection__round__name")
    checked = tables.Column(verbose_name=_("检查任务数"), orderable=False)
    starts_on = DateColumn(verbose_name=_("开始"), order_by=("starts_on", "pk"))
    ends_on = DateColumn(verbose_name=_("结束"), default="—")

    def render_checked(self, value: list[Any]) -> int:
        """How many tasks were looked at."""
        return len(value)

    def value_checked(self, value: list[Any]) -> int:
        """The same, for the export."""
        return len(value)


class LookBackFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("inspection__unit__name", "inspection__round__name", "conclusion")
    ended = django_filters.ChoiceFilter(
        method="narrow",
        label=_("进行情况"),
        choices=[("no", _("进行中")), ("yes", _("已结束"))],
    )
    since = since("starts_on", _("开始日期"))
    until = until("starts_on", _("开始日期"))

    def narrow(self, found: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what is over, or what is not."""
        return found.filter(ends_on__isnull=value == "no")


class LookBackList(ListPage):
    """Every look-back within reach."""

    permission = "lookback.view"
    title = pgettext_lazy("list", "回头看")
    lead = _("对已销号的任务再看一次，没有改到位的重新打开")
    table_class = LookBackTable
    filterset_class = LookBackFilter
    empty = _("由巡察办或巡察组对已反馈的单位开展")

    def found(self) -> QuerySet[Any]:
        """Look-backs within reach."""
        return queries.look_backs(self.user)

    def buttons(self) -> list[Button]:
        """Offer to begin one."""
        if not self.may("lookback.write"):
            return []
        return [Button(_("开展“回头看”"), reverse("office:lookback_new"), "refresh", main=True)]


class LookBackPage(RecordPage):
    """One look-back with what was seen and what is still to be looked at."""

    permission = "lookback.view"
    what = _("回头看")
    template_name = "office/rectification/lookback.html"
    crumbs: ClassVar = CRUMBS

    def found(self) -> QuerySet[Any]:
        """Look-backs within reach."""
        return queries.look_backs(self.user)

    def facts(self) -> list[tuple[Any, Any]]:
        """Where and when."""
        back = self.record
        return [
            (_("被巡察单位"), back.inspection.unit), (_("轮次"), back.inspection.round),
            (_("开始"), said_day(back.starts_on)), (_("结束"), said_day(back.ends_on)),
            (_("检查任务数"), len(back.checked)),
        ]  # fmt: skip

    def texts(self) -> list[tuple[Any, Any]]:
        """What it came to."""
        return [(_("结论"), self.record.conclusion)]

    def buttons(self) -> list[Button]:
        """Offer to conclude."""
        open_ = self.record.ends_on is None and bool(self.record.checked)
        return self.offered([(open_, "lookback.write", _("结束并写结论"), "office:lookback_conclude", "check")])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the tasks."""
        back = self.record
        looks = back.ends_on is None and self.may_here("lookback.write")
        return super().get_context_data(
            looked=queries.looks(self.user, back),
            left=queries.to_look_at(self.user, back) if back.ends_on is None else [],
            may_look=looks,
            **kwargs,
        )


class StartForm(forms.Form):
    """When it begins."""

    starts_on = day(_("开始日期"))


class LookBackNew(NewPage):
    """Begin a look-back."""

    permission = "lookback.write"
    title = _("开展“回头看”")
    form_class = StartForm
    crumbs: ClassVar = CRUMBS
    submit = _("开始")
    done = _("已开始")

    def choices(self) -> QuerySet[Any]:
        """Inspections with tasks said to be cured."""
        return queries.to_look_back(self.user)

    def get_initial(self) -> dict[str, Any]:
        """Today."""
        return {"starts_on": timezone.localdate()}

    def act(self, form: forms.Form) -> str:
        """Begin."""
        back = actions.start_look_back(self.inspection, form.cleaned_data["starts_on"], by=self.user)
        return reverse("office:lookback", args=[back.pk])


class LookForm(forms.Form):
    """What was seen of one task."""

    cured = forms.ChoiceField(
        label=_("整改是否到位"), choices=[("yes", _("到位")), ("no", _("不到位，重新打开"))], widget=forms.RadioSelect
    )
    words = paragraph(_("检查情况"), help_text=_("看了什么、核对了什么、结果如何；不到位的，作为重新整改的理由"))
    amount = forms.DecimalField(label=_("涉及金额（元）"), required=False, min_value=0, decimal_places=2, max_digits=14)
    due_on = day(_("重新整改的时限"), required=False)


class LookBackForm(RecordForm):
    """A form on one look-back."""

    permission = "lookback.write"
    back = "office:lookback"
    what = _("回头看")
    crumbs: ClassVar = CRUMBS

    def found(self) -> QuerySet[Any]:
        """Look-backs within reach."""
        return queries.look_backs(self.user)


class Look(LookBackForm):
    """Put down what was seen of one task."""

    form_class = LookForm
    submit = _("记录")
    done = _("已记录")

    @property
    def task(self) -> Any:
        """The task looked at."""
        if not hasattr(self, "_task"):
            self._task = get_or_missing(queries.tasks(self.user), self.kwargs["task"], _("整改任务"))
        return self._task

    def get_title(self) -> Any:
        """Name the task."""
        return self.task.title

    def act(self, form: forms.Form) -> str:
        """Write it down; open the task again where it is not cured."""
        data = form.cleaned_data
        amount = None if data["amount"] is None else int(data["amount"] * 100)
        look = actions.Look(self.task, data["cured"] == "yes", data["words"], data["due_on"], amount)
        actions.look_at_tasks(self.record, [look], by=self.user)
        return self.address()


class ConclusionForm(forms.Form):
    """When it ended and what it came to."""

    ends_on = day(_("结束日期"))
    conclusion = paragraph(_("结论"), rows=6)


class Conclude(LookBackForm):
    """End a look-back."""

    title = _("结束“回头看”")
    form_class = ConclusionForm
    submit = _("结束")
    done = _("已结束")

    def get_initial(self) -> dict[str, Any]:
        """Today."""
        return {"ends_on": timezone.localdate()}

    def act(self, form: forms.Form) -> str:
        """End it."""
        data = form.cleaned_data
        actions.conclude_look_back(self.record, data["ends_on"], data["conclusion"], by=self.user)
        return self.address()
