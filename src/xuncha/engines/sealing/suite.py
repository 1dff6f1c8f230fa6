"""Key pairs and sealed keys of the one suite there is: libsodium's X25519 sealed boxes (doc.libsodium.org, crypto_box_seal).

A sealed box hides a secret so that only the holder of one private key finds it, and says nothing about who sealed it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b

from nacl import bindings
from nacl.exceptions import CryptoError

from xuncha.domain.errors import XunchaError
from xuncha.domain.words import N_, say

ALGORITHM = "x25519-xchacha20poly1305-1"
"""Named in every sealed thing, so that another suite can stand beside this one."""
KEY = 32
SEALED_KEY = KEY + bindings.crypto_box_SEALBYTES


class CannotOpen(XunchaError):
    """A sealed thing does not open: another key sealed it, or a byte of it was changed."""

    def __init__(self) -> None:
        """Say no more than that: which of the two it is cannot be known."""
        super().__init__(say(N_("无法解封：密钥不符，或内容在保存之后被改动")))


@dataclass(frozen=True)
class KeyPair:
    """An X25519 key pair; the private half never shows in a log."""

    public: bytes
    private: bytes = field(repr=False)


def new_pair() -> KeyPair:
    """Make a pair from the system's randomness."""
    return KeyPair(*bindings.crypto_box_keypair())


def pair_from_seed(seed: bytes) -> KeyPair:
    """Make the pair that belongs to 32 secret bytes, always the same (crypto_box_seed_keypair)."""
    return KeyPair(*bindings.crypto_box_seed_keypair(seed))


def pair_of(private: bytes) -> KeyPair:
    """Complete a private key with its public one."""
    return KeyPair(bindings.crypto_scalarmult_base(private), private)


def fingerprint(public: bytes) -> str:
    """Give the sixteen characters by which a public key is named beside what was sealed to it."""
    return blake2b(public, digest_size=32).hexdigest()[:16]


def seal_key(secret: bytes, public: bytes) -> bytes:
    """Seal a short secret to the holder of a public key."""
    return bindings.crypto_box_seal(secret, public)


def open_key(sealed: bytes, pair: KeyPair) -> bytes:
    """Open what was sealed to a pair."""
    try:
        return bindings.crypto_box_seal_open(sealed, pair.public, pair.private)
    except CryptoError:
        raise CannotOpen from None
