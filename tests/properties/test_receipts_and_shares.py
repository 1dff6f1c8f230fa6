"""What people copy by hand: a mistake is found and named, and what was copied rightly opens, in whatever way it was typed."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncha.domain import crockford
from xuncha.engines.sealing import receipts, shares, suite

LETTERS = st.text(crockford.ALPHABET, min_size=15, max_size=15)
KEYS = st.binary(min_size=32, max_size=32)
FULL_WIDTH = str.maketrans({letter: chr(ord(letter) + 0xFEE0) for letter in crockford.ALPHABET + "-"})


def receipt_of(letters: str) -> str:
    return letters + receipts.check_letter(letters)


@given(LETTERS)
def test_every_single_mistyping_is_found(letters: str) -> None:
    right = receipt_of(letters)
    for place, letter in enumerate(right):
        for other in crockford.ALPHABET:
            if other != letter:
                with pytest.raises(receipts.WrongReceipt, match="校验不符"):
                    receipts.canonical(right[:place] + other + right[place + 1 :])


@given(LETTERS)
def test_every_swap_is_found_of_neighbours_or_not(letters: str) -> None:
    right = receipt_of(letters)
    for one, other in combinations(range(len(right)), 2):
        if right[one] != right[other]:
            typed = list(right)
            typed[one], typed[other] = right[other], right[one]
            with pytest.raises(receipts.WrongReceipt, match="校验不符"):
                receipts.canonical("".join(typed))


@given(LETTERS)
def test_a_receipt_is_read_however_it_was_typed(letters: str) -> None:
    right = crockford.grouped(receipt_of(letters))
    kind = right.replace("0", "o").replace("1", "l")
    for typed in (right.lower(), right.replace("-", ""), right.replace("-", " "), right.translate(FULL_WIDTH), kind):
        assert receipts.canonical(typed) == right
        assert receipts.lookup(typed) == receipts.lookup(right)
        assert receipts.reply_pair(typed) == receipts.reply_pair(right)


@given(LETTERS, st.integers(0, 15))
def test_a_receipt_too_short_or_too_long_is_no_receipt(letters: str, place: int) -> None:
    right = receipt_of(letters)
    for typed in (right[:place] + right[place + 1 :], right[:place] + "7" + right[place:]):
        with pytest.raises(receipts.WrongReceipt, match="应为16位"):
            receipts.canonical(typed)


@given(LETTERS, LETTERS)
def test_what_is_derived_of_a_receipt_leads_to_nothing_else(one: str, other: str) -> None:
    derived = {
        value
        for letters in {one, other}
        for receipt in [receipt_of(letters)]
        for value in (
            receipts.lookup(receipt),
            receipts.receipt_id(receipts.lookup(receipt)),
            receipts.reply_pair(receipt).private,
        )
    }
    assert len(derived) == 3 * len({one, other})


@given(KEYS, st.integers(2, 4), st.integers(0, 2))
def test_every_k_of_n_bring_the_key_back_and_no_fewer(secret: bytes, k: int, more: int) -> None:
    public = suite.pair_of(secret).public
    given_out = shares.split(secret, k, k + more)
    for chosen in combinations(given_out, k):
        assert shares.join(list(chosen), public) == secret
    for chosen in combinations(given_out, k - 1):
        with pytest.raises(shares.WrongShares, match=f"需要{k}份"):
            shares.join(list(chosen), public)


@given(KEYS, st.integers(0, 2), st.integers(0), st.sampled_from(crockford.ALPHABET))
def test_a_mistyped_share_is_named(secret: bytes, wrong: int, place: int, other: str) -> None:
    typed = [crockford.plain(share) for share in shares.split(secret, 3, 3)]
    place %= shares.LETTERS
    right = typed[wrong]
    typed[wrong] = right[:place] + other + right[place + 1 :]
    public = suite.pair_of(secret).public
    if typed[wrong] == right:
        assert shares.join(typed, public) == secret
        return
    with pytest.raises(shares.WrongShares) as refusal:
        shares.join(typed, public)
    assert refusal.value.which == wrong + 1


@given(KEYS, KEYS)
def test_one_share_of_two_fits_every_key_there_is(key: bytes, any_other: bytes) -> None:
    """Shamir's promise, built: beside the first share stands a second with which they give whatever key one likes."""
    first = shares._read(shares.split(key, 2, 2)[0], None)  # noqa: SLF001
    second = b"".join(
        on_the_line(any_other[begin : begin + 16], half) for begin, half in zip((0, 16), first.halves, strict=True)
    )
    typed = [
        shares._written(bytes([2, number]) + first.set + value)
        for number, value in ((1, b"".join(first.halves)), (2, second))
    ]  # noqa: SLF001
    assert shares.join(typed, suite.pair_of(any_other).public) == any_other


def on_the_line(at_nought: bytes, at_one: bytes) -> bytes:
    """Give the value at 2 of the line through two others, over GF(2^128) with x^128+x^7+x^2+x+1."""
    start = int.from_bytes(at_nought)
    slope = (start ^ int.from_bytes(at_one)) << 1
    return (start ^ slope ^ ((slope >> 128) * (1 << 128 | 0x87))).to_bytes(16)
