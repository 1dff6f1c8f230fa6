"""Two people at one form: the second to save is told what the first changed, and decides."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.architecture.test_access_walk import PAGES, located
from tests.cast import NAMES, Office
from tests.factories.whole_office import furnish
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.people.models import Unit

SEEN = re.compile(r'name="seen" value="(\d+)"')


def opened(client: Client, address: str) -> str:
    """How long the trail was when the form was opened."""
    found = SEEN.search(client.get(address).content.decode())
    assert found, address
    return found[1]


def fields(unit: Unit, **changed: Any) -> dict[str, Any]:
    names = ("code", "name", "kind", "line", "attention", "staff_quota", "staff")
    return (
        {name: getattr(unit, name) for name in names} | {"jurisdiction": unit.jurisdiction_id, "active": "on"} | changed
    )


@pytest.fixture
def planner(client: Client, office: Office) -> Client:
    return office.login(client, office.planner)


def somebody_else_renames(unit: Unit, name: str) -> None:
    kept = Unit.objects.get(pk=unit.pk)
    kept.name = name
    with act("unit.edit", by=SYSTEM, on=kept) as change:
        change.save(kept)


def test_the_second_to_save_sees_who_changed_what_and_may_save_knowingly(planner: Client, office: Office) -> None:
    address = reverse("office:unit_edit", args=[office.unit.pk])
    seen = opened(planner, address)
    somebody_else_renames(office.unit, "水利枢纽中心")

    refused = planner.post(address, fields(office.unit, staff=41, seen=seen))
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "系统" in page
    assert f"单位名称：{office.unit.name} → 水利枢纽中心" in page
    assert 'value="41"' in page, "what was typed stays"
    assert Unit.objects.get(pk=office.unit.pk).name == "水利枢纽中心"

    again = SEEN.search(page)
    assert again
    assert planner.post(address, fields(office.unit, staff=41, seen=again[1])).status_code == 302
    assert Unit.objects.get(pk=office.unit.pk).staff == 41


def test_a_change_of_something_else_is_no_matter(planner: Client, office: Office) -> None:
    address = reverse("office:unit_edit", args=[office.unit.pk])
    seen = opened(planner, address)
    somebody_else_renames(office.other_unit, "别的局")
    assert planner.post(address, fields(office.unit, staff=41, seen=seen)).status_code == 302


def test_every_form_that_starts_from_a_record_says_when_it_was_opened(office: Office) -> None:
    whole = furnish(office)
    editing = {name: view for name, (_, view) in PAGES.items() if getattr(view, "edits", False)}
    assert len(editing) >= 25
    clients = [office.login(Client(), getattr(office, name)) for name in sorted(NAMES)]
    silent = []
    for page, view in editing.items():
        if "get" in view.http_method_names:
            address = reverse(page, kwargs=located(page, PAGES[page][0], whole)[1])
            answers = (client.get(address) for client in clients)
            shown = next((answer.content.decode() for answer in answers if answer.status_code == 200), "")
            silent += [] if SEEN.search(shown) else [page]
    assert silent == []
