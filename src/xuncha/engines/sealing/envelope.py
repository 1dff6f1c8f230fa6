"""A text sealed to several readers: XChaCha20-Poly1305 under a key of its own, that key sealed to each of them.

XChaCha20-Poly1305 is libsodium's crypto_aead_xchacha20poly1305_ietf (draft-irtf-cfrg-xchacha): a nonce of 24 random bytes needs no counter.
Algorithm and purpose are authenticated with the body, so that a note can't be passed off as a message. Who sealed is not authenticated.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from nacl import bindings
from nacl.exceptions import CryptoError
from nacl.utils import random

from xuncha.domain.errors import InvalidField
from xuncha.domain.words import N_, say
from xuncha.engines.sealing import padding, suite, wire
from xuncha.engines.sealing.suite import ALGORITHM, CannotOpen, KeyPair

PURPOSES = ("tip", "message", "note")
"""What a reporter sends, what the team and a reporter write each other, what the team writes to itself."""
NONCE = bindings.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
SHORTEST = NONCE + padding.LEAST + bindings.crypto_aead_xchacha20poly1305_ietf_ABYTES


@dataclass(frozen=True)
class Seal:
    """The content key, sealed to one reader."""

    to: str
    seal: bytes


@dataclass(frozen=True)
class Envelope:
    """A sealed text, with what each reader needs to open it."""

    algorithm: str
    purpose: str
    body: bytes
    seals: tuple[Seal, ...]


def seal(plain: bytes, purpose: str, to: Iterable[bytes]) -> Envelope:
    """Seal a text to the holders of some public keys."""
    if purpose not in PURPOSES:
        raise ValueError(f"no such purpose: {purpose}")
    key, nonce = random(suite.KEY), random(NONCE)
    sealed = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(
        padding.pad(plain), _bound(ALGORITHM, purpose), nonce, key
    )
    return Envelope(ALGORITHM, purpose, nonce + sealed, _seals(key, to))


def open_envelope(envelope: Envelope, pair: KeyPair) -> bytes:
    """Open a text with the pair of one of its readers."""
    return open_with(envelope, content_key(envelope, pair))


def content_key(envelope: Envelope, pair: KeyPair) -> bytes:
    """Give the key of the text to one of its readers."""
    name = suite.fingerprint(pair.public)
    for each in envelope.seals:
        if each.to == name:
            return suite.open_key(each.seal, pair)
    raise CannotOpen


def open_with(envelope: Envelope, key: bytes) -> bytes:
    """Open a text with its own key."""
    if envelope.algorithm != ALGORITHM or len(envelope.body) < SHORTEST:
        raise CannotOpen
    bound = _bound(envelope.algorithm, envelope.purpose)
    nonce, sealed = envelope.body[:NONCE], envelope.body[NONCE:]
    try:
        padded = bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, bound, nonce, key)
    except CryptoError:
        raise CannotOpen from None
    return padding.unpad(padded)


def reseal(envelope: Envelope, pair: KeyPair, to: Iterable[bytes]) -> Envelope:
    """Seal the key of the text anew, to these readers instead of the present ones; the body stays."""
    return replace(envelope, seals=_seals(content_key(envelope, pair), to))


def to_json(envelope: Envelope) -> dict[str, object]:
    """Write an envelope."""
    seals = [{"to": each.to, "seal": wire.to_text(each.seal)} for each in envelope.seals]
    body = wire.to_text(envelope.body)
    return {"algorithm": envelope.algorithm, "purpose": envelope.purpose, "body": body, "seals": seals}


def from_json(raw: object) -> Envelope:
    """Read an envelope; what can't be one is refused, naming the field."""
    fields = wire.an_object(raw, "envelope")
    if fields.get("algorithm") != ALGORITHM:
        raise InvalidField("algorithm", say(N_("不认识这种加密算法")))
    purpose = wire.a_text(fields, "purpose", "purpose")
    if purpose not in PURPOSES:
        raise InvalidField("purpose", say(N_("不认识这种用途")))
    body = wire.from_text(fields.get("body"), "body")
    if len(body) < SHORTEST:
        raise InvalidField("body", say(N_("内容不完整")))
    seals = tuple(_seal(each) for each in wire.a_list(fields.get("seals"), "seals"))
    if not seals or len({each.to for each in seals}) < len(seals):
        raise InvalidField("seals", say(N_("应封给至少一人，每人一份")))
    return Envelope(ALGORITHM, purpose, body, seals)


def _seal(raw: object) -> Seal:
    fields = wire.an_object(raw, "seals")
    to, sealed = wire.a_text(fields, "to", "seals.to"), wire.from_text(fields.get("seal"), "seals.seal")
    if len(to) != 16 or set(to) - set("0123456789abcdef"):
        raise InvalidField("seals.to", say(N_("不是公钥指纹")))
    if len(sealed) != suite.SEALED_KEY:
        raise InvalidField("seals.seal", say(N_("内容不完整")))
    return Seal(to, sealed)


def _seals(key: bytes, to: Iterable[bytes]) -> tuple[Seal, ...]:
    readers = dict.fromkeys(to)
    if not readers:
        raise ValueError("sealed to nobody, a text would be lost")
    return tuple(Seal(suite.fingerprint(public), suite.seal_key(key, public)) for public in readers)


def _bound(algorithm: str, purpose: str) -> bytes:
    return f"{algorithm}|{purpose}".encode("ascii")
