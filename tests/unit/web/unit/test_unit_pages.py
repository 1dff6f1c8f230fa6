"""The inspected unit's own pages: what is due, answered simply; nothing of anybody else; nothing closed by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Office
from tests.factories import rectification as make
from xuncha.records.accounts.models import User
from xuncha.records.rectification import actions
from xuncha.records.rectification.models import Evidence, Extension, Feedback, Measure, RectificationPlan, Task
from xuncha.records.teams.models import Objection

pytestmark = pytest.mark.django_db


def page(client: Client, office: Office, user: User, name: str, *keys: int) -> str:
    office.login(client, user)
    answer = client.get(reverse(f"unit:{name}", args=keys))
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def send(client: Client, office: Office, user: User, name: str, *keys: int, **data: Any) -> tuple[int, str]:
    office.login(client, user)
    answer = client.post(reverse(f"unit:{name}", args=keys), data, follow=True)
    return answer.status_code, answer.content.decode()


def test_before_feedback_the_unit_finds_empty_pages(client: Client, office: Office) -> None:
    assert "目前没有要办的事" in page(client, office, office.unit_head, "home")
    assert "还没有反馈" in page(client, office, office.unit_head, "feedback")
    assert "还没有整改方案" in page(client, office, office.unit_head, "plan")
    assert "先在整改方案中添加任务" in page(client, office, office.unit_head, "task_list")


def test_the_head_reads_and_signs_for_feedback(client: Client, office: Office) -> None:
    make.fed_back(office)
    assert "签收反馈意见" in page(client, office, office.unit_head, "home")
    assert "向下属单位转嫁费用1" in page(client, office, office.unit_head, "feedback")
    for feedback in Feedback.objects.all():
        assert send(client, office, office.unit_head, "feedback_receive", feedback.pk)[0] == 200
    assert "签收反馈意见" not in page(client, office, office.unit_head, "home")


def test_the_plan_is_written_and_sent_in_page_by_page(client: Client, office: Office) -> None:
    plan = make.fed_back(office)
    liaison, today = office.unit_liaison, timezone.localdate()
    assert "没有对应的整改任务" in page(client, office, liaison, "plan")
    send(client, office, liaison, "plan_edit", plan.pk, text="成立领导小组")
    task = {
        "finding": plan.inspection.findings.get().pk, "title": "清退费用", "goal": "1.9万元全部退回", "cure": "concentrated",
        "duty_kind": "head", "duty_leader": "金守成", "duty_person": "丁小满", "due_on": today + timedelta(days=30),
    }  # fmt: skip
    assert send(client, office, liaison, "task_new", plan.pk, **task)[0] == 200
    kept = Task.objects.get()
    measure = {"text": "退回1.9万元", "accountable": "丁小满", "due_on": today + timedelta(days=20)}
    assert send(client, office, liaison, "measure_new", kept.pk, **measure)[0] == 200
    send(client, office, liaison, "measure_edit", Measure.objects.get().pk, **measure | {"accountable": "金守成"})
    assert Measure.objects.get().accountable == "金守成"
    assert send(client, office, liaison, "plan_submit", plan.pk)[0] == 403
    assert "已报送" in send(client, office, office.unit_head, "plan_submit", plan.pk)[1]
    assert RectificationPlan.objects.get().state == "submitted"


def test_a_plan_that_lacks_something_is_not_sent_in_and_every_gap_is_told(client: Client, office: Office) -> None:
    plan = make.fed_back(office, findings=2)
    told = send(client, office, office.unit_head, "plan_submit", plan.pk)[1]
    assert "没有写总体安排" in told
    assert "转嫁费用2”没有对应的整改任务" in told
    assert RectificationPlan.objects.get().state == "draft"


def test_a_returned_plan_shows_why(client: Client, office: Office) -> None:
    plan = make.submitted(office)
    for user in make.bodies(office):
        actions.review_plan(RectificationPlan.objects.get(), make.refused("措施空泛"), by=user)
    assert "措施空泛" in page(client, office, office.unit_liaison, "plan_of", plan.pk)
    assert "被退回" in page(client, office, office.unit_liaison, "home")


def test_a_task_is_worked_off_from_a_phone(client: Client, office: Office) -> None:
    task, today = make.accepted(office), timezone.localdate()
    liaison = office.unit_liaison
    assert send(client, office, liaison, "progress_new", task.pk, on=today, text="已开党组会")[0] == 200
    assert send(client, office, liaison, "measure_done", task.measures.get().pk, done_on=today)[0] == 200
    file = SimpleUploadedFile("纪要.pdf", b"%PDF-1.7 /Author(Ding)", content_type="text/html")
    status, shown = send(client, office, liaison, "evidence_upload", task.pk, file=file, kind="minutes")
    assert status == 200
    assert "纪要.pdf" in shown
    assert "Ding" in shown
    assert Evidence.objects.get().media_type == "application/pdf"
    done = {"result": "已全部退回", "people_dealt_with": 1, "own_level_dealt_with": 1, "amount_received": "19000"}
    assert send(client, office, liaison, "task_submit", task.pk, **done)[0] == 403
    assert send(client, office, office.unit_head, "task_submit", task.pk, **done)[0] == 200
    kept = Task.objects.get()
    assert (kept.state, kept.amount_received_fen) == ("submitted", 1_900_000)


def test_a_body_beyond_the_limit_is_refused_before_it_is_read(
    client: Client, office: Office, settings: LazySettings
) -> None:
    task = make.accepted(office)
    settings.FILE_LIMIT_BYTES = 10
    file = SimpleUploadedFile("纪要.txt", b"x" * 1_100_000)
    assert send(client, office, office.unit_liaison, "evidence_upload", task.pk, file=file, kind="minutes")[0] in (
        400,
        413,
    )
    assert not Evidence.objects.exists()


def test_a_page_that_calls_itself_a_document_is_refused(client: Client, office: Office) -> None:
    task = make.accepted(office)
    file = SimpleUploadedFile("纪要.pdf", b"<html><script>alert(1)</script>", content_type="application/pdf")
    status, shown = send(client, office, office.unit_liaison, "evidence_upload", task.pk, file=file, kind="minutes")
    assert status == 422
    assert "不接收这种格式" in shown
    assert not Evidence.objects.exists()


def test_what_a_unit_writes_is_shown_as_text(client: Client, office: Office) -> None:
    task, hostile = make.accepted(office), "<script>alert(1)</script>"
    send(client, office, office.unit_liaison, "progress_new", task.pk, on=timezone.localdate(), text=hostile)
    file = SimpleUploadedFile(f"{hostile}.txt", "正文".encode())
    send(client, office, office.unit_liaison, "evidence_upload", task.pk, file=file, kind="other")
    office.login(client, office.planner)
    assert hostile not in client.get(reverse("office:task", args=[task.pk])).content.decode()


def test_evidence_is_withdrawn_with_a_reason(client: Client, office: Office) -> None:
    evidence = make.proven(make.accepted(office), office)
    status, shown = send(client, office, office.unit_liaison, "evidence_withdraw", evidence.pk, because="传错文件")
    assert status == 200
    assert "传错文件" in shown


def test_the_head_asks_for_more_time_and_the_liaison_does_not(client: Client, office: Office) -> None:
    task = make.accepted(office)
    ask = {"until": task.due_on + timedelta(days=10), "reason": "涉诉"}
    assert send(client, office, office.unit_liaison, "extension_request", task.pk, **ask)[0] == 403
    assert "涉诉" in send(client, office, office.unit_head, "extension_request", task.pk, **ask)[1]
    assert Extension.objects.get().state == "asked"


def test_another_unit_finds_nothing_of_it(client: Client, office: Office) -> None:
    task = make.called_done(office)
    evidence, plan = task.evidence.get(), task.plan
    office.login(client, office.other_head)
    pages = [("task", task.pk), ("plan_of", plan.pk), ("evidence", evidence.pk), ("task_submit", task.pk)]
    for name, key in pages:
        assert client.get(reverse(f"unit:{name}", args=[key])).status_code == 404, name
    for name, key in (("plan_submit", plan.pk), ("task_remove", task.pk), ("measure_remove", Measure.objects.get().pk)):
        assert client.post(reverse(f"unit:{name}", args=[key])).status_code == 404, name
    assert "向下属单位转嫁费用1" not in page(client, office, office.other_head, "feedback")


def test_no_page_of_the_unit_closes_or_judges(client: Client, office: Office) -> None:
    task = make.passed(office)
    shown = page(client, office, office.unit_head, "task", task.pk)
    for name in ("task_close", "task_review", "task_reopen"):
        assert reverse(f"office:{name}", args=[task.pk]) not in shown
        office.login(client, office.unit_head)
        assert client.post(reverse(f"office:{name}", args=[task.pk])).status_code == 403


def test_the_unit_knows_its_team_and_objects_to_a_member(client: Client, office: Office) -> None:
    assert "陆怀川" in page(client, office, office.unit_liaison, "team")
    seat = office.seats["member"]
    status, shown = send(
        client, office, office.unit_head, "objection_new", office.inspection.pk, member=seat.pk, reason="系本局职工亲属"
    )
    assert status == 200
    assert "系本局职工亲属" in shown
    assert Objection.objects.get().member == seat
    assert "陆怀川" not in page(client, office, office.other_head, "team")
