"""Many places planned at once: one row a place, its mode, who sends the team, and at once what that means."""

from __future__ import annotations

from collections import Counter
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.errors import XunchaError
from xuncha.domain.modes import Mode
from xuncha.records.audit import queries as audit
from xuncha.records.rounds import actions, queries
from xuncha.records.rounds.choices import LineChoice
from xuncha.web.components.pages import DetailPage
from xuncha.web.components.said import said
from xuncha.web.components.seen import require_unchanged


class PlaceForm(forms.Form):
    """What the plan says of one place."""

    mode = forms.ChoiceField(label=_("方式"), required=False)
    source = forms.ChoiceField(label=_("派出地区"), required=False)
    reason = forms.CharField(label=_("理由"), max_length=200, required=False)

    def __init__(self, *args: Any, place: Any, places: list[Any], **kwargs: Any) -> None:
        """Offer every mode and every other place; name the place in each label, for the row shows none."""
        kwargs["prefix"] = str(place.pk)
        super().__init__(*args, **kwargs)
        self.place, self.others = place, {str(each.pk): each for each in places if each.pk != place.pk}
        mode, source = self.fields["mode"], self.fields["source"]
        mode.choices = [("", _("不列入")), *((each.value, _(each.label)) for each in Mode)]  # type: ignore[attr-defined]
        names = [(key, each.name) for key, each in self.others.items()]
        source.choices = [("", "—"), *names]  # type: ignore[attr-defined]
        for name, field in self.fields.items():
            kind = "form-control" if name == "reason" else "form-select"
            field.widget.attrs |= {"class": kind, "aria-label": f"{place.name} {field.label}"}

    def choice(self) -> LineChoice:
        """What was chosen; rows that cannot be read count as not in the plan."""
        chosen = self.cleaned_data
        mode = Mode(chosen["mode"]) if chosen.get("mode") else None
        return LineChoice(self.place, mode, self.others.get(chosen.get("source", "")), chosen.get("reason", ""))


class PlaceGrid(DetailPage):
    """A province plans its cities, a city its counties: all in one form, kept as one act."""

    permission = "plan.edit"
    title = _("统筹各地")
    lead = _("为每个地区选择方式；交叉巡察须选择由哪个地区派组。互派和环形会随时指出")
    what = _("年度计划")
    template_name = "office/rounds/place_grid.html"
    crumbs: ClassVar = ((pgettext_lazy("list", "年度计划"), "office:plan_list"),)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Note, before anything is read, how long the trail is."""
        super().setup(request, *args, **kwargs)
        self.seen = audit.length()

    def found(self) -> QuerySet[Any]:
        """Plans within reach."""
        return queries.plans(self.user)

    def get_crumbs(self) -> list[tuple[Any, str]]:
        """Lead back to the plan."""
        return [*super().get_crumbs(), (str(self.record), reverse("office:plan", args=[self.record.pk]))]

    def place_forms(self) -> list[PlaceForm]:
        """One form a place, from what was sent or what is kept."""
        places = list(queries.places_to_plan(self.record))
        kept = {line.jurisdiction_id: line for line in self.record.lines.filter(unit__isnull=True)}
        sent = self.request.POST if self.request.method == "POST" else None
        return [PlaceForm(sent, place=place, places=places, initial=_initial(kept.get(place.pk))) for place in places]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rows and what is to be said of them."""
        rows = kwargs.pop("rows", None) or self.place_forms()
        return super().get_context_data(rows=rows, seen=self.seen, **self.told(rows), **kwargs)

    def told(self, rows: list[PlaceForm]) -> dict[str, Any]:
        """What the choices mean: how many by which mode, rings, places that inspect one another."""
        if not rows or not rows[0].is_bound:
            counted = Counter(self.record.lines.filter(unit__isnull=True).values_list("mode", flat=True))
            return {"exchange": queries.exchange(self.record), "counted": _counted(counted)}
        choices = [row.choice() for row in rows if row.is_valid()]
        counted = Counter(choice.mode for choice in choices if choice.mode)
        return {"exchange": queries.exchange(self.record, choices), "counted": _counted(counted)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep all rows as one act; while they are still being chosen, only tell what they mean."""
        rows = self.place_forms()
        if request.htmx:  # type: ignore[attr-defined]
            return render(request, "office/rounds/exchange.html", self.told(rows))
        if all([row.is_valid() for row in rows]):
            try:
                require_unchanged(self.record, request)
                actions.set_lines(self.record, [row.choice() for row in rows], by=self.user)
            except XunchaError as error:
                messages.error(request, said(error.sentence))
            else:
                messages.success(request, _("已保存"))
                return HttpResponseRedirect(reverse("office:plan", args=[self.record.pk]))
        return self.render_to_response(self.get_context_data(rows=rows), status=422)


def _initial(line: Any) -> dict[str, Any]:
    return {"mode": line.mode, "source": line.source_id or "", "reason": line.reason} if line else {}


def _counted(counted: Counter[Any]) -> list[tuple[str, int]]:
    return [(mode.label, counted[mode]) for mode in Mode if counted[mode]]
