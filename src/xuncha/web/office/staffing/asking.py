"""Stopping a search."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from xuncha.records.staffing import actions, queries
from xuncha.web.components.pages import VerbPage


class AttemptCancel(VerbPage):
    """Stop a search; the best plan so far is kept."""

    permission = "staffing.edit"
    what = _("编组方案")
    done = _("已停止，保留目前最好的方案")

    def found(self) -> QuerySet[Any]:
        """Attempts within reach."""
        return queries.attempts(self.user, self.permission)

    def act(self) -> None:
        """Stop it."""
        actions.cancel(self.record, by=self.user)

    def address(self) -> str:
        """Back to the attempt."""
        return reverse("office:staffing_attempt", args=[self.record.pk])
