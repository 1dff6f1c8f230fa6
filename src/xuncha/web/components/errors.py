"""The one table from error class to page and status."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

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


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for an address that leads nowhere."""
    return error_page(request, 404, _("没有这个页面"))


def expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer for a form that was not sent from a fresh page of ours."""
    return error_page(request, 403, _("页面已过期"), _("请返回上一页，刷新后重新提交。"))


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for a request that cannot be taken as it is, such as one to a name this server does not go by."""
    if isinstance(exception, DisallowedHost):
        hint = _("请用管理员告知的网址打开；更换网址的，由系统管理员把新网址写入环境变量 XUNCHA_HOSTS。")
        return _alone(400, _("本系统不使用这个网址"), hint)
    return _alone(400, _("请求有误，无法办理"), _("请返回上一页，刷新后重新提交。"))


def broken(request: HttpRequest) -> HttpResponse:
    """Answer for a programmer's error."""
    hint = _("请稍后再试；反复出现的，请把时间和所做的操作告诉系统管理员。")
    return _alone(500, _("系统出错"), hint)


def _alone(status: int, title: str, hint: str) -> HttpResponse:
    # Without the request: what is wrong with it may be what a page is made of.
    words = {"title": title, "status": status, "hint": hint}
    return HttpResponse(render_to_string("components/error.html", words), status=status)


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
