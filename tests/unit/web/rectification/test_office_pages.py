"""The office's pages of rectification: each shows what it should to whom it should, and acts."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from tests.cast import Office
from tests.factories import rectification as make
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.rectification import actions
from xuncha.records.rectification.models import Extension, LookBack, RectificationPlan, Score, Task
from xuncha.records.rounds.models import Inspection

pytestmark = pytest.mark.django_db
LISTS = ("feedback_list", "rect_plan_list", "task_list", "extension_list", "score_list", "lookback_list")


def page(client: Client, office: Office, user: User, name: str, *keys: int, **query: Any) -> str:
    office.login(client, user)
    answer = client.get(reverse(f"office:{name}", args=keys), query)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def send(client: Client, office: Office, user: User, name: str, *keys: int, **data: Any) -> tuple[int, str]:
    office.login(client, user)
    answer = client.post(reverse(f"office:{name}", args=keys), data, follow=True)
    return answer.status_code, answer.content.decode()


def test_the_planner_gives_feedback_from_the_page(client: Client, office: Office) -> None:
    make.finding(make.heard(office), office)
    office.login(client, office.planner)
    data = {
        "given_on": timezone.localdate(), "given_by": "市委第一巡察组", "place": "水利局", "copies": "分管领导\n纪委监委",
        "head": "请主要负责人牵头", "body": "请领导班子落实", "line": "水利",
    }  # fmt: skip
    answer = client.post(reverse("office:feedback_give") + f"?inspection={office.inspection.pk}", data)
    assert answer.status_code == 302, answer.content.decode()
    plan = RectificationPlan.objects.get()
    assert answer.headers["Location"] == reverse("office:rect_plan", args=[plan.pk])
    assert "青屿县水利枢纽管理局" in page(client, office, office.planner, "feedback_list")


def test_the_page_says_beforehand_what_stands_against_feedback(client: Client, office: Office) -> None:
    shown = page(client, office, office.planner, "feedback_give", inspection=office.inspection.pk)
    assert "现在还不能反馈" in shown
    assert "尚未听取汇报" in shown


def test_three_bodies_see_their_opinions_side_by_side(client: Client, office: Office) -> None:
    plan = make.submitted(office)
    for user, words in ((office.planner, "同意"), (office.discipline, "同意"), (office.organisation, "")):
        status, shown = send(
            client, office, user, "rect_plan_review", plan.pk, opinion="agree" if words else "disagree", grade="good",
            words=words or "第一责任人没有任务",
        )  # fmt: skip
        assert status == 200
    assert "退回重报" in shown
    assert "第一责任人没有任务" in page(client, office, office.discipline, "rect_plan", plan.pk)


def test_a_disagreement_without_reason_stays_on_the_form(client: Client, office: Office) -> None:
    plan = make.submitted(office)
    status, shown = send(client, office, office.discipline, "rect_plan_review", plan.pk, opinion="disagree", words="")
    assert status == 422
    assert "不同意须写明理由" in shown


def test_the_planner_closes_and_reopens_and_the_unit_cannot(client: Client, office: Office) -> None:
    task = make.passed(office)
    assert send(client, office, office.unit_head, "task_close", task.pk)[0] == 403
    assert send(client, office, office.discipline, "task_close", task.pk)[0] == 403
    assert send(client, office, office.planner, "task_close", task.pk)[0] == 200
    assert Task.objects.get().state == "closed"
    words = {"ground": "tip", "reason": "群众反映又在列支", "amount": "19000"}
    assert send(client, office, office.planner, "task_reopen", task.pk, **words)[0] == 200
    assert "群众反映又在列支" in page(client, office, office.planner, "task", task.pk)
    assert Task.objects.get().reopenings.get().amount_fen == 1_900_000


def test_the_reviewer_is_offered_an_opinion_once(client: Client, office: Office) -> None:
    task = make.called_done(office)
    address = reverse("office:task_review", args=[task.pk])
    assert address in page(client, office, office.discipline, "task", task.pk)
    assert send(client, office, office.discipline, "task_review", task.pk, opinion="agree", words="")[0] == 200
    assert address not in page(client, office, office.discipline, "task", task.pk)


def test_more_time_is_decided_on_its_page(client: Client, office: Office) -> None:
    task = make.accepted(office)
    asked = Extension(task=task, until=task.due_on + timedelta(days=9), reason="涉诉")
    actions.request_extension(asked, by=office.unit_head)
    assert "涉诉" in page(client, office, office.planner, "extension", asked.pk)
    assert send(client, office, office.planner, "extension_decide", asked.pk, granted="no", words="")[0] == 422
    assert send(client, office, office.planner, "extension_decide", asked.pk, granted="yes", words="")[0] == 200
    assert Task.objects.get().due_on == asked.until


def test_a_score_is_given_with_reasons(client: Client, office: Office) -> None:
    plan = make.fed_back(office)
    office.login(client, office.planner)
    address = reverse("office:score_new") + f"?inspection={plan.inspection_id}"
    shown = client.get(address).content.decode()
    assert "任务落实" in shown
    points = {f"points_{code}": 0 for code in ("deployment", "tasks", "organisation", "satisfaction", "overall")}
    answer = client.post(address, points | {"points_tasks": "12.5"})
    assert answer.status_code == 422
    assert "写明理由" in answer.content.decode()
    client.post(address, points | {"points_tasks": "12.5", "reason_tasks": "两项逾期"})
    assert "两项逾期" in page(client, office, office.planner, "score", Score.objects.get().pk)


def test_a_look_back_from_beginning_to_end(client: Client, office: Office) -> None:
    task = make.closed(office)
    today = timezone.localdate()
    office.login(client, office.leader)
    begin = reverse("office:lookback_new") + f"?inspection={task.plan.inspection_id}"
    client.post(begin, {"starts_on": today})
    back = LookBack.objects.get()
    assert reverse("office:lookback_look", args=[back.pk, task.pk]) in page(
        client, office, office.leader, "lookback", back.pk
    )
    status, shown = send(client, office, office.leader, "lookback_look", back.pk, task.pk, cured="no", words="仍在列支")
    assert status == 200
    assert "仍在列支" in shown
    assert Task.objects.get().state == "reopened"
    send(client, office, office.leader, "lookback_conclude", back.pk, ends_on=today, conclusion="未到位")
    assert "未到位" in page(client, office, office.leader, "lookback", back.pk)


def test_evidence_is_handed_out_as_a_download_and_never_shown(client: Client, office: Office) -> None:
    evidence = make.proven(make.accepted(office), office)
    office.login(client, office.discipline)
    answer = client.get(reverse("office:evidence", args=[evidence.pk]))
    assert b"".join(answer.streaming_content) == make.MINUTES  # type: ignore[attr-defined]
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    office.login(client, office.other_head)
    assert client.get(reverse("office:evidence", args=[evidence.pk])).status_code == 404
    office.login(client, office.secretary)
    assert client.get(reverse("office:evidence", args=[evidence.pk])).status_code == 403


def test_tasks_are_narrowed_and_exported_with_the_same_filter(client: Client, office: Office) -> None:
    plan = make.fed_back(office)
    make.task(plan, office, title="按期的任务")
    make.task(plan, office, title="逾期的任务", due_on=timezone.localdate() - timedelta(days=1))
    shown = page(client, office, office.planner, "task_list", overdue="yes", q="任务", round=office.round.pk)
    assert "逾期的任务" in shown
    assert "按期的任务" not in shown
    assert "按期的任务" in page(client, office, office.planner, "task_list", overdue="no", branch="B1")
    answer = client.get(reverse("office:task_list"), {"overdue": "yes", "export": "xlsx"})
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[1:]] == ["逾期的任务"]


@pytest.mark.parametrize("name", ["system", "security", "audit_admin", "outsider"])
def test_administrators_and_strangers_do_not_come_near(client: Client, office: Office, name: str) -> None:
    office.login(client, getattr(office, name))
    assert {client.get(reverse(f"office:{each}")).status_code for each in LISTS} == {403}


def queries_of(client: Client, name: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(reverse(f"office:{name}")).status_code == 200
    return len(caught)


def test_no_list_asks_more_with_more_rows(client: Client, office: Office) -> None:
    today, plan = timezone.localdate(), make.fed_back(office)
    office.login(client, office.planner)

    def more(count: int) -> None:
        tasks = [make.task(plan, office, title=f"任务{number}") for number in range(count)]
        with act("demo.load", by=SYSTEM) as change:
            change.create_many(Extension(task=t, asked_on=today, until=today, reason="涉诉") for t in tasks)
            change.create_many(LookBack(inspection=plan.inspection, starts_on=today) for _ in tasks)
        for _ in tasks:
            actions.give_score(Inspection.objects.get(pk=plan.inspection_id), "deduction", [], by=office.planner)

    more(3)
    few = {name: queries_of(client, name) for name in LISTS}
    more(9)
    assert {name: queries_of(client, name) for name in LISTS} == few
