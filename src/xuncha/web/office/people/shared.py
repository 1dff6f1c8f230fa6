"""What the pages about people share: whom somebody may see, and the re-check that follows every write."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from functools import partial
from typing import TYPE_CHECKING, Any

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


def rechecked(user: User, **changed: Iterable[Any]) -> AbstractContextManager[None]:
    """Write within, and have recusal and exposure follow for whom it touches; both or neither."""
    return teams.rechecked(by=user, **changed)
