"""The unit's plan: one page from first draft to acceptance; its text, and sending it in."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xuncha.domain.deadlines import explain
from xuncha.domain.rectification import PlanState
from xuncha.records.rectification import actions, queries
from xuncha.web.components.fields import paragraph
from xuncha.web.components.pages import Button, Page
from xuncha.web.components.records import RecordForm, RecordPage, RecordVerb
from xuncha.web.components.said import said
from xuncha.web.components.templatetags.xuncha import badge
from xuncha.web.components.templatetags.xuncha import day as said_day
from xuncha.web.unit.plan_tasks import PLAN_CRUMBS


class CurrentPlan(Page):
    """Leads to the plan of the latest feedback, or says that there is none yet."""

    permission = "rect_plan.view"
    title = _("整改方案")
    template_name = "unit/no_plan.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the plan's own page under this address."""
        plan = queries.current_plan(self.user)
        if plan is None:
            return super().get(request, *args, **kwargs)
        return PlanPage.as_view()(request, pk=plan.pk)  # type: ignore[return-value]


class PlanPage(RecordPage):
    """One plan, with what it still lacks."""

    permission = "rect_plan.view"
    what = _("整改方案")
    title = _("整改方案")
    template_name = "unit/plan.html"
    above: ClassVar = ""
    at_once: ClassVar = frozenset({"unit:plan_submit"})

    def found(self) -> QuerySet[Any]:
        """Plans within reach."""
        return queries.plans(self.user)

    def facts(self) -> list[tuple[Any, Any]]:
        """Where it stands."""
        plan = self.record
        return [
            (_("状态"), badge(plan.state, plan.get_state_display())),
            (_("等次"), badge(plan.grade, plan.get_grade_display()) if plan.grade else ""),
            (_("轮次"), plan.inspection.round), (_("报送期限"), said_day(plan.due_on)),
            (_("期限情况"), said(explain(plan.due_on, timezone.localdate(), plan.submitted_on))),
            (_("报送日期"), said_day(plan.submitted_on)), (_("报送次数"), plan.version),
            (_("集中整改期满"), said_day(plan.period_until)),
        ]  # fmt: skip

    def texts(self) -> list[tuple[Any, Any]]:
        """Why it came back, and what is meant to be done."""
        plan = self.record
        reason = plan.returned_note if plan.state == PlanState.RETURNED else ""
        return [(_("退回理由"), reason), (_("总体安排"), plan.text)]

    def buttons(self) -> list[Button]:
        """Offer to write and to send in, while it is the unit's turn."""
        is_open = queries.may_write_plan(self.record)
        ready = is_open and not self.lacks
        return self.offered([
            (ready, "rect_plan.submit", _("报送方案"), "unit:plan_submit", "send"),
            (is_open, "rect_plan.write", _("写总体安排"), "unit:plan_edit", "edit"),
        ])  # fmt: skip

    @property
    def lacks(self) -> tuple[Any, ...]:
        """What the plan lacks, while it is the unit's turn."""
        if not hasattr(self, "_lacks"):
            self._lacks = queries.plan_lacks(self.record) if queries.may_write_plan(self.record) else ()
        return self._lacks

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add tasks, opinions, gaps, and the unit's other plans."""
        plan = self.record
        writes = queries.may_write_plan(plan) and self.may_here("task.write")
        return super().get_context_data(
            tasks=queries.plan_tasks(self.user, plan),
            new_task=reverse("unit:task_new", args=[plan.pk]) if writes else "",
            opinions=queries.opinions(plan.reviews.all()),
            lacks=self.lacks,
            others=queries.plans(self.user).exclude(pk=plan.pk)[:10],
            **kwargs,
        )


class PlanForm(forms.Form):
    """The plan's text."""

    text = paragraph(_("总体安排"), rows=10, help_text=_("整改工作的组织领导、步骤和保障；主要负责人是整改第一责任人"))


class PlanEdit(RecordForm):
    """Write the text."""

    permission = "rect_plan.write"
    title = _("写总体安排")
    form_class = PlanForm
    back = "unit:plan_of"
    crumbs: ClassVar = PLAN_CRUMBS
    what = _("整改方案")
    done = _("已保存")
    edits = True

    def found(self) -> QuerySet[Any]:
        """Plans within reach."""
        return queries.plans(self.user)

    def get_initial(self) -> dict[str, Any]:
        """Start from what is kept."""
        return {"text": self.record.text}

    def act(self, form: forms.Form) -> str:
        """Keep it."""
        self.record.text = form.cleaned_data["text"]
        actions.write_plan(self.record, by=self.user)
        return self.address()


class PlanSubmit(RecordVerb):
    """The head sends the plan in."""

    permission = "rect_plan.submit"
    back = "unit:plan_of"
    what = _("整改方案")
    done = _("整改方案已报送，等待联合审核")

    def found(self) -> QuerySet[Any]:
        """Plans within reach."""
        return queries.plans(self.user)

    def act(self) -> None:
        """Send it in."""
        actions.submit_plan(self.record, by=self.user)
