"""Accounts in the browser: opened and reset with a password shown once, granted, closed; sessions that end."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import PASSWORD, Office
from xuncha.domain import access
from xuncha.records.accounts.models import Token, User
from xuncha.records.audit.actions import SYSTEM, act

SECRET = re.compile(r"<code[^>]*>([^<]+)</code>")


def sign_in(username: str, password: str) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": username, "password": password})
    return client


def test_a_new_account_must_choose_its_own_password_first(office: Office, client: Client) -> None:
    office.login(client, office.system)
    answer = client.post("/accounts-and-roles/new/", {"username": "xin", "name": "新来", "person_code": ""})
    assert answer.headers["Cache-Control"] == "no-store"
    password = SECRET.findall(answer.content.decode())[0]
    newcomer = sign_in("xin", password)
    assert newcomer.get("/").headers["Location"] == "/accounts/password/change/"
    chosen = {"oldpassword": password, "password1": "自己选的口令 2026", "password2": "自己选的口令 2026"}
    assert newcomer.post("/accounts/password/change/", chosen).status_code == 302
    assert newcomer.get("/").status_code == 200


def test_a_temporary_password_opens_no_api(office: Office) -> None:
    User.objects.filter(username="planner").update(password_is_temporary=True)
    assert sign_in("planner", PASSWORD).get("/api/units").status_code in (302, 401)


def test_an_account_may_be_opened_for_an_inspector_by_number(office: Office, client: Client) -> None:
    office.login(client, office.system)
    sent = {"username": "er", "name": "程立言", "person_code": "P-member"}
    answer = client.post("/accounts-and-roles/new/", sent)
    assert answer.status_code == 422
    assert "此人已有账号" in answer.content.decode()


def test_roles_are_granted_and_refused_on_the_page(office: Office, client: Client) -> None:
    office.login(client, office.security)
    address = f"/accounts-and-roles/{office.outsider.pk}/grant/"
    assert "须指定地区" in client.post(address, {"role": "planner"}).content.decode()
    assert client.post(address, {"role": "planner", "jurisdiction": office.county.pk}).status_code == 302
    granted = User.objects.get(username="outsider").grants.get(role="planner")
    assert client.post(f"/grants/{granted.pk}/revoke/").status_code == 302
    assert not User.objects.get(username="outsider").has_role("planner")


def test_the_list_costs_the_same_with_three_accounts_and_with_thirty(office: Office, client: Client) -> None:
    office.login(client, office.security)

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/accounts-and-roles/").status_code == 200
        return len(captured)

    asked()
    few = asked()
    with act("demo.load", by=SYSTEM) as change:
        change.create_many([User(username=f"a{number:02}", name="某人") for number in range(30)])
    assert asked() == few


def test_a_key_is_shown_once(office: Office, client: Client) -> None:
    office.login(client, office.leader)
    until = timezone.localdate() + timedelta(days=30)
    page = client.post("/tokens/new/", {"name": "汇总", "expires_on": until.isoformat()}).content.decode()
    key = SECRET.findall(page)[0]
    token = Token.objects.get()
    assert key not in client.get(f"/tokens/{token.pk}/").content.decode()
    assert Client().get("/api/inspections", headers={"authorization": f"Bearer {key}"}).status_code == 200
    client.post(f"/tokens/{token.pk}/revoke/")
    assert Client().get("/api/inspections", headers={"authorization": f"Bearer {key}"}).status_code == 401


def test_ones_passkeys_are_listed_with_when_they_were_added(office: Office, client: Client) -> None:
    data = {"name": "办公室电脑", "credential": {"clientExtensionResults": {"credProps": {"rk": True}}}}
    Authenticator.objects.create(user=office.planner, type=Authenticator.Type.WEBAUTHN, data=data)
    page = office.login(client, office.planner).get("/accounts/2fa/webauthn/").content.decode()
    assert "办公室电脑" in page
    assert "尚未使用" in page


def test_another_ones_key_is_not_found(office: Office, client: Client) -> None:
    office.login(client, office.leader)
    until = timezone.localdate() + timedelta(days=30)
    client.post("/tokens/new/", {"name": "汇总", "expires_on": until.isoformat()})
    office.login(client, office.planner)
    assert client.get(f"/tokens/{Token.objects.get().pk}/").status_code == 404


@pytest.mark.parametrize("name", ["planner", "unit_head", "audit_admin"])
def test_the_access_table_is_read_by_everybody_in_words(office: Office, client: Client, name: str) -> None:
    page = office.login(client, getattr(office, name)).get("/access/").content.decode()
    assert page.count("<code") == len(access.table())
    assert "签批底稿" in page


def test_the_access_table_is_searched_and_narrowed_to_a_role(office: Office, client: Client) -> None:
    office.login(client, office.leader)
    found = client.get("/access/", {"q": "签批"}).content.decode()
    assert "paper.sign" in found
    assert "task.close" not in found
    assert "task.close" not in client.get("/access/", {"role": "leader"}).content.decode()


def test_a_session_ends_after_half_an_hour_without_use(
    office: Office, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.login(client, office.leader)
    assert client.get("/access/").status_code == 200
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(minutes=29))
    assert client.get("/access/").status_code == 200
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(minutes=31))
    assert client.get("/access/").headers["Location"].startswith("/accounts/login/")


def test_use_prolongs_a_session(office: Office, client: Client) -> None:
    office.login(client, office.leader)
    assert "sessionid" in client.get("/access/").cookies


def test_a_closed_account_is_put_out_at_once(office: Office, client: Client) -> None:
    office.login(client, office.leader)
    office.login(other := Client(), office.system)
    other.post(f"/accounts-and-roles/{office.leader.pk}/disable/")
    assert client.get("/access/").headers["Location"].startswith("/accounts/login/")


def test_the_system_administrator_lifts_the_lock_and_takes_away_lost_factors(office: Office, client: Client) -> None:
    for _ in range(5):
        sign_in("leader", "wrong")
    assert Client().post("/accounts/login/", {"login": "leader", "password": PASSWORD}).status_code == 429
    office.login(client, office.system)
    page = client.post(f"/accounts-and-roles/{office.leader.pk}/reset/").content.decode()
    again = sign_in("leader", SECRET.findall(page)[0])
    assert again.get("/").headers["Location"] == "/accounts/password/change/"
