"""Wishes for the next attempt: somebody on a unit, or not on it, or not in this round."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from xuncha.domain.roles import TeamRole
from xuncha.domain.teams.needs import SLOT_ROLES
from xuncha.domain.words import N_, Labelled
from xuncha.records.staffing import actions, queries
from xuncha.web.components.fields import coded
from xuncha.web.components.pages import VerbPage
from xuncha.web.components.picking import PickField
from xuncha.web.office.staffing.round_page import RoundForm


class Asked(Labelled):
    """What is asked, as a planner says it."""

    PIN = "pin", N_("固定：必须安排到这个单位")
    FORBID = "forbid", N_("不安排：不到这个单位；不选单位则整个轮次都不安排")


class WishForm(forms.Form):
    """Somebody, where, and why."""

    kind = coded(Asked, _("要求"))
    inspector = PickField(None, _("巡察干部"), code="person__code", name="person__name")
    inspection: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        None, label=_("巡察对象"), required=False, empty_label="—"
    )
    role = forms.ChoiceField(
        label=_("组内职务"), required=False, help_text=_("固定时可以指定；不选则任何职务都可以"),
        choices=[("", "—"), *((role.value, _(role.label)) for role in SLOT_ROLES)],
    )  # fmt: skip
    reason = forms.CharField(label=_("理由"), max_length=200, required=False)

    def __init__(self, *args: Any, people: Any, inspections: Any, **kwargs: Any) -> None:
        """Offer the round's people and units."""
        super().__init__(*args, **kwargs)
        self.fields["inspector"].records = people  # type: ignore[attr-defined]
        self.fields["inspection"].queryset = inspections  # type: ignore[attr-defined]


class WishesPage(RoundForm):
    """The wishes so far, and a form for one more."""

    title = _("固定与不安排")
    lead = _("下一次编组会满足这里的全部要求；只需要时才提，每一项都可能使结果变差")
    template_name = "office/staffing/wishes.html"
    form_class = WishForm
    submit = _("加入要求")
    done = _("已记下，下一次编组生效")

    def get_initial(self) -> dict[str, Any]:
        """Start from what the address names."""
        asked = self.request.GET
        key = asked.get("inspector", "")
        person = queries.inspectors(self.user, self.round).filter(pk=int(key) if key.isdecimal() else 0).first()
        return {name: asked.get(name) for name in ("kind", "inspection", "role", "reason")} | {"inspector": person}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the round's people and units."""
        return {
            "people": lambda: queries.inspectors(self.user, self.round),
            "inspections": queries.inspections(self.user, self.round).order_by("unit__code"),
        }

    def act(self, form: forms.Form) -> str:
        """Put it down."""
        data = form.cleaned_data
        actions.wish(
            self.round, queries.kind_of(data["kind"]), data["inspector"], data["inspection"], by=self.user,
            role=TeamRole(data["role"]) if data["role"] else None, reason=data["reason"],
        )  # fmt: skip
        return reverse("office:staffing_wishes", args=[self.round.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the wishes so far."""
        return super().get_context_data(wishes=queries.wishes(self.user).filter(round=self.round), **kwargs)


class WishRemove(VerbPage):
    """Give a wish up."""

    permission = "staffing.edit"
    what = _("编组要求")
    done = _("已取消")

    def found(self) -> QuerySet[Any]:
        """Wishes about rounds within reach."""
        return queries.wishes(self.user)

    def act(self) -> None:
        """Take it back."""
        actions.take_back(self.record, by=self.user)

    def address(self) -> str:
        """Back to the wishes."""
        return reverse("office:staffing_wishes", args=[self.record.round_id])
