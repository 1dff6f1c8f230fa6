"""Choosing units: into a plan, into a round, or from a plan into a round."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xuncha.domain.modes import Mode
from xuncha.records.rounds import actions, queries
from xuncha.web.components.fields import coded, one_of
from xuncha.web.office.rounds.under import Under, UnderPlan, UnderRound

SHOWN = 60


class ModeForm(forms.Form):
    """By which mode, and for cross modes who sends the team."""

    mode = coded(Mode, _("方式"))
    source = one_of(_("派出地区"), required=False, help_text=_("交叉巡察时填写"))

    def __init__(self, *args: Any, places: QuerySet[Any], **kwargs: Any) -> None:
        """Offer the places below the office."""
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = places  # type: ignore[attr-defined]


class PickPage(Under):
    """Tick some of what a search found, and add them all as one act."""

    template_name = "office/rounds/pick.html"
    with_mode: ClassVar[bool] = True

    def place(self) -> Any:
        """The place whose units are offered."""
        return self.record.jurisdiction

    def offered(self) -> QuerySet[Any]:
        """What can be ticked."""
        found = queries.units_to_inspect(self.user, self.place(), self.request.GET.get("q", ""))
        return found.exclude(pk__in=self.taken())

    def taken(self) -> QuerySet[Any]:
        """The units already there."""
        raise NotImplementedError

    def add(self, chosen: list[Any], mode: Mode, source: Any) -> int:
        """Add what was ticked; gives how many."""
        raise NotImplementedError

    def mode_form(self) -> ModeForm:
        """The form beside the ticks."""
        sent = self.request.POST if self.request.method == "POST" else None
        return ModeForm(sent, places=queries.editable_places(self.user, self.permission).order_by("path"))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add what was ticked."""
        form = self.mode_form()
        keys = [key for key in request.POST.getlist("chosen") if key.isdecimal()]
        if not keys:
            messages.error(request, _("请先勾选"))
        elif not self.with_mode or form.is_valid():
            mode = Mode(form.cleaned_data["mode"]) if self.with_mode else Mode.ROUTINE
            source = form.cleaned_data["source"] if self.with_mode else None
            if gone := self.carried_out(lambda: self.added(keys, mode, source)):
                return gone
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def added(self, keys: list[str], mode: Mode, source: Any) -> str:
        """Add what was ticked, and say how many."""
        return gettext("已加入%(n)s项") % {"n": self.add(list(self.offered().filter(pk__in=keys)), mode, source)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what can be ticked."""
        kwargs.setdefault("form", None)
        kwargs["form"] = (kwargs["form"] or self.mode_form()) if self.with_mode else None
        offered = self.offered()
        return super().get_context_data(
            offered=offered[:SHOWN], total=offered.count(), shown=SHOWN, q=self.request.GET.get("q", ""),
            back=self.address(), **kwargs,
        )  # fmt: skip


class PlanUnits(UnderPlan, PickPage):
    """Put units into an annual plan."""

    title = _("选择列入计划的单位")

    def taken(self) -> QuerySet[Any]:
        """Units already in the plan."""
        return self.record.lines.filter(unit__isnull=False).values("unit")  # type: ignore[no-any-return]

    def add(self, chosen: list[Any], mode: Mode, source: Any) -> int:
        """Put them into the plan."""
        return len(actions.add_unit_lines(self.record, chosen, mode, by=self.user, source=source))


class RoundUnits(UnderRound, PickPage):
    """Put units into a round."""

    title = _("选择本轮次的巡察对象")

    def taken(self) -> QuerySet[Any]:
        """Units already in the round."""
        return self.record.inspections.values("unit")  # type: ignore[no-any-return]

    def add(self, chosen: list[Any], mode: Mode, source: Any) -> int:
        """Put them into the round."""
        return len(actions.add_inspections(self.record, chosen, mode, by=self.user, source=source))


class RoundFromPlan(RoundUnits):
    """Put targets of approved annual plans into a round, with the mode the plan gave them."""

    title = _("从年度计划选择巡察对象")
    with_mode = False

    def offered(self) -> QuerySet[Any]:
        """Targets of approved plans that are in no round yet."""
        found = queries.open_lines(self.user, self.place())
        words = self.request.GET.get("q", "").replace("\x00", "").strip()
        return found.filter(unit__name__icontains=words) if words else found

    def add(self, chosen: list[Any], mode: Mode, source: Any) -> int:
        """Put them into the round."""
        actions.add_from_plan(self.record, chosen, by=self.user)
        return len(chosen)
