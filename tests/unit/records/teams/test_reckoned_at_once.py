"""A fact that changes while a round is reckoned for the first time is not lost to it."""

from __future__ import annotations

import threading
from datetime import date
from typing import Any

import pytest
from django.db import connection

from tests.cast import make_office
from tests.factories import people
from tests.factories.people import person_of
from xuncha.records.people import actions as people_actions
from xuncha.records.teams import actions, reckoning
from xuncha.records.teams.reckoning import exposures


@pytest.mark.django_db(transaction=True)
def test_what_changed_while_the_first_reckoning_was_made_is_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    office = make_office()
    post, _ = (
        people.post(person_of(user), office.other_unit, date(2024, 1, 1)) for user in (office.member, office.unit_head)
    )
    laid_out, was_read, changed = reckoning.laid_out, threading.Event(), threading.Event()

    def slow(*about: Any) -> Any:
        """Read the records, then take long: the change comes in between, if it is let in."""
        laid = laid_out(*about)
        was_read.set()
        changed.wait(1)
        return laid

    def change() -> None:
        was_read.wait(10)
        with actions.rechecked(by=office.planner, persons=[post.person], units=[post.unit]):
            people_actions.remove_fact(post, by=office.planner)
        changed.set()
        connection.close()

    monkeypatch.setattr(reckoning, "laid_out", slow)
    other = threading.Thread(target=change)
    other.start()
    member = person_of(office.member).inspector.pk
    assert office.inspection.pk in exposures(office.round)[member]
    other.join()
    assert changed.is_set()
    assert member not in exposures(office.round)
