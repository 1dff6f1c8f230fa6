"""How far an account reaches over places and bodies: the start of every query."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from xuncha.domain import access
from xuncha.domain.errors import NotAllowed
from xuncha.domain.roles import Role, Scope
from xuncha.records.accounts.models import Grant, User

M = TypeVar("M", bound=Model)
NOTHING = Q(pk__in=[])


def grants(user: User, permission: str, *scopes: Scope) -> tuple[Grant, ...]:
    """The user's grants whose role holds the permission, of the given scopes if any are named."""
    held = (grant for grant in user.granted if access.allowed(permission, Role(grant.role)))
    return tuple(grant for grant in held if not scopes or Role(grant.role).scope in scopes)


def may_at_all(user: User, permission: str) -> bool:
    """Whether any role granted to the account holds the permission, team roles left aside."""
    return bool(grants(user, permission))


def require(user: User, permission: str) -> None:
    """Raise `NotAllowed` unless a granted role holds the permission."""
    if not may_at_all(user, permission):
        raise NotAllowed(permission, access.label(permission))


def within(user: User, permission: str, path: str) -> Q:
    """A condition on things at a jurisdiction: `path` leads to the jurisdiction's `path` column.

    Holds for jurisdictions at or below those for which a role with the permission was granted.
    """
    return any_of(
        Q(**{f"{path}__startswith": grant.jurisdiction.path})
        for grant in grants(user, permission, Scope.JURISDICTION)
        if grant.jurisdiction
    )


def any_of(conditions: Iterable[Q]) -> Q:
    """Join conditions by *or*; none of them means nothing is reached."""
    joined = NOTHING
    for condition in conditions:
        joined |= condition
    return joined


def required(found: QuerySet[M], record: Model, permission: str) -> None:
    """Raise `NotAllowed` unless `record` is among what the user may reach."""
    if not found.filter(pk=record.pk).exists():
        raise NotAllowed(permission, access.label(permission))
