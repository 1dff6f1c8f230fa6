"""Addresses."""

from __future__ import annotations

from django.urls import path

from xuncha.web.office.home.become import Become
from xuncha.web.office.home.home import HomePage

urlpatterns = [
    path("", HomePage.as_view(), name="home"),
    path("become/<int:pk>/", Become.as_view(), name="become"),
]
