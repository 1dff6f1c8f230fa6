"""Completing one step of an inspection."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xuncha.domain.steps import Step
from xuncha.records.teams import actions
from xuncha.web.components.fields import day
from xuncha.web.office.rounds.inspections import InspectionVerb


class StepForm(forms.Form):
    """When it was done."""

    on = day(_("完成日期"))
    note = forms.CharField(label=_("备注"), max_length=200, required=False)


class StepComplete(InspectionVerb):
    """Complete a step: a missing earlier step blocks, lateness does not."""

    permission = "step.complete"
    form_class = StepForm
    submit = _("办结")
    done = _("步骤已办结")

    @property
    def step(self) -> Step:
        """The step the address names."""
        try:
            return Step(self.kwargs["step"])
        except ValueError as error:
            raise Http404 from error

    def get_title(self) -> Any:
        """Name the step."""
        return gettext("办结：%(step)s") % {"step": gettext(self.step.label)}

    def get_initial(self) -> dict[str, Any]:
        """Start from today."""
        return {"on": timezone.localdate()}

    def act(self, form: forms.Form) -> str:
        """Complete it."""
        data = form.cleaned_data
        actions.complete_step(self.record, self.step, data["on"], by=self.user, note=data["note"])
        return self.address()
