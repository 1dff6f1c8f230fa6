"""Inspections: the list, the hub of one inspection, and what the office does with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.modes import Mode
from xuncha.domain.organisations import ReviewBody
from xuncha.domain.steps import Step
from xuncha.records.rounds import actions, queries
from xuncha.records.rounds.timeline import timeline
from xuncha.records.teams import actions as team_actions
from xuncha.records.teams import queries as teams
from xuncha.records.teams import reach
from xuncha.web.components.fields import coded, day, one_of
from xuncha.web.components.filters import RecordFilter, chosen
from xuncha.web.components.pages import Button, DetailPage, ListPage, VerbPage
from xuncha.web.components.reads import BY_NAME
from xuncha.web.components.records import RecordForm
from xuncha.web.components.tables import DateColumn, LinkColumn, RecordTable

HUB = (
    ("interview", pgettext_lazy("list", "谈话"), "messages"),
    ("visit", pgettext_lazy("list", "走访"), "map-pin"),
    ("document_request", pgettext_lazy("list", "资料调阅"), "files"),
    ("paper", pgettext_lazy("list", "底稿"), "file-text"),
    ("finding", pgettext_lazy("list", "问题"), "flag"),
    ("lead", pgettext_lazy("list", "问题线索"), "lock"),
    ("report", pgettext_lazy("list", "巡察报告"), "report"),
    ("feedback", pgettext_lazy("list", "反馈意见"), "speakerphone"),
    ("rect_plan", pgettext_lazy("list", "整改方案"), "checklist"),
    ("task", pgettext_lazy("list", "整改任务"), "list-check"),
    ("lookback", pgettext_lazy("list", "回头看"), "refresh"),
)
"""What hangs on an inspection: the name of its list and permission, heading, icon."""
PATHS = {"task": "plan__inspection"}


class InspectionTable(RecordTable):
    """Columns of the list."""

    unit = LinkColumn("office:inspection", verbose_name=_("被巡察单位"), order_by="unit__name")
    place = tables.Column(
        accessor="unit__jurisdiction", verbose_name=_("所在地区"), order_by="unit__jurisdiction__name"
    )
    round = tables.Column(verbose_name=_("轮次"), order_by="round__site_from")
    mode = tables.Column(verbose_name=_("方式"))
    team = tables.Column(accessor="target__team", verbose_name=_("巡察组"), orderable=False, default="—")
    step = tables.Column(verbose_name=_("当前步骤"))
    announced_on = DateColumn(verbose_name=_("公告日期"))
    fed_back_on = DateColumn(verbose_name=_("反馈日期"))


class InspectionFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("unit__name", "unit__code", "unit__jurisdiction__name", "round__name")
    step = chosen(Step, _("当前步骤"))
    mode = chosen(Mode, _("方式"))


class InspectionList(ListPage):
    """The inspections within reach."""

    permission = "inspection.view"
    title = pgettext_lazy("list", "巡察对象")
    lead = _("一次对一个单位的巡察，从计划到归档")
    table_class = InspectionTable
    filterset_class = InspectionFilter
    empty = _("在轮次中选择单位后，列在这里")

    def found(self) -> QuerySet[Any]:
        """Inspections within reach."""
        return teams.inspections(self.user)


@dataclass(frozen=True)
class Link:
    """One kind of thing that hangs on an inspection: how many, and where."""

    label: Any
    icon: str
    count: int
    address: str


class InspectionPage(DetailPage):
    """The hub of one inspection."""

    permission = "inspection.view"
    what = _("巡察")
    template_name = "office/rounds/inspection.html"
    crumbs: ClassVar = ((pgettext_lazy("list", "巡察对象"), "office:inspection_list"),)

    def found(self) -> QuerySet[Any]:
        """Inspections within reach."""
        return teams.inspections(self.user)

    def may_here(self, permission: str) -> bool:
        """Whether the person holds the permission on this inspection."""
        return reach.may(self.user, permission, self.record)

    def buttons(self) -> list[Button]:
        """Offer what the office does with an inspection."""
        record, pk = self.record, self.record.pk
        if not self.may_here("inspection.edit"):
            return []
        if record.announced_on is not None:
            return [Button(_("送交审核部门"), reverse("office:inspection_refer", args=[pk]), "send")]
        return [
            Button(_("发布进驻公告"), reverse("office:inspection_announce", args=[pk]), "speakerphone", main=True),
            Button(_("修改"), reverse("office:inspection_edit", args=[pk]), "edit"),
            Button(
                _("移出轮次"), reverse("office:inspection_remove", args=[pk]), "trash", post=True,
                confirm=_("确定把该单位移出本轮次？"),
            ),
        ]  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add team, steps and all that hangs on it, each as far as the person reaches."""
        team = teams.teams(self.user).filter(targets__inspection=self.record).first()
        terms = self.record.round.modes.filter(mode=self.record.mode).first() if self.may("round.view") else None
        return super().get_context_data(
            team=team,
            terms=terms,
            steps=timeline(self.record) if self.may_here("step.view") else [],
            completes=self.may_here("step.complete"),
            links=[link for each in HUB if (link := self._link(*each))],
            referrals=teams.referrals(self.user, self.record),
            **kwargs,
        )

    def _link(self, name: str, label: Any, icon: str) -> Link | None:
        read = BY_NAME[name]
        if not self.may_here(read.permission):
            return None
        found = read.found(self.user).filter(**{PATHS.get(name, "inspection"): self.record})
        try:
            address = reverse(f"office:{name}_list") + f"?inspection={self.record.pk}"
        except NoReverseMatch:
            address = ""
        return Link(label, icon, found.order_by().count(), address)


