"""Secrets people copy by hand: Crockford's base32 (crockford.com/base32.html), which has no I, L, O, U and reads them kindly."""

from __future__ import annotations

from unicodedata import normalize

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
VALUES = {letter: value for value, letter in enumerate(ALPHABET)}
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
SEPARATORS = str.maketrans("", "", " \t\r\n-‐‑‒–—−_.·")
GROUP = 4


def plain(text: str) -> str:
    """Read what somebody typed: full or half width, capitals or not, grouped or not."""
    return normalize("NFKC", text).upper().translate(SEPARATORS).translate(READ_AS)


def grouped(letters: str, size: int = GROUP) -> str:
    """Write in groups, of four letters unless told."""
    return "-".join(letters[begin : begin + size] for begin in range(0, len(letters), size))


def encode(data: bytes) -> str:
    """Write bytes, five of them as eight letters."""
    number = int.from_bytes(data)
    return "".join(ALPHABET[number >> shift & 31] for shift in range(len(data) * 8 - 5, -1, -5))


def decode(letters: str) -> bytes:
    """Read the bytes again; every letter must be of the alphabet."""
    number = 0
    for letter in letters:
        number = number << 5 | VALUES[letter]
    return number.to_bytes(len(letters) * 5 // 8)
