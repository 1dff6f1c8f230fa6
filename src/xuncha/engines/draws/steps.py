"""Commit and reveal."""

from __future__ import annotations

from collections.abc import Mapping
from unicodedata import normalize

from xuncha.domain.errors import InvalidField, Refused
from xuncha.domain.words import N_, say
from xuncha.engines.draws.candidates import Candidates
from xuncha.engines.draws.documents import Commitment, Reveal, Share
from xuncha.engines.draws.seeds import seed_digest
from xuncha.engines.draws.tickets import order
from xuncha.engines.draws.verifying import breaches


def commit(candidates: Candidates, take: Mapping[str, int], seed: str, *, title: str, beacon: str = "") -> Commitment:
    """Settle a draw: how many of which stratum. Every stratum of the list is named, if only with nothing.

    :raises InvalidField: where a stratum is not in the list or has fewer candidates than are to be drawn.
    """
    for name, number in take.items():
        size = candidates.sizes.get(name, 0)
        if not 0 <= number <= size:
            reason = say(N_("名单中有%(size)s个，不能抽%(take)s个"), size=size, take=number)
            raise InvalidField(name, reason)
    if not sum(take.values()):
        raise InvalidField(N_("抽取数量"), say(N_("至少抽一个")))
    if not title.strip():
        raise InvalidField(N_("标题"), say(N_("不能为空")))
    strata = tuple(Share(name, size, take.get(name, 0)) for name, size in candidates.sizes.items())
    return Commitment(title.strip(), candidates.sha256, strata, beacon.strip(), seed_digest(seed))


def reveal(commitment: Commitment, candidates: Candidates, seed: str, beacon_value: str = "") -> Reveal:
    """Draw. Refused where list, seed or public value are not what was committed to."""
    value = normalize("NFC", beacon_value.strip())
    found = breaches(commitment, candidates, seed, value)
    if found:
        raise Refused(found)
    return Reveal(commitment.sha256, seed, value, order(commitment, candidates, seed, value))
