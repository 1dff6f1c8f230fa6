"""Letting a member leave an authorised team, and putting somebody else in their place."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.records.teams import actions, queries
from xuncha.web.components.picking import PickField
from xuncha.web.components.records import RecordForm


class ReasonForm(forms.Form):
    """Why somebody leaves."""

    reason = forms.CharField(label=_("离组原因"), max_length=200)


class MemberRemove(RecordForm):
    """Let a member leave."""

    permission = "team.edit"
    title = _("组员离组")
    what = _("组员")
    form_class: type[forms.Form] = ReasonForm
    submit = _("离组")
    done = _("已离组")
    back = "office:team"
    crumbs: ClassVar = ((pgettext_lazy("list", "巡察组"), "office:team_list"),)

    def found(self) -> QuerySet[Any]:
        """Members of teams this person forms."""
        return queries.members(self.user)

    def address(self) -> str:
        """Back to the team."""
        return reverse("office:team", args=[self.record.team_id])

    def act(self, form: forms.Form) -> str:
        """Let them go."""
        actions.remove_member(self.record, form.cleaned_data["reason"], by=self.user)
        return self.address()


class ReplaceForm(ReasonForm):
    """Why somebody leaves, and who comes."""

    field_order = ("inspector", "reason")

    def __init__(self, *args: Any, records: Any, **kwargs: Any) -> None:
        """Offer the pool."""
        super().__init__(*args, **kwargs)
        self.fields["inspector"] = PickField(records, _("接替人"), code="person__code", name="person__name")
        self.order_fields(self.field_order)


class MemberReplace(MemberRemove):
    """Put somebody else into a member's seat."""

    title = _("更换组员")
    lead = _("接替人须先通过回避审查；离组原因留在记录中")
    form_class = ReplaceForm
    submit = _("更换")
    done = _("已更换")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer who could come."""
        return {"records": lambda: queries.candidates(self.user, self.record.team)}

    def act(self, form: forms.Form) -> str:
        """Replace them."""
        data = form.cleaned_data
        actions.replace_member(self.record, data["inspector"], data["reason"], by=self.user)
        return self.address()
