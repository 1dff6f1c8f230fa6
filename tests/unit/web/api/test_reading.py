"""The API shows each person what the pages show them, in pages, filtered, searched, at a steady cost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import Office
from tests.factories import findings, people
from tests.factories.whole_office import Furnished, furnish
from xuncha.records.accounts import actions as accounts
from xuncha.records.accounts.models import User
from xuncha.records.audit import queries
from xuncha.web.api.resources import RESOURCES

Ask = Callable[..., Any]


@pytest.fixture
def ask(client: Client) -> Ask:
    """Ask as somebody: the answer."""

    def asked(user: User, path: str, **parameters: Any) -> Any:
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client.get(f"/api/{path}", parameters)

    return asked


@pytest.fixture
def whole(office: Office) -> Furnished:
    return furnish(office)


def test_nobody_gets_in_without_key_or_session(client: Client, db: None) -> None:
    answer = client.get("/api/findings")
    assert (answer.status_code, answer.json()["detail"]) == (401, "请先登录，或提供有效的接口令牌")


def test_the_planner_reads_every_resource_of_the_office(whole: Furnished, ask: Ask) -> None:
    for resource in RESOURCES:
        if resource.path in ("trail", "accounts"):  # the administrators'
            continue
        answer = ask(whole.office.planner, resource.path)
        assert answer.status_code == 200, (resource.path, answer.content)
        assert answer.json()["count"] > 0, resource.path
        first = answer.json()["items"][0]
        assert ask(whole.office.planner, f"{resource.path}/{first['id']}").status_code == 200


def test_the_audit_administrator_reads_the_trail_without_content(whole: Furnished, ask: Ask) -> None:
    items = ask(whole.office.audit_admin, "trail", limit=200).json()["items"]
    assert len(items) == queries.events().count()
    assert not {"label", "detail", "changes"} & set(items[0])


def test_the_clerk_may_not_read_leads(whole: Furnished, ask: Ask) -> None:
    assert ask(whole.office.clerk, "leads").status_code == 403
    assert ask(whole.office.clerk, f"leads/{whole.records['lead'].pk}").status_code == 403


def test_a_member_of_another_team_is_not_told_that_a_paper_exists(whole: Furnished, ask: Ask) -> None:
    paper = whole.records["paper"]
    assert ask(whole.office.member, f"papers/{paper.pk}").status_code == 200
    hidden, absent = (ask(whole.office.other_head, f"tasks/{pk}") for pk in (whole.records["task"].pk, 999_999))
    assert hidden.status_code == absent.status_code == 404


def test_a_unit_sees_its_own_tasks_and_not_another_units(whole: Furnished, ask: Ask) -> None:
    assert ask(whole.office.unit_head, "tasks").json()["count"] == 1
    assert ask(whole.office.other_head, "tasks").json()["count"] == 0


def test_reading_a_lead_is_noted(whole: Furnished, ask: Ask) -> None:
    before = queries.events().count()
    assert ask(whole.office.discipline, f"leads/{whole.records['lead'].pk}").status_code == 200
    assert queries.events().count() == before + 1
    assert queries.events()[0].verb == "lead.view"


def test_a_list_is_filtered_searched_and_paged(office: Office, ask: Ask) -> None:
    for number in range(5):
        findings.make_finding(office, title=f"违规{'发放津补贴' if number % 2 else '公款旅游'}", severity="serious")
    found = ask(office.leader, "findings", q="津补 违规", limit=1, offset=1).json()
    assert (found["count"], len(found["items"])) == (2, 1)
    assert ask(office.leader, "findings", severity="notable").json()["count"] == 0
    assert ask(office.leader, "findings", inspection=office.inspection.pk).json()["count"] == 5
    assert ask(office.leader, "findings", since=timezone.localdate() + timedelta(days=1)).json()["count"] == 0


@pytest.mark.parametrize("wrong", [{"limit": 0}, {"limit": "x"}, {"inspection": 2**70}, {"since": "2026-13-01"}, {"q": "a\x00"}])  # fmt: skip
def test_a_wrong_parameter_is_named(office: Office, ask: Ask, wrong: dict[str, Any]) -> None:
    answer = ask(office.leader, "findings", **wrong)
    assert answer.status_code == 422
    assert next(iter(wrong)) in answer.json()["errors"][0]["where"]


def test_no_list_costs_more_with_more_rows(whole: Furnished, ask: Ask) -> None:
    def asked(path: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert ask(whole.office.planner, path).status_code == 200
        return len(captured)

    paths = ("findings", "papers", "units", "inspectors")
    asked("rounds")  # the first call of all also signs in
    few = [asked(path) for path in paths]
    people.units(whole.office.county, 20)
    people.inspectors(whole.office.county, 20)
    for _ in range(20):
        findings.make_finding(whole.office)
        findings.make_paper(whole.office)
    assert [asked(path) for path in paths] == few


def test_a_key_opens_what_its_owner_may_until_it_is_revoked(office: Office, client: Client) -> None:
    tomorrow = timezone.localdate() + timedelta(days=2)
    token, key = accounts.create_token(office.leader, "汇总程序", tomorrow, by=office.leader)
    headers = {"authorization": f"Bearer {key}"}
    assert client.get("/api/inspections", headers=headers).json()["count"] == 1
    assert client.get("/api/persons", headers=headers).status_code == 403
    accounts.revoke_token(token, by=office.leader)
    assert client.get("/api/inspections", headers=headers).status_code == 401


def test_an_expired_key_and_a_closed_account_open_nothing(office: Office, client: Client) -> None:
    from xuncha.records.accounts.models import Token

    tomorrow = timezone.localdate() + timedelta(days=2)
    token, key = accounts.create_token(office.member, "旧程序", tomorrow, by=office.member)
    Token.objects.filter(pk=token.pk).update(expires_on=timezone.localdate() - timedelta(days=1))
    assert client.get("/api/inspections", headers={"authorization": f"Bearer {key}"}).status_code == 401
    _, key = accounts.create_token(office.member, "新程序", tomorrow, by=office.member)
    accounts.disable(office.member, by=office.system)
    assert client.get("/api/inspections", headers={"authorization": f"Bearer {key}"}).status_code == 401


def test_the_description_names_every_answer(client: Client, db: None) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]
    for path, verbs in paths.items():
        for verb, about in verbs.items():
            expected = {"400", "401", "403", "404", "422"} | ({"409"} if verb == "post" else set())
            assert expected <= set(about["responses"]), (path, verb)
