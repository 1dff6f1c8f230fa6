"""Pages that change a plan or a round as one act: where they stand, whom they are open to, and what is said when it is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.errors import XunchaError
from xuncha.records.rounds import queries
from xuncha.records.teams import queries as teams
from xuncha.web.components.pages import DetailPage
from xuncha.web.components.said import said


class Under(DetailPage):
    """A page under a record, to which it leads back."""

    back: ClassVar[str]

    def address(self) -> str:
        """Back to the record."""
        return reverse(self.back, args=[self.record.pk])

    def get_crumbs(self) -> list[tuple[Any, str]]:
        """Lead back to the record."""
        return [*super().get_crumbs(), (str(self.record), self.address())]

    def carried_out(self, act: Callable[[], Any]) -> HttpResponse | None:
        """Act, say what came of it and go back; None where it was refused, and why is said."""
        try:
            done = act()
        except XunchaError as error:
            messages.error(self.request, said(error.sentence))
            return None
        messages.success(self.request, done or _("已保存"))
        return HttpResponseRedirect(self.address())


class UnderPlan(Under):
    """A page under an annual plan."""

    permission = "plan.edit"
    what = _("年度计划")
    back = "office:plan"
    crumbs: ClassVar = ((pgettext_lazy("list", "年度计划"), "office:plan_list"),)

    def found(self) -> QuerySet[Any]:
        """Plans within reach."""
        return queries.plans(self.user)


class UnderRound(Under):
    """A page under a round."""

    permission = "inspection.edit"
    what = _("轮次")
    back = "office:round"
    crumbs: ClassVar = ((pgettext_lazy("list", "轮次"), "office:round_list"),)

    def found(self) -> QuerySet[Any]:
        """Rounds within reach."""
        return teams.rounds(self.user)
