"""What is made ready before the service starts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connections

from xuncha.config import upkeep
from xuncha.domain.errors import Refused

ROLE = "xuncha_office_of_tests"


@pytest.fixture
def office_that_may_make_no_database() -> Iterator[None]:
    with connections["default"].cursor() as cursor:
        cursor.execute(f"CREATE ROLE {ROLE}")
        cursor.execute(f"SET ROLE {ROLE}")
        yield
        cursor.execute("RESET ROLE")
        cursor.execute(f"DROP ROLE {ROLE}")


@pytest.mark.django_db(transaction=True, databases=["default", "tips"])
@pytest.mark.skipif(connections["tips"].vendor != "postgresql", reason="on SQLite the database of tips is a file")
@pytest.mark.usefixtures("office_that_may_make_no_database")
def test_which_database_is_missing_is_said_where_none_may_be_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connections["tips"].settings_dict, "NAME", "tips_nobody_made")
    with pytest.raises(Refused, match="tips_nobody_made"):
        upkeep.make_room_for_tips()
