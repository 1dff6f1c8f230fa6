"""Plans: the list, one plan with its tasks and opinions, and a body's own opinion."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.deadlines import explain
from xuncha.domain.rectification import Grade, PlanState
from xuncha.records.rectification import queries
from xuncha.web.components.filters import RecordFilter, chosen, since, until
from xuncha.web.components.pages import Button, ListPage
from xuncha.web.components.records import RecordPage
from xuncha.web.components.said import said
from xuncha.web.components.tables import DateColumn, LinkColumn, RecordTable, StateColumn
from xuncha.web.components.templatetags.xuncha import badge
from xuncha.web.components.templatetags.xuncha import day as said_day

CRUMBS = ((pgettext_lazy("list", "整改方案"), "office:rect_plan_list"),)


class PlanTable(RecordTable):
    """Columns of the list."""

    unit = LinkColumn(
        "office:rect_plan", accessor="inspection__unit", verbose_name=_("被巡察单位"), order_by="inspection__unit__name"
    )
    round = tables.Column(accessor="inspection__round", verbose_name=_("轮次"), order_by="inspection__round__name")
    state = StateColumn(verbose_name=_("状态"))
    grade = StateColumn(verbose_name=_("等次"), default="—")
    version = tables.Column(verbose_name=_("报送次数"))
    task_count = tables.Column(verbose_name=_("任务数"))
    closed_count = tables.Column(verbose_name=_("已销号"))
    due_on = DateColumn(verbose_name=_("报送期限"), order_by=("due_on", "pk"))
    submitted_on = DateColumn(verbose_name=_("报送日期"), default="—")


class PlanFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("inspection__unit__name", "inspection__round__name", "text")
    state = chosen(PlanState, _("状态"))
    grade = chosen(Grade, _("等次"))
    late = django_filters.ChoiceFilter(method="narrow", label=_("逾期"), choices=[("yes", _("逾期未报送"))])
    since = since("due_on", _("报送期限"))
    until = until("due_on", _("报送期限"))

    def narrow(self, found: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what should have been sent in by now."""
        return found.filter(due_on__lt=timezone.localdate(), version=0)


class PlanList(ListPage):
    """Every plan within reach."""

    permission = "rect_plan.view"
    title = pgettext_lazy("list", "整改方案")
    lead = _("巡察办、纪委监委、组织部联合审核；有一家不同意即退回重报")
    table_class = PlanTable
    filterset_class = PlanFilter
    empty = _("反馈后由被巡察单位编制")

    def found(self) -> QuerySet[Any]:
        """Plans within reach."""
        return queries.plans(self.user)


class PlanPage(RecordPage):
    """One plan."""

    permission = "rect_plan.view"
    what = _("整改方案")
    template_name = "office/rectification/plan.html"
    crumbs: ClassVar = CRUMBS

    def found(self) -> QuerySet[Any]:
        """Plans within reach."""
        return queries.plans(self.user)

    def facts(self) -> list[tuple[Any, Any]]:
        """Where it stands."""
        plan = self.record
        return [
            (_("状态"), badge(plan.state, plan.get_state_display())),
            (_("等次"), badge(plan.grade, plan.get_grade_display()) if plan.grade else ""),
            (_("轮次"), plan.inspection.round), (_("报送次数"), plan.version),
            (_("报送期限"), said_day(plan.due_on)),
            (_("期限情况"), said(explain(plan.due_on, timezone.localdate(), plan.submitted_on))),
            (_("报送日期"), said_day(plan.submitted_on)), (_("审核日期"), said_day(plan.decided_on)),
            (_("集中整改期满"), said_day(plan.period_until)), (_("任务数"), plan.task_count),
            (_("已销号"), plan.closed_count),
        ]  # fmt: skip

    def texts(self) -> list[tuple[Any, Any]]:
        """What the unit means to do, and why it went back."""
        plan = self.record
        reason = plan.returned_note if plan.state == PlanState.RETURNED else ""
        return [(_("退回理由"), reason), (_("总体安排"), plan.text)]

    def buttons(self) -> list[Button]:
        """Offer what this person can do."""
        plan = self.record
        asked = queries.may_review(self.user, "rect_plan.review", plan)
        return self.offered([
            (asked, "rect_plan.review", _("提出审核意见"), "office:rect_plan_review", "scale"),
        ])  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add tasks and opinions."""
        plan = self.record
        return super().get_context_data(
            tasks=queries.plan_tasks(self.user, plan), opinions=queries.opinions(plan.reviews.all()), **kwargs
        )
