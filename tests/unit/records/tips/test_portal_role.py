"""On PostgreSQL the portal's role, with its grants on the database of tips alone, does all a reporter needs and no more."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import ProgrammingError, connections, transaction

from tests.factories import tips as make
from xuncha.engines.sealing import receipts
from xuncha.records.audit.models import Event
from xuncha.records.tips import actions, queries, tickets, uploads
from xuncha.records.tips.models import Page, Tip

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connections["tips"].vendor != "postgresql", reason="SQLite has no roles"),
]
ROLE = "xuncha_portal_of_tests"
KEYS = make.Keys()


@pytest.fixture
def page(settings: LazySettings, tmp_path: Path) -> Iterator[Page]:
    settings.SEALED_ROOT = tmp_path
    page = make.published(KEYS)
    grants = files("xuncha.records.tips").joinpath("portal_grants.sql").read_text().format(role=ROLE)
    with connections["tips"].cursor() as cursor:
        cursor.execute(f"CREATE ROLE {ROLE}")
        cursor.execute(grants)
        cursor.execute(f"SET ROLE {ROLE}")
        yield page
        cursor.execute("RESET ROLE")


def test_a_reporter_sends_comes_back_and_adds(page: Page) -> None:
    tickets.redeem({"ticket": tickets.issue(0).signed}, now=tickets.MOST_WAIT)
    tickets.forget()
    key, token = actions.begin_upload()
    actions.store_chunk(key, token, 0, b"x")
    actions.finish_upload(key, token, 1)
    tip, receipt = make.sent(page, KEYS, uploads=[(key, token)])
    assert queries.tip_by_lookup(receipts.lookup(receipt)) == tip
    actions.add_message(tip, make.sealed(KEYS, purpose="message"))
    assert queries.messages_for(tip) == []
    uploads.sweep()


def test_it_can_neither_change_a_page_nor_a_report(page: Page) -> None:
    make.sent(page, KEYS)
    for forbidden in (
        lambda: Page.objects.update(title="x"),
        lambda: Tip.objects.update(body="x"),
        lambda: Tip.objects.all()._raw_delete("tips"),
        lambda: Event.objects.using("tips").update(actor_name="x"),
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(using="tips"):
            forbidden()
