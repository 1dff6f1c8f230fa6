"""The fragment a page asks for every second while a job runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from xuncha.records.exchange import progress
from xuncha.web.components.pages import DetailPage

if TYPE_CHECKING:
    from xuncha.records.exchange.models import ExportJob, ImportJob

STOP_POLLING = 286
"""The status that tells htmx to ask no more."""


class ProgressPage(DetailPage):
    """How far a job is; once it is over, where to look next."""

    def over(self) -> bool:
        """Whether there is nothing left to wait for."""
        raise NotImplementedError

    def address(self) -> str:
        """The job's own page."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer without prolonging the session: a page that asks by itself is nobody at work.

        It also must not wait for the database, which an import holds to itself while it writes.
        """
        response = super().dispatch(request, *args, **kwargs)
        request.session.save = _unsaved  # type: ignore[method-assign]
        return response

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Give the fragment, or send the browser on."""
        if self.over():
            return HttpResponse(status=STOP_POLLING, headers={"HX-Redirect": self.address()})
        return render(request, "office/exchange/progress.html", shown(self.record))


def shown(job: ImportJob | ExportJob) -> dict[str, Any]:
    """What the fragment shows."""
    return {"progress": progress.of(job), "broken_off": progress.broken_off(job)}


def _unsaved(must_create: bool = False) -> None:
    """Keep nothing."""
