"""A file sealed in chunks, each of which can be sent by itself: libsodium's crypto_secretstream_xchacha20poly1305.

The stream numbers its chunks and marks the last, so that a chunk cut off, swapped, repeated or left out is found when it is opened. A reader must
use nothing of a file before the end was reached. The whole is padded like a text: to a Padmé length, in chunks of 1 MiB.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nacl import bindings
from nacl.exceptions import CryptoError

from xuncha.engines.sealing import padding
from xuncha.engines.sealing.suite import ALGORITHM, CannotOpen

CHUNK = 1 << 20
HEADER = bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES
BOUND = f"{ALGORITHM}|file".encode("ascii")


def new_file_key() -> bytes:
    """Make the key of one file."""
    return bindings.crypto_secretstream_xchacha20poly1305_keygen()


def seal_chunks(pieces: Iterable[bytes], key: bytes) -> Iterator[bytes]:
    """Seal the bytes of a file, given in pieces of any size, as chunks; the header stands in front of the first."""
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    front = bindings.crypto_secretstream_xchacha20poly1305_init_push(state, key)
    whole = _in_chunks(_padded(pieces))
    chunk = next(whole)
    for following in whole:
        yield front + bindings.crypto_secretstream_xchacha20poly1305_push(state, chunk, BOUND)
        front, chunk = b"", following
    final = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
    yield front + bindings.crypto_secretstream_xchacha20poly1305_push(state, chunk, BOUND, final)


def open_chunks(chunks: Iterable[bytes], key: bytes) -> Iterator[bytes]:
    """Open the chunks of a file and give its bytes in pieces; fails at the first chunk that isn't the one sealed in its place."""
    total, held, noughts = 0, b"", 0
    for plain in _opened(chunks, key):
        total += len(plain)
        if not plain.strip(b"\0"):
            noughts += len(plain)
            continue
        if held:
            yield held
        yield from _noughts(noughts)
        held, noughts = plain, 0
    last = held.rstrip(b"\0")
    length = total - noughts - (len(held) - len(last)) - 1
    if not last.endswith(padding.MARK) or total != padding.bucket(length):
        raise CannotOpen
    yield last[:-1]


def _opened(chunks: Iterable[bytes], key: bytes) -> Iterator[bytes]:
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    final = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
    tag = None
    for number, chunk in enumerate(chunks):
        if tag == final or len(chunk) > CHUNK + HEADER + bindings.crypto_secretstream_xchacha20poly1305_ABYTES:
            raise CannotOpen
        try:
            if number == 0:
                bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, chunk[:HEADER], key)
                chunk = chunk[HEADER:]
            plain, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(state, chunk, BOUND)
        except CryptoError:
            raise CannotOpen from None
        yield plain
    if tag != final:
        raise CannotOpen


def _padded(pieces: Iterable[bytes]) -> Iterator[bytes]:
    length = 0
    for piece in pieces:
        length += len(piece)
        yield piece
    yield padding.MARK
    yield from _noughts(padding.bucket(length) - length - 1)


def _noughts(count: int) -> Iterator[bytes]:
    for begin in range(0, count, CHUNK):
        yield bytes(min(CHUNK, count - begin))


def _in_chunks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    waiting = bytearray()
    for piece in pieces:
        waiting += piece
        while len(waiting) >= CHUNK:
            yield bytes(waiting[:CHUNK])
            del waiting[:CHUNK]
    if waiting:
        yield bytes(waiting)
