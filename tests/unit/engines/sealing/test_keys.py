"""Keys kept: shares that do not belong together are refused, saying which; passphrases are long, and the same from any keyboard."""

from __future__ import annotations

import pytest

from xuncha.domain.errors import InvalidField
from xuncha.engines.sealing import shares, suite, wrapping

OFFICE = suite.pair_from_seed(b"o" * 32)


def test_a_share_typed_twice_counts_once() -> None:
    given_out = shares.split(OFFICE.private, 2, 3)
    with pytest.raises(shares.WrongShares, match="第2份：与前面的一份重复"):
        shares.join([given_out[0], given_out[0]], OFFICE.public)


def test_a_share_of_an_earlier_set_is_named() -> None:
    before, now = shares.split(OFFICE.private, 3, 3), shares.split(OFFICE.private, 2, 3)
    with pytest.raises(shares.WrongShares, match="第2份：与第1份不是同一次"):
        shares.join([now[0], before[1]], OFFICE.public)


def test_shares_of_another_key_are_refused() -> None:
    other = suite.new_pair()
    with pytest.raises(shares.WrongShares, match="不属于现在的恢复密钥"):
        shares.join(shares.split(other.private, 2, 2), OFFICE.public)


@pytest.mark.parametrize(("k", "n"), [(1, 3), (4, 3), (2, 100)])
def test_one_person_alone_can_never_recover(k: int, n: int) -> None:
    with pytest.raises(InvalidField):
        shares.split(OFFICE.private, k, n)


def test_a_share_is_sixteen_groups_that_can_be_checked_when_typed_back() -> None:
    share = shares.split(OFFICE.private, 2, 3)[0]
    assert [len(group) for group in share.split("-")] == [4] * 16
    assert shares.check_share(share.lower().replace("-", " ")) == share
    with pytest.raises(shares.WrongShares, match="应为64位，现在是63位"):
        shares.check_share(share[:-1])


def test_a_passphrase_of_eleven_characters_is_too_short() -> None:
    with pytest.raises(InvalidField, match="至少12个字符"):
        wrapping.wrap(OFFICE.private, "春江水暖鸭先知也一二三", ops=1, memory=8192)


def test_the_same_passphrase_in_full_width_opens() -> None:
    wrapped = wrapping.wrap(OFFICE.private, "spring river 2026", ops=1, memory=8192)
    assert wrapping.unwrap(wrapped, "ｓｐｒｉｎｇ　ｒｉｖｅｒ　２０２６ ") == OFFICE.private
