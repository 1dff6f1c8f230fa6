"""Many people at once: one chain, no gap, no act lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from xuncha.records.audit import queries
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.people.models import Jurisdiction

PEOPLE, ACTS = 6, 8


def work(person: int) -> int:
    """What one person does in one thread."""
    try:
        for number in range(ACTS):
            with act("jurisdiction.edit", by=SYSTEM) as change:
                place = change.create(Jurisdiction(code=f"{person}-{number}", name="某县", level="county"))
                place.path = f"/{place.pk}/"
                change.save(place)
        return ACTS
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_acts_of_many_threads_form_one_unbroken_chain() -> None:
    with ThreadPoolExecutor(PEOPLE) as pool:
        assert sum(pool.map(work, range(PEOPLE))) == PEOPLE * ACTS
    assert Jurisdiction.objects.count() == PEOPLE * ACTS
    assert queries.verify() == (PEOPLE * ACTS, None)
