"""Files come in pieces, over lines that break, and lie without a time of day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.factories import tips as make
from xuncha.domain.errors import InvalidField, NotFound
from xuncha.domain.tips import NoRoom
from xuncha.engines.sealing.streams import new_file_key, open_chunks, seal_chunks
from xuncha.records.tips import actions, queries, uploads
from xuncha.records.tips.models import Tip, Upload
from xuncha.records.tips.uploads import Claim

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.SEALED_ROOT = tmp_path / "sealed"
    return tmp_path / "sealed"


def uploaded(chunks: Iterator[bytes] | list[bytes]) -> Claim:
    key, token = actions.begin_upload()
    count = 0
    for number, chunk in enumerate(chunks):
        actions.store_chunk(key, token, number, chunk)
        count += 1
    actions.finish_upload(key, token, count)
    return key, token


def test_a_file_comes_back_as_it_was_sealed() -> None:
    keys, file_key, content = make.Keys(), new_file_key(), bytes(range(256)) * 9000
    claim = uploaded(seal_chunks([content], file_key))
    tip, _ = make.sent(make.published(keys), keys, uploads=[claim])
    assert b"".join(open_chunks(queries.open_upload(tip, claim[0]), file_key)) == content


def test_a_broken_upload_goes_on_where_it_stopped() -> None:
    key, token = actions.begin_upload()
    actions.store_chunk(key, token, 0, b"a" * 100)
    actions.store_chunk(key, token, 2, b"c" * 100)
    assert uploads.chunks_here(key, token) == [0, 2]
    with pytest.raises(InvalidField):
        actions.finish_upload(key, token, 3)
    actions.store_chunk(key, token, 1, b"b" * 100)
    actions.store_chunk(key, token, 1, b"B" * 100)
    finished = actions.finish_upload(key, token, 3)
    assert (finished.chunks, finished.bytes, actions.finish_upload(key, token, 3)) == (3, 300, finished)
    assert b"".join(uploads.read(finished)) == b"a" * 100 + b"B" * 100 + b"c" * 100


def test_only_who_began_a_file_adds_to_it() -> None:
    key, token = actions.begin_upload()
    with pytest.raises(NotFound):
        actions.store_chunk(key, token + "x", 0, b"a")
    with pytest.raises(NotFound):
        actions.store_chunk(key + 1, token, 0, b"a")


@pytest.mark.parametrize(
    ("number", "length"), [(-1, 9), (uploads.MOST_CHUNKS, 9), (0, 0), (0, uploads.CHUNK_LIMIT + 1)]
)
def test_what_cannot_be_a_chunk_of_a_file_of_500_mb_is_refused(number: int, length: int) -> None:
    key, token = actions.begin_upload()
    with pytest.raises(InvalidField):
        actions.store_chunk(key, token, number, bytes(length))


def test_a_report_does_not_take_half_a_file_nor_somebody_elses() -> None:
    keys = make.Keys()
    page = make.published(keys)
    half = actions.begin_upload()
    whole = uploaded([b"x"])
    for claims in ([half], [(whole[0], "guessed")]):
        with pytest.raises((InvalidField, NotFound)):
            make.sent(page, keys, uploads=claims)
    assert not Tip.objects.exists()
    make.sent(page, keys, uploads=[whole])
    with pytest.raises(InvalidField):
        make.sent(page, keys, uploads=[whole])


def test_a_full_disk_takes_no_file_and_still_takes_a_text(settings: Settings) -> None:
    keys = make.Keys()
    key, token = actions.begin_upload()
    settings.SEALED_RESERVE_BYTES = 1 << 60
    with pytest.raises(NoRoom):
        actions.begin_upload()
    with pytest.raises(NoRoom):
        actions.store_chunk(key, token, 0, b"a")
    make.sent(make.published(keys), keys)
    assert Tip.objects.count() == 1


def test_files_tell_the_day_and_not_the_hour(folder: Path) -> None:
    uploaded([b"a", b"b"])
    (kept,) = [path for path in folder.iterdir() if path.name != "incoming"]
    for path in (kept, *kept.iterdir()):
        moment = datetime.fromtimestamp(path.stat().st_mtime, timezone.get_default_timezone())
        assert (moment.date(), moment.hour, moment.minute, moment.second) == (timezone.localdate(), 0, 0, 0)


def test_orphans_go_after_two_days_and_what_a_report_names_stays(folder: Path) -> None:
    keys = make.Keys()
    named, orphan, young = uploaded([b"a"]), uploaded([b"b"]), uploaded([b"c"])
    make.sent(make.published(keys), keys, uploads=[named])
    Upload.objects.filter(pk__in=[named[0], orphan[0]]).update(day=timezone.localdate() - timedelta(days=2))
    assert uploads.purge_orphans() == 1
    assert {int(path.name, 16) for path in folder.iterdir() if path.name != "incoming"} == {named[0], young[0]}


def test_destroying_takes_the_files_from_the_disk(folder: Path) -> None:
    keys = make.Keys()
    page = make.published(keys)
    make.sent(page, keys, uploads=[uploaded([b"a"])])
    actions.destroy(page.inspection, by=make.SYSTEM, reason="本轮结束")
    assert [path.name for path in folder.iterdir()] == ["incoming"]
