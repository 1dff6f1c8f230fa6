"""The promise of confidentiality: made by a member, or noted from paper by the office."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.pool import PROMISE
from xuncha.records.teams import actions, queries
from xuncha.web.components.fields import day
from xuncha.web.components.records import RecordForm


class PromiseForm(forms.Form):
    """Promising is pressing the button under the text."""


class PromiseNew(RecordForm):
    """Promise for oneself."""

    permission = "promise.write"
    title = _("保密承诺")
    lead = _("一轮一承诺，动员前作出")
    what = _("组员")
    form_class = PromiseForm
    template_name = "office/teams/promise.html"
    submit = _("我承诺")
    done = _("已作出保密承诺")
    back = "office:home"
    crumbs: ClassVar = ((_("首页"), "office:home"),)

    def found(self) -> QuerySet[Any]:
        """One's own seats."""
        return queries.my_seats(self.user)

    def address(self) -> str:
        """Back to the first page."""
        return reverse("office:home")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show what is promised, and to which team."""
        said = super().get_context_data(clauses=PROMISE, **kwargs)
        return said | {"title": _("%(title)s：%(team)s") % {"title": self.get_title(), "team": self.record.team}}

    def act(self, form: forms.Form) -> str:
        """Promise."""
        actions.promise(self.record, by=self.user)
        return self.address()


class PaperForm(forms.Form):
    """When the paper was signed."""

    made_on = day(_("承诺日期"))


class PromiseRecord(RecordForm):
    """Note a promise signed on paper."""

    permission = "promise.record"
    title = _("登记纸质保密承诺")
    lead = _("原件由巡察办存档")
    what = _("组员")
    form_class = PaperForm
    done = _("已登记")
    back = "office:team"
    crumbs: ClassVar = ((pgettext_lazy("list", "巡察组"), "office:team_list"),)

    def found(self) -> QuerySet[Any]:
        """Members of teams this person forms."""
        return queries.members(self.user)

    def get_initial(self) -> dict[str, Any]:
        """Usually signed today."""
        return {"made_on": timezone.localdate()}

    def address(self) -> str:
        """Back to the team."""
        return reverse("office:team", args=[self.record.team_id])

    def act(self, form: forms.Form) -> str:
        """Note it."""
        actions.record_promise(self.record, form.cleaned_data["made_on"], by=self.user)
        return self.address()
