"""The first page says to each person what concerns them; the demo's doors are in the demo alone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import NAMES, Office
from tests.factories import findings, rectification
from tests.factories.whole_office import furnish
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.audit.queries import events
from xuncha.records.rounds.models import StepDate

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings


def home(client: Client, office: Office, name: str) -> str:
    return office.login(client, getattr(office, name)).get("/").content.decode()


def test_a_step_overdue_stands_on_the_planners_first_page(office: Office, client: Client) -> None:
    with act("demo.load", by=SYSTEM) as change:
        due = timezone.localdate() - timedelta(days=3)
        change.create(StepDate(inspection=office.inspection, step="working_paper", due_on=due))
    page = home(client, office, "planner")
    assert "已逾期" in page
    assert f"/inspections/{office.inspection.pk}/" in page


def test_a_checked_paper_waits_for_the_leader_and_not_for_a_member(office: Office, client: Client) -> None:
    paper = findings.make_paper(office, state="checked")
    assert f"/papers/{paper.pk}/" in home(client, office, "leader")
    assert f"/papers/{paper.pk}/" not in home(client, office, "member")


def test_what_others_did_lately_is_news_to_whom_it_reaches(office: Office, client: Client) -> None:
    finding = findings.make_finding(office)
    from xuncha.records.findings import actions

    actions.confirm(finding, by=office.leader)
    assert f"/findings/{finding.pk}/" in home(client, office, "deputy")
    assert f"/findings/{finding.pk}/" not in home(client, office, "outsider")


def test_who_looked_at_a_lead_is_no_news(office: Office, client: Client) -> None:
    from xuncha.records.findings import actions

    lead = findings.make_lead(office)
    actions.read_lead(lead, by=office.deputy)
    assert f"/leads/{lead.pk}/" not in home(client, office, "leader")


def test_a_unit_is_led_to_its_own_face(office: Office, client: Client) -> None:
    rectification.fed_back(office)
    answer = office.login(client, office.unit_head).get("/", follow=True)
    assert answer.redirect_chain == [("/unit/", 302)]
    assert answer.status_code == 200


@pytest.mark.parametrize("name", ["system", "security", "audit_admin"])
def test_administrators_see_no_content(office: Office, client: Client, name: str) -> None:
    furnish(office)
    page = home(client, office, name)
    for content in ("向下属单位转嫁费用", "青屿县水利枢纽管理局", "清退转嫁费用", "反映收受礼金"):
        assert content not in page


@pytest.mark.parametrize("name", sorted(NAMES))
def test_everybody_has_a_first_page(office: Office, client: Client, name: str) -> None:
    assert office.login(client, getattr(office, name)).get("/", follow=True).status_code == 200


def test_the_first_page_costs_the_same_with_three_papers_waiting_and_with_thirty(
    office: Office, client: Client
) -> None:
    office.login(client, office.leader)

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/").status_code == 200
        return len(captured)

    for _ in range(3):
        findings.make_paper(office, state="checked")
    asked()
    few = asked()
    for _ in range(27):
        findings.make_paper(office, state="checked")
    assert asked() == few


def in_cast(office: Office, name: str) -> User:
    person: User = getattr(office, name)
    User.objects.filter(pk=person.pk).update(story="演示人物")
    return person


def test_in_the_demo_one_becomes_a_member_of_the_cast(office: Office, client: Client) -> None:
    leader = in_cast(office, "leader")
    assert client.post(f"/become/{leader.pk}/").status_code == 302
    assert client.session["_auth_user_id"] == str(leader.pk)
    assert events()[0].verb == "account.become"


def test_in_the_demo_only_the_cast_can_be_become_and_only_by_post(office: Office, client: Client) -> None:
    leader = in_cast(office, "leader")
    assert client.post(f"/become/{office.planner.pk}/").status_code == 404
    assert client.get(f"/become/{leader.pk}/").status_code == 405
    assert "_auth_user_id" not in client.session


def test_outside_the_demo_there_is_no_such_door(office: Office, client: Client, settings: Settings) -> None:
    settings.DEMO = False
    leader = in_cast(office, "leader")
    assert client.post(f"/become/{leader.pk}/").status_code == 404
    assert client.get(f"/become/{leader.pk}/").status_code == 404
    assert "_auth_user_id" not in client.session
    assert "become" not in client.get("/accounts/login/").content.decode()


def test_becoming_needs_the_csrf_token(office: Office) -> None:
    leader = in_cast(office, "leader")
    assert Client(enforce_csrf_checks=True).post(f"/become/{leader.pk}/").status_code == 403


def test_a_stranger_meets_the_cast_in_the_demo_and_the_door_anywhere_else(
    office: Office, client: Client, settings: Settings
) -> None:
    person = office.planner
    person.story = "编制计划的人"
    with act("demo.load", by=SYSTEM) as change:
        change.save(person)
    settings.DEMO = True
    shown = client.get("/").content.decode()
    assert f"/become/{person.pk}/" in shown
    assert "编制计划的人" in shown
    settings.DEMO = False
    assert client.get("/").headers["Location"].startswith("/accounts/login/")
