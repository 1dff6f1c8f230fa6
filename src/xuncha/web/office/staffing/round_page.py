"""What every page about staffing one round shares, and the overview: needs, pool, gaps, attempts."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.errors import XunchaError
from xuncha.domain.people import Skill
from xuncha.records.staffing import gaps, queries
from xuncha.records.staffing.building import Building
from xuncha.web.components.pages import ActionPage, Button, DetailPage, get_or_missing


class OfRound(DetailPage):
    """A page about staffing one round."""

    what = _("轮次")
    crumbs: ClassVar = ((pgettext_lazy("list", "轮次"), "office:round_list"),)

    def found(self) -> QuerySet[Any]:
        """Rounds within reach."""
        return queries.rounds(self.user, self.permission)

    def get_crumbs(self) -> list[tuple[Any, str]]:
        """Lead back to the round, and to its staffing."""
        return crumbs_of(self.record, inner=self.template_name != StaffingPage.template_name)


class RoundForm(ActionPage):
    """A form about staffing one round."""

    permission = "staffing.edit"

    @property
    def round(self) -> Any:
        """The round the address names."""
        if not hasattr(self, "_round"):
            self._round = get_or_missing(queries.rounds(self.user, self.permission), self.kwargs["pk"], _("轮次"))
        return self._round

    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Show the form for a round within reach."""
        self.round  # noqa: B018 - raises `NotFound` before anything is shown
        return super().get(request, *args, **kwargs)

    def get_crumbs(self) -> list[tuple[Any, str]]:
        """Lead back to the round's staffing."""
        return crumbs_of(self.round, inner=True)

    def address(self) -> str:
        """Back to the overview."""
        return reverse("office:staffing", args=[self.round.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer the way back."""
        return super().get_context_data(back=self.address(), round=self.round, **kwargs)


def crumbs_of(round_: Any, *, inner: bool) -> list[tuple[Any, str]]:
    """The pages above a page about staffing a round."""
    found = [
        (pgettext_lazy("list", "轮次"), reverse("office:round_list")),
        (str(round_), reverse("office:round", args=[round_.pk])),
    ]
    return [*found, (_("统筹编组"), reverse("office:staffing", args=[round_.pk]))] if inner else found


class StaffingPage(OfRound):
    """What a round needs, who can serve, what is missing, and the attempts so far."""

    permission = "staffing.view"
    lead = _("把本轮全部巡察组一次编好：熟人暴露最少、不互派、规则全部满足，并证明最多还能改进多少")
    template_name = "office/staffing/overview.html"

    def get_title(self) -> Any:
        """Name the page."""
        return _("统筹编组")

    @cached_property
    def building(self) -> Building:
        """The problem of the round."""
        return Building(self.record, self.user)

    def buttons(self) -> list[Button]:
        """Offer what the planner sets before asking for a plan, while a team is still to be formed."""
        if not self.may("staffing.edit") or not self.building.entries:
            return []
        pages = [
            (_("开始编组"), "staffing_ask", "player-play"),
            (_("用人需求"), "staffing_needs", "users"),
            (_("固定与不安排"), "staffing_wishes", "lock"),
            (_("借调人员"), "staffing_lend", "user-plus"),
            (_("本轮参数"), "staffing_rules", "adjustments"),
        ]
        return [
            Button(label, reverse(f"office:{name}", args=[self.record.pk]), icon, main=name == "staffing_ask")
            for label, name, icon in pages
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the problem in numbers, and the attempts."""
        building = self.building
        problem = building.without_ties
        try:
            building.check()
            flaws, missing = None, building.gaps()
        except XunchaError as error:
            flaws, missing = error, []
        return super().get_context_data(
            flaws=flaws, missing=missing, round=self.record, seats=sum(each.size for each in problem.inspections),
            teams=len(building.entries), pool=len(building.pool), places=gaps.by_place(problem),
            roles=gaps.by_role(problem), skills=[each for each in gaps.by_skill(problem) if each.needed or each.people],
            all_skills=list(Skill), attempts=queries.attempts_of(self.user, self.record),
            guests=queries.guests(self.user).filter(round=self.record),
            wishes=queries.wishes(self.user).filter(round=self.record), rules=queries.rules_reason(self.record), **kwargs,
        )  # fmt: skip
