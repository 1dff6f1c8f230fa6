"""The puzzle by which a page pays for its place in the queue (Hashcash, Back 2002): SHA-256 of id and nonce begins with so many zero bits."""

from __future__ import annotations

from hashlib import sha256
from itertools import count

LONGEST_NONCE = 32


def check(ticket_id: str, nonce: str, bits: int) -> bool:
    """Tell whether a nonce pays for a ticket."""
    if len(nonce) > LONGEST_NONCE:
        return False
    digest = int.from_bytes(sha256((ticket_id + nonce).encode()).digest())
    return digest >> (256 - bits) == 0


def solve(ticket_id: str, bits: int) -> str:
    """Find a nonce by trying the numbers in order, as the page does."""
    return next(nonce for nonce in map(str, count()) if check(ticket_id, nonce, bits))
