"""Feedback: the list, one of them, and giving it."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.words import N_
from xuncha.records.findings.queries import feedback_gaps
from xuncha.records.rectification import actions, queries
from xuncha.web.components.fields import day, lines, paragraph
from xuncha.web.components.filters import RecordFilter, since, until
from xuncha.web.components.pages import Button, ListPage
from xuncha.web.components.records import NewPage, RecordPage
from xuncha.web.components.tables import DateColumn, LinkColumn, RecordTable, StateColumn
from xuncha.web.components.templatetags.xuncha import day as said_day
from xuncha.web.components.writing import joined

CRUMBS = ((pgettext_lazy("list", "反馈意见"), "office:feedback_list"),)
COPIES = (N_("分管领导"), N_("纪委监委"), N_("组织部"), N_("业务主管部门"))
"""To whom a copy usually goes (四抄告)."""


class FeedbackTable(RecordTable):
    """Columns of the list."""

    unit = LinkColumn(
        "office:feedback", accessor="inspection__unit", verbose_name=_("被巡察单位"), order_by="inspection__unit__name"
    )
    audience = StateColumn(verbose_name=_("反馈对象"))
    round = tables.Column(accessor="inspection__round", verbose_name=_("轮次"), order_by="inspection__round__name")
    given_by = tables.Column(verbose_name=_("反馈人"))
    given_on = DateColumn(verbose_name=_("反馈日期"), order_by=("given_on", "pk"))
    received_on = DateColumn(verbose_name=_("签收日期"), default="—")


class FeedbackFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("text", "inspection__unit__name", "inspection__round__name")
    received = django_filters.ChoiceFilter(
        method="narrow", label=_("签收情况"), choices=[("no", _("未签收")), ("yes", _("已签收"))]
    )
    since = since("given_on", _("反馈日期"))
    until = until("given_on", _("反馈日期"))

    def narrow(self, found: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what was signed for, or what was not."""
        return found.filter(received_on__isnull=value == "no")


class FeedbackList(ListPage):
    """Feedback given."""

    permission = "feedback.view"
    title = pgettext_lazy("list", "反馈意见")
    lead = _("经领导小组、书记专题会听取汇报后，向主要负责人和领导班子分别反馈，并抄告有关部门")
    table_class = FeedbackTable
    filterset_class = FeedbackFilter
    empty = _("两次会议听取汇报后反馈")

    def found(self) -> QuerySet[Any]:
        """Feedback within reach."""
        return queries.feedbacks(self.user)

    def buttons(self) -> list[Button]:
        """Offer to give some."""
        if not self.may("feedback.give"):
            return []
        return [Button(_("反馈"), reverse("office:feedback_give"), "speakerphone", main=True)]


class FeedbackPage(RecordPage):
    """One feedback."""

    permission = "feedback.view"
    what = _("反馈意见")
    crumbs: ClassVar = CRUMBS

    def found(self) -> QuerySet[Any]:
        """Feedback within reach."""
        return queries.feedbacks(self.user)

    def facts(self) -> list[tuple[Any, Any]]:
        """To whom, when, copied to whom."""
        feedback = self.record
        received = f"{feedback.received_by} {said_day(feedback.received_on)}" if feedback.received_on else _("未签收")
        return [
            (_("被巡察单位"), feedback.inspection.unit), (_("轮次"), feedback.inspection.round),
            (_("反馈对象"), feedback.get_audience_display()), (_("反馈人"), feedback.given_by),
            (_("反馈日期"), said_day(feedback.given_on)), (_("地点"), feedback.place),
            (_("抄告"), joined(feedback.copies)), (_("签收情况"), received),
        ]  # fmt: skip

    def texts(self) -> list[tuple[Any, Any]]:
        """What was said."""
        return [(_("反馈意见"), self.record.text)]


class FeedbackForm(forms.Form):
    """What is fed back, to the head and to the leading body apart."""

    given_on = day(_("反馈日期"))
    given_by = forms.CharField(label=_("反馈人"), max_length=64)
    place = forms.CharField(label=_("地点"), max_length=128, required=False)
    head = paragraph(_("对主要负责人的反馈意见"), rows=8)
    body = paragraph(_("对领导班子的反馈意见"), rows=8)
    copies = paragraph(_("抄告"), required=False, help_text=_("每行一个部门或领导"))
    line = forms.CharField(
        label=_("送业务主管部门（条线）"), max_length=32, required=False,
        help_text=_("整改材料送纪委监委、组织部联合审核；写明条线的，一并送该条线的主管部门"),
    )  # fmt: skip


class FeedbackGive(NewPage):
    """Give feedback."""

    permission = "feedback.give"
    title = _("反馈")
    form_class = FeedbackForm
    crumbs: ClassVar = CRUMBS
    submit = _("反馈")
    done = _("已反馈：整改方案已交由单位编制，材料已送审核部门")
    template_name = "office/rectification/feedback_give.html"

    none = _("没有已提交报告、等待反馈的巡察")

    def choices(self) -> QuerySet[Any]:
        """Inspections not fed back yet."""
        return queries.to_feed_back(self.user)

    def offered(self) -> QuerySet[Any]:
        """Those of them whose report was submitted."""
        return queries.reported(self.choices())

    def get_initial(self) -> dict[str, Any]:
        """Start with the usual copies and the unit's own line."""
        inspection = self.inspection
        return {
            "given_on": timezone.localdate(),
            "given_by": self.user.trail_name,
            "copies": "\n".join(_now(each) for each in COPIES),
            "line": inspection.unit.line if inspection else "",
        }

    def act(self, form: forms.Form) -> str:
        """Give it to both."""
        data = form.cleaned_data
        shared = {name: data[name] for name in ("given_on", "given_by", "place")} | {"copies": lines(data["copies"])}
        words = [queries.new_feedback(audience, data[audience], **shared) for audience in ("head", "body")]
        plan = actions.give_feedback(self.inspection, words, by=self.user, line=data["line"])
        return reverse("office:rect_plan", args=[plan.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say beforehand what stands against it."""
        gaps = feedback_gaps(self.inspection) if self.inspection else ()
        return super().get_context_data(gaps=gaps, **kwargs)
