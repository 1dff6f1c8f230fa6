"""Tasks: the list with its filters, one task, close-out and re-opening."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.findings import Cure
from xuncha.domain.rectification import TASK_FLOW, ReopenGround, TaskState, TaskVerb
from xuncha.records.rectification import actions, queries
from xuncha.web.components.evidence_files import EvidenceFile
from xuncha.web.components.fields import coded, day, paragraph
from xuncha.web.components.filters import RecordFilter, chosen, since, until
from xuncha.web.components.pages import Button, ListPage
from xuncha.web.components.records import RecordForm
from xuncha.web.components.tables import DateColumn, LinkColumn, RecordTable, StateColumn
from xuncha.web.components.task_page import TaskPage

CRUMBS = ((pgettext_lazy("list", "整改任务"), "office:task_list"),)


class TaskTable(RecordTable):
    """Columns of the list."""

    title = LinkColumn("office:task", verbose_name=_("整改任务"))
    unit = tables.Column(
        accessor="plan__inspection__unit", verbose_name=_("被巡察单位"), order_by="plan__inspection__unit__name"
    )
    leaf = tables.Column(accessor="finding__leaf", verbose_name=_("监督内容"), order_by="finding__leaf__code")
    cure = tables.Column(verbose_name=_("整改类别"))
    duty_leader = tables.Column(verbose_name=_("责任领导"), default="—")
    state = StateColumn(verbose_name=_("状态"))
    due_on = DateColumn(verbose_name=_("完成时限"), order_by=("due_on", "pk"))
    submitted_on = DateColumn(verbose_name=_("申报日期"), default="—")
    closed_on = DateColumn(verbose_name=_("销号日期"), default="—")


def rounds(request: HttpRequest | None) -> QuerySet[Any]:
    """The rounds offered in the filter: those whose tasks this person reaches."""
    assert request is not None  # noqa: S101 - a page always gives its request
    return queries.rounds(request.user, "task.view")  # type: ignore[arg-type]


class TaskFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("title", "finding__title", "plan__inspection__unit__name", "duty_leader", "duty_person")
    state = chosen(TaskState, _("状态"))
    overdue = django_filters.ChoiceFilter(
        method="late", label=_("逾期"), choices=[("yes", _("已逾期")), ("no", _("未逾期"))]
    )
    unit = django_filters.CharFilter(
        field_name="plan__inspection__unit__name", lookup_expr="icontains", label=_("被巡察单位")
    )
    branch = django_filters.CharFilter(
        field_name="finding__leaf__code", lookup_expr="startswith", label=_("监督内容编码")
    )
    round = django_filters.ModelChoiceFilter(field_name="plan__inspection__round", queryset=rounds, label=_("轮次"))
    cure = chosen(Cure, _("整改类别"))
    since = since("due_on", _("完成时限"))
    until = until("due_on", _("完成时限"))

    def late(self, found: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what is overdue, or what is not."""
        overdue = queries.overdue(found)
        return overdue if value == "yes" else found.exclude(pk__in=overdue.order_by().values("pk"))


class TaskList(ListPage):
    """Every task within reach."""

    permission = "task.view"
    title = pgettext_lazy("list", "整改任务")
    lead = _("一个问题至少一项任务；三家联审通过后由巡察办销号，单位不能自行销号")
    table_class = TaskTable
    filterset_class = TaskFilter
    empty = _("由被巡察单位在整改方案中编制，或用“数据导入”从表格导入")

    def found(self) -> QuerySet[Any]:
        """Tasks within reach: those still open first, the earliest date first."""
        return queries.open_first(queries.tasks(self.user))


class OfficeTaskPage(TaskPage):
    """One task, as office, team and reviewers see it."""

    template_name = "office/rectification/task.html"
    crumbs: ClassVar = CRUMBS
    names: ClassVar = {"file": "office:evidence", "task": "office:task"}

    def buttons(self) -> list[Button]:
        """Offer what the state and this person's body allow."""
        task = self.record
        state = TaskState(task.state)
        return self.offered([
            (queries.may_review(self.user, "task.review", task), "task.review", _("提出联审意见"), "office:task_review",
             "scale"),
            (TASK_FLOW.can(state, TaskVerb.CLOSE), "task.close", _("销号"), "office:task_close", "circle-check"),
            (TASK_FLOW.can(state, TaskVerb.REOPEN), "task.reopen", _("重新打开"), "office:task_reopen", "refresh"),
        ])  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what stands against closing, once the review has passed it."""
        task = self.record
        gaps = queries.closing_gaps(task) if task.state == TaskState.PASSED and self.may_here("task.close") else ()
        return super().get_context_data(closing_gaps=gaps, **kwargs)


class File(EvidenceFile):
    """One file of evidence."""

    crumbs: ClassVar = CRUMBS


class CloseForm(forms.Form):
    """A word on closing."""

    words = paragraph(_("销号说明"), rows=3, max_length=300, required=False)


class TaskForm(RecordForm):
    """A form on one task."""

    back = "office:task"
    about = OfficeTaskPage
    what = _("整改任务")
    crumbs: ClassVar = CRUMBS

    def found(self) -> QuerySet[Any]:
        """Tasks within reach."""
        return queries.tasks(self.user)


class Close(TaskForm):
    """The office closes a task."""

    permission = "task.close"
    title = _("销号")
    form_class = CloseForm
    submit = _("销号")
    done = _("已销号")

    def act(self, form: forms.Form) -> str:
        """Close it."""
        actions.close_task(self.record, by=self.user, words=form.cleaned_data["words"])
        return self.address()


class ReopenForm(forms.Form):
    """On what ground, for what reason, until when."""

    ground = coded(ReopenGround, _("依据"))
    reason = paragraph(_("理由"))
    amount = forms.DecimalField(label=_("涉及金额（元）"), required=False, min_value=0, decimal_places=2, max_digits=14)
    due_on = day(_("新的完成时限"), required=False)


class Reopen(TaskForm):
    """Open a task again."""

    permission = "task.reopen"
    title = _("重新打开整改任务")
    form_class = ReopenForm
    submit = _("重新打开")
    done = _("已重新打开，交由单位继续整改")

    def act(self, form: forms.Form) -> str:
        """Open it again."""
        data = form.cleaned_data
        amount = None if data["amount"] is None else int(data["amount"] * 100)
        reopening = queries.new_reopening(self.record, data["ground"], data["reason"], amount)
        actions.reopen_task(reopening, by=self.user, due_on=data["due_on"])
        return self.address()
