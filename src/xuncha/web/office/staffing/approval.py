"""Laying a plan before those who authorise, and approving it: only that makes teams."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xuncha.records.staffing import actions, queries
from xuncha.web.components.records import RecordForm
from xuncha.web.office.staffing.attempts import name_of
from xuncha.web.office.staffing.round_page import crumbs_of
from xuncha.web.office.teams.authorisation import AuthoriseForm, ProposeForm


class PlanPropose(RecordForm):
    """Draft the authorisation of every team of a plan at once."""

    permission = "staffing.edit"
    title = _("报请批准")
    lead = _("由领导小组或书记批准；批准前不产生任何巡察组")
    what = _("编组方案")
    form_class = ProposeForm
    template_name = "office/staffing/approve.html"
    back = "office:staffing_attempt"
    submit = _("报请批准")
    done = _("已报请批准")

    def found(self) -> QuerySet[Any]:
        """Attempts within reach."""
        return queries.attempts(self.user, self.permission)

    def get_crumbs(self) -> list[tuple[Any, str]]:
        """Lead back to the attempt."""
        return [*crumbs_of(self.record.round, inner=True), (name_of(self.record), self.address())]

    def get_initial(self) -> dict[str, Any]:
        """Start from the draft, else from what the round says of its modes."""
        attempt = self.record
        return {
            "authority": attempt.authority or queries.authority(attempt.round),
            "number": attempt.authorisation_number,
            "until": attempt.authorised_until,
            "since": timezone.localdate(),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what changed since the plan was made."""
        found = actions.obstacles(self.record, self.user)
        return super().get_context_data(attempt=self.record, obstacles=found, **kwargs)

    def act(self, form: forms.Form) -> str:
        """Lay it before them."""
        data = form.cleaned_data
        actions.propose(self.record, data["authority"], data["number"], data["until"], by=self.user)
        return self.address()


class PlanApprove(PlanPropose):
    """Approve it."""

    permission = "staffing.approve"
    title = _("批准编组方案")
    lead = _("批准时重新进行回避审查；有变动则不予办理并说明原因。批准后各组组建、授权，“组建授权”步骤随之办结")
    form_class = AuthoriseForm
    submit = _("批准")
    done = _("已批准，巡察组已组建")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form where a plan was laid before them; else say so, as the action does."""
        self.record.require_proposed()
        return super().get(request, *args, **kwargs)

    def act(self, form: forms.Form) -> str:
        """Make the teams."""
        actions.approve(self.record, by=self.user, **form.cleaned_data)
        return reverse("office:round", args=[self.record.round_id])
