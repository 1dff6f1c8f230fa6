"""What must be on the disk before something else may be, and one writer at a time."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self


class Busy(Exception):
    """Another process holds the lock."""


class Held:
    """A lock that the system lets go when its process ends, however it ends."""

    def __init__(self, descriptor: int) -> None:
        """Keep the open file that carries it."""
        self._descriptor = descriptor

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def release(self) -> None:
        """Let another writer in."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def lock(folder: Path) -> Held:
    """Become the only writer of a store.

    :raises Busy: where another process is.
    """
    descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _take(descriptor)
    except OSError as error:
        os.close(descriptor)
        raise Busy from error
    return Held(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def write_private(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read, and have it on the disk."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def settle(path: Path) -> None:
    """Have a file, or the names in a folder, on the disk."""
    # Windows opens no folders, and writes their entries through by itself.
    with suppress(PermissionError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def move_into(source: Path, target: Path) -> None:
    """Move a finished file to its place, overwriting what a killed writer left there."""
    settle(source)
    target.parent.mkdir(parents=True, exist_ok=True)
    source.replace(target)


def replace_text(path: Path, text: str) -> None:
    """Replace a file at one stroke: a reader sees the old one or the new one."""
    fresh = unfinished(path)
    write_private(fresh, text.encode())
    fresh.replace(path)
    settle(path.parent)


def unfinished(path: Path) -> Path:
    """Where `replace_text` prepares the new file."""
    return path.with_name(f".{path.name}.new")
