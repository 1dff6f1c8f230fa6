"""The unit's first page: what is due, what came back, where things stand."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from xuncha.domain.rectification import TaskState
from xuncha.records.rectification import queries
from xuncha.records.rounds.waiting import Waiting
from xuncha.web.components.pages import Page


class Home(Page):
    """What waits for the unit, the earliest first."""

    permission = "home.view"
    title = _("首页")
    lead = _("本单位要办的事，按期限先后排列")
    template_name = "unit/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather what waits and the figures."""
        waiting = queries.waiting(self.user)
        tasks = queries.tasks(self.user)
        return super().get_context_data(
            late=[(each, address(each)) for each in waiting if each.overdue],
            due=[(each, address(each)) for each in waiting if not each.overdue],
            plan=queries.current_plan(self.user),
            all_tasks=tasks.count(),
            closed_tasks=tasks.filter(state=TaskState.CLOSED).count(),
            **kwargs,
        )


def address(waiting: Waiting) -> str:
    """Where it is done, in the unit's own face."""
    if waiting.kind == "task":
        return reverse("unit:task", args=[waiting.pk])
    if waiting.kind == "rect_plan":
        return reverse("unit:plan_of", args=[waiting.pk])
    return reverse("unit:feedback")
