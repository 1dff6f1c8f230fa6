"""Where the office keeps its ledgers: one store for all units, so that one invoice booked in two of them is seen."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from xuncha.engines.ledgers.store import Store
from xuncha.engines.ledgers.storing.manifest import NAME


def store() -> Store:
    """Open the store, made where there is none yet."""
    folder = Path(settings.MEDIA_ROOT) / "ledgers"
    if not (folder / NAME).is_file():
        return Store.create(folder)
    return Store.open(folder)
