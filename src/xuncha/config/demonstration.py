"""The demo city: generated from its seed, written into an empty database."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.utils import timezone

from xuncha.connectors.filestore import MEGABYTE, DiskStore
from xuncha.demo import Size, generate
from xuncha.records.exchange import city


def load(*, size: str, seed: int) -> None:
    """Generate a city as of today and write it; all of it or nothing."""
    store = DiskStore(Path(settings.MEDIA_ROOT), durable=False)

    def keep(content: bytes) -> str:
        return store.put([content], name="demo", limit=MEGABYTE).sha256

    city.load(generate(Size(size), seed, timezone.localdate()), keep)
