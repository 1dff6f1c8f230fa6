"""Exposure on the pages: an inspector's units at hand, the board, the reasons line by line, the figures of an office."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Office
from tests.factories import people
from tests.factories.people import person_of
from xuncha.domain.exposure import USUAL, Acquaintance
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.people.models import Person
from xuncha.records.policy.models import ExposureSetting
from xuncha.web.office.policy.exposure import ExposureForm

pytestmark = pytest.mark.django_db
BOARD = ("曾经共事", "理由")


@pytest.fixture
def planner(office: Office, client: Client) -> Client:
    return office.login(client, office.planner)


@pytest.fixture
def colleagues(office: Office) -> Office:
    """程立言 and the outsider once worked with the head of the unit, who left four years ago."""
    begun, ended = date(2010, 1, 1), date(timezone.localdate().year - 4, 1, 1)
    for user in (office.member, office.outsider, office.unit_head):
        people.post(person_of(user), office.other_unit, begun, until=ended)
    return office


def address(office: Office) -> str:
    return reverse("office:exposure", args=[person_of(office.member).inspector.pk, office.inspection.pk])


def text(client: Client, where: str, **headers: str) -> str:
    answer = client.get(where, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_inspectors_page_lists_the_units_at_hand(colleagues: Office, planner: Client) -> None:
    page = text(planner, reverse("office:inspector", args=[person_of(colleagues.member).inspector.pk]))
    assert "曾经共事29分" in page
    assert address(colleagues) in page


def test_who_knows_nobody_there_is_told_so(office: Office, planner: Client) -> None:
    page = text(planner, reverse("office:inspector", args=[person_of(office.member).inspector.pk]))
    assert "与正在组队或进驻的单位没有已知的来往" in page


def test_the_board_shows_it_of_members_and_of_candidates(colleagues: Office, planner: Client) -> None:
    page = text(planner, reverse("office:team_form", args=[colleagues.team.pk]))
    for user in (colleagues.member, colleagues.outsider):
        assert reverse("office:exposure", args=[person_of(user).inspector.pk, colleagues.inspection.pk]) in page
    assert page.count("曾经共事29分") == 2


def test_the_reasons_come_line_by_line_with_what_has_faded(colleagues: Office, planner: Client) -> None:
    page = text(planner, address(colleagues))
    assert "曾与金守成同在青屿县教育局工作" in page
    assert "已过4年，由40分减为29分" in page
    lines = text(planner, address(colleagues), hx_request="true")
    assert "曾与金守成同在青屿县教育局工作" in lines
    assert "<html" not in lines


def test_a_go_between_is_named(office: Office, planner: Client) -> None:
    with act("demo.load", by=SYSTEM) as change:
        between = change.create(Person(code="B1", name="丁介石"))
    people.kinship(between, person_of(office.member), "sibling")
    for person in (between, person_of(office.unit_head)):
        people.post(person, office.other_unit, date(2020, 1, 1))
    assert "经丁介石可能认识金守成" in text(planner, address(office))


def test_only_who_may_see_ties_sees_reasons(colleagues: Office, client: Client) -> None:
    assert colleagues.login(client, colleagues.leader).get(address(colleagues)).status_code == 403
    page = text(client, reverse("office:inspector", args=[person_of(colleagues.member).inspector.pk]))
    assert "熟人暴露度" not in page


def test_the_figures_are_changed_with_their_source_and_history(office: Office, planner: Client) -> None:
    page = text(planner, reverse("office:policy"))
    assert "这不是公布的规则" in page
    where = reverse("office:exposure_edit", args=[office.city.pk])
    sent = {name: field.initial for name, field in ExposureForm().fields.items()}
    for kind, weight in USUAL.items():
        sent |= {f"{kind}_points": weight.points, f"{kind}_years": weight.years}
    sent |= {"through_share": 30, "through_least": 30, "most": 300, "kin_points": 90, "source": ""}
    assert planner.post(where, sent).status_code == 422, "a figure says where it comes from"
    assert planner.post(where, sent | {"through_share": 100, "source": "会议纪要"}).status_code == 422
    assert planner.post(where, sent | {"source": "2026年第3次主任办公会"}).status_code == 302
    setting = ExposureSetting.objects.get()
    assert (setting.weights[Acquaintance.KIN], setting.most) == ([90, 0], 300)
    page = text(planner, f"{reverse('office:policy')}?place={office.county.pk}")
    assert "2026年第3次主任办公会" in page
    assert "不是公布的规则" not in page


def test_the_example_follows_the_figures_as_they_are_typed(office: Office, planner: Client) -> None:
    where = reverse("office:exposure_edit", args=[office.city.pk])
    assert "经丁小满可能认识水清源" in text(planner, where)
    figures = (
        "&".join(f"{kind}_points=0&{kind}_years=0" for kind in USUAL) + "&through_share=25&through_least=30&most=400"
    )
    typed = text(planner, f"{where}?{figures.replace('grew_up_points=0', 'grew_up_points=77')}", hx_request="true")
    assert "在当地长大" in typed
    assert "77" in typed
    assert "水清源" not in typed
    assert "分值填写完整后试算" in text(planner, f"{where}?kin_points=", hx_request="true")


def test_who_may_not_change_figures_is_refused(office: Office, client: Client) -> None:
    where = reverse("office:exposure_edit", args=[office.city.pk])
    assert office.login(client, office.leader).get(where).status_code == 403
