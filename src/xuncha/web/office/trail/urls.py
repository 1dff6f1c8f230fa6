"""Addresses."""

from __future__ import annotations

from django.urls import path

from xuncha.web.office.trail import events, verification

urlpatterns = [
    path("trail/", events.TrailList.as_view(), name="trail"),
    path("trail/export/", events.TrailExport.as_view(), name="trail_export"),
    path("trail/verify/", verification.TrailVerify.as_view(), name="trail_verify"),
    path("trail/verify/progress/", verification.TrailProgress.as_view(), name="trail_progress"),
    path("trail/<int:pk>/", events.EventPage.as_view(), name="event"),
]
