"""Lengths that say little: ISO/IEC 7816-4 padding up to a bucket.

A bucket is at least 4 KiB, and above that a Padmé length (Nikitin, Barman, Lueks, Underwood, Hubaux and Ford: Reducing Metadata
Leakage from Encrypted Files and Communication with PURBs, PoPETs 2019): at most 12 % longer, and only O(log log n) bits of the length show.
"""

from __future__ import annotations

from xuncha.engines.sealing.suite import CannotOpen

LEAST = 4096
MARK = b"\x80"


def padme(length: int) -> int:
    """Give the Padmé length at or above a length: as many low bits are nought as the exponent is long."""
    if length < 2:
        return length
    exponent = length.bit_length() - 1
    low_bits = exponent - exponent.bit_length()
    step = 1 << low_bits
    return -(-length // step) * step


def bucket(length: int) -> int:
    """Give the padded length of a plaintext of so many bytes; the mark takes one."""
    return max(LEAST, padme(length + 1))


def pad(plain: bytes) -> bytes:
    """Fill up to the bucket: one byte 0x80, then noughts."""
    return (plain + MARK).ljust(bucket(len(plain)), b"\0")


def unpad(padded: bytes) -> bytes:
    """Take the padding off again; refuses what `pad` would not have made."""
    marked = padded.rstrip(b"\0")
    plain = marked[:-1]
    if not marked.endswith(MARK) or len(padded) != bucket(len(plain)):
        raise CannotOpen
    return plain
