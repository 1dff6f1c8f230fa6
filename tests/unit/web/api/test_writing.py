"""The API does what the pages do, by the same actions, and refuses what they refuse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.cast import Office
from tests.factories import findings, rectification
from xuncha.records.accounts.models import User
from xuncha.records.audit.queries import verify
from xuncha.records.findings.models import Finding, WorkingPaper
from xuncha.records.rectification.actions import close_task
from xuncha.records.rectification.models import Task
from xuncha.web.api import writing

Send = Callable[..., Any]


@pytest.fixture
def send(client: Client) -> Send:
    """Send a body as somebody: the answer."""

    def sent(user: User, path: str, **body: Any) -> Any:
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client.post(f"/api/{path}", body, content_type="application/json")

    return sent


def test_a_paper_goes_through_its_three_signatures(office: Office, send: Send) -> None:
    handlers = [office.seats[name].pk for name in ("member", "member2")]
    body = {"title": "转嫁费用", "leaf": "B1.6", "source": "documents", "summary": "列支1.9万元", "process": "查阅凭证"}
    more = {
        "basis": "八项规定",
        "evidence": ["记账凭证"],
        "member_ids": handlers,
        "inspection_id": office.inspection.pk,
    }
    made = send(office.member, "papers", **body, **more)
    assert made.status_code == 201, made.content
    address = f"papers/{made.json()['id']}"
    for name, verb in (("member", "handle"), ("member2", "handle"), ("deputy", "check"), ("leader", "sign")):
        answer = send(getattr(office, name), f"{address}/{verb}")
        assert answer.status_code == 200, (name, answer.content)
    assert answer.json()["state"] == "signed"
    assert answer.json()["number"]
    assert verify()[1] is None


def test_only_the_leader_signs(office: Office, send: Send) -> None:
    paper = findings.make_paper(office, state="checked")
    assert send(office.member, f"papers/{paper.pk}/sign").status_code == 403
    assert WorkingPaper.objects.get(pk=paper.pk).state == "checked"


def test_a_step_out_of_turn_is_a_conflict_with_its_reason(office: Office, send: Send) -> None:
    paper = findings.make_paper(office)
    answer = send(office.leader, f"papers/{paper.pk}/sign")
    assert answer.status_code == 409
    assert "不能执行" in answer.json()["detail"]


def test_a_finding_without_duty_holder_does_not_enter_a_report(office: Office, send: Send) -> None:
    findings.make_signed_paper(office)
    finding = findings.make_finding(office, holder="", state="confirmed")
    report = findings.make_report(office)
    answer = send(office.leader, f"reports/{report.pk}/enter", finding_ids=[finding.pk])
    assert answer.status_code == 409
    assert "责任主体" in answer.json()["detail"]


def test_a_finding_is_made_with_its_duty_holders(office: Office, send: Send) -> None:
    holder = {"kind": "head", "name": "金守成", "unit_id": office.unit.pk, "duty": "第一责任人"}
    body = {"title": "转嫁费用", "leaf": "B1.6", "symptom": "列支1.9万元", "duty_holders": [holder]}
    answer = send(office.member, "findings", inspection_id=office.inspection.pk, **body)
    assert answer.status_code == 201, answer.content
    assert Finding.objects.get(pk=answer.json()["id"]).duty_holders.get().name == "金守成"


@pytest.mark.parametrize(
    ("wrong", "status"),
    [({"leaf": "Z9"}, 422), ({"severity": "dreadful"}, 422), ({"unknown": 1}, 422), ({"title": "\ud800"}, 422)],
)
def test_a_body_that_cannot_be_kept_is_refused(office: Office, send: Send, wrong: dict[str, Any], status: int) -> None:
    body = {"title": "题", "leaf": "B1.6", "symptom": "表现", "inspection_id": office.inspection.pk, **wrong}
    assert send(office.member, "findings", **body).status_code == status
    assert not Finding.objects.exists()


def test_nobody_writes_into_an_inspection_not_their_own(office: Office, send: Send) -> None:
    body = {"title": "题", "leaf": "B1.6", "symptom": "表现", "inspection_id": office.inspection.pk}
    assert send(office.outsider, "findings", **body).status_code == 403
    assert send(office.member, "findings", **{**body, "inspection_id": 999_999}).status_code == 404


def test_rectification_from_plan_to_close_out_and_open_again(office: Office, send: Send) -> None:
    task = rectification.called_done(office)
    for user in rectification.bodies(office):
        assert send(user, f"tasks/{task.pk}/review", opinion="agree", words="属实").status_code == 200
    assert send(office.unit_head, f"tasks/{task.pk}/close").status_code == 403
    assert send(office.planner, f"tasks/{task.pk}/close").json()["state"] == "closed"
    again = send(office.discipline, f"tasks/{task.pk}/reopen", ground="look_back", reason="又发生了")
    assert again.status_code == 200, again.content
    assert Task.objects.get(pk=task.pk).state == "reopened"
    assert verify()[1] is None


def test_a_browser_needs_its_csrf_token(office: Office) -> None:
    client = Client(enforce_csrf_checks=True)
    office.login(client, office.leader)
    finding = findings.make_finding(office)
    answer = client.post(f"/api/findings/{finding.pk}/confirm", {}, content_type="application/json")
    assert answer.status_code == 403
    assert Finding.objects.get(pk=finding.pk).state == "draft"


def test_what_is_not_json_is_named(office: Office) -> None:
    client = office.login(Client(), office.leader)
    answer = client.post("/api/findings", "{", content_type="application/json")
    assert answer.status_code == 400


def test_what_changed_between_reading_and_writing_is_a_conflict(
    office: Office, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same request once more, just before this one writes."""
    task = rectification.passed(office)
    read = writing.get

    def overtaken(*about: Any) -> Any:
        mine = read(*about)
        close_task(read(*about), by=office.planner)
        return mine

    monkeypatch.setattr(writing, "get", overtaken)
    answer = send(office.planner, f"tasks/{task.pk}/close")
    assert answer.status_code == 409
    assert "已被他人更改（状态、销号日期）" in answer.json()["detail"]
