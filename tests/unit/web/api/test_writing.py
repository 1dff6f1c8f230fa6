"""The API does what the pages do, by the same actions, and refuses what they refuse."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.cast import Office
from tests.factories import findings, rectification
from xuncha.records.accounts.models import User
from xuncha.records.audit.queries import verify
from xuncha.records.findings.models import Finding, WorkingPaper
from xuncha.records.pool.models import Establishment
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


@pytest.fixture
def ask(client: Client) -> Send:
    """Send a request as somebody by any method: the answer."""

    def asked(method: str, user: User, path: str, **body: Any) -> Any:
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client.generic(method, f"/api/{path}", json.dumps(body), "application/json")

    return asked


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


def test_a_body_a_person_and_what_is_held_about_them(office: Office, ask: Send) -> None:
    by, today = office.planner, timezone.localdate()
    unit = ask("POST", by, "units", code="U1", name="新设的局", kind="bureau", jurisdiction_id=office.county.pk).json()
    changed = ask("PATCH", by, f"units/{unit['id']}", staff=31).json()
    assert (changed["staff"], changed["name"]) == (31, "新设的局")
    post = {"unit_id": unit["id"], "title": "局长", "head": True, "leading": True, "since": "2024-05-01"}
    person = ask("POST", by, "persons", code="P1", name="苗望川", post=post).json()
    school = {"person_id": person["id"], "school": "云岫大学", "begins": 2001, "ends": 2005}
    made = ask("POST", by, "schoolings", **school)
    assert made.status_code == 201, made.content
    assert ask("PATCH", by, f"schoolings/{made.json()['id']}", ends=1999).status_code == 422
    assert ask("DELETE", by, f"schoolings/{made.json()['id']}").status_code == 204
    assert ask("GET", by, "schoolings").json()["count"] == 0
    old = {**school, "hold_until": (today - timedelta(days=1)).isoformat()}
    ask("POST", by, "schoolings", **old)
    assert ask("DELETE", by, f"persons/{person['id']}/expired").status_code == 204
    assert ask("GET", by, "schoolings").json()["count"] == 0
    assert verify()[1] is None


def test_what_is_named_must_be_there_and_what_is_said_must_be_a_code(office: Office, ask: Send) -> None:
    body = {"code": "U1", "name": "新设的局", "kind": "bureau", "jurisdiction_id": office.county.pk}
    for wrong, word in (
        ({"jurisdiction_id": 999}, "jurisdiction_id"),
        ({"kind": "castle"}, "kind"),
        ({"name": ""}, "name"),
    ):
        answer = ask("POST", office.planner, "units", **body | wrong)
        assert answer.status_code == 422, answer.content
        assert word in answer.json()["detail"]
    term = {"jurisdiction_id": office.city.pk, "name": "第十届", "starts_on": "2031-01-01", "ends_on": "2030-01-01"}
    assert ask("POST", office.planner, "terms", **term).status_code == 409


def test_a_changed_fact_has_recusal_checked_again(office: Office, ask: Send) -> None:
    """程立言 sits on the team; that he works at the unit comes to light by the API."""
    member = office.member.person
    assert member is not None
    since = (timezone.localdate() - timedelta(days=700)).isoformat()
    post = {"person_id": member.pk, "unit_id": office.unit.pk, "title": "科员", "since": since}
    assert ask("POST", office.planner, "posts", **post).status_code == 201
    conflicts = ask("GET", office.planner, "conflicts").json()
    assert [each["rule"] for each in conflicts["items"]] == ["own_unit"]


def test_a_round_from_plan_to_authorised_team(office: Office, ask: Send) -> None:
    by, today = office.planner, timezone.localdate()
    plan = ask("POST", by, "plans", term_id=office.round.term_id, year=today.year, title="补充计划").json()
    units = {"unit_ids": [office.other_unit.pk], "mode": "elevated"}
    assert ask("POST", by, f"plans/{plan['id']}/units", **units).status_code == 200
    approved = ask("POST", office.leading_group, f"plans/{plan['id']}/approve", on=today.isoformat())
    assert approved.json()["state"] == "approved"
    days = {"site_from": today.isoformat(), "site_until": (today + timedelta(days=50)).isoformat()}
    made = ask("POST", by, "rounds", term_id=office.round.term_id, number=2, name="第二轮", year=today.year, **days)
    round_ = made.json()["id"]
    line = ask("GET", by, "plan-lines", plan=plan["id"])
    lines = [each["id"] for each in client_items(ask, by, "plan-lines")]
    assert line.status_code == 200
    assert ask("POST", by, f"rounds/{round_}/from-plan", line_ids=lines).status_code == 200
    inspection = next(each for each in client_items(ask, by, "inspections") if each["round_id"] == round_)
    team = ask(
        "POST",
        by,
        "teams",
        round_id=round_,
        number=1,
        name="第一组",
        inspection_ids=[inspection["id"]],
        slots={"leader": 1},
    ).json()
    outsider = office.outsider.person
    assert outsider is not None
    seat = {"inspector_id": outsider.inspector.pk, "role": "member"}
    assert ask("POST", by, f"teams/{team['id']}/members", **seat).status_code == 200
    refused = ask(
        "POST",
        office.leading_group,
        f"teams/{team['id']}/authorise",
        authority="市委",
        number="1号",
        since=today.isoformat(),
    )
    assert refused.status_code == 409
    assert "组长" in refused.json()["detail"]
    member = next(each for each in client_items(ask, by, "members") if each["team_id"] == team["id"])
    assert ask("POST", by, f"members/{member['id']}/remove").status_code in (200, 204)
    assert ask("PATCH", by, f"teams/{team['id']}", inspection_ids=[]).status_code == 200
    assert ask("DELETE", by, f"teams/{team['id']}").status_code == 204
    assert verify()[1] is None


def client_items(ask: Send, user: User, path: str) -> list[dict[str, Any]]:
    return list(ask("GET", user, path).json()["items"])


def test_a_score_gives_its_reasons(office: Office, ask: Send) -> None:
    plan = rectification.fed_back(office)
    body = {"inspection_id": plan.inspection_id, "scheme": "deduction"}
    marks = [{"indicator": "tasks", "points": 12.5, "reason": "两项任务逾期"}]
    answer = ask("POST", office.planner, "scores", **body, marks=marks)
    assert answer.status_code == 201, answer.content
    assert answer.json()["total_tenths"] == 875
    marks[0]["reason"] = ""
    assert ask("POST", office.planner, "scores", **body, marks=marks).status_code == 422
    assert ask("POST", office.unit_head, "scores", **body).status_code == 403


def test_evidence_goes_in_and_comes_back_byte_for_byte(office: Office, client: Client) -> None:
    task = rectification.accepted(office)
    client.force_login(office.unit_liaison, backend="allauth.account.auth_backends.AuthenticationBackend")
    file = SimpleUploadedFile("会议纪要.txt", rectification.MINUTES)
    made = client.post(f"/api/tasks/{task.pk}/evidence", {"kind": "minutes", "file": file})
    assert made.status_code == 201, made.content
    back = client.get(f"/api/evidence/{made.json()['id']}/file")
    assert b"".join(back.streaming_content) == rectification.MINUTES  # type: ignore[attr-defined]
    wrong = client.post(f"/api/tasks/{task.pk}/evidence", {"kind": "castle", "file": SimpleUploadedFile("x.txt", b"x")})
    assert wrong.status_code == 422


def test_a_scheme_of_ones_own_and_its_next_version(office: Office, ask: Send) -> None:
    body = {
        "label": "本市办法", "kind": "deduct", "base": 100, "source": "市委文件",
        "indicators": [{"label": "任务落实", "most": 60}, {"label": "长效机制", "most": 40}],
        "cuts": [{"least": 80, "grade": "good", "label": "好"}, {"least": 0, "grade": "poor", "label": "差"}],
    }  # fmt: skip
    first = ask("POST", office.planner, "schemes", jurisdiction_id=office.city.pk, **body)
    assert first.status_code == 201, first.content
    codes = {each["label"]: each["code"] for each in first.json()["body"]["indicators"]}
    body["indicators"] = [{"label": "责任落实", "most": 50}, {"label": "长效机制", "most": 50}]
    ask("POST", office.planner, f"schemes/{first.json()['id']}/revise", **body)
    latest = client_items(ask, office.planner, "schemes")
    second = next(each for each in latest if each["version"] == 2)
    new_codes = {each["label"]: each["code"] for each in second["body"]["indicators"]}
    assert new_codes["长效机制"] == codes["长效机制"]
    assert new_codes["责任落实"] not in codes.values()


def test_posts_left_out_of_an_establishment_keep_their_number(office: Office, ask: Send) -> None:
    address = f"jurisdictions/{office.city.pk}/establishment"
    ask("POST", office.planner, address, quotas={"team_leader": 2, "officer": 3}, source="云委编〔2026〕1号")
    assert ask("POST", office.planner, address, source="云委编〔2027〕1号").status_code == 200
    assert ask("POST", office.planner, address, quotas={"officer": 4}, source="云委编〔2027〕1号").status_code == 200
    assert dict(Establishment.objects.values_list("post", "quota")) == {"team_leader": 2, "officer": 4}
