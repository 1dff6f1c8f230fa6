"""The one file of a backup: a readable first line, then a compressed tar, sealed in chunks under a passphrase.

No byte of it is written unsealed. A file cut short, or changed anywhere, does not open to its end, and nothing may be used before that.
"""

from __future__ import annotations

import io
import json
import tarfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from xuncha.domain.errors import InvalidFile
from xuncha.domain.words import N_, say
from xuncha.engines.sealing.streams import CHUNK, HEADER, new_file_key, open_chunks, seal_chunks
from xuncha.engines.sealing.suite import CannotOpen
from xuncha.engines.sealing.wire import from_text, to_text
from xuncha.engines.sealing.wrapping import MEMORY, OPS, Wrapped, unwrap, wrap

FORMAT = 1
SEALED_CHUNK = CHUNK + 17
PIECE = 256 * 1024
LONGEST_LINE = 4096
MOST_MEMORY = 1 << 30
"""What a file may ask for to try a passphrase on it."""


@dataclass(frozen=True)
class Member:
    """A file as it lies on the disk, and its name in the backup."""

    name: str
    path: Path


def write(
    target: BinaryIO, members: Iterable[Member], passphrase: str, *, ops: int = OPS, memory: int = MEMORY
) -> None:
    """Seal the files into one."""
    key = new_file_key()
    wrapped = wrap(key, passphrase, ops, memory)
    told = {
        "xuncha-backup": FORMAT, "salt": to_text(wrapped.salt), "ops": ops, "memory": memory, "key": to_text(wrapped.box),
    }  # fmt: skip
    target.write(json.dumps(told).encode() + b"\n")
    for chunk in seal_chunks(_compressed(_tar(members)), key):
        target.write(chunk)


def read(source: BinaryIO, passphrase: str, name: str) -> Iterator[tuple[str, float, BinaryIO]]:
    """Give each file's name, time and content, in order; raises at the latest at the end where anything is not as written."""
    key = unwrap(_wrapped(source, name), passphrase)
    pieces = _unpacked(open_chunks(_sealed_chunks(source), key))
    try:
        # Read as a stream: the tar is not there before it is opened, nor ever on the disk.
        with tarfile.open(fileobj=io.BufferedReader(_Pieces(pieces), PIECE), mode="r|") as tar:
            for info in tar:
                content = tar.extractfile(info)
                if content is None or info.name.startswith("/") or ".." in info.name.split("/"):
                    raise CannotOpen
                yield info.name, info.mtime, content  # type: ignore[misc]
        for _piece in pieces:
            pass  # to the end, where the stream says that it is whole
    except (CannotOpen, tarfile.TarError) as error:
        raise InvalidFile(name, say(N_("备份文件不完整或被改动过"))) from error


def _wrapped(source: BinaryIO, name: str) -> Wrapped:
    try:
        told = json.loads(source.readline(LONGEST_LINE))
        wrapped = Wrapped(from_text(told["salt"], "salt"), told["ops"], told["memory"], from_text(told["key"], "key"))
        if told["xuncha-backup"] == FORMAT and 0 < wrapped.memory <= MOST_MEMORY:
            return wrapped
    except (ValueError, KeyError, TypeError):
        pass
    raise InvalidFile(name, say(N_("不是巡察通的备份文件")))


def _sealed_chunks(source: BinaryIO) -> Iterator[bytes]:
    length = HEADER + SEALED_CHUNK
    while chunk := source.read(length):
        yield chunk
        length = SEALED_CHUNK


def _tar(members: Iterable[Member]) -> Iterator[bytes]:
    for member in members:
        with member.path.open("rb") as file:
            info = tarfile.TarInfo(member.name)
            status = member.path.stat()
            info.size, info.mtime, info.mode = status.st_size, int(status.st_mtime), 0o600
            yield info.tobuf(tarfile.PAX_FORMAT)
            left = info.size
            while left:
                # What grew meanwhile is taken as far as it was; what shrank can't be told from a broken disk.
                piece = file.read(min(PIECE, left))
                if not piece:
                    raise InvalidFile(str(member.path), say(N_("备份时文件被改动，请重新备份")))
                left -= len(piece)
                yield piece
            yield bytes(-info.size % tarfile.BLOCKSIZE)
    yield bytes(2 * tarfile.BLOCKSIZE)


def _compressed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(1)
    for piece in pieces:
        yield packer.compress(piece)
    yield packer.flush()


def _unpacked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj()
    for piece in pieces:
        yield unpacker.decompress(piece)


class _Pieces(io.RawIOBase):
    """An iterator of bytes as a file."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__()
        self._pieces, self._left = pieces, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = piece
        count = min(len(buffer), len(self._left))
        buffer[:count], self._left = self._left[:count], self._left[count:]
        return count
