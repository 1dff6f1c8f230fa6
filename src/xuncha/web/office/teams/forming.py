"""Forming a team by hand: the pool on one side, the team on the other, and what the rules say at every change."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from xuncha.domain.errors import NotAllowed, NotFound, XunchaError
from xuncha.domain.people import Skill
from xuncha.domain.roles import TeamRole
from xuncha.records.teams import actions, queries
from xuncha.records.teams.forming import SHOWN, board, pool, pool_places
from xuncha.web.components.fields import coded, one_of
from xuncha.web.components.pages import DetailPage, get_or_missing
from xuncha.web.components.said import said


class PoolForm(forms.Form):
    """What the pool can be narrowed by."""

    role = coded(TeamRole, _("组内职务"), required=False)
    place = one_of(_("所属人才库"), required=False)
    skill = coded(Skill, _("专长"), required=False)
    q = forms.CharField(
        label=_("姓名或编号"), required=False, max_length=64, widget=forms.TextInput(attrs={"type": "search"})
    )

    def __init__(self, *args: Any, places: QuerySet[Any], **kwargs: Any) -> None:
        """Offer the places people come from; a role is always chosen, since recusal depends on it."""
        super().__init__(*args, **kwargs)
        place, skill = self.fields["place"], self.fields["skill"]
        place.queryset, place.empty_label = places, _("全部")  # type: ignore[attr-defined]
        skill.choices = [("", _("全部")), *((value, _(text)) for value, text in Skill.choices())]  # type: ignore[attr-defined]
        role = self.fields["role"]
        role.choices = [(value, _(text)) for value, text in TeamRole.choices()]  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control" if field is self.fields["q"] else "form-select"


class FormTeam(DetailPage):
    """Who sits on the team, who could, and why not."""

    permission = "team.edit"
    title = _("选人组队")
    lead = _("每次加入或移出组员，都会立即审查回避、人员搭配和互派")
    what = _("巡察组")
    template_name = "office/teams/forming.html"
    crumbs: ClassVar = ((pgettext_lazy("list", "巡察组"), "office:team_list"),)

    def found(self) -> QuerySet[Any]:
        """Teams within reach."""
        return queries.teams(self.user)

    def get_crumbs(self) -> list[tuple[Any, str]]:
        """Lead back to the team."""
        return [*super().get_crumbs(), (str(self.record), reverse("office:team", args=[self.record.pk]))]

    def chosen(self) -> dict[str, Any]:
        """The narrowing asked for, from the address or, on a change, from what was sent along."""
        sent, asked = self.request.POST, self.request.GET
        data = {name: sent.get(name, asked.get(name, "")) for name in PoolForm.base_fields}
        data["role"] = data["role"] or TeamRole.MEMBER.value
        return data

    def narrowed(self) -> dict[str, Any]:
        """The pool as narrowed, with its form."""
        form = PoolForm(self.chosen(), places=pool_places(self.user))
        data = form.cleaned_data if form.is_valid() else {}
        role, skill, place = data.get("role"), data.get("skill"), data.get("place")
        role = TeamRole(role or TeamRole.MEMBER)
        found, total = pool(
            self.user, self.record, role, skill=Skill(skill) if skill else None, place=place.pk if place else None,
            words=data.get("q", ""),
        )  # fmt: skip
        return {"pool_form": form, "candidates": found, "total": total, "shown": SHOWN, "role": role}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the team as it stands and the pool."""
        return super().get_context_data(board=board(self.user, self.record), **self.narrowed(), **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page, or its changing part."""
        if request.htmx:  # type: ignore[attr-defined]
            return self.part()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add or remove somebody; a refusal comes with every reason."""
        refusal, done = "", ""
        try:
            done = self.change()
        except (NotAllowed, NotFound):
            raise
        except XunchaError as error:
            refusal = said(error.sentence)
        if request.htmx:  # type: ignore[attr-defined]
            return self.part(refusal=refusal, done=done)
        (messages.error if refusal else messages.success)(request, refusal or done)
        return HttpResponseRedirect(request.get_full_path())

    def part(self, **told: str) -> HttpResponse:
        """The part of the page that changes."""
        # Counted anew after a change; a mere filter has not read it yet.
        self.__dict__.pop("_record", None)
        return render(self.request, "office/teams/forming_part.html", self.get_context_data(**told))

    def change(self) -> str:
        """Do what the button asked for, and say so."""
        if key := self.request.POST.get("remove", ""):
            member: Any = get_or_missing(queries.seats(self.user, self.record), int(key or 0), _("组员"))
            actions.remove_member(member, "", by=self.user)
            return gettext("%(who)s已移出") % {"who": member.inspector}
        key, role = self.request.POST.get("add", ""), TeamRole(self.chosen()["role"])
        some = queries.candidates(self.user, self.record)
        inspector: Any = get_or_missing(some, key if key.isdecimal() else 0, _("巡察干部"))
        actions.add_member(self.record, inspector, role, by=self.user)
        return gettext("%(who)s已加入，任%(role)s") % {"who": inspector, "role": gettext(role.label)}
