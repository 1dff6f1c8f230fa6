"""Addresses of the office, one line a word."""

from __future__ import annotations

from django.urls import include, path

app_name = "office"
urlpatterns = [
    path("", include("xuncha.web.office.home.urls")),
    path("", include("xuncha.web.office.people.urls")),
    path("", include("xuncha.web.office.pool.urls")),
    path("", include("xuncha.web.office.policy.urls")),
    path("", include("xuncha.web.office.rounds.urls")),
    path("", include("xuncha.web.office.teams.urls")),
    path("", include("xuncha.web.office.staffing.urls")),
    path("", include("xuncha.web.office.fieldwork.urls")),
    path("", include("xuncha.web.office.findings.urls")),
    path("", include("xuncha.web.office.rectification.urls")),
    path("", include("xuncha.web.office.ledgers.urls")),
    path("", include("xuncha.web.office.screening.urls")),
    path("", include("xuncha.web.office.exchange.urls")),
    path("", include("xuncha.web.office.accounts.urls")),
    path("", include("xuncha.web.office.trail.urls")),
]
