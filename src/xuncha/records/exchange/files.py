"""Where the spreadsheets lie: by the hash of their content, apart from evidence, and not for good."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from xuncha.connectors.filestore import DiskStore, Stored
from xuncha.connectors.spreadsheets import MAX_BYTES, Sheet, read
from xuncha.records.exchange.models import ExportJob, ImportJob

KEEP_IMPORTS = timedelta(days=30)
KEEP_EXPORTS = timedelta(days=7)
EXPORT_LIMIT = 500 * 1024 * 1024


def store() -> DiskStore:
    """The folder of imported and exported tables."""
    return DiskStore(Path(settings.MEDIA_ROOT) / "tables")


def keep(chunks: Iterable[bytes], name: str) -> Stored:
    """Keep an uploaded file."""
    return store().put(chunks, name=name, limit=MAX_BYTES)


def sheet_of(job: ImportJob) -> Sheet:
    """Read the uploaded file again."""
    with store().open(job.sha256) as file:
        return read(file.read(), job.name)


def sweep() -> int:
    """Remove the files whose time is over; gives how many went."""
    now = timezone.now()
    wanted = set(ImportJob.objects.filter(started_at__gte=now - KEEP_IMPORTS).values_list("sha256", flat=True))
    wanted |= set(ExportJob.objects.filter(started_at__gte=now - KEEP_EXPORTS).values_list("sha256", flat=True))
    return store().sweep(wanted)
