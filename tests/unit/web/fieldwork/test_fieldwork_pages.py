"""Recording talks, visits and documents in the browser's forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from xuncha.records.fieldwork.models import DocumentRequest, Interview, Visit

if TYPE_CHECKING:
    from tests.cast import Office

HOSTILE = "<script>alert(1)</script>"


def talk(office: Office, **changes: Any) -> dict[str, Any]:
    went = [str(office.seats[name].pk) for name in ("member", "member2")]
    said = {"kind": "staff", "subject": "财务科负责人", "held_on": timezone.localdate().isoformat(), "place": "谈话室"}
    return {**said, "went": went, "outline": "", "summary": "介绍报销流程", **changes}


def test_a_member_records_a_talk_and_finds_it_in_the_list(client: Client, office: Office) -> None:
    office.login(client, office.member)
    answer = client.post(reverse("office:interview_new"), talk(office, summary=HOSTILE), follow=True)
    assert answer.status_code == 200
    assert HOSTILE not in answer.content.decode()
    listed = client.get(reverse("office:interview_list"), {"q": "财务"}).content.decode()
    assert "财务科负责人" in listed
    assert "程立言、方清和" in listed


def test_a_talk_held_by_one_is_refused_and_what_was_typed_stays(client: Client, office: Office) -> None:
    office.login(client, office.member)
    answer = client.post(reverse("office:interview_new"), talk(office, went=[str(office.seats["member"].pk)]))
    assert answer.status_code == 422
    assert "至少两名组员" in answer.content.decode()
    assert "介绍报销流程" in answer.content.decode()
    assert not Interview.objects.exists()


def test_of_the_public_no_name_is_kept(client: Client, office: Office) -> None:
    office.login(client, office.clerk)
    client.post(reverse("office:interview_new"), talk(office, kind="public", subject="王大娘"))
    kept = Interview.objects.get()
    assert kept.subject == "群众（不具名）"
    client.post(reverse("office:interview_edit", args=[kept.pk]), talk(office, kind="insider", subject="王大娘"))
    kept.refresh_from_db()
    assert kept.subject == "知情人（不具名）"


def test_the_planner_reads_talks_and_records_none(client: Client, office: Office) -> None:
    office.login(client, office.member)
    client.post(reverse("office:interview_new"), talk(office))
    kept = Interview.objects.get()
    office.login(client, office.planner)
    shown = client.get(reverse("office:interview", args=[kept.pk]))
    assert reverse("office:interview_edit", args=[kept.pk]) not in shown.content.decode()
    assert client.get(reverse("office:interview_edit", args=[kept.pk])).status_code == 403
    assert client.get(reverse("office:interview_new")).status_code == 403


@pytest.mark.parametrize("name", ["unit_head", "discipline", "system", "outsider"])
def test_others_do_not_come_near(client: Client, office: Office, name: str) -> None:
    office.login(client, getattr(office, name))
    for page in ("interview_list", "visit_list", "document_request_list"):
        assert client.get(reverse(f"office:{page}")).status_code == 403


def test_a_visit_is_recorded_and_corrected(client: Client, office: Office) -> None:
    office.login(client, office.liaison)
    went = [str(office.seats[name].pk) for name in ("liaison", "clerk")]
    visit = {
        "kind": "window",
        "place": "办事窗口",
        "visited_on": timezone.localdate(),
        "went": went,
        "summary": "等候20分钟",
    }
    client.post(reverse("office:visit_new"), visit)
    kept = Visit.objects.get()
    client.post(reverse("office:visit_edit", args=[kept.pk]), {**visit, "unannounced": "on"})
    kept.refresh_from_db()
    assert kept.unannounced
    assert kept.visitors.count() == 2
    assert client.get(reverse("office:visit_list"), {"unannounced": "True"}).content.decode().count("办事窗口") == 1


def test_documents_are_asked_lent_and_given_back(client: Client, office: Office) -> None:
    office.login(client, office.liaison)
    today = timezone.localdate()
    asked = {"title": "近三年财务凭证", "copies": 46, "asked_by": office.seats["liaison"].pk, "asked_on": today}
    client.post(reverse("office:document_request_new"), asked)
    kept = DocumentRequest.objects.get()
    page = reverse("office:document_request", args=[kept.pk])
    assert "登记借出" in client.get(page).content.decode()
    client.post(reverse("office:document_request_lend", args=[kept.pk]), {"on": today})
    assert "近三年" in client.get(reverse("office:document_request_list"), {"out": "out"}).content.decode()
    client.post(reverse("office:document_request_return", args=[kept.pk]), {"on": today})
    assert "近三年" not in client.get(reverse("office:document_request_list"), {"out": "out"}).content.decode()
    again = client.post(reverse("office:document_request_return", args=[kept.pk]), {"on": today})
    assert again.status_code == 422


def test_the_list_comes_as_a_spreadsheet(client: Client, office: Office) -> None:
    office.login(client, office.member)
    client.post(reverse("office:interview_new"), talk(office))
    for page in ("interview_list", "visit_list", "document_request_list"):
        answer = client.get(reverse(f"office:{page}"), {"export": "xlsx"})
        assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")


def test_lists_ask_the_database_no_more_for_thirty_rows_than_for_three(client: Client, office: Office) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    office.login(client, office.member)
    counts = []
    for more in (3, 27):
        for _ in range(more):
            client.post(reverse("office:interview_new"), talk(office))
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("office:interview_list"))
        counts.append(len(seen))
    assert counts[0] == counts[1]
