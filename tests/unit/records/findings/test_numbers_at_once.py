"""Two signatures at the same moment get two numbers."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from tests.factories.findings import make_paper
from xuncha.records.findings import actions
from xuncha.records.findings.models import WorkingPaper

if TYPE_CHECKING:
    from tests.cast import Office

AT_ONCE = 4


@pytest.mark.django_db(transaction=True)
def test_papers_signed_at_once_get_numbers_of_their_own() -> None:
    from tests.cast import make_office

    office = make_office()
    papers = [checked(office) for _ in range(AT_ONCE)]
    gate, failed = threading.Barrier(AT_ONCE), []

    def sign(pk: int) -> None:
        try:
            paper, leader = WorkingPaper.objects.get(pk=pk), office.leader
            gate.wait()
            actions.sign(paper, by=leader)
        except Exception as error:  # noqa: BLE001 - told below, in the test's own thread
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=sign, args=[paper.pk]) for paper in papers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    numbers = sorted(WorkingPaper.objects.values_list("number", flat=True))
    assert [number.rpartition("-")[2] for number in numbers] == ["001", "002", "003", "004"]


def checked(office: Office) -> WorkingPaper:
    paper = make_paper(office)
    actions.handle(paper, by=office.member)
    actions.handle(paper, by=office.member2)
    return actions.check(paper, by=office.deputy)
