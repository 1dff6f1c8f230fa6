"""An office of one's own, from an empty database."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Office
from xuncha.domain.errors import Refused
from xuncha.domain.organisations import Level
from xuncha.records.audit.queries import verify
from xuncha.records.policy.actions import open_office


@pytest.mark.django_db
def test_each_administrator_signs_in_with_the_password_shown_once() -> None:
    """Three accounts, each with its own administrator's role, and a trail that saw it all."""
    passwords = open_office("9900", "某某市", Level.CITY)
    assert set(passwords) == {"sysadmin", "secadmin", "auditadmin"}
    for username, password in passwords.items():
        assert _signs_in(username, password)
    assert verify()[1] is None


def _signs_in(username: str, password: str) -> bool:
    client = Client()
    client.post("/accounts/login/", {"login": username, "password": password})
    return "_auth_user_id" in client.session


def test_an_office_is_not_set_up_over_another(office: Office) -> None:
    """What is there stays."""
    with pytest.raises(Refused):
        open_office("9900", "某某市", Level.CITY)
