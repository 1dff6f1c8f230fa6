"""The receipt: sixteen letters that are all a reporter needs to come back, and the server never needs to see.

Fifteen letters are random (75 bits), the sixteenth checks them: a sum over GF(32) in which every place has a weight of its own (powers of a root
of x^5+x^2+1), so that one mistyped letter, two letters swapped and one pair of letters typed as another are found. What the server is
told, and the key pair of the replies, are keyed BLAKE2b hashes (RFC 7693) of the letters: neither leads to the other, nor back.
"""

from __future__ import annotations

import secrets
from hashlib import blake2b

from xuncha.domain import crockford
from xuncha.domain.errors import InvalidField
from xuncha.domain.words import N_, Sentence, say
from xuncha.engines.sealing.suite import KeyPair, pair_from_seed

RANDOM = 15
LENGTH = RANDOM + 1
LOOKUP_KEY = b"xuncha-lookup".ljust(16, b"\0")
REPLY_KEY = b"xuncha-reply".ljust(16, b"\0")
"""libsodium takes keys from 16 bytes up."""
MODULUS = 0b100101


class WrongReceipt(InvalidField):
    """What was typed is no receipt; says what is wrong with it."""

    def __init__(self, reason: Sentence) -> None:
        """Keep why."""
        super().__init__(N_("回执码"), reason)


def new_receipt() -> str:
    """Make a receipt, in groups of four."""
    letters = "".join(secrets.choice(crockford.ALPHABET) for _ in range(RANDOM))
    return crockford.grouped(letters + check_letter(letters))


def canonical(text: str) -> str:
    """Read a receipt as it was typed and give it in groups of four."""
    letters = crockford.plain(text)
    for place, letter in enumerate(letters, start=1):
        if letter not in crockford.VALUES:
            raise WrongReceipt(say(N_("第%(place)s位“%(letter)s”不是回执码会用的字符"), place=place, letter=letter))
    if len(letters) != LENGTH:
        raise WrongReceipt(say(N_("应为%(right)s位，现在是%(have)s位"), right=LENGTH, have=len(letters)))
    if check_letter(letters[:RANDOM]) != letters[RANDOM]:
        raise WrongReceipt(say(N_("校验不符，有一位抄错，或相邻两位颠倒")))
    return crockford.grouped(letters)


def check_letter(letters: str) -> str:
    """Give the letter that checks fifteen others (Horner's scheme over GF(32))."""
    total = 0
    for letter in letters:
        total = (total ^ crockford.VALUES[letter]) << 1
        if total & 32:
            total ^= MODULUS
    return crockford.ALPHABET[total]


def lookup(receipt: str) -> bytes:
    """Give what a reporter shows to be found again."""
    return _derived(receipt, LOOKUP_KEY)


def receipt_id(lookup: bytes) -> bytes:
    """Give what the server keeps: it leads back to no lookup."""
    return blake2b(lookup, digest_size=32).digest()


def reply_pair(receipt: str) -> KeyPair:
    """Give the pair to which the team seals its replies."""
    return pair_from_seed(_derived(receipt, REPLY_KEY))


def _derived(receipt: str, key: bytes) -> bytes:
    return blake2b(canonical(receipt).encode("ascii"), digest_size=32, key=key).digest()
