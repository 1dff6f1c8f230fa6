"""Recurrence alerts: the closed finding, what was promised and the new rows side by side; a reviewer decides."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.ledgers import AlertState
from xuncha.records.policy.actions import settle_watch
from xuncha.records.policy.actions.office import WATCH_MOST
from xuncha.records.policy.queries import office_policy
from xuncha.records.rectification import queries as rectification
from xuncha.records.rectification.watches import MONTHS
from xuncha.records.screening import actions, context, queries
from xuncha.web.components.fields import paragraph
from xuncha.web.components.filters import RecordFilter, chosen, since, until
from xuncha.web.components.pages import ActionPage, Button, DetailPage, ListPage, get_or_missing
from xuncha.web.components.tables import DateColumn, LinkColumn, MoneyColumn, RecordTable, StateColumn
from xuncha.web.components.templatetags.xuncha import badge, day, money
from xuncha.web.office.screening.figures import listed, moved, rows_shown
from xuncha.web.office.screening.flags import ReasonColumn, reason_of

CRUMBS = ((pgettext_lazy("list", "复发提示"), "office:alert_list"),)


class AlertReason(ReasonColumn):
    """Why, of the alert's flag."""

    def render(self, record: Any) -> str:
        """Write the sentence."""
        return reason_of(record.flag)

    def value(self, record: Any) -> str:
        """Give the sentence, for the export."""
        return reason_of(record.flag)


class AlertTable(RecordTable):
    """Columns of the list."""

    watch = LinkColumn("office:alert", verbose_name=_("已销号任务"), order_by="watch__task__title")
    unit = tables.Column(accessor="flag__unit", verbose_name=_("单位"), order_by="flag__unit__name")
    reason = AlertReason(accessor="flag", verbose_name=_("提示理由"), orderable=False)
    amount = MoneyColumn(accessor="flag__amount_fen", verbose_name=_("涉及金额"))
    raised_on = DateColumn(verbose_name=_("提示日期"))
    state = StateColumn(verbose_name=_("状态"))


class AlertFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("watch__task__title", "flag__unit__name")
    state = chosen(AlertState, _("状态"))
    since = since("raised_on", _("提示日期"))
    until = until("raised_on", _("提示日期"))


class AlertList(ListPage):
    """Alerts within reach, the latest first."""

    permission = "alert.view"
    title = pgettext_lazy("list", "复发提示")
    lead = _("销号后的账目中又出现与原问题相似的支出；是否再次发生，由人判断")
    table_class = AlertTable
    filterset_class = AlertFilter
    empty = _("销号的问题写明账目特征后开始监测；以后导入的账套中出现相似支出时，提示列在这里")

    def found(self) -> QuerySet[Any]:
        """Alerts within reach."""
        return queries.alerts(self.user)

    def buttons(self) -> list[Button]:
        """Lead to the watches."""
        return [Button(_("持续监测"), reverse("office:watch_list"), "eye")] if self.may("watch.view") else []


