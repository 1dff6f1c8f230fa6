"""Addresses of the inspected unit's pages."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "unit"
urlpatterns: list[URLPattern] = []
