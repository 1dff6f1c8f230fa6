"""Pages of annual plans: fourteen cities in one form, warned about at once."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Office
from tests.factories.rounds import a_plan, province_of_fourteen
from xuncha.records.accounts.models import Grant, User
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.people.models import Jurisdiction
from xuncha.records.rounds.models import AnnualPlan, PlanLine

pytestmark = pytest.mark.django_db


def signed_in(place: Jurisdiction, client: Client) -> Client:
    with act("demo.load", by=SYSTEM) as change:
        user = change.create(User(username="province", name="省办规划员"))
        change.create(Grant(user=user, role="planner", jurisdiction=place, granted_on=date(2020, 1, 1)))
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def sent(modes: dict[Jurisdiction, tuple[str, Jurisdiction | None]]) -> dict[str, str]:
    data = {}
    for place, (mode, source) in modes.items():
        data |= {f"{place.pk}-mode": mode, f"{place.pk}-source": str(source.pk) if source else ""}
    return data


def test_the_provincial_planner_plans_fourteen_cities_from_one_page(client: Client) -> None:
    top, *cities = province_of_fourteen()
    plan = a_plan(top)
    signed_in(top, client)
    crossed = cities[9:]
    modes: dict[Jurisdiction, tuple[str, Jurisdiction | None]] = {city: ("elevated", None) for city in cities[:9]}
    modes |= {city: ("cross_ring", crossed[number - 1]) for number, city in enumerate(crossed)}
    answer = client.post(reverse("office:plan_places", args=[plan.pk]), sent(modes))
    assert answer.status_code == 302
    page = client.get(answer.headers["Location"]).content.decode()
    assert "提级巡察 <strong>9</strong>" in page
    assert "交叉巡察（环形） <strong>5</strong>" in page
    assert "环形：" in page
    assert PlanLine.objects.filter(annual_plan=plan).count() == 14


def test_while_choosing_a_reciprocal_exchange_is_warned_about_and_nothing_is_kept(client: Client) -> None:
    top, *cities = province_of_fourteen()
    plan = a_plan(top)
    signed_in(top, client)
    first, second = cities[:2]
    modes: dict[Jurisdiction, tuple[str, Jurisdiction | None]] = {
        first: ("cross_team", second),
        second: ("cross_team", first),
    }
    answer = client.post(reverse("office:plan_places", args=[plan.pk]), sent(modes), headers={"hx-request": "true"})
    assert "第1市与第2市在同一轮次中互相巡察" in answer.content.decode()
    assert "<html" not in answer.content.decode()
    assert not PlanLine.objects.exists()


def test_a_cross_city_without_a_source_is_refused_and_what_was_chosen_stays(client: Client) -> None:
    top, *cities = province_of_fourteen()
    plan = a_plan(top)
    signed_in(top, client)
    answer = client.post(reverse("office:plan_places", args=[plan.pk]), sent({cities[0]: ("cross_team", None)}))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "须选择派出地区" in page
    assert '<option value="cross_team" selected>' in page


def test_the_planner_drafts_adds_units_and_the_secretary_approves(office: Office, client: Client) -> None:
    office.login(client, office.planner)
    answer = client.post(
        reverse("office:plan_new"), {"term": office.round.term_id, "year": 2027, "title": "云岫市委2027年度计划"}
    )
    plan = AnnualPlan.objects.get()
    assert answer.headers["Location"] == reverse("office:plan", args=[plan.pk])
    address = reverse("office:plan_units", args=[plan.pk])
    assert "青屿县教育局" in client.get(address, {"q": "教育"}).content.decode()
    client.post(address, {"chosen": [office.unit.pk, office.other_unit.pk], "mode": "elevated", "source": ""})
    assert plan.lines.count() == 2
    client.post(reverse("office:plan_line_remove", args=[plan.lines.all()[0].pk]))
    assert plan.lines.count() == 1
    office.login(client, office.secretary)
    client.post(reverse("office:plan_approve", args=[plan.pk]), {"on": "2027-02-01"})
    assert AnnualPlan.objects.get().state == "approved"


def test_the_leader_does_not_see_plans(office: Office, client: Client) -> None:
    plan = a_plan(office.city)
    office.login(client, office.leader)
    assert client.get(reverse("office:plan_list")).status_code == 403
    assert client.get(reverse("office:plan", args=[plan.pk])).status_code == 403
