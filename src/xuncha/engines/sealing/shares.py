"""The recovery key in shares: any k of n officers bring it back, fewer know nothing (Shamir, How to Share a Secret, CACM 1979).

pycryptodome shares 16 bytes over GF(2^128), so a key of 32 is shared in two halves. A share on paper carries, besides its two values, how many are
needed, its number, the set it belongs to and four bytes of BLAKE2b: a mistyped share is found by itself, before any is joined.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

from Crypto.Protocol.SecretSharing import Shamir
from nacl.utils import random

from xuncha.domain import crockford
from xuncha.domain.errors import InvalidField
from xuncha.domain.words import N_, Sentence, say
from xuncha.engines.sealing.suite import KEY, pair_of

HALF = 16
SET = 2
CHECK = 4
LETTERS = (2 + SET + KEY + CHECK) * 8 // 5
MOST = 99


class WrongShares(InvalidField):
    """The shares typed do not make the key; `which` numbers the one at fault as typed, from 1, where it can be told."""

    def __init__(self, reason: Sentence, which: int | None = None) -> None:
        """Keep which and why."""
        self.which = which
        named = say(N_("第%(which)s份：%(reason)s"), which=which, reason=reason) if which else reason
        super().__init__(N_("恢复份额"), named)


@dataclass(frozen=True)
class _Share:
    needed: int
    number: int
    set: bytes
    halves: tuple[bytes, bytes]


def split(secret: bytes, k: int, n: int) -> list[str]:
    """Split a key into n shares of which k bring it back, each as sixteen groups of four letters."""
    if len(secret) != KEY:
        raise ValueError("a key has 32 bytes")
    if not 2 <= k <= n <= MOST:
        raise InvalidField(N_("恢复份额"), say(N_("至少两人才能恢复，且不多于持有人数")))
    first, second = Shamir.split(k, n, secret[:HALF]), Shamir.split(k, n, secret[HALF:])
    same = random(SET)
    return [
        _written(bytes([k, number]) + same + one + two) for (number, one), (_, two) in zip(first, second, strict=True)
    ]


def join(shares: list[str], public: bytes) -> bytes:
    """Bring the private key back that belongs to a public one."""
    read = [_read(text, which) for which, text in enumerate(shares, start=1)]
    for which, share in enumerate(read, start=1):
        if share.set != read[0].set or share.needed != read[0].needed:
            raise WrongShares(say(N_("与第1份不是同一次分发的")), which)
        if share.number in {earlier.number for earlier in read[: which - 1]}:
            raise WrongShares(say(N_("与前面的一份重复")), which)
    if not read or len(read) < read[0].needed:
        have, needed = len(read), read[0].needed if read else 2
        raise WrongShares(say(N_("需要%(needed)s份，现有%(have)s份"), needed=needed, have=have))
    used = read[: read[0].needed]
    secret = b"".join(Shamir.combine([(share.number, share.halves[half]) for share in used]) for half in (0, 1))
    if pair_of(secret).public != public:
        raise WrongShares(say(N_("这些份额不属于现在的恢复密钥")))
    return secret


def check_share(text: str) -> str:
    """Give the share in its groups where it was typed rightly; otherwise says what is wrong."""
    _read(text, None)
    return crockford.grouped(crockford.plain(text))


def _written(content: bytes) -> str:
    return crockford.grouped(crockford.encode(content + _check(content)))


def _read(text: str, which: int | None) -> _Share:
    letters = crockford.plain(text)
    for place, letter in enumerate(letters, start=1):
        if letter not in crockford.VALUES:
            raise WrongShares(say(N_("第%(place)s位“%(letter)s”不是份额会用的字符"), place=place, letter=letter), which)
    if len(letters) != LETTERS:
        raise WrongShares(say(N_("应为%(right)s位，现在是%(have)s位"), right=LETTERS, have=len(letters)), which)
    data = crockford.decode(letters)
    content, check = data[:-CHECK], data[-CHECK:]
    if _check(content) != check:
        raise WrongShares(say(N_("校验不符，有抄错的地方")), which)
    values = content[2 + SET :]
    return _Share(content[0], content[1], content[2 : 2 + SET], (values[:HALF], values[HALF:]))


def _check(content: bytes) -> bytes:
    return blake2b(content, digest_size=CHECK, person=b"xuncha-share").digest()
