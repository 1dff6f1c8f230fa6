"""The fragment a page asks for every second while something runs in the background."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from xuncha.web.components.pages import DetailPage

STOP_POLLING = 286
"""The status that tells htmx to ask no more."""


class ProgressPage(DetailPage):
    """How far something is; once it is over, where to look next. Give `template_name`, the fragment's, and `shown()`."""

    def over(self) -> bool:
        """Whether there is nothing left to wait for."""
        raise NotImplementedError

    def address(self) -> str:
        """The page that waits."""
        raise NotImplementedError

    def shown(self) -> dict[str, Any]:
        """What the fragment shows."""
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
        return render(request, self.template_name, self.shown())  # type: ignore[arg-type]


def _unsaved(must_create: bool = False) -> None:
    """Keep nothing."""
