"""A member's own declaration of ties for the round."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from xuncha.records.teams import actions, queries
from xuncha.web.components.fields import paragraph
from xuncha.web.components.records import RecordForm


class DeclarationForm(forms.Form):
    """What somebody declares."""

    asks_recusal = forms.BooleanField(label=_("申请回避"), required=False)
    text = paragraph(_("申报内容"), required=False, help_text=_("没有应回避情形的，写明“无”"))


class DeclarationNew(RecordForm):
    """Declare one's own ties."""

    permission = "declaration.write"
    title = _("申报回避事项")
    lead = _("进组前如实申报与被巡察单位及其班子成员的关系；只有本人和巡察办能看到")
    what = _("组员")
    form_class = DeclarationForm
    submit = _("申报")
    done = _("已申报")
    back = "office:home"
    crumbs: ClassVar = ((_("首页"), "office:home"),)

    def found(self) -> QuerySet[Any]:
        """One's own seats."""
        return queries.my_seats(self.user)

    def address(self) -> str:
        """Back to the first page."""
        return reverse("office:home")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the team."""
        return super().get_context_data(**kwargs) | {
            "title": _("%(title)s：%(team)s") % {"title": self.get_title(), "team": self.record.team}
        }

    def act(self, form: forms.Form) -> str:
        """Declare."""
        actions.declare(self.record, form.cleaned_data["asks_recusal"], form.cleaned_data["text"], by=self.user)
        return self.address()
