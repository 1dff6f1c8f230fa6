"""Where problems, plans and certificates lie: by the hash of their content, for as long as their round."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from xuncha.connectors.filestore import MEGABYTE, DiskStore

LIMIT = 500 * MEGABYTE
# One moment for every entry: the same problem gives the same bytes, and is kept once.
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def store() -> DiskStore:
    """The folder of problems and certificates."""
    return DiskStore(Path(settings.MEDIA_ROOT) / "staffing")


def keep(files: Mapping[str, bytes], name: str) -> str:
    """Keep a folder as one zip file; gives what it is known by."""
    return store().put([zipped(files)], name=name, limit=LIMIT).sha256


def opened(key: str) -> dict[str, bytes]:
    """The folder kept under this key."""
    with store().open(key) as file, zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A folder as one zip file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), files[name], zipfile.ZIP_DEFLATED)
    return target.getvalue()
