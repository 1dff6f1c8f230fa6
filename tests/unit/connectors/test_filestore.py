"""The file store keeps whole files under their hash; the real one and the one for tests promise the same."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from xuncha.connectors.filestore import DAY_SECONDS, DiskStore, FileStore, MemoryStore
from xuncha.domain.errors import InvalidFile, NotFound

LATER = 2 * DAY_SECONDS
Make = Callable[[], FileStore]


@pytest.fixture(params=["disk", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> FileStore:
    return DiskStore(tmp_path / "files") if request.param == "disk" else MemoryStore()


def put(store: FileStore, content: bytes) -> str:
    return store.put([content], name="a.txt", limit=100).sha256


def test_what_was_put_is_given_back_under_its_hash(store: FileStore) -> None:
    stored = store.put([b"one ", b"two"], name="a.txt", limit=100)
    assert (stored.sha256, stored.size) == (hashlib.sha256(b"one two").hexdigest(), 7)
    with store.open(stored.sha256) as file:
        assert file.read() == b"one two"


def test_too_large_and_empty_files_are_refused_by_name_and_leave_nothing(store: FileStore) -> None:
    with pytest.raises(InvalidFile, match="a.txt"):
        store.put([b"x" * 60, b"x" * 60], name="a.txt", limit=100)
    with pytest.raises(InvalidFile, match="空"):
        store.put([b""], name="b.txt", limit=100)
    assert store.sweep(frozenset(), now=time.time() + LATER) == 0


def test_a_file_that_is_not_there_or_no_hash_is_not_found(store: FileStore) -> None:
    for name in ("0" * 64, "../secret", ""):
        with pytest.raises(NotFound):
            store.open(name)


def test_a_stream_that_breaks_off_leaves_nothing(store: FileStore) -> None:
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        store.put(broken(), name="a.txt", limit=100)
    assert not store.has(hashlib.sha256(b"half").hexdigest())


def test_the_sweeper_takes_old_orphans_and_nothing_else(store: FileStore) -> None:
    used, orphan = put(store, b"used"), put(store, b"orphan")
    assert store.sweep({used}) == 0
    assert store.has(orphan)
    assert store.sweep({used}, now=time.time() + LATER) == 1
    assert store.has(used)
    assert not store.has(orphan)


def test_an_orphan_put_again_is_young_again(tmp_path: Path) -> None:
    store = DiskStore(tmp_path)
    name = put(store, b"orphan")
    old = time.time() - LATER
    os.utime(tmp_path / name[:2] / name, (old, old))
    put(store, b"orphan")
    assert store.sweep(frozenset()) == 0
    assert store.has(name)


def test_a_sweep_that_was_killed_gives_back_what_is_in_use(tmp_path: Path) -> None:
    store = DiskStore(tmp_path)
    name = put(store, b"used")
    (tmp_path / "leaving").mkdir()
    (tmp_path / name[:2] / name).rename(tmp_path / "leaving" / name)
    store.sweep({name})
    assert store.has(name)


def test_what_a_killed_upload_left_goes_after_a_day(tmp_path: Path) -> None:
    store = DiskStore(tmp_path)
    put(store, b"whole")
    (tmp_path / "incoming" / "half").write_bytes(b"ha")
    kept = {path.name for path in tmp_path.glob("??/*")}
    assert store.sweep(kept) == 0
    assert store.sweep(kept, now=time.time() + LATER) == 1
