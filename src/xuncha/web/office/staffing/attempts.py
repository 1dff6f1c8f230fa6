"""One attempt: how the search goes, what it found and proved, the plan by team, by person and as arcs; two side by side."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from xuncha.records.staffing import actions, explaining, progress, queries
from xuncha.records.staffing.building import Building
from xuncha.records.staffing.looking import Look, changes, look
from xuncha.web.components.exports import attachment
from xuncha.web.components.pages import Button, DetailPage, get_or_missing
from xuncha.web.components.polling import ProgressPage
from xuncha.web.components.writing import aside, joined
from xuncha.web.office.staffing.explanation import by_rule, ways_out
from xuncha.web.office.staffing.round_page import crumbs_of

MOVING = ("asked", "running")
VIEWS = (("teams", _("按巡察组")), ("people", _("按人员")), ("arcs", _("派出关系图")))
TEAMS_A_PAGE, PEOPLE_A_PAGE = 20, 100


class OfAttempt(DetailPage):
    """A page about one attempt."""

    permission = "staffing.view"
    what = _("编组方案")
    crumbs: ClassVar = ()

    def found(self) -> QuerySet[Any]:
        """Attempts within reach."""
        return queries.attempts(self.user, self.permission)

    def get_crumbs(self) -> list[tuple[Any, str]]:
        """Lead back to the round's staffing, and from an inner page to the attempt."""
        found = crumbs_of(self.record.round, inner=True)
        own = (name_of(self.record), reverse("office:staffing_attempt", args=[self.record.pk]))
        return found if isinstance(self, AttemptPage) else [*found, own]


class AttemptPage(OfAttempt):
    """One attempt."""

    template_name = "office/staffing/attempt.html"

    @cached_property
    def approved(self) -> Any:
        """The round's approved plan, if there is one: no other can be proposed then."""
        return queries.approved(self.record.round)

    def get_title(self) -> Any:
        """Name it."""
        return name_of(self.record)

    def buttons(self) -> list[Button]:
        """Offer the next step."""
        attempt, pk, offered = self.record, self.record.pk, []
        if attempt.state in MOVING and self.may("staffing.edit"):
            offered.append(Button(_("停止计算"), reverse("office:staffing_cancel", args=[pk]), "x", post=True))
        if attempt.plan and self.approved is None:
            if self.may("staffing.approve") and attempt.proposed_on:
                offered.append(Button(_("批准"), reverse("office:staffing_approve", args=[pk]), "check", main=True))
            if self.may("staffing.edit"):
                again = reverse("office:staffing_ask", args=[attempt.round_id])
                offered += [
                    Button(_("报请批准"), reverse("office:staffing_propose", args=[pk]), "send", main=True),
                    Button(_("少改动重新编组"), f"{again}?basis={pk}", "refresh"),
                ]
        if attempt.plan:
            offered.append(
                Button(_("与别的方案比较"), reverse("office:staffing_compare", args=[pk]), "arrows-exchange")
            )
            if self.may("tie.view"):
                offered.append(Button(_("下载问题和证明"), reverse("office:staffing_download", args=[pk]), "download"))
        return offered

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the course of the search, the plan as asked for, or why there is none."""
        attempt, seen = self.record, look(self.record)
        asked = self.request.GET.get("view", "")
        view = asked if asked in dict(VIEWS) else VIEWS[0][0]
        if seen is not None:
            kwargs |= {"teams": self._teams, "people": self._people, "arcs": self._arcs}[view](seen)
        basis, told = attempt.basis, explaining.told(attempt)
        return super().get_context_data(
            attempt=attempt, moving=progress.moving(attempt), view=view, views=VIEWS, look=seen, **course(attempt),
            changed=changes(basis.plan, attempt.plan) if basis and attempt.plan else None,
            explanation=told if attempt.explanation else None, ways_out=ways_out(attempt, told), clash=by_rule(told),
            missing=Building(attempt.round, self.user).gaps() if attempt.status == "infeasible" else [],
            round=attempt.round, approved=self.approved, **kwargs,
        )  # fmt: skip

    def _teams(self, seen: Look) -> dict[str, Any]:
        return {"teams": Paginator(seen.teams, TEAMS_A_PAGE).get_page(self.request.GET.get("page"))}

    def _people(self, seen: Look) -> dict[str, Any]:
        return {"people": Paginator(seen.people, PEOPLE_A_PAGE).get_page(self.request.GET.get("page"))}

    def _arcs(self, seen: Look) -> dict[str, Any]:
        lines, places = seen.arcs, seen.problem.places
        counted = [line for line in lines if line.counts]
        named = {key for line in counted for key in (line.source, line.target)}
        inspected = {each.jurisdiction for each in seen.problem.inspections}
        shown = [place for key, place in places.items() if key in named | inspected]
        return {
            "arcs": [(line, places[line.source].name, places[line.target].name) for line in counted],
            "others": [(line, places[line.source].name, places[line.target].name) for line in lines if not line.counts],
            "counted": len(counted),
            "mutual": sum(line.mutual for line in counted) // 2,
            "chart": {
                "places": [
                    {"id": each.id, "name": each.name, "x": each.x_km, "y": each.y_km, "size": each.id in named}
                    for each in shown
                ],
                "arcs": [
                    {
                        "source": line.source, "target": line.target, "mutual": line.mutual,
                        "words": f"{places[line.source].name} → {places[line.target].name}{aside(joined(line.units))}",
                    }
                    for line in counted
                ],
            },
        }  # fmt: skip


class AttemptProgress(ProgressPage):
    """How far the search is, asked for every second."""

    permission = "staffing.view"
    what = _("编组方案")
    template_name = "office/staffing/course.html"

    def found(self) -> QuerySet[Any]:
        """Attempts within reach."""
        return queries.attempts(self.user)

    def over(self) -> bool:
        """Done, stopped or failed."""
        return not progress.moving(self.record)

    def address(self) -> str:
        """The attempt's page."""
        return reverse("office:staffing_attempt", args=[self.record.pk])

    def shown(self) -> dict[str, Any]:
        """The search so far."""
        return {"attempt": self.record, **course(self.record)}


