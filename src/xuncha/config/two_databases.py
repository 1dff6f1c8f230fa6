"""Which database a record lies in: sealed tips in one of their own, with a trail of their own."""

from __future__ import annotations

from typing import Any

from django.db import models

from xuncha.records.audit import TIPS

APPS_OF_TIPS = frozenset({"tips", "audit"})


class Router:
    """Tips in `tips`, everything else in `default`; the trail in both, where whoever writes says which chain."""

    def db_for_read(self, model: type[models.Model], **hints: Any) -> str | None:
        """Read tips from their own database."""
        return TIPS if model._meta.app_label == "tips" else None

    def db_for_write(self, model: type[models.Model], **hints: Any) -> str | None:
        """Write tips to their own database."""
        return TIPS if model._meta.app_label == "tips" else None

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Keep each table out of the database it has no business in."""
        return app_label in APPS_OF_TIPS if db == TIPS else app_label != "tips"
