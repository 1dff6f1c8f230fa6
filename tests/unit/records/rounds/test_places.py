"""The modes of a round settled for whole places at once."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from tests.cast import LONG_AGO, Office
from tests.factories.rounds import a_round, inspections_in, province_of_fourteen
from xuncha.domain.errors import Refused
from xuncha.domain.modes import Mode
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.audit.models import Event
from xuncha.records.people.models import Unit
from xuncha.records.rounds import actions
from xuncha.records.rounds.choices import LineChoice
from xuncha.records.rounds.models import Term
from xuncha.records.teams import queries as teams

pytestmark = pytest.mark.django_db


def test_fourteen_cities_are_settled_in_one_act_nine_by_elevation_five_in_a_ring(db: None) -> None:
    province, *cities = province_of_fourteen()
    with act("demo.load", by=SYSTEM) as change:
        term = change.create(
            Term(name="第十三届", jurisdiction=province, starts_on=LONG_AGO, ends_on=date(2030, 12, 31))
        )
        round_ = change.create(a_round(term, place=province))
        units = [
            change.create(Unit(code=f"C{city.pk}", name=f"{city.name}财政局", kind="bureau", jurisdiction=city))
            for city in cities
        ]
    inspections_in(round_, *units)
    ring = cities[9:]
    choices = [LineChoice(city, Mode.ELEVATED) for city in cities[:9]]
    choices += [LineChoice(city, Mode.CROSS_RING, ring[number - 1]) for number, city in enumerate(ring)]
    before = Event.objects.count()
    assert actions.change_places(round_, choices, by=SYSTEM) == 14
    assert Event.objects.count() == before + 1
    counted = Counter(round_.inspections.values_list("mode", flat=True))
    assert counted == {"elevated": 9, "cross_ring": 5}
    told = teams.exchange(round_, choices)
    assert (len(told.arcs), len(told.rings), told.issues) == (5, 1, ())
    assert actions.change_places(round_, choices, by=SYSTEM) == 0


def test_announced_inspections_and_places_without_a_choice_stay_as_they_are(office: Office) -> None:
    choices = [LineChoice(office.county, Mode.MIXED), LineChoice(office.other_county, None)]
    assert actions.change_places(office.round, choices, by=office.planner) == 0
    assert office.round.inspections.get().mode == "elevated"


def test_a_cross_inspection_without_a_sender_is_refused_for_whole_places_too(office: Office) -> None:
    with pytest.raises(Refused, match="须选择派出地区"):
        actions.change_places(office.round, [LineChoice(office.county, Mode.CROSS_RING)], by=office.planner)
