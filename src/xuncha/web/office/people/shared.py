"""What the pages about people share: whom somebody may see, and the re-check that follows every write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import QuerySet

from xuncha.records.accounts import reach
from xuncha.records.people import queries
from xuncha.records.teams import actions as teams

if TYPE_CHECKING:
    from xuncha.records.accounts.models import User


def persons(user: User, permission: str = "person.view") -> QuerySet[Any]:
    """The persons an account may see, or do something else about."""
    return queries.persons(reached(user, permission))


def ties(user: User, permission: str = "tie.view") -> QuerySet[Any]:
    """The declared ties an account may see, or do something else about."""
    return queries.ties(reached(user, permission))


def reached(user: User, permission: str) -> queries.Reached:
    """Give the condition by which the account's reach narrows a query."""
    return partial(reach.within, user, permission)


@contextmanager
def rechecked(user: User, *, persons: Iterable[Any] = (), units: Iterable[Any] = ()) -> Iterator[None]:
    """Write, then have recusal checked again for whom it touched; both or neither."""
    with transaction.atomic():
        yield
        for person in persons:
            teams.recheck_person(person, by=user)
        for unit in units:
            teams.recheck_unit(unit, by=user)
