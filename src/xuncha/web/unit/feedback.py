"""What the unit was told: feedback to the head and to the leading body, and the findings to put right."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.records.rectification import actions, queries
from xuncha.web.components.pages import Page, VerbPage

SHOWN = 10


class FeedbackPage(Page):
    """Every inspection fed back, the latest first."""

    permission = "feedback.view"
    title = pgettext_lazy("list", "反馈意见")
    lead = _("巡察组向主要负责人和领导班子分别反馈的意见，以及需要整改的问题")
    template_name = "unit/feedback.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather feedback and findings by inspection."""
        given = list(queries.feedbacks(self.user))
        told = [
            {
                "inspection": inspection,
                "feedbacks": [each for each in given if each.inspection_id == inspection.pk],
                "findings": queries.fed_back_findings(self.user, inspection),
            }
            for inspection in queries.fed_back(self.user, self.permission)[:SHOWN]
        ]
        return super().get_context_data(told=told, may_sign=self.may("feedback.receive"), **kwargs)


class Receive(VerbPage):
    """Sign for feedback."""

    permission = "feedback.receive"
    what = _("反馈意见")
    done = _("已签收")

    def found(self) -> QuerySet[Any]:
        """Feedback within reach."""
        return queries.feedbacks(self.user)

    def act(self) -> None:
        """Sign."""
        actions.receive_feedback(self.record, by=self.user)

    def address(self) -> str:
        """Back to the feedback."""
        return reverse("unit:feedback")
