"""Whatever is sealed opens for its readers alone and as it was; whatever is changed on the way is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from nacl.bindings import sodium_pad

from xuncha.engines.sealing import envelope, halves, padding, suite, work, wrapping
from xuncha.engines.sealing.suite import CannotOpen

TEXTS = st.binary(max_size=9000)
PURPOSES = st.sampled_from(envelope.PURPOSES)
LITTLE = {"ops": 1, "memory": 8192}
READERS = [suite.pair_from_seed(bytes([number]) * 32) for number in range(6)]


def changed(data: bytes, where: int, by: int) -> bytes:
    where %= len(data)
    return data[:where] + bytes([data[where] ^ by]) + data[where + 1 :]


@given(TEXTS)
def test_padding_comes_off_again_and_is_that_of_libsodium(plain: bytes) -> None:
    padded = padding.pad(plain)
    assert padding.unpad(padded) == plain
    assert padded == sodium_pad(plain, padding.bucket(len(plain)))


@given(st.integers(0, 10**12))
def test_a_padded_length_tells_little_and_costs_little(length: int) -> None:
    bucket = padding.bucket(length)
    assert bucket > length
    assert bucket == padding.LEAST or bucket <= (length + 1) * 1.12
    assert padding.padme(bucket) == bucket
    assert (
        bucket.bit_length() - len(f"{bucket:b}".rstrip("0"))
        >= bucket.bit_length() - 1 - bucket.bit_length().bit_length()
    )


@given(TEXTS, st.integers(0), st.integers(1, 255))
def test_padding_not_made_by_us_is_refused(plain: bytes, where: int, by: int) -> None:
    padded = padding.pad(plain)
    where = len(plain) + where % (len(padded) - len(plain))
    other = changed(padded, where, by)
    assume(other.rstrip(b"\0")[-1:] != b"\x80")
    with pytest.raises(CannotOpen):
        padding.unpad(other)


@given(TEXTS, PURPOSES, st.sets(st.integers(0, 5), min_size=1))
def test_every_reader_opens_and_nobody_else(plain: bytes, purpose: str, chosen: set[int]) -> None:
    sealed = envelope.seal(plain, purpose, [READERS[number].public for number in chosen])
    read_back = envelope.from_json(envelope.to_json(sealed))
    for number, reader in enumerate(READERS):
        if number in chosen:
            assert envelope.open_envelope(read_back, reader) == plain
        else:
            with pytest.raises(CannotOpen):
                envelope.open_envelope(read_back, reader)


@given(TEXTS, PURPOSES)
def test_the_same_text_never_looks_the_same_nor_shows_its_length(plain: bytes, purpose: str) -> None:
    one = envelope.seal(plain, purpose, [READERS[0].public])
    other = envelope.seal(plain[:-1], purpose, [READERS[0].public])
    assert one.body[:64] != other.body[:64]
    assert len(one.body) == 24 + padding.bucket(len(plain)) + 16


@given(TEXTS, PURPOSES, st.integers(0), st.integers(1, 255))
def test_a_changed_body_seal_or_purpose_is_refused(plain: bytes, purpose: str, where: int, by: int) -> None:
    sealed = envelope.seal(plain, purpose, [READERS[0].public])
    seal = sealed.seals[0]
    others = [each for each in envelope.PURPOSES if each != purpose]
    for broken in (
        replace(sealed, body=changed(sealed.body, where, by)),
        replace(sealed, body=sealed.body[: where % len(sealed.body)]),
        replace(sealed, seals=(replace(seal, seal=changed(seal.seal, where, by)),)),
        replace(sealed, seals=(replace(seal, seal=seal.seal[: where % len(seal.seal)]),)),
        replace(sealed, seals=(replace(seal, to=suite.fingerprint(READERS[1].public)),)),
        replace(sealed, algorithm="another-1"),
        *(replace(sealed, purpose=other) for other in others),
    ):
        with pytest.raises(CannotOpen):
            envelope.open_envelope(broken, READERS[0])


@given(TEXTS, PURPOSES, st.sets(st.integers(1, 5), min_size=1))
def test_after_rotation_the_new_readers_open_and_the_old_do_not(plain: bytes, purpose: str, chosen: set[int]) -> None:
    sealed = envelope.seal(plain, purpose, [READERS[0].public])
    rotated = envelope.reseal(sealed, READERS[0], [READERS[number].public for number in chosen])
    assert rotated.body == sealed.body
    with pytest.raises(CannotOpen):
        envelope.open_envelope(rotated, READERS[0])
    for number in chosen:
        assert envelope.open_envelope(rotated, READERS[number]) == plain
        assert envelope.open_with(rotated, envelope.content_key(rotated, READERS[number])) == plain


@given(st.binary(min_size=32, max_size=32))
def test_two_halves_make_the_whole_and_one_says_nothing(secret: bytes) -> None:
    first, second = halves.split2(secret)
    assert halves.join2(first, second) == secret == halves.join2(second, first)
    assert halves.split2(secret)[0] != first


@given(st.binary(min_size=32, max_size=32), st.text(min_size=12, max_size=40), st.text(max_size=40))
def test_only_the_passphrase_unwraps(private: bytes, passphrase: str, other: str) -> None:
    assume(len(wrapping._normal(passphrase)) >= 12)  # noqa: SLF001 - blanks around do not count
    wrapped = wrapping.wrap(private, passphrase, **LITTLE)
    assert wrapping.unwrap(wrapped, passphrase) == private
    assume(wrapping._normal(other) != wrapping._normal(passphrase))  # noqa: SLF001
    with pytest.raises(wrapping.WrongPassphrase):
        wrapping.unwrap(wrapped, other)


@given(st.text("0123456789abcdef", min_size=1, max_size=20), st.integers(0, 9))
def test_a_nonce_that_was_found_pays_and_the_ones_before_did_not(ticket: str, bits: int) -> None:
    nonce = work.solve(ticket, bits)
    assert work.check(ticket, nonce, bits)
    assert not any(work.check(ticket, str(earlier), bits) for earlier in range(int(nonce)))
