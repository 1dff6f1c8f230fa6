"""How the API says that something went wrong: always one shape."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from xuncha.domain.errors import XunchaError
from xuncha.web.api.shapes import Problem
from xuncha.web.components.errors import status_of
from xuncha.web.components.said import said

READING: dict[int, Any] = dict.fromkeys((400, 401, 403, 404, 422), Problem)
WRITING: dict[int, Any] = {**READING, 409: Problem}
# What is reckoned when asked for can stand in a state, as what is written can.
TELLING = WRITING


def install(api: NinjaAPI) -> None:
    """Answer for errors of the trade, of the request, and of the door."""

    @api.exception_handler(XunchaError)
    def trade(request: HttpRequest, error: Any) -> HttpResponse:
        return api.create_response(request, {"detail": said(error.sentence)}, status=status_of(error))

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: Any) -> HttpResponse:
        wrong = [{"where": list(each["loc"]), "what": each["msg"]} for each in error.errors]
        body = {"detail": "; ".join(f"{'.'.join(map(str, e['where']))}: {e['what']}" for e in wrong), "errors": wrong}
        return api.create_response(request, body, status=422)

    @api.exception_handler(AuthenticationError)
    def outside(request: HttpRequest, error: Any) -> HttpResponse:
        return api.create_response(request, {"detail": said("请先登录，或提供有效的接口令牌")}, status=401)

    @api.exception_handler(HttpError)
    def other(request: HttpRequest, error: Any) -> HttpResponse:
        return api.create_response(request, {"detail": str(error)}, status=error.status_code)
