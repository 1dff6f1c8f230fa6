"""One generated city and one county for all tests here: they are only read."""

from __future__ import annotations

from datetime import date

import pytest

from xuncha.demo import City, Size, generate

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def county() -> City:
    return generate(Size.COUNTY, 7, TODAY)


@pytest.fixture(scope="session")
def city() -> City:
    return generate(Size.CITY, 7, TODAY)


@pytest.fixture(params=["county", "city"])
def either(request: pytest.FixtureRequest) -> City:
    made: City = request.getfixturevalue(request.param)
    return made
