"""One seat of a plan: why this person and not the next best; keep, keep out, put somebody else, swap."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from xuncha.domain.errors import NotAllowed, NotFound, XunchaError
from xuncha.records.staffing import actions, folders, queries
from xuncha.records.staffing.building import named, part_of
from xuncha.records.staffing.choices import Judged, alternatives, require_seat, tried
from xuncha.records.staffing.looking import Look
from xuncha.records.staffing.plans import wishes_of
from xuncha.web.components.pages import get_or_missing
from xuncha.web.components.said import said
from xuncha.web.office.staffing.attempts import OfAttempt


class SeatPage(OfAttempt):
    """Why somebody sits there, what the next best would cost, and what a change by hand would mean."""

    title = _("这个席位")
    lead = _("为什么是此人，换人要多付出多少；改动的影响由独立的核对程序计算")
    template_name = "office/staffing/seat.html"

    @cached_property
    def problem(self) -> Any:
        """The problem the plan solves, with people's names, so that what is broken names them."""
        return named(folders.problem_of(self.record.problem_file))

    @cached_property
    def wishes(self) -> Any:
        """What the attempt was asked to keep."""
        return wishes_of(self.record, self.problem)

    @cached_property
    def seat(self) -> tuple[str, str]:
        """The row and the person the address names."""
        row, who = self.request.GET.get("row", ""), self.request.GET.get("who", "")
        require_seat(self.record.plan, row, who)
        return row, who

    def judged(self) -> Judged | None:
        """The change looked at: with somebody in another seat, or by somebody who has time for it."""
        asked = self.request.POST if self.request.method == "POST" else self.request.GET
        other, _sign, place = asked.get("other", "").partition("@")
        return tried(self.problem, self.record.plan, self.seat, other, place, self.wishes) if other else None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page, or only what a change would mean."""
        if request.htmx:  # type: ignore[attr-defined]
            return render(request, "office/staffing/judged.html", self.told())
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep the change as a plan of its own."""
        judged = self.judged()
        try:
            if judged is None:
                messages.error(request, _("请先选择换成谁"))
                return HttpResponseRedirect(request.get_full_path())
            made = actions.adjust(self.record, judged, by=self.user)
        except (NotAllowed, NotFound):
            raise
        except XunchaError as error:
            messages.error(request, said(error.sentence))
            return HttpResponseRedirect(request.get_full_path())
        messages.success(request, _("已按您的调整存为新方案"))
        return HttpResponseRedirect(reverse("office:staffing_attempt", args=[made.pk]))

    def reasons(self, inspector: Any, inspection: Any) -> list[Any] | None:
        """What is known between the two, for those who may know of ties."""
        if not self.may("tie.view"):
            return None
        return queries.reasons(self.user, inspector, [inspection], self.record.round)

    def told(self) -> dict[str, Any]:
        """What the change would mean."""
        asked = self.request.GET.get("other", "")
        return {"judged": self.judged(), "other": asked, "attempt": self.record, "path": self.request.get_full_path()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the seat with its reasons, the next best, and those with whom it could be swapped."""
        row, who = self.seat
        look = Look(self.problem, self.record.plan)
        seat = next((each for each in look.seats if (each.row, str(each.inspector.pk)) == (row, who)), None)
        if seat is None:
            raise NotFound(str(_("巡察干部")), who)
        inspection: Any = get_or_missing(
            queries.inspections(self.user, self.record.round), part_of(row)[0], _("巡察对象")
        )
        others = alternatives(self.problem, self.record.plan, row, who, self.wishes)
        people = queries.people([each.inspector for each in others])
        swaps = [
            (f"{each.inspector.pk}@{each.row}", each, look.needs[each.row].unit)
            for each in look.seats
            if each.role is seat.role and each.row != row and each.inspector.pk != seat.inspector.pk
        ]
        return super().get_context_data(
            seat=seat, inspection=inspection, unit=look.needs[row].unit,
            reasons=self.reasons(seat.inspector, inspection),
            others=[(people[int(each.inspector)], each.judged) for each in others], swaps=swaps, **self.told(), **kwargs,
        )  # fmt: skip
