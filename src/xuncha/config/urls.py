"""Which address leads where."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("language/", include("django.conf.urls.i18n")),
]
# Until every face has arrived: leave out those not written yet.
for prefix, face in (("api/", "api"), ("unit/", "unit"), ("", "office")):
    if find_spec("xuncha.web") and find_spec(f"xuncha.web.{face}") and find_spec(f"xuncha.web.{face}.urls"):
        urlpatterns.append(path(prefix, include(f"xuncha.web.{face}.urls")))
