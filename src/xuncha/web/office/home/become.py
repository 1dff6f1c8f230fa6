"""Becoming somebody of the demo's cast. Anywhere else there is no such address."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.generic import View

from xuncha.records.accounts import queries
from xuncha.records.audit import actions

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class Become(View):
    """Sign in as one of the cast without a password; open to everybody, in the demo alone."""

    permission: ClassVar[str] = "home.view"
    http_method_names = ["post"]  # noqa: RUF012 - Django declares it so

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Be absent outside the demo, whatever the method."""
        if not settings.DEMO:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponseRedirect:
        """Change places and begin at the first page."""
        person = queries.of_cast(pk)
        if person is None:
            raise Http404
        login(request, person, backend=BACKEND)
        actions.note("account.become", by=person, on=person)
        return HttpResponseRedirect("/")
