"""A file comes out of its stream as it went in, or not at all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncha.engines.sealing import padding, streams
from xuncha.engines.sealing.suite import CannotOpen

KEY = bytes(range(32))
SMALL = 1000
"""Bytes in a chunk here, so that a file of several chunks stays small."""
CONTENT = st.builds(
    lambda start, noughts, end: start + bytes(noughts) + end,
    st.binary(max_size=3000),
    st.integers(0, 5000),
    st.binary(max_size=3000),
)


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "CHUNK", SMALL)


def pieces(content: bytes, size: int) -> Iterator[bytes]:
    return (content[begin : begin + size] for begin in range(0, len(content), size))


def opened(chunks: list[bytes], key: bytes = KEY) -> bytes:
    return b"".join(streams.open_chunks(chunks, key))


@given(CONTENT, st.integers(1, 4000))
def test_a_file_comes_out_as_it_went_in(content: bytes, size: int) -> None:
    chunks = list(streams.seal_chunks(pieces(content, size), KEY))
    assert opened(chunks) == content
    assert sum(map(len, chunks)) == streams.HEADER + 17 * len(chunks) + padding.bucket(len(content))
    assert {len(chunk) for chunk in chunks[1:-1]} <= {SMALL + 17}


@given(CONTENT, st.data())
def test_a_chunk_cut_swapped_repeated_missing_or_added_is_refused(content: bytes, data: st.DataObject) -> None:
    chunks = list(streams.seal_chunks([content], KEY))
    one = data.draw(st.integers(0, len(chunks) - 1))
    other = data.draw(st.integers(0, len(chunks) - 1).filter(lambda number: number != one))
    swapped = list(chunks)
    swapped[one], swapped[other] = chunks[other], chunks[one]
    short = data.draw(st.integers(0, len(chunks[one]) - 1))
    for broken in (
        chunks[:one] + chunks[one + 1 :],
        chunks[: one + 1] + chunks[one:],
        swapped,
        [*chunks[:one], chunks[one][:short], *chunks[one + 1 :]],
        [*chunks, chunks[one]],
        [*chunks, b""],
        [],
    ):
        with pytest.raises(CannotOpen):
            opened(broken)


@given(CONTENT, st.integers(0), st.integers(1, 255))
def test_a_changed_byte_anywhere_and_another_key_are_refused(content: bytes, where: int, by: int) -> None:
    chunks = list(streams.seal_chunks([content], KEY))
    number = where % len(chunks)
    place = where % len(chunks[number])
    broken = bytearray(chunks[number])
    broken[place] ^= by
    with pytest.raises(CannotOpen):
        opened([*chunks[:number], bytes(broken), *chunks[number + 1 :]])
    with pytest.raises(CannotOpen):
        opened(chunks, bytes(32))


@given(CONTENT, CONTENT)
def test_chunks_of_two_files_do_not_mix_even_under_one_key(one: bytes, other: bytes) -> None:
    first, second = (list(streams.seal_chunks([content], KEY)) for content in (one, other))
    with pytest.raises(CannotOpen):
        opened([first[0], *second[1:]])


@pytest.mark.parametrize("size", [0, 1, 4095, 4096, 3 * (1 << 20), 3 * (1 << 20) + 1])
def test_chunks_of_the_real_size(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(streams, "CHUNK", 1 << 20)
    content = bytes(range(256)) * (size // 256) + bytes(size % 256)
    chunks = list(streams.seal_chunks(pieces(content, 1 << 16), KEY))
    assert opened(chunks) == content
    assert len(chunks) == -(-padding.bucket(size) // (1 << 20))


def test_a_chunk_longer_than_any_of_ours_is_not_even_tried() -> None:
    chunks = list(streams.seal_chunks([b"x"], KEY))
    with pytest.raises(CannotOpen):
        opened([chunks[0] + bytes(SMALL + 24), *chunks[1:]])
