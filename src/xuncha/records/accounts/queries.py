"""Reading accounts."""

from __future__ import annotations

from django.db.models import QuerySet

from xuncha.records.accounts.models import User


def cast() -> QuerySet[User]:
    """The demo's fixed cast: the accounts with a story."""
    return User.objects.exclude(story="").filter(is_active=True).order_by("pk")
