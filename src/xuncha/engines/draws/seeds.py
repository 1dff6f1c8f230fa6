"""The seed: forty characters that can be printed on a slip, cut in two, and typed in again."""

from __future__ import annotations

import hashlib
import secrets

from xuncha.domain import crockford
from xuncha.domain.errors import InvalidField
from xuncha.domain.words import N_, say

LENGTH, GROUP = 40, 5
"""Two hundred bits: too many to try, even for whoever holds one half of the slip and knows the digest."""


def new_seed() -> str:
    """A seed from the system's own source of chance."""
    return "".join(secrets.choice(crockford.ALPHABET) for _ in range(LENGTH))


def read_seed(text: str) -> str:
    """The forty characters, however they were grouped or typed; `InvalidField` where they cannot be a seed."""
    seed = crockford.plain(text)
    if len(seed) != LENGTH:
        raise InvalidField(N_("种子"), say(N_("应为%(length)s个字符，现有%(have)s个"), length=LENGTH, have=len(seed)))
    odd = next((sign for sign in seed if sign not in crockford.ALPHABET), None)
    if odd is not None:
        raise InvalidField(N_("种子"), say(N_("不能含有“%(sign)s”"), sign=odd))
    return seed


def grouped(seed: str) -> str:
    """The seed as it is printed: eight groups of five."""
    return crockford.grouped(seed, GROUP)


def seed_digest(seed: str) -> str:
    """SHA-256 of the forty characters: published before, without giving the seed away."""
    return hashlib.sha256(seed.encode()).hexdigest()
