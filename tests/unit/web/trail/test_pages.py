"""The audit administrator reads who did what, verifies it, takes it away; never what the records say."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Office
from tests.factories import findings
from tests.factories.whole_office import furnish
from xuncha.records.audit import queries
from xuncha.records.audit.actions import note
from xuncha.records.findings import actions
from xuncha.records.people.models import Unit

CONTENT = "下属单位列支1.9万元"


@pytest.fixture
def auditor(office: Office, client: Client) -> Client:
    cache.clear()
    return office.login(client, office.audit_admin)


def test_the_trail_names_acts_and_records_without_content(office: Office, auditor: Client) -> None:
    finding = findings.make_finding(office, title="绝不该在这里出现的标题")
    actions.amend(actions.confirm(finding, by=office.leader), "这是业务意见", by=office.leader)
    page = auditor.get("/trail/").content.decode()
    assert "确认问题" in page
    assert f"问题 {finding.pk}" in page
    for event in queries.events()[:3]:
        page += auditor.get(f"/trail/{event.seq}/").content.decode()
    assert "绝不该在这里出现的标题" not in page
    assert "这是业务意见" not in page


def test_no_event_of_a_whole_inspection_tells_content(office: Office, auditor: Client) -> None:
    furnish(office)
    for event in queries.events():
        page = auditor.get(f"/trail/{event.seq}/").content.decode()
        for content in (CONTENT, "转嫁", "清退", "水利枢纽管理局", "1.9万元"):
            assert content not in page, event


def test_acts_on_accounts_are_told_in_full(office: Office, auditor: Client) -> None:
    office.login(other := Client(), office.security)
    other.post(
        f"/accounts-and-roles/{office.outsider.pk}/grant/", {"role": "planner", "jurisdiction": office.county.pk}
    )
    page = auditor.get(f"/trail/{queries.events()[0].seq}/").content.decode()
    assert "顾远行" in page
    assert "巡察办" in page


def test_the_trail_is_filtered_by_act_and_person(office: Office, auditor: Client) -> None:
    note("trail.export", by=office.audit_admin)
    note("home.view", by=office.planner)
    assert auditor.get("/trail/", {"verb": "trail.export"}).context["table"].paginator.count == 1
    assert auditor.get("/trail/", {"q": "周以宁"}).context["table"].paginator.count == 1


def test_a_page_of_the_trail_costs_the_same_whatever_its_length(office: Office, auditor: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            auditor.get("/trail/")
        return len(captured)

    asked()
    few = asked()
    for _ in range(30):
        note("home.view", by=office.planner)
    assert asked() == few


def test_the_check_runs_tells_its_result_and_is_noted(office: Office, auditor: Client) -> None:
    auditor.post("/trail/verify/")
    assert "链条完整" in auditor.get("/trail/verify/progress/").content.decode()
    assert queries.events()[0].verb == "trail.verify"
    assert "完整" in auditor.get("/trail/verify/").content.decode()


def test_a_record_changed_by_hand_is_named_by_kind_and_number(office: Office, auditor: Client) -> None:
    Unit.objects.filter(pk=office.unit.pk).update(staff=99)
    auditor.post("/trail/verify/")
    assert "被人绕过系统改动" in auditor.get("/trail/verify/progress/").content.decode()


def test_the_export_proves_itself_and_tells_no_content(office: Office, auditor: Client) -> None:
    findings.make_finding(office)
    answer = auditor.post("/trail/export/")
    text = b"".join(answer.streaming_content).decode()
    assert queries.verify_export(text.splitlines()) == (queries.events().count(), None)
    assert CONTENT not in text
    assert "费用转嫁" not in text


@pytest.mark.parametrize("name", ["system", "security", "planner", "leader"])
def test_nobody_else_reads_the_trail(office: Office, client: Client, name: str) -> None:
    office.login(client, getattr(office, name))
    for address in ("/trail/", "/trail/1/", "/trail/verify/"):
        assert client.get(address).status_code == 403
    assert client.post("/trail/export/").status_code == 403
