"""Who is called back: drawn at random from a list, so that neither office nor unit chooses, and anybody can draw again."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import TypeVar

K = TypeVar("K", bound=int | str)


def draw(keys: Iterable[K], seed: str, size: int) -> tuple[K, ...]:
    """Draw `size` of the keys: those whose SHA-256 with the seed comes first. Depends on neither order nor number of the rest."""
    return tuple(sorted(keys, key=lambda key: sha256(f"{seed}:{key}".encode()).digest())[:size])
