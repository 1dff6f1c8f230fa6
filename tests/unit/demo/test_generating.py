"""The same seed gives the same city, anywhere; sizes are those of real places."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from xuncha.demo import City, Size, generate
from xuncha.demo.places import WATER_COUNTY

SRC = Path(__file__).parents[3] / "src"
PRINT_DIGEST = """
import hashlib
from datetime import date
from xuncha.demo import Size, generate
print(hashlib.sha256(repr(generate(Size.COUNTY, 7, date(2026, 11, 23))).encode()).hexdigest())
"""


def digest(made: City) -> str:
    return hashlib.sha256(repr(made).encode()).hexdigest()


def test_the_same_seed_gives_the_same_city_in_any_process(county: City) -> None:
    for hash_seed in ("1", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(SRC)}
        printed = subprocess.run(
            [sys.executable, "-c", PRINT_DIGEST], env=environment, capture_output=True, text=True, check=True
        )
        assert printed.stdout.strip() == digest(county)


def test_another_seed_gives_another_city(county: City) -> None:
    assert digest(generate(Size.COUNTY, 8, county.today)) != digest(county)


def test_a_county_has_about_230_bodies_and_60_inspectors(county: City) -> None:
    bodies = Counter(unit.kind for unit in county.units if unit.jurisdiction == WATER_COUNTY)
    assert 215 <= bodies.total() <= 245
    assert 140 <= bodies["village"] <= 160
    assert 12 <= bodies["town"] <= 16
    assert len(county.inspectors) == 60


def test_a_city_has_twelve_counties_and_520_inspectors(city: City) -> None:
    counties = [place for place in city.jurisdictions if place.level == "county"]
    cities = [place for place in city.jurisdictions if place.level == "city"]
    assert (len(cities), len(counties), len(city.inspectors)) == (14, 12, 520)
    per_county = Counter(unit.jurisdiction for unit in city.units)
    assert all(200 <= per_county[place.code] <= 250 for place in counties)


def test_the_first_page_is_alive(city: City) -> None:
    past = [row for row in city.inspections if row.round in ("R1", "R2", "R3")]
    assert 55 <= len(past) <= 70
    assert 900 <= len(city.findings) <= 1500
    assert len(city.tasks) >= 850
    states = Counter(task.state for task in city.tasks)
    assert all(states[state] for state in ("open", "submitted", "returned", "passed", "closed", "reopened"))
    assert {plan.state for plan in city.rectification_plans} >= {"draft", "accepted"}
    assert {row.state for row in city.rounds} == {"finished", "rectifying", "reporting", "on_site", "planned"}


@pytest.mark.parametrize("today", [date(2027, 2, 28), date(2027, 6, 15), date(2028, 2, 29), date(2029, 12, 31)])
def test_any_day_will_do(today: date) -> None:
    made = generate(Size.COUNTY, 3, today)
    assert {line.annual_plan for line in made.plan_lines} <= {plan.code for plan in made.annual_plans}


@pytest.mark.slow
def test_a_province_has_several_cities_with_bodies() -> None:
    made = generate(Size.PROVINCE, 7, date(2026, 11, 23))
    assert len(made.inspectors) == 4 * 520
    assert len(made.units) > 10_000
