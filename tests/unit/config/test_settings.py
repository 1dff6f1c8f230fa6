"""Promises of the settings to the people whose data this is."""

from __future__ import annotations

import logging

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client


def test_debug_is_never_on() -> None:
    assert settings.DEBUG is False


def test_the_log_names_nobodys_machine() -> None:
    formats = " ".join(each["format"] for each in settings.LOGGING["formatters"].values())
    assert not any(word in formats for word in ("addr", "host", "agent", "request"))


def test_gunicorn_keeps_no_access_log_and_no_address() -> None:
    from xuncha.config import web_server

    assert web_server.OPTIONS["accesslog"] is None
    told = logging.makeLogRecord({"msg": "Invalid request from ip={ip}: {error}"})
    assert not web_server.names_no_address(told)


def test_a_session_slides_and_ends_after_half_an_hour() -> None:
    assert (settings.SESSION_COOKIE_AGE, settings.SESSION_SAVE_EVERY_REQUEST) == (30 * 60, True)


def test_private_files_have_no_address() -> None:
    assert settings.MEDIA_URL in ("", "/")


@pytest.mark.django_db
def test_the_sign_in_page_carries_the_strict_policy(client: Client) -> None:
    policy = client.get("/accounts/login/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.django_db
def test_nobody_signs_up(client: Client) -> None:
    client.post("/accounts/signup/", {"username": "mallory", "password1": "a-long-pass-phrase"})
    assert not get_user_model().objects.exists()
