"""Identity numbers and bank accounts as keyed hashes: equal means the same, and the number itself is not kept."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable
from typing import Any, TypeAlias

import pyarrow as pa

BYTES = 16
"""Of the hash kept: 32 characters; two of a hundred million numbers share them once in 10^22 stores."""
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"

Column: TypeAlias = "pa.Array[Any] | pa.ChunkedArray[Any]"


def new_key() -> bytes:
    """A key for a new store."""
    return secrets.token_bytes(32)


class Identities:
    """The hashes of one store: the same number has another hash in another store."""

    def __init__(self, key: bytes) -> None:
        """Keep the store's key."""
        self._key = key

    def person(self, number: str) -> str:
        """The hash of an identity number, however it was typed; one of 15 digits equals its later one of 18."""
        return self._hash("person", _eighteen(re.sub(r"[\s-]", "", number).upper()))

    def account(self, number: str) -> str:
        """The hash of a bank account or card, however it was grouped."""
        return self._hash("account", re.sub(r"[\s-]", "", number).upper())

    def persons(self, numbers: Column) -> Column:
        """Hash a column of identity numbers; each different number once."""
        return _by_value(numbers, self.person)

    def accounts(self, numbers: Column) -> Column:
        """Hash a column of bank accounts; each different number once."""
        return _by_value(numbers, self.account)

    def _hash(self, kind: str, number: str) -> str:
        return hmac.new(self._key, f"{kind}:{number}".encode(), hashlib.sha256).digest()[:BYTES].hex()


def _eighteen(number: str) -> str:
    """Write an identity number of the years before 1999 as the standard of today does (GB 11643)."""
    if len(number) != 15 or not (number.isascii() and number.isdigit()):
        return number
    longer = f"{number[:6]}19{number[6:]}"
    return longer + CHECKS[sum(int(digit) * weight for digit, weight in zip(longer, WEIGHTS, strict=True)) % 11]


def _by_value(column: Column, hashed: Callable[[str], str]) -> Column:
    numbers = column.to_pylist()
    known = {each: hashed(each) for each in set(numbers) if each is not None}
    return pa.array([known.get(each) for each in numbers], pa.string())