class InspectionForm(forms.Form):
    """What can be changed before the entry."""

    mode = coded(Mode, _("方式"))
    source = one_of(_("派出地区"), required=False, help_text=_("交叉巡察时填写"))

    def __init__(self, *args: Any, places: QuerySet[Any], **kwargs: Any) -> None:
        """Offer the places below the office."""
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = places  # type: ignore[attr-defined]


class InspectionVerb(RecordForm):
    """A form of the office on one inspection."""

    permission = "inspection.edit"
    what = _("巡察")
    back = "office:inspection"
    done = _("已保存")
    crumbs: ClassVar = ((pgettext_lazy("list", "巡察对象"), "office:inspection_list"),)

    def found(self) -> QuerySet[Any]:
        """Inspections on which the person holds this very permission."""
        return teams.inspections(self.user, self.permission)


class InspectionEdit(InspectionVerb):
    """Change mode or source before the entry."""

    title = _("修改巡察对象")
    form_class = InspectionForm
    edits = True

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the places below the office."""
        return {"places": queries.editable_places(self.user, self.permission).order_by("path")}

    def get_initial(self) -> dict[str, Any]:
        """Start from what is kept."""
        return {"mode": self.record.mode, "source": self.record.source}

    def act(self, form: forms.Form) -> str:
        """Keep the change."""
        self.record.mode, self.record.source = form.cleaned_data["mode"], form.cleaned_data["source"]
        actions.change_inspection(self.record, by=self.user)
        return self.address()


class AnnounceForm(forms.Form):
    """The day of the notice."""

    on = day(_("公告日期"))


class InspectionAnnounce(InspectionVerb):
    """Publish the entry."""

    title = _("发布进驻公告")
    lead = _("公告后，被巡察单位可以看到巡察组名单并提出回避异议")
    form_class = AnnounceForm
    submit = _("发布")
    done = _("已公告")

    def get_initial(self) -> dict[str, Any]:
        """Start from today."""
        return {"on": timezone.localdate()}

    def act(self, form: forms.Form) -> str:
        """Announce it."""
        actions.announce(self.record, form.cleaned_data["on"], by=self.user)
        return self.address()


class ReferForm(forms.Form):
    """To whom, and until when."""

    body = coded(ReviewBody, _("接收部门"))
    line = forms.CharField(
        label=_("条线"), max_length=32, required=False, help_text=_("送业务主管部门时填写，例如：水利")
    )
    due_on = day(_("办理期限"), required=False)


class InspectionRefer(InspectionVerb):
    """Let a reviewing body see the rectification."""

    title = _("送交审核部门")
    lead = _("该部门此后可以看到这次巡察的反馈和整改材料，看不到其他内容")
    form_class = ReferForm
    submit = _("送交")
    done = _("已送交")

    def act(self, form: forms.Form) -> str:
        """Send it."""
        data = form.cleaned_data
        team_actions.send_to_reviewers(
            self.record, ReviewBody(data["body"]), by=self.user, line=data["line"], due_on=data["due_on"]
        )
        return self.address()


class InspectionRemove(VerbPage):
    """Take a unit out of its round."""

    permission = "inspection.edit"
    what = _("巡察")
    done = _("已移出轮次")

    def found(self) -> QuerySet[Any]:
        """Inspections within reach."""
        return teams.inspections(self.user, self.permission)

    def act(self) -> None:
        """Remove it."""
        actions.remove_inspection(self.record, by=self.user)

    def address(self) -> str:
        """Back to the round."""
        return reverse("office:round", args=[self.record.round_id])
