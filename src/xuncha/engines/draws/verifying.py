"""Run a draw again from what was published, and say every difference."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha.domain.words import N_, Sentence, say
from xuncha.engines.draws.candidates import Candidates
from xuncha.engines.draws.documents import ALGORITHM, Commitment, Reveal
from xuncha.engines.draws.seeds import seed_digest
from xuncha.engines.draws.tickets import order


def differences(
    commitment: Commitment, stated: str, candidates: Candidates, reveal: Reveal, published: str = ""
) -> tuple[Sentence, ...]:
    """Everything that does not fit; empty where the draw is what it says it is.

    `stated` is the digest written in the commitment's file, `published` the one pinned to the board, where it is at hand.
    """
    found = list(_identity(commitment, stated, reveal, published))
    found += breaches(commitment, candidates, reveal.seed, reveal.beacon_value)
    return tuple(found) or tuple(_order(commitment, candidates, reveal))


def _identity(commitment: Commitment, stated: str, reveal: Reveal, published: str) -> Iterator[Sentence]:
    digest = commitment.sha256
    if stated != digest:
        yield say(N_("封存文件的内容与其中所写的摘要不符：文件已被改动"))
    if published and published.strip().lower() != digest:
        yield say(
            N_("封存文件的摘要与当初公布的不同：应为%(published)s，实为%(digest)s"), published=published, digest=digest
        )
    if reveal.commitment_sha256 != digest:
        yield say(N_("揭晓文件对应的不是这份封存文件"))


def breaches(commitment: Commitment, candidates: Candidates, seed: str, value: str) -> tuple[Sentence, ...]:
    """What of a draw is not as it was committed to: algorithm, list, numbers, seed, public value."""
    return (
        *_list(commitment, candidates),
        *_strata(commitment, candidates),
        *_secrets(commitment, seed, value),
    )


def _list(commitment: Commitment, candidates: Candidates) -> Iterator[Sentence]:
    if commitment.algorithm != ALGORITHM:
        yield say(N_("不认识抽取算法“%(name)s”"), name=commitment.algorithm)
    if candidates.sha256 != commitment.candidates_sha256:
        yield say(N_("名单与封存时不同：有增删，或编号、分层、名称有改动"))


def _strata(commitment: Commitment, candidates: Candidates) -> Iterator[Sentence]:
    sizes = dict(candidates.sizes)
    for share in commitment.strata:
        size = sizes.pop(share.name, 0)
        if share.candidates != size:
            told = N_("分层“%(name)s”封存时有%(then)s个，名单中有%(now)s个")
            yield say(told, name=share.name, then=share.candidates, now=size)
        if not 0 <= share.take <= share.candidates:
            told = N_("分层“%(name)s”抽取%(take)s个，超出其%(size)s个")
            yield say(told, name=share.name, take=share.take, size=share.candidates)
    for name in sizes:
        yield say(N_("分层“%(name)s”不在封存文件中"), name=name)


def _secrets(commitment: Commitment, seed: str, value: str) -> Iterator[Sentence]:
    if seed_digest(seed) != commitment.seed_sha256:
        yield say(N_("种子与封存时不同：其摘要不是封存文件中的摘要"))
    if commitment.beacon and not value:
        yield say(N_("缺少事先约定的公开数值：%(beacon)s"), beacon=commitment.beacon)
    if value and not commitment.beacon:
        yield say(N_("事先没有约定公开数值，不能掺入"))


def _order(commitment: Commitment, candidates: Candidates, reveal: Reveal) -> Iterator[Sentence]:
    right = order(commitment, candidates, reveal.seed, reveal.beacon_value)
    for name, ids in right.items():
        given = reveal.order.get(name, ())
        if len(given) != len(ids):
            told = N_("分层“%(name)s”揭晓%(given)s个，应为%(right)s个")
            yield say(told, name=name, given=len(given), right=len(ids))
        at = next((at for at, pair in enumerate(zip(ids, given, strict=False)) if pair[0] != pair[1]), None)
        if at is not None:
            told = N_("分层“%(name)s”第%(at)s位应为%(right)s，揭晓文件中为%(given)s")
            yield say(told, name=name, at=at + 1, right=ids[at], given=given[at])
    for name in reveal.order:
        if name not in right:
            yield say(N_("分层“%(name)s”不在封存文件中"), name=name)
