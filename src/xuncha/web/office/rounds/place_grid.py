"""Many places planned at once: one row a place, its mode, who sends the team, and at once what that means."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.modes import Mode
from xuncha.records.audit import queries as audit
from xuncha.records.rounds import actions, queries
from xuncha.records.rounds.choices import LineChoice
from xuncha.records.teams import queries as teams
from xuncha.web.components.seen import require_unchanged
from xuncha.web.office.rounds.under import Under, UnderPlan, UnderRound


class PlaceForm(forms.Form):
    """What is said of one place."""

    mode = forms.ChoiceField(label=_("方式"), required=False)
    source = forms.ChoiceField(label=_("派出地区"), required=False)
    reason = forms.CharField(label=_("理由"), max_length=200, required=False)

    def __init__(self, *args: Any, place: Any, places: list[Any], nothing: Any, **kwargs: Any) -> None:
        """Offer every mode and every other place; name the place in each label, for the row shows none.

        `nothing` says what choosing no mode means.
        """
        kwargs["prefix"] = str(place.pk)
        super().__init__(*args, **kwargs)
        self.place, self.others = place, {str(each.pk): each for each in places if each.pk != place.pk}
        mode, source = self.fields["mode"], self.fields["source"]
        mode.choices = [("", nothing), *((each.value, _(each.label)) for each in Mode)]  # type: ignore[attr-defined]
        names = [(key, each.name) for key, each in self.others.items()]
        source.choices = [("", "—"), *names]  # type: ignore[attr-defined]
        for name, field in self.fields.items():
            kind = "form-control" if name == "reason" else "form-select"
            field.widget.attrs |= {"class": kind, "aria-label": f"{place.name} {field.label}"}

    def choice(self) -> LineChoice:
        """What was chosen; rows that cannot be read count as not chosen."""
        chosen = self.cleaned_data
        mode = Mode(chosen["mode"]) if chosen.get("mode") else None
        return LineChoice(self.place, mode, self.others.get(chosen.get("source", "")), chosen.get("reason", ""))


class RoundPlaceForm(PlaceForm):
    """What is said of one place of a round: a round gives no reasons."""

    reason = None  # type: ignore[assignment]


class Grid(Under):
    """One row a place, all kept as one act; while they are being chosen, what they mean is told at once."""

    title = pgettext_lazy("verb", "统筹各地")
    template_name = "office/rounds/place_grid.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Note, before anything is read, how long the trail is."""
        super().setup(request, *args, **kwargs)
        self.seen = audit.length()

    @property
    def sent(self) -> Any:
        """What was sent, if anything."""
        return self.request.POST if self.request.method == "POST" else None

    def place_forms(self) -> list[PlaceForm]:
        """One form a place, from what was sent or what is kept."""
        raise NotImplementedError

    def told(self, rows: list[PlaceForm]) -> dict[str, Any]:
        """What the choices mean: how many by which mode, rings, places that inspect one another."""
        raise NotImplementedError

    def keep(self, choices: list[LineChoice]) -> None:
        """Keep them as one act."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rows and what is to be said of them."""
        rows = kwargs.pop("rows", None) or self.place_forms()
        return super().get_context_data(rows=rows, seen=self.seen, back=self.address(), **self.told(rows), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep all rows; while they are still being chosen, only tell what they mean."""
        rows = self.place_forms()
        if request.htmx:  # type: ignore[attr-defined]
            return render(request, "office/rounds/exchange.html", self.told(rows))
        gone = self.carried_out(lambda: self.written(rows)) if all([row.is_valid() for row in rows]) else None
        return gone or self.render_to_response(self.get_context_data(rows=rows), status=422)

    def written(self, rows: list[PlaceForm]) -> None:
        """Keep the rows, unless others changed what they start from."""
        require_unchanged(self.record, self.request)
        self.keep([row.choice() for row in rows])


class PlaceGrid(UnderPlan, Grid):
    """A province plans its cities, a city its counties."""

    lead = _("为每个地区选择方式；交叉巡察须选择由哪个地区派组。互派和环形会随时指出")

    def place_forms(self) -> list[PlaceForm]:
        """One row a place below the plan's own."""
        places = list(queries.places_to_plan(self.record))
        kept = {line.jurisdiction_id: line for line in self.record.lines.filter(unit__isnull=True)}
        return [
            PlaceForm(self.sent, place=place, places=places, nothing=_("不列入"), initial=_initial(kept.get(place.pk)))
            for place in places
        ]

    def told(self, rows: list[PlaceForm]) -> dict[str, Any]:
        """Of what is kept, or of what is being chosen."""
        if not rows or not rows[0].is_bound:
            counted = Counter(self.record.lines.filter(unit__isnull=True).values_list("mode", flat=True))
            return {"exchange": queries.exchange(self.record), "counted": _counted(counted)}
        choices = [row.choice() for row in rows if row.is_valid()]
        counted = Counter(choice.mode for choice in choices if choice.mode)
        return {"exchange": queries.exchange(self.record, choices), "counted": _counted(counted)}

    def keep(self, choices: list[LineChoice]) -> None:
        """Write them into the plan."""
        actions.set_lines(self.record, choices, by=self.user)


class RoundGrid(UnderRound, Grid):
    """The modes of a round by place: fourteen cities, or twelve counties, on one screen."""

    lead = _("为每个地区的全部巡察对象选定方式和派出地区；已公告进驻的不变。互派和环形会随时指出")

    def place_forms(self) -> list[PlaceForm]:
        """One row a place with inspections, which says how many."""
        places = queries.places_below(self.record.jurisdiction)
        return [
            RoundPlaceForm(
                self.sent, place=line.place, places=places, initial={"mode": line.mode, "source": line.source or ""},
                nothing=_("各不相同，不改动") if line.mixed else _("不改动"),
            )
            for line in self.lines
        ]  # fmt: skip

    @cached_property
    def lines(self) -> list[Any]:
        """The places of the round."""
        return queries.places_of_round(self.record)

    def told(self, rows: list[PlaceForm]) -> dict[str, Any]:
        """Of what is being chosen; counted in inspections."""
        counts = {line.place.pk: line.count for line in self.lines}
        if rows and rows[0].is_bound:
            choices = [row.choice() for row in rows if row.is_valid()]
        else:
            choices = queries.choices_of_round(self.record)
        counted: Counter[Any] = Counter()
        for choice in choices:
            counted[choice.mode] += counts.get(choice.place.pk, 0) if rows and rows[0].is_bound else 1
        return {"exchange": teams.exchange(self.record, choices), "counted": _counted(counted), "counts": counts}

    def keep(self, choices: list[LineChoice]) -> None:
        """Change the inspections."""
        actions.change_places(self.record, choices, by=self.user)


def _initial(line: Any) -> dict[str, Any]:
    return {"mode": line.mode, "source": line.source_id or "", "reason": line.reason} if line else {}


def _counted(counted: Counter[Any]) -> list[tuple[str, int]]:
    return [(mode.label, counted[mode]) for mode in Mode if counted[mode]]
