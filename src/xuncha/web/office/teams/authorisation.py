"""The authorisation of a team: the office drafts it, the leading group or the secretary gives it."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.records.teams import actions, queries
from xuncha.records.teams.forming import board
from xuncha.web.components.fields import day
from xuncha.web.components.records import RecordForm


class ProposeForm(forms.Form):
    """What the draft says."""

    authority = forms.CharField(label=_("授权机关"), max_length=128)
    number = forms.CharField(label=_("授权文号"), max_length=64)
    until = day(_("授权止"), required=False, help_text=_("不填则到本轮次结束"))


class TeamPropose(RecordForm):
    """Draft the authorisation."""

    permission = "authorisation.write"
    title = _("起草授权")
    what = _("巡察组")
    form_class = ProposeForm
    template_name = "office/teams/authorise.html"
    back = "office:team"
    done = _("已起草，待批准")
    crumbs: ClassVar = ((pgettext_lazy("list", "巡察组"), "office:team_list"),)

    def found(self) -> QuerySet[Any]:
        """Teams within reach."""
        return queries.teams(self.user)

    def get_initial(self) -> dict[str, Any]:
        """Start from the draft, else from what the round says of its mode."""
        team = self.record
        return {
            "authority": team.authorised_by or queries.authority(team),
            "number": team.authorisation_number,
            "until": team.authorised_until,
            "since": timezone.localdate(),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what stands against it."""
        return super().get_context_data(record=self.record, board=board(self.user, self.record), **kwargs)

    def act(self, form: forms.Form) -> str:
        """Keep the draft."""
        data = form.cleaned_data
        actions.propose_authorisation(self.record, data["authority"], data["number"], data["until"], by=self.user)
        return self.address()


class AuthoriseForm(ProposeForm):
    """The same, with the day it begins."""

    since = day(_("授权日期"))
    field_order = ("authority", "number", "since", "until")


class TeamAuthorise(TeamPropose):
    """Give the authorisation."""

    permission = "authorisation.approve"
    title = _("授权")
    lead = _("授权后，组员才能接触这次巡察的内容；“组建授权”步骤随之办结")
    form_class = AuthoriseForm
    submit = _("授权")
    done = _("已授权")

    def act(self, form: forms.Form) -> str:
        """Authorise."""
        actions.authorise(self.record, by=self.user, **form.cleaned_data)
        return self.address()
