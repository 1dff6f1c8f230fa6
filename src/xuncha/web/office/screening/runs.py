"""Screenings: started, watched while they run, stopped."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.ledgers import ScreeningState
from xuncha.records.audit.sentences import unpacked
from xuncha.records.screening import actions, progress, queries
from xuncha.web.components.fields import day
from xuncha.web.components.filters import RecordFilter, chosen
from xuncha.web.components.pages import ActionPage, Button, DetailPage, ListPage, VerbPage
from xuncha.web.components.polling import ProgressPage
from xuncha.web.components.said import said
from xuncha.web.components.tables import DateColumn, LinkColumn, RecordTable, StateColumn
from xuncha.web.components.templatetags.xuncha import badge, moment
from xuncha.web.components.templatetags.xuncha import day as said_day

CRUMBS = (
    (pgettext_lazy("list", "账目疑点"), "office:flag_list"),
    (pgettext_lazy("list", "筛查"), "office:screening_list"),
)


class ScreeningTable(RecordTable):
    """Columns of the list."""

    asked_at = LinkColumn("office:screening", verbose_name=_("提交时间"))
    by = tables.Column(verbose_name=_("经办人"))
    state = StateColumn(verbose_name=_("状态"))
    since = DateColumn(verbose_name=_("只看此日以后"))
    raised = tables.Column(verbose_name=_("新增疑点"))
    known = tables.Column(verbose_name=_("此前已有"))

    def render_asked_at(self, value: Any, record: Any) -> Any:
        """Write the moment, leading to its page."""
        return self.base_columns["asked_at"].render(moment(value), record)


class ScreeningFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("by__username",)
    state = chosen(ScreeningState, _("状态"))


class ScreeningList(ListPage):
    """Runs, the latest first."""

    permission = "screening.run"
    title = pgettext_lazy("list", "筛查")
    crumbs: ClassVar = CRUMBS[:1]
    table_class = ScreeningTable
    filterset_class = ScreeningFilter
    empty = _("导入账套之后，在这里开始筛查")

    def found(self) -> QuerySet[Any]:
        """Runs within reach."""
        return queries.screenings(self.user)

    def buttons(self) -> list[Button]:
        """Offer to start one."""
        return [Button(_("开始筛查"), reverse("office:screening_new"), "player-play", main=True)]


class ScreeningForm(forms.Form):
    """From which day on flags are wanted."""

    since = day(_("只看此日以后"), required=False, help_text=_("不填则看全部；规则始终读取全部账目"))


class ScreeningNew(ActionPage):
    """Start a screening."""

    permission = "screening.run"
    title = _("开始筛查")
    lead = _("全部启用的规则对收到的全部账套运行一遍；已提示过的行不再重复提示")
    crumbs: ClassVar = CRUMBS
    form_class = ScreeningForm
    submit = _("开始筛查")

    def act(self, form: forms.Form) -> str:
        """Do it."""
        screening = actions.ask(by=self.user, since=form.cleaned_data["since"])
        return reverse("office:screening", args=[screening.pk])


class ScreeningPage(DetailPage):
    """One run: how far it is, or what came of it."""

    permission = "screening.run"
    template_name = "office/screening/screening.html"
    what = _("筛查")
    crumbs: ClassVar = CRUMBS

    def found(self) -> QuerySet[Any]:
        """Runs within reach."""
        return queries.screenings(self.user)

    def get_title(self) -> Any:
        """Name it by its moment."""
        return _("%(moment)s 的筛查") % {"moment": moment(self.record.asked_at)}

    def buttons(self) -> list[Button]:
        """Offer to stop it, or to see its flags."""
        pk = self.record.pk
        if self.record.state in progress.UNDER_WAY:
            return [Button(_("停止"), reverse("office:screening_cancel", args=[pk]), "x", post=True)]
        return [Button(_("查看疑点"), reverse("office:flag_list"), "flag", main=True)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add facts, or how far it is."""
        run = self.record
        facts = [
            (_("状态"), badge(run.state, run.get_state_display())), (_("经办人"), run.by),
            (_("完成时间"), moment(run.ended_at) if run.ended_at else None), (_("只看此日以后"), said_day(run.since)),
            (_("新增疑点"), run.raised), (_("此前已有"), run.known), (_("单位不在册"), run.unplaced),
            (_("所用规则"), len(run.rules)), (_("所用账套文件"), len(run.sources)),
        ]  # fmt: skip
        return super().get_context_data(
            facts=facts, moving=run.state in progress.UNDER_WAY, failure=said(unpacked(run.failure)) if run.failure else "",
            told=progress.of(run), broken_off=progress.broken_off(run), **kwargs,
        )  # fmt: skip


class ScreeningProgress(ProgressPage):
    """How far a run is, asked every second."""

    permission = "screening.run"
    template_name = "office/screening/progress.html"
    what = _("筛查")

    def found(self) -> QuerySet[Any]:
        """Runs within reach."""
        return queries.screenings(self.user)

    def over(self) -> bool:
        """Whether it has ended."""
        return self.record.state not in progress.UNDER_WAY

    def address(self) -> str:
        """The run's own page."""
        return reverse("office:screening", args=[self.record.pk])

    def shown(self) -> dict[str, Any]:
        """What was told last."""
        return {"told": progress.of(self.record), "broken_off": progress.broken_off(self.record)}


class Cancel(VerbPage):
    """Stop a run; nothing of it is kept."""

    permission = "screening.run"
    what = _("筛查")
    done = _("已停止，没有写入任何疑点")

    def found(self) -> QuerySet[Any]:
        """Runs within reach."""
        return queries.screenings(self.user)

    def act(self) -> None:
        """Do it."""
        actions.cancel(self.record, by=self.user)

    def address(self) -> str:
        """The run's own page."""
        return reverse("office:screening", args=[self.record.pk])
