"""Sealed files in chunks: each whole or not at all, none with a time of day."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from xuncha.domain.errors import NotFound
from xuncha.domain.words import N_

INCOMING = "incoming"


class ChunkStore:
    """A folder for each file, named by its number; in it the chunks, named by theirs."""

    def __init__(self, root: Path) -> None:
        """Keep files under `root`, made when first needed."""
        self.root = root

    def put(self, file: int, number: int, chunk: bytes, *, day: datetime) -> None:
        """Keep a chunk so that it survives a power cut; sent again, it takes the place of the first."""
        side = self._folder(INCOMING) / uuid4().hex
        try:
            with side.open("xb") as target:
                target.write(chunk)
                target.flush()
                os.fsync(target.fileno())
            os.utime(side, (day.timestamp(), day.timestamp()))
            folder = self._folder(_name(file))
            side.replace(folder / f"{number:06d}")
        except BaseException:
            side.unlink(missing_ok=True)
            raise
        _flush(folder)
        _flush(self.root)
        os.utime(folder, (day.timestamp(), day.timestamp()))

    def numbers(self, file: int) -> dict[int, int]:
        """Which chunks of a file are here, each with its length."""
        folder = self.root / _name(file)
        return {int(path.name): path.stat().st_size for path in folder.iterdir()} if folder.is_dir() else {}

    def chunks(self, file: int, count: int) -> Iterator[bytes]:
        """Read a file's chunks in order; one that is gone is named."""
        for number in range(count):
            yield self.chunk(file, number)

    def chunk(self, file: int, number: int) -> bytes:
        """Read one chunk."""
        try:
            return (self.root / _name(file) / f"{number:06d}").read_bytes()
        except FileNotFoundError as error:
            raise NotFound(N_("文件"), f"{_name(file)}/{number}") from error

    def remove(self, file: int) -> None:
        """Remove a file, or what there is of it."""
        shutil.rmtree(self.root / _name(file), ignore_errors=True)

    def sweep(self, known: Collection[int], *, before: datetime) -> int:
        """Remove files nothing knows of and chunks a killed process left, where older than a moment; give how many."""
        names = {_name(file) for file in known}
        strays = [path for path in self._folder(INCOMING).iterdir()]
        strays += [path for path in self.root.iterdir() if path.name not in names and path.name != INCOMING]
        old = [path for path in strays if path.stat().st_mtime < before.timestamp()]
        for path in old:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        return len(old)

    def free(self) -> int:
        """How many bytes the disk still takes."""
        return shutil.disk_usage(self._folder(INCOMING)).free

    def _folder(self, name: str) -> Path:
        folder = self.root / name
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder


def _name(file: int) -> str:
    return f"{file:016x}"


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
