"""Tickets: who is drawn follows from seed, commitment and public value, and from nothing else."""

from __future__ import annotations

import hashlib
import hmac

from xuncha.engines.draws.candidates import Candidates
from xuncha.engines.draws.documents import Commitment


def order(commitment: Commitment, candidates: Candidates, seed: str, value: str) -> dict[str, tuple[str, ...]]:
    """Every stratum's ids by their tickets, the lowest first."""
    drawn = key(seed, commitment.sha256, value)
    found: dict[str, list[str]] = {share.name: [] for share in commitment.strata}
    for each in sorted(candidates, key=lambda one: ticket(drawn, one.id)):
        found[each.stratum].append(each.id)
    return {name: tuple(ids) for name, ids in found.items()}


def key(seed: str, commitment_sha256: str, value: str) -> bytes:
    """What the tickets are made with: nobody knows it before both the seed and the public value are known."""
    return hmac.digest(seed.encode(), f"{commitment_sha256}\n{value}".encode(), hashlib.sha256)


def ticket(drawn: bytes, candidate: str) -> bytes:
    """One candidate's ticket: as good as a random number of 256 bits, and the same for whoever works it out."""
    return hmac.digest(drawn, candidate.encode(), hashlib.sha256)
