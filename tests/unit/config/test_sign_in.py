"""Coming in: with the right password, not with a wrong one, and not after five wrong ones."""

from __future__ import annotations

from typing import Any

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from xuncha.records.audit import queries

PASSWORD = "一个足够长的口令 2026"


@pytest.fixture
def account(db: None) -> Any:
    user = get_user_model()(username="lin", name="林某")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client: Client, password: str) -> int:
    return client.post(
        "/accounts/login/",
        {"login": "lin", "password": password},
        headers={"user-agent": "a telling browser", "x-forwarded-for": "203.0.113.9"},
    ).status_code


def verbs() -> list[str]:
    return [event.verb for event in queries.events()]


def test_the_right_password_opens_and_the_trail_knows(client: Client, account: Any) -> None:
    assert sign_in(client, PASSWORD) == 302
    assert verbs() == ["account.sign_in"]


def test_a_short_password_is_refused_in_the_reader_s_language() -> None:
    with pytest.raises(ValidationError, match="密码太短，至少要有10个字符"):
        validate_password("口令2026")


def test_leaving_is_noted(client: Client, account: Any) -> None:
    sign_in(client, PASSWORD)
    client.post("/accounts/logout/")
    assert verbs() == ["account.sign_out", "account.sign_in"]


def test_a_wrong_password_does_not_open(client: Client, account: Any) -> None:
    assert sign_in(client, "wrong") == 200
    assert verbs() == []


def test_five_wrong_passwords_lock_the_account_from_everywhere(client: Client, account: Any) -> None:
    for _ in range(5):
        sign_in(client, "wrong")
    assert sign_in(Client(REMOTE_ADDR="198.51.100.7"), PASSWORD) == 429
    assert verbs() == ["account.locked"]


def test_a_failure_keeps_no_trace_of_the_machine(client: Client, account: Any) -> None:
    sign_in(client, "wrong")
    (attempt,) = AccessAttempt.objects.values()
    assert (attempt["ip_address"], attempt["user_agent"], attempt["http_accept"]) == (None, "", "")
    assert "wrong" not in str(attempt)
    assert not AccessLog.objects.exists()
    assert not AccessFailureLog.objects.exists()
