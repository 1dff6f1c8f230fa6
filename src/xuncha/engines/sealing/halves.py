"""The two-person rule: a secret in two halves, each of which alone is noise (a one-time pad)."""

from __future__ import annotations

from nacl.utils import random


def split2(secret: bytes) -> tuple[bytes, bytes]:
    """Split a secret in two; either half says nothing of it."""
    first = random(len(secret))
    return first, join2(secret, first)


def join2(first: bytes, second: bytes) -> bytes:
    """Join the two halves of a secret."""
    return bytes(one ^ other for one, other in zip(first, second, strict=True))
