"""What every template knows: the menu, the demo's cast, and whether this is the unit's face."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from xuncha.domain.roles import Role
from xuncha.records.accounts import queries
from xuncha.web.components import menu


def page(request: HttpRequest) -> dict[str, Any]:
    """Give the context every page shares; read lazily, so that fragments pay nothing."""
    user = getattr(request, "user", None)
    known: dict[str, Any] = {"demo": settings.DEMO}
    if settings.DEMO:
        known["cast"] = SimpleLazyObject(queries.cast)
    if user is not None and user.is_authenticated:
        of_unit = user.has_role(Role.UNIT_HEAD, Role.UNIT_LIAISON)
        known |= {"of_unit": of_unit, "menu": SimpleLazyObject(lambda: menu.entries(user, of_unit))}
    return known
