"""A private key under a passphrase: Argon2id (RFC 9106, libsodium's crypto_pwhash), then crypto_secretbox."""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import normalize

from nacl import bindings
from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.secret import SecretBox
from nacl.utils import random

from xuncha.domain.errors import InvalidField
from xuncha.domain.words import N_, say

OPS = argon2id.OPSLIMIT_MODERATE
MEMORY = argon2id.MEMLIMIT_MODERATE
"""Three passes over 256 MiB: 0.8 s on the machine of a county."""
SHORTEST = 12
PASSPHRASE = N_("解锁口令")


class WrongPassphrase(InvalidField):
    """The passphrase does not open this key."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(PASSPHRASE, say(N_("口令不对")))


@dataclass(frozen=True)
class Wrapped:
    """A private key as it is kept: it says with what effort it was wrapped."""

    salt: bytes
    ops: int
    memory: int
    box: bytes


def wrap(private: bytes, passphrase: str, ops: int = OPS, memory: int = MEMORY) -> Wrapped:
    """Wrap a private key under a passphrase of at least twelve characters."""
    if len(_normal(passphrase)) < SHORTEST:
        raise InvalidField(PASSPHRASE, say(N_("至少%(shortest)s个字符"), shortest=SHORTEST))
    salt = random(argon2id.SALTBYTES)
    return Wrapped(salt, ops, memory, bytes(_box(passphrase, salt, ops, memory).encrypt(private)))


def unwrap(wrapped: Wrapped, passphrase: str) -> bytes:
    """Give the private key to who knows the passphrase."""
    box = _box(passphrase, wrapped.salt, wrapped.ops, wrapped.memory)
    try:
        return box.decrypt(wrapped.box)
    except CryptoError:
        raise WrongPassphrase from None


def _box(passphrase: str, salt: bytes, ops: int, memory: int) -> SecretBox:
    typed = _normal(passphrase).encode()
    key = argon2id.kdf(bindings.crypto_secretbox_KEYBYTES, typed, salt, opslimit=ops, memlimit=memory)
    return SecretBox(key)


def _normal(passphrase: str) -> str:
    """The same phrase from whatever keyboard: full width, composed or not (RFC 8265 asks the same of passwords, by NFC)."""
    return normalize("NFKC", passphrase).strip()
