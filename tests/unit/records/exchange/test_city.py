"""A generated city, written into the records."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from xuncha.demo import City, Size, generate
from xuncha.demo.parts import WATER_CHILD
from xuncha.domain.ledgers import AlertState, LedgerState, ScreeningState
from xuncha.records.accounts.models import User
from xuncha.records.audit.queries import verify
from xuncha.records.exchange import city
from xuncha.records.findings.models import Finding
from xuncha.records.ledgers.models import LedgerImport
from xuncha.records.people.models import Jurisdiction, Unit
from xuncha.records.rectification.models import Evidence, Task
from xuncha.records.screening.models import Alert, Screening
from xuncha.records.teams import reach

SEED = 7


@pytest.fixture(scope="module")
def generated() -> City:
    """One county, the smallest there is."""
    return generate(Size.COUNTY, SEED, date(2026, 11, 23))


@pytest.fixture
def kept(db: None, generated: City) -> dict[str, bytes]:
    """The county in the records, and the files it kept by their hash."""
    files: dict[str, bytes] = {}

    def store(content: bytes) -> str:
        name = hashlib.sha256(content).hexdigest()
        files[name] = content
        return name

    city.load(generated, store)
    return files


def test_every_row_becomes_a_record_the_trail_has_seen(kept: dict[str, bytes], generated: City) -> None:
    """Nothing is dropped on the way, and nothing is written behind the trail's back."""
    assert Unit.objects.count() == len(generated.units)
    assert Finding.objects.count() == len(generated.findings)
    assert Task.objects.count() == len(generated.tasks)
    assert verify()[1] is None
    assert set(Evidence.objects.values_list("sha256", flat=True)) == set(kept)


def test_places_know_the_way_from_the_root(kept: dict[str, bytes]) -> None:
    """A subtree is one prefix of the path, which is what every reach is measured by."""
    for place in Jurisdiction.objects.select_related("parent"):
        above = place.parent.path if place.parent else "/"
        assert place.path == f"{above}{place.pk}/"


def test_the_cast_sees_its_own_part(kept: dict[str, bytes]) -> None:
    """The leader's team is on site and the unit's head has tasks: their first pages are not empty."""
    leader, head = User.objects.get(username="leader"), User.objects.get(username="unit_head")
    assert reach.inspections(leader, "paper.view").exists()
    assert reach.content(head, "task.view", Task.objects.all(), "plan__inspection").exists()
    assert not reach.inspections(User.objects.get(username="system"), "finding.view").exists()


def test_the_ledgers_are_there_and_what_came_back_is_told(kept: dict[str, bytes]) -> None:
    """The water-works' subordinate paid 19,000 yuan again after the finding was closed: one alert waits for the planner."""
    assert {job.state for job in LedgerImport.objects.all()} == {LedgerState.DONE}
    assert not Screening.objects.exclude(state=ScreeningState.DONE)
    alert = Alert.objects.get()
    assert (alert.state, alert.flag.amount_fen, alert.flag.unit.code) == (AlertState.NEW, 1_900_000, WATER_CHILD)
