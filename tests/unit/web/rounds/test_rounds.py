"""Pages of rounds and inspections."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import Office
from tests.factories.rounds import a_plan, inspections_in
from xuncha.domain.modes import Mode
from xuncha.domain.steps import Step
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.people.models import Unit
from xuncha.records.rounds import actions
from xuncha.records.rounds.models import Inspection, Round, StepDate

pytestmark = pytest.mark.django_db


def test_the_planner_sets_up_a_round_edits_who_authorises_and_adds_units(office: Office, client: Client) -> None:
    office.login(client, office.planner)
    answer = client.post(
        reverse("office:round_new"),
        {
            "term": office.round.term_id, "name": "第九届市委第二轮巡察", "number": 2, "year": 2027,
            "site_from": "2027-03-01", "site_until": "2027-04-20", "rectification_months": 3,
            "modes": ["elevated", "cross_exchange"],
        },
    )  # fmt: skip
    round_ = Round.objects.get(number=2)
    assert answer.headers["Location"] == reverse("office:round_modes", args=[round_.pk])
    page = client.get(answer.headers["Location"]).content.decode()
    assert "被巡察地党委" in page
    words = {"elevated": "on"}
    words |= {
        "elevated-authorises": "市委常委会",
        "elevated-hears": "市委书记专题会",
        "elevated-receives_leads": "市纪委",
    }
    client.post(answer.headers["Location"], words)
    assert [(mode.mode, mode.authorises) for mode in round_.modes.all()] == [("elevated", "市委常委会")]
    client.post(
        reverse("office:round_units", args=[round_.pk]), {"chosen": [office.unit.pk], "mode": "elevated", "source": ""}
    )
    assert [each.unit for each in round_.inspections.all()] == [office.unit]


def test_targets_of_an_approved_plan_come_into_a_round_by_ticking(office: Office, client: Client) -> None:
    plan = a_plan(office.city)
    (line,) = actions.add_unit_lines(plan, [office.other_unit], Mode.ROUTINE, by=office.planner)
    actions.approve_plan(plan, timezone.localdate(), by=office.secretary)
    office.login(client, office.planner)
    address = reverse("office:round_from_plan", args=[office.round.pk])
    assert "青屿县教育局" in client.get(address).content.decode()
    client.post(address, {"chosen": [line.pk]})
    assert Inspection.objects.filter(round=office.round, unit=office.other_unit).exists()
    assert "没有可以选择的单位" in client.get(address).content.decode()


def test_the_round_shows_gaps_in_days_and_what_is_overdue_in_words(office: Office, client: Client) -> None:
    with act("demo.load", by=SYSTEM) as change:
        overdue = timezone.localdate() - timedelta(days=4)
        change.create(StepDate(inspection=office.inspection, step=Step.FIND_FACTS, due_on=overdue))
    office.login(client, office.planner)
    page = client.get(reverse("office:round", args=[office.round.pk])).content.decode()
    assert "隔 10 天" in page
    assert "已逾期4天" in page


def test_a_finished_round_takes_no_more_units(office: Office, client: Client) -> None:
    Round.objects.filter(pk=office.round.pk).update(state="finished")
    page = office.login(client, office.planner).get(reverse("office:round", args=[office.round.pk])).content.decode()
    assert reverse("office:round_edit", args=[office.round.pk]) in page
    assert reverse("office:round_units", args=[office.round.pk]) not in page


def test_the_leader_completes_a_step_from_the_page_of_the_inspection(office: Office, client: Client) -> None:
    office.login(client, office.leader)
    hub = reverse("office:inspection", args=[office.inspection.pk])
    address = reverse("office:step_complete", args=[office.inspection.pk, "find_facts"])
    assert address in client.get(hub).content.decode()
    answer = client.post(address, {"on": timezone.localdate().isoformat()})
    assert answer.headers["Location"] == hub
    assert Inspection.objects.get(pk=office.inspection.pk).step == "working_paper"


def test_feedback_before_the_secretary_s_meeting_is_refused_with_the_reason(office: Office, client: Client) -> None:
    office.login(client, office.planner)
    address = reverse("office:step_complete", args=[office.inspection.pk, "feedback"])
    answer = client.post(address, {"on": timezone.localdate().isoformat()})
    assert answer.status_code == 422
    assert "“书记专题会听取汇报”尚未办结，不能办结“反馈”" in answer.content.decode()


def test_an_unknown_step_is_not_found(office: Office, client: Client) -> None:
    office.login(client, office.planner)
    assert client.get(reverse("office:step_complete", args=[office.inspection.pk, "party"])).status_code == 404


def test_a_member_sees_the_steps_without_buttons_and_the_unit_sees_nothing_before_feedback(
    office: Office, client: Client
) -> None:
    hub = reverse("office:inspection", args=[office.inspection.pk])
    office.login(client, office.member)
    page = client.get(hub).content.decode()
    assert "工作步骤" in page
    assert "steps/find_facts" not in page
    office.login(client, office.unit_head)
    assert client.get(hub).status_code == 404


def test_a_reviewer_sees_neither_steps_nor_papers_of_what_was_sent(office: Office, client: Client) -> None:
    office.login(client, office.planner)
    client.post(reverse("office:inspection_refer", args=[office.inspection.pk]), {"body": "discipline"})
    office.login(client, office.discipline)
    page = client.get(reverse("office:inspection", args=[office.inspection.pk])).content.decode()
    assert "整改任务" in page
    assert "工作步骤" not in page
    assert "底稿" not in page


def test_the_notice_waits_for_the_authorisation(office: Office, client: Client) -> None:
    (inspection,) = inspections_in(office.round, office.other_unit)
    office.login(client, office.planner)
    answer = client.post(reverse("office:inspection_announce", args=[inspection.pk]), {"on": "2026-11-01"})
    assert "巡察组尚未授权，不得发布进驻公告" in answer.content.decode()
    client.post(reverse("office:inspection_remove", args=[inspection.pk]))
    assert not Inspection.objects.filter(pk=inspection.pk).exists()


@pytest.mark.parametrize("name", ["inspection_list", "round"])
def test_the_queries_of_the_planner_s_pages_do_not_grow_with_inspections(
    office: Office, client: Client, name: str
) -> None:
    def counted() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    office.login(client, office.planner)
    address = reverse(f"office:{name}", args=[office.round.pk] if name == "round" else [])
    _more(office, 3)
    few = counted()
    _more(office, 20)
    assert counted() == few


def _more(office: Office, number: int) -> None:
    with act("demo.load", by=SYSTEM) as change:
        start = Unit.objects.count()
        units = [
            change.create(
                Unit(code=f"U{start + n}", name=f"单位{start + n}", kind="bureau", jurisdiction=office.county)
            )
            for n in range(number)
        ]
    inspections_in(office.round, *units)
