"""Files kept under the hash of their content: whole or not at all, and never changed afterwards."""

from __future__ import annotations

import hashlib
import io
import os
import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol
from uuid import uuid4

from xuncha.domain.errors import InvalidFile, NotFound
from xuncha.domain.words import N_, say

DAY_SECONDS = 24 * 3600
MEGABYTE = 1024 * 1024
CHUNK = 256 * 1024


@dataclass(frozen=True)
class Stored:
    """What a file was kept as."""

    sha256: str
    size: int


class FileStore(Protocol):
    """Where files lie. A file confirmed by `put` survives a power cut."""

    def put(self, chunks: Iterable[bytes], *, name: str, limit: int) -> Stored:
        """Keep a file; the same content is kept once. More than `limit` bytes are refused, naming `name`."""
        ...

    def open(self, sha256: str) -> BinaryIO:
        """Open a kept file for reading, or raise `NotFound`."""
        ...

    def has(self, sha256: str) -> bool:
        """Whether a file with this content is kept."""
        ...

    def sweep(self, referenced: Collection[str], *, now: float | None = None) -> int:
        """Remove what nothing refers to and what is older than a day; give how many files went."""
        ...


class DiskStore:
    """Files in a folder of this machine: ``ab/abcdef…``, written beside and renamed when whole."""

    def __init__(self, root: Path, *, durable: bool = True) -> None:
        """Keep files under `root`, made when first needed; not `durable` is for what can be made again, as the demo."""
        self.root = root
        self.durable = durable

    def put(self, chunks: Iterable[bytes], *, name: str, limit: int) -> Stored:
        """Write to a side folder, flush to the disk, then rename: a name never stands for half a file."""
        side = self._folder("incoming") / uuid4().hex
        try:
            with side.open("xb") as target:
                stored = _copy(chunks, target, name, limit)
                if self.durable:
                    target.flush()
                    os.fsync(target.fileno())
            final = self._path(stored.sha256)
            new_folder = not final.parent.exists()
            final.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Replaces even a file already there: its new date keeps the sweeper off until the record is written.
            side.replace(final)
        except BaseException:
            side.unlink(missing_ok=True)
            raise
        if self.durable:
            _flush_folder(final.parent)
            if new_folder:
                _flush_folder(self.root)
        return stored

    def open(self, sha256: str) -> BinaryIO:
        """Open a kept file."""
        try:
            return self._path(sha256).open("rb")
        except FileNotFoundError as error:
            raise NotFound(N_("文件"), sha256) from error

    def has(self, sha256: str) -> bool:
        """Whether the file lies here."""
        return self._path(sha256).is_file()

    def sweep(self, referenced: Collection[str], *, now: float | None = None) -> int:
        """Move orphans aside first and look again: one that was put anew meanwhile goes back."""
        before = (time.time() if now is None else now) - DAY_SECONDS
        aside = self._folder("leaving")
        for path in list(self._kept()):
            if path.name not in referenced and _older(path, before):
                path.replace(aside / path.name)
        gone = 0
        for path in list(aside.iterdir()):
            if path.name not in referenced and _older(path, before):
                path.unlink()
                gone += 1
            elif not self.has(path.name):
                self._path(path.name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                path.replace(self._path(path.name))
        for path in list(self._folder("incoming").iterdir()):
            if _older(path, before):
                path.unlink()
                gone += 1
        return gone

    def _kept(self) -> Iterator[Path]:
        return (path for path in self.root.glob("??/*") if path.is_file())

    def _folder(self, name: str) -> Path:
        folder = self.root / name
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder

    def _path(self, sha256: str) -> Path:
        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise NotFound(N_("文件"), sha256)
        return self.root / sha256[:2] / sha256


class MemoryStore:
    """A store for tests: the same promises, kept in a dictionary."""

    def __init__(self) -> None:
        """Begin empty."""
        self.files: dict[str, tuple[bytes, float]] = {}

    def put(self, chunks: Iterable[bytes], *, name: str, limit: int) -> Stored:
        """Keep the bytes."""
        target = io.BytesIO()
        stored = _copy(chunks, target, name, limit)
        self.files[stored.sha256] = (target.getvalue(), time.time())
        return stored

    def open(self, sha256: str) -> BinaryIO:
        """Open the bytes."""
        if sha256 not in self.files:
            raise NotFound(N_("文件"), sha256)
        return io.BytesIO(self.files[sha256][0])

    def has(self, sha256: str) -> bool:
        """Whether the bytes are here."""
        return sha256 in self.files

    def sweep(self, referenced: Collection[str], *, now: float | None = None) -> int:
        """Forget old orphans."""
        before = (time.time() if now is None else now) - DAY_SECONDS
        old = [key for key, (_, at) in self.files.items() if key not in referenced and at < before]
        for key in old:
            del self.files[key]
        return len(old)


def _copy(chunks: Iterable[bytes], target: BinaryIO, name: str, limit: int) -> Stored:
    hashed, size = hashlib.sha256(), 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise InvalidFile(name, say(N_("文件超过%(limit)s兆"), limit=limit // MEGABYTE))
        hashed.update(chunk)
        target.write(chunk)
    if not size:
        raise InvalidFile(name, say(N_("文件是空的")))
    return Stored(hashed.hexdigest(), size)


def _older(path: Path, before: float) -> bool:
    try:
        return path.stat().st_mtime < before
    except FileNotFoundError:
        return False


def _flush_folder(folder: Path) -> None:
    """Make a rename survive a power cut, where the system lets folders be flushed."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
