"""The team that inspects the unit, and the unit's objections to members."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from xuncha.records.teams import actions, queries
from xuncha.web.components.fields import paragraph
from xuncha.web.components.pages import Page
from xuncha.web.components.records import RecordForm
from xuncha.web.components.writing import aside


class TeamPage(Page):
    """Who inspects the unit, once the notice of entry is out."""

    permission = "objection.view"
    title = _("巡察组与回避异议")
    lead = _("认为巡察组成员与本单位有应当回避的情形的，可以提出异议，由巡察办核实处理")
    template_name = "unit/team.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather teams and objections by inspection."""
        raised = list(queries.objections(self.user))
        told = [
            {
                "inspection": inspection,
                "team": inspection.target.team,
                "members": [seat for seat in queries.seats(self.user, inspection.target.team) if not seat.left_on],
                "objections": [each for each in raised if each.inspection_id == inspection.pk],
            }
            for inspection in announced(self.user)[:5]
        ]
        return super().get_context_data(told=told, may_object=self.may("objection.raise"), **kwargs)


def announced(user: Any) -> QuerySet[Any]:
    """Inspections whose team the unit may know, the latest first."""
    found = queries.inspections(user, "objection.view").filter(announced_on__isnull=False, target__isnull=False)
    return found.order_by("-announced_on", "-pk")


class ObjectionForm(forms.Form):
    """To whom, and why."""

    member = forms.ChoiceField(label=_("组员"))
    reason = paragraph(_("理由"), max_length=2000, help_text=_("写明何种关系、何时形成，便于核实"))

    def __init__(self, *args: Any, seats: list[Any], **kwargs: Any) -> None:
        """Offer the members."""
        super().__init__(*args, **kwargs)
        self.seats = {str(seat.pk): seat for seat in seats}
        choices = [(key, f"{seat.inspector}{aside(seat.get_role_display())}") for key, seat in self.seats.items()]
        self.fields["member"].choices = choices  # type: ignore[attr-defined]


class ObjectionNew(RecordForm):
    """Object to a member."""

    permission = "objection.raise"
    title = _("提出回避异议")
    form_class = ObjectionForm
    what = _("巡察")
    submit = _("提出异议")
    done = _("已提出，等待巡察办核实")
    crumbs: ClassVar = ((_("巡察组与回避异议"), "unit:team"),)

    def found(self) -> QuerySet[Any]:
        """Inspections the unit knows of."""
        return announced(self.user)

    def address(self) -> str:
        """Back to the team."""
        return reverse("unit:team")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form who sits on the team."""
        seats = queries.seats(self.user, self.record.target.team)
        return {"seats": [seat for seat in seats if not seat.left_on]}

    def act(self, form: Any) -> str:
        """Object."""
        member = form.seats[form.cleaned_data["member"]]
        actions.raise_objection(self.record, member, form.cleaned_data["reason"], by=self.user)
        return self.address()
