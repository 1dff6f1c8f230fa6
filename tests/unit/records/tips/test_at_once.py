"""Fifty who press send at the same moment: every report is stored, once, and the chain has no gap."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connections

from tests.factories import tips as make
from xuncha.engines.sealing import receipts
from xuncha.records.audit.queries import verify
from xuncha.records.tips import actions
from xuncha.records.tips.models import Message, Page, Tip

PEOPLE = 50
T = TypeVar("T")


def at_once(works: list[Callable[[], T]]) -> list[T]:
    """Do all of it at the same moment, each in a thread with a connection of its own."""
    ready = Barrier(len(works))

    def one(work: Callable[[], T]) -> T:
        try:
            ready.wait()
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(one, works))


@pytest.mark.django_db(transaction=True)
def test_fifty_reports_at_once_are_fifty_reports() -> None:
    keys = make.Keys()
    page = make.published(keys)
    sent = at_once([lambda: make.sent(Page.objects.get(pk=page.pk), keys)[0].pk] * PEOPLE)
    assert len(set(sent)) == PEOPLE
    assert set(Tip.objects.values_list("pk", flat=True)) == set(sent)
    assert verify(using="tips") == (PEOPLE + 1, None)


@pytest.mark.django_db(transaction=True)
def test_one_report_sent_ten_times_at_once_is_one_and_so_is_what_is_added() -> None:
    keys = make.Keys()
    page = make.published(keys)
    receipt = make.with_receipt(receipts.new_receipt())
    sent = at_once([lambda: actions.receive(page, make.sealed(keys), **receipt)] * 10)
    assert len({tip.pk for tip in sent}) == Tip.objects.count() == 1
    addition = make.sealed(keys, "还有去年的", "message")
    added = at_once([lambda: actions.add_message(sent[0], addition)] * 10)
    assert {message.pk for message in added} == set(Message.objects.values_list("pk", flat=True))
    others = [make.sealed(keys, str(number), "message") for number in range(10)]
    at_once([partial(actions.add_message, sent[0], each) for each in others])
    assert sorted(Message.objects.values_list("number", flat=True)) == list(range(1, 12))