class AlertPage(DetailPage):
    """One alert."""

    permission = "alert.view"
    template_name = "office/screening/alert.html"
    what = _("复发提示")
    crumbs: ClassVar = CRUMBS

    def found(self) -> QuerySet[Any]:
        """Alerts within reach."""
        return queries.alerts(self.user)

    def buttons(self) -> list[Button]:
        """Offer to decide, once."""
        alert = self.record
        if alert.state == AlertState.NEW and self.may("alert.decide"):
            return [Button(_("判断"), reverse("office:alert_decide", args=[alert.pk]), "gavel", main=True)]
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add both sides: what was found and promised, what is booked now."""
        alert = self.record
        task = alert.watch.task
        seen = context.of(alert.flag)
        before = [
            (_("问题"), task.finding), (_("问题表现"), task.finding.symptom), (_("整改任务"), task.title),
            (_("承诺的措施"), "\n".join(measure.text for measure in task.measures.all())), (_("整改结果"), task.result),
            (_("监测期"), f"{day(alert.watch.since)}—{day(alert.watch.until)}"),
        ]  # fmt: skip
        now = [
            (_("单位"), alert.flag.unit), (_("提示理由"), reason_of(alert.flag)), (_("最近发生日期"), day(alert.flag.day)),
            (_("涉及金额"), money(alert.flag.amount_fen)), (_("状态"), badge(alert.state, alert.get_state_display())),
            (_("判断理由"), alert.words), (_("判断人"), alert.decided_by), (_("判断日期"), day(alert.decided_on)),
        ]  # fmt: skip
        return super().get_context_data(
            before=[row for row in before if row[1]], now=[row for row in now if row[1] and row[1] != "—"], task=task,
            tables=rows_shown(seen.rows, alert.flag.rows, seen.names), moved=moved(seen), corrected=seen.corrected, **kwargs,
        )  # fmt: skip


class DecideForm(forms.Form):
    """Whether it is the same again, and why."""

    state = forms.ChoiceField(
        label=_("判断"),
        choices=[(each.value, _(each.label)) for each in (AlertState.RECURRED, AlertState.OTHER)],
        widget=forms.RadioSelect,
        help_text=_("“再次发生”将重新打开整改任务，原有记录全部保留"),
    )
    words = paragraph(_("判断理由"), rows=4, max_length=1000)


class Decide(ActionPage):
    """Say whether a closed finding has come back."""

    permission = "alert.decide"
    title = _("判断是否再次发生")
    crumbs: ClassVar = CRUMBS
    form_class = DecideForm
    submit = _("确定")
    done = _("已记录判断")

    @property
    def record(self) -> Any:
        """The alert the address names."""
        if not hasattr(self, "_record"):
            self._record = get_or_missing(queries.alerts(self.user, "alert.decide"), self.kwargs["pk"], AlertPage.what)
        return self._record

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say why it was raised, above the form."""
        texts = [(_("整改任务"), str(self.record)), (_("提示理由"), reason_of(self.record.flag))]
        return super().get_context_data(back=self.address(), texts=texts, **kwargs)

    def address(self) -> str:
        """The alert's own page."""
        return reverse("office:alert", args=[self.record.pk])

    def act(self, form: forms.Form) -> str:
        """Do it."""
        actions.decide(self.record, AlertState(form.cleaned_data["state"]), form.cleaned_data["words"], by=self.user)
        return self.address()


class WatchTable(RecordTable):
    """Columns of the list."""

    task = LinkColumn("office:task", key="task_id", verbose_name=_("整改任务"), order_by="task__title")
    unit = tables.Column(accessor="task__plan__inspection__unit", verbose_name=_("单位"), orderable=False)
    family = tables.Column(verbose_name=_("疑点类别"))
    words = tables.Column(verbose_name=_("摘要用语"), orderable=False)
    accounts = tables.Column(verbose_name=_("涉及科目"), orderable=False)
    since = DateColumn(verbose_name=_("监测起始日"))
    until = DateColumn(verbose_name=_("监测截止日"))
    ended_on = DateColumn(verbose_name=_("提前结束日期"))

    def render_words(self, value: list[str]) -> str:
        """Join them."""
        return listed(value)

    render_accounts = render_words


class WatchFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("task__title",)
    until = since("until", _("监测截止日"))


class WatchList(ListPage):
    """Watches within reach."""

    permission = "watch.view"
    title = _("持续监测")
    lead = _("销号的问题写明账目特征的，对原单位、上级和下属单位以后的账目继续监测")
    crumbs: ClassVar = CRUMBS
    table_class = WatchTable
    filterset_class = WatchFilter
    empty = _("写明账目特征的问题销号之后，开始监测")

    def found(self) -> QuerySet[Any]:
        """Watches within reach."""
        return rectification.watches(self.user)

    def buttons(self) -> list[Button]:
        """Offer to settle for how long."""
        if not self.may("policy.edit"):
            return []
        return [Button(_("监测期限"), reverse("office:watch_months"), "adjustments")]


class MonthsForm(forms.Form):
    """For how long."""

    months = forms.IntegerField(
        label=_("监测月数"), min_value=1, max_value=WATCH_MOST, help_text=_("从销号之日起算；只用于以后销号的问题")
    )


class WatchMonths(ActionPage):
    """Settle for how long ledgers are watched after close-out."""

    permission = "policy.edit"
    title = _("销号后的监测期限")
    crumbs: ClassVar = (*CRUMBS, (_("持续监测"), "office:watch_list"))
    form_class = MonthsForm
    done = _("已保存")

    def get_initial(self) -> dict[str, Any]:
        """What counts now."""
        settled = office_policy(queries.place_of(self.user))
        return {"months": settled.watch_months if settled else MONTHS}

    def act(self, form: forms.Form) -> str:
        """Settle it."""
        settle_watch(queries.place_of(self.user), form.cleaned_data["months"], by=self.user)
        return reverse("office:watch_list")
