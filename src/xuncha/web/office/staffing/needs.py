"""Whom each unit needs, this round's own numbers, and people lent to it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from xuncha.domain.errors import NotAllowed, XunchaError
from xuncha.domain.people import Skill
from xuncha.domain.roles import TeamRole
from xuncha.domain.teams import TeamPolicy
from xuncha.domain.teams.needs import SLOT_ROLES, Needs
from xuncha.records.rounds.settings import round_policy
from xuncha.records.staffing import actions, queries
from xuncha.records.staffing.entries import entries
from xuncha.web.components.fields import coded
from xuncha.web.components.pages import VerbPage, get_or_missing
from xuncha.web.components.said import said
from xuncha.web.office.policy.office import NUMBERS, number_field
from xuncha.web.office.staffing.round_page import OfRound, RoundForm


class NeedsForm(forms.Form):
    """How many in each role, and at least how many with each skill."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """One number a role and a skill."""
        super().__init__(*args, **kwargs)
        usual = {TeamRole.MEMBER: 4}
        for role in SLOT_ROLES:
            self.fields[f"slot-{role}"] = forms.IntegerField(
                label=_(role.label), min_value=0, max_value=30, initial=usual.get(role, 1)
            )
        for skill in Skill:
            self.fields[f"skill-{skill}"] = forms.IntegerField(
                label=_(skill.label), min_value=0, max_value=30, initial=int(skill is Skill.FINANCE)
            )
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"

    @property
    def slots(self) -> list[Any]:
        """The numbers by role."""
        return [self[f"slot-{role}"] for role in SLOT_ROLES]

    @property
    def skills(self) -> list[Any]:
        """The numbers by skill."""
        return [self[f"skill-{skill}"] for skill in Skill]

    def needs(self) -> Needs:
        """What was asked for."""
        data = self.cleaned_data
        return Needs({r: data[f"slot-{r}"] for r in SLOT_ROLES}, {s: data[f"skill-{s}"] for s in Skill})


class NeedsPage(OfRound):
    """Every team of the round with whom it needs; those ticked are changed together."""

    permission = "staffing.edit"
    title = _("用人需求")
    lead = _("先填的是按单位类型和方式的通常做法；勾选若干单位，一并修改")
    template_name = "office/staffing/needs.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the teams and the numbers to give them."""
        kwargs.setdefault("form", NeedsForm())
        return super().get_context_data(entries=entries(self.record), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Change the needs of those ticked."""
        form, chosen = NeedsForm(request.POST), set(request.POST.getlist("chosen"))
        some = [entry.lead for entry in entries(self.record) if entry.key in chosen]
        if not some:
            messages.error(request, _("请先勾选"))
        elif form.is_valid():
            try:
                actions.set_needs(self.record, some, form.needs(), by=self.user)
            except NotAllowed:
                raise
            except XunchaError as error:
                messages.error(request, said(error.sentence))
            else:
                messages.success(request, _("已保存"))
                return HttpResponseRedirect(request.path)
        return self.render_to_response(self.get_context_data(form=form), status=422)


class RulesForm(forms.Form):
    """The numbers of the team rules for one round, and why they differ."""

    reason = forms.CharField(label=_("理由"), max_length=200, required=False, help_text=_("与本地规定不同时必填"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """One field a number, as on the page of local rules."""
        super().__init__(*args, **kwargs)
        usual = asdict(TeamPolicy())
        for name, (label, help_text) in NUMBERS.items():
            self.fields[name] = number_field(usual[name], name, label, help_text)
        self.order_fields([*NUMBERS, "reason"])


class RulesPage(RoundForm):
    """Raise or lower a limit for this round alone."""

    title = _("本轮参数")
    lead = _("只对本轮有效；改回与本地规定相同即取消")
    form_class = RulesForm
    done = _("已保存")

    def get_initial(self) -> dict[str, Any]:
        """Start from what holds now, or from what an explanation proposes."""
        asked = {name: value for name, value in self.request.GET.items() if name in NUMBERS or name == "reason"}
        return {**asdict(round_policy(self.round)), "reason": queries.rules_reason(self.round), **asked}

    def act(self, form: forms.Form) -> str:
        """Keep them."""
        data = dict(form.cleaned_data)
        reason = data.pop("reason")
        actions.set_rules(self.round, TeamPolicy(**data), reason, by=self.user)
        return self.address()


class LendFilter(forms.Form):
    """What the people who could be lent can be narrowed by."""

    role = coded(TeamRole, _("可任职务"), required=False)
    skill = coded(Skill, _("专长"), required=False)
    q = forms.CharField(
        label=_("姓名或编号"), required=False, max_length=64, widget=forms.TextInput(attrs={"type": "search"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Dress the fields."""
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control" if field is self.fields["q"] else "form-select"


class LendPage(OfRound):
    """Pick people of other pools for this round."""

    permission = "staffing.edit"
    title = _("借调人员")
    lead = _("从其他人才库借调到本轮，只列出您有权查看的人员；更大范围的借调请上级巡察办办理")
    template_name = "office/staffing/lend.html"
    shown = 50

    def chosen(self) -> dict[str, Any]:
        """The filter as asked for."""
        form = LendFilter(self.request.GET)
        data = form.cleaned_data if form.is_valid() else {}
        role, skill = data.get("role"), data.get("skill")
        found = queries.lendable(
            self.user, self.record, role=TeamRole(role) if role else None, skill=Skill(skill) if skill else None,
            words=data.get("q", ""),
        )  # fmt: skip
        return {"filter_form": form, "people": found[: self.shown], "total": found.count(), "shown": self.shown}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add who could be lent."""
        reason = self.request.POST.get("reason", self.request.GET.get("reason", ""))
        return super().get_context_data(reason=reason, **self.chosen(), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lend one."""
        key = request.POST.get("lend", "")
        person: Any = get_or_missing(
            queries.lendable(self.user, self.record), int(key) if key.isdecimal() else 0, _("巡察干部")
        )
        try:
            actions.lend(self.record, person, request.POST.get("reason", ""), by=self.user)
        except NotAllowed:
            raise
        except XunchaError as error:
            messages.error(request, said(error.sentence))
            return self.render_to_response(self.get_context_data(), status=422)
        messages.success(request, _("已借调到本轮"))
        back = request.POST.get("next", "")
        return HttpResponseRedirect(request.get_full_path() if not back.isdecimal() else self.attempt(int(back)))

    def attempt(self, key: int) -> str:
        """The attempt whose explanation led here."""
        return reverse("office:staffing_attempt", args=[key])


class GuestRemove(VerbPage):
    """Give a lent person back."""

    permission = "staffing.edit"
    what = _("借调人员")
    done = _("已退回")

    def found(self) -> QuerySet[Any]:
        """Those lent to rounds within reach."""
        return queries.guests(self.user)

    def act(self) -> None:
        """Give back."""
        actions.give_back(self.record, by=self.user)

    def address(self) -> str:
        """Back to the overview."""
        return reverse("office:staffing", args=[self.record.round_id])
