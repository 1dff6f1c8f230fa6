"""Where files wait that are not imported yet; the store of ledgers keeps its own copy of those that are."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from xuncha.connectors.filestore import DiskStore, Stored
from xuncha.domain.ledgers import LedgerState
from xuncha.records.ledgers.models import LedgerImport

KEPT = timedelta(days=30)
OVER = (LedgerState.DONE, LedgerState.SUPERSEDED)


def waiting() -> DiskStore:
    """The folder of files not imported yet."""
    return DiskStore(Path(settings.MEDIA_ROOT) / "ledger_files")


def keep(chunks: Iterable[bytes], name: str) -> Stored:
    """Keep a file handed in."""
    return waiting().put(chunks, name=name, limit=settings.FILE_LIMIT_BYTES)


@contextmanager
def laid_out(sha256: str, name: str) -> Iterator[Path]:
    """A waiting file under its own name, as readers and the store know it."""
    with tempfile.TemporaryDirectory(dir=waiting().root) as folder, waiting().open(sha256) as file:
        path = Path(folder) / name
        path.hardlink_to(file.name)
        yield path


def sweep() -> int:
    """Remove what was imported and what nobody went on with; gives how many files went."""
    left = LedgerImport.objects.exclude(state__in=OVER).filter(received_at__gte=timezone.now() - KEPT)
    wanted = {sha256 for each in left for sha256 in (each.sha256, each.report.get("rejected_sha256", ""))}
    return waiting().sweep(wanted)
