"""Why one inspector and one unit know each other: a line for every contribution."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from xuncha.records.teams import queries
from xuncha.records.teams.acquaintance import reasons
from xuncha.records.teams.round_pool import reckoned_of
from xuncha.web.components.pages import Page, get_or_missing


class ExposurePage(Page):
    """The reasons for one inspector before one inspection; asked for from within a page, the lines alone."""

    permission = "tie.view"
    title = _("熟人暴露度的理由")
    template_name = "office/people/exposure.html"
    crumbs: ClassVar = ((_("关系与回避"), "office:tie_list"),)

    @cached_property
    def inspector(self) -> Any:
        """Whoever the address names of the pools the round draws from."""
        return get_or_missing(reckoned_of(self.inspection.round), self.kwargs["pk"], _("巡察干部"))

    @cached_property
    def inspection(self) -> Any:
        """The inspection the address names, if this person may know of ties in its round."""
        return get_or_missing(queries.inspections(self.user, self.permission), self.kwargs["inspection"], _("巡察"))

    def get_title(self) -> Any:
        """Name both sides."""
        return f"{self.inspector} — {self.inspection.unit}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page, or its lines alone."""
        found = {"exposure": reasons(self.user, self.inspector, self.inspection)}
        if request.htmx:  # type: ignore[attr-defined]
            return render(request, "office/people/exposure_lines.html", found)
        return self.render_to_response(self.get_context_data(**found))
