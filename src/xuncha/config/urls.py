"""Which address leads where."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("language/", include("django.conf.urls.i18n")),
    path("api/", include("xuncha.web.api.urls")),
    path("unit/", include("xuncha.web.unit.urls")),
    path("", include("xuncha.web.office.urls")),
]
