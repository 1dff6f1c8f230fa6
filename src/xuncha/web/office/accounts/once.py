"""A secret shown one time, because it is kept nowhere."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def once(
    request: HttpRequest, title: Any, secret: str, account: Any, back: str, *, token: bool = False
) -> HttpResponse:
    """Show a password or key this one time; nothing on the way may keep the page."""
    context = {"title": title, "secret": secret, "account": account, "back": back, "token": token}
    response = render(request, "office/accounts/once.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response
