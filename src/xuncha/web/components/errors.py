"""The one table from error class to page and status."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse

from xuncha.domain.errors import (
    ChangedMeanwhile,
    InvalidField,
    InvalidFile,
    MissingDuty,
    NotAllowed,
    NotFound,
    Refused,
    WrongState,
    XunchaError,
)
from xuncha.web.components.pages import error_page
from xuncha.web.components.said import said

STATUS: dict[type[XunchaError], int] = {
    NotAllowed: 403,
    NotFound: 404,
    WrongState: 409,
    ChangedMeanwhile: 409,
    Refused: 409,
    MissingDuty: 409,
    InvalidField: 422,
    InvalidFile: 422,
    XunchaError: 400,
}


def status_of(error: XunchaError) -> int:
    """The status of an error: that of its nearest class in the table."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


class ErrorsMiddleware:
    """Turns an error of the trade into a page, or into JSON for a machine."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer for errors of the trade; leave programmer's errors alone."""
        if not isinstance(error, XunchaError):
            return None
        status = status_of(error)
        if request.path.startswith("/api/"):
            return JsonResponse({"detail": said(error.sentence)}, status=status)
        return error_page(request, status, said(error.sentence))