class AttemptDownload(OfAttempt):
    """Problem, plan and certificate as one file, for whoever wants to check them."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Hand it out."""
        attempt = self.record
        name = f"xuncha-teams-{attempt.round_id}-{attempt.number}.zip"
        headers = {"Content-Disposition": attachment(name)}
        content = actions.hand_out(attempt, by=self.user)
        return HttpResponse(content, content_type="application/zip", headers=headers)


class AttemptCompare(OfAttempt):
    """Two attempts side by side: points, gap, who changed."""

    title = _("比较两个方案")
    template_name = "office/staffing/compare.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the other attempt, once chosen, and what differs."""
        attempt, key = self.record, self.request.GET.get("with", "")
        others = queries.attempts_of(self.user, attempt.round).filter(objective__isnull=False).exclude(pk=attempt.pk)
        other: Any = None
        if key:
            some = queries.attempts(self.user).filter(round=attempt.round)
            other = get_or_missing(some, int(key) if key.isdecimal() else 0, self.what)
        differences = changes(attempt.plan, other.plan) if other else []
        return super().get_context_data(
            attempt=attempt, other=other, others=others, differences=differences,
            moved=sum(len(each.come) for each in differences), **kwargs,
        )  # fmt: skip


def name_of(attempt: Any) -> str:
    """What an attempt is called on its pages."""
    return _now("方案 %(number)s") % {"number": attempt.number}


def course(attempt: Any) -> dict[str, Any]:
    """The course of a search, as a chart and in words."""
    moments = attempt.history or progress.of(attempt).moments
    last = moments[-1] if moments else None
    objective, bound = (last[1], last[2]) if last else (None, None)
    names = {
        "objective": _now("目前最好的方案"), "bound": _now("已证明的下限"), "gap": _now("差距（%）"), "seconds": _now("秒"),
        "points": _now("点数"),
    }  # fmt: skip
    return {
        "moments": moments, "last": last, "broken_off": progress.broken_off(attempt),
        "last_gap": (objective - bound) / objective if objective and bound is not None else None,
        "search": {"names": names, "moments": moments},
    }  # fmt: skip
