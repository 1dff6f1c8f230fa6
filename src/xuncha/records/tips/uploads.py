"""Files on their way in: chunk by chunk, over a line that may break, until a report is stored that names them."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from datetime import timedelta
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from xuncha.connectors.chunk_store import ChunkStore
from xuncha.domain.errors import InvalidField, NotFound
from xuncha.domain.tips import NoRoom
from xuncha.domain.words import N_, say
from xuncha.engines.sealing.padding import padme
from xuncha.engines.sealing.streams import CHUNK, HEADER
from xuncha.records.audit import TIPS
from xuncha.records.audit.actions import day_of
from xuncha.records.tips.models import Tip, Upload

FILE_LIMIT = 500 * CHUNK
CHUNK_LIMIT = CHUNK + HEADER + 17
"""A sealed chunk is 17 bytes longer than what is in it; the first carries the stream's header."""
MOST_CHUNKS = -(-padme(FILE_LIMIT + 1) // CHUNK)
MOST_FILES = 20
ORPHAN_DAYS = 2
Claim = tuple[int, str]
"""A file's number and the token that shows who began it."""


def begin_upload() -> Claim:
    """Begin a file; the token is told this once."""
    if _store().free() < settings.SEALED_RESERVE_BYTES + CHUNK_LIMIT:
        raise NoRoom
    purge_orphans()
    token = secrets.token_urlsafe(24)
    upload = Upload.objects.using(TIPS).create(token=_digest(token), day=timezone.localdate())
    return upload.pk, token


def store_chunk(key: int, token: str, number: int, chunk: bytes) -> None:
    """Keep one chunk; when this returns, the chunk survives whatever happens."""
    upload = _begun(key, token)
    if upload.complete:
        raise InvalidField("chunk", say(N_("文件已经完整，不能再改")))
    if not 0 <= number < MOST_CHUNKS:
        raise InvalidField("chunk", say(N_("文件超过%(limit)s兆"), limit=FILE_LIMIT // CHUNK))
    if not 0 < len(chunk) <= CHUNK_LIMIT:
        raise InvalidField("chunk", say(N_("分块长度不对")))
    if _store().free() < settings.SEALED_RESERVE_BYTES + len(chunk):
        raise NoRoom
    _store().put(key, number, chunk, day=day_of(timezone.now()))


def chunks_here(key: int, token: str) -> list[int]:
    """Which chunks of a file have arrived, so that a broken upload goes on where it stopped."""
    return sorted(_store().numbers(_begun(key, token).pk))


def finish_upload(key: int, token: str, chunks: int) -> Upload:
    """Declare a file whole; said again, it is the same answer."""
    upload = _begun(key, token)
    if upload.complete and upload.chunks == chunks:
        return upload
    lengths = _store().numbers(key)
    if upload.complete or not chunks or sorted(lengths) != list(range(chunks)):
        raise InvalidField("chunks", say(N_("文件还不完整，请继续上传")))
    Upload.objects.using(TIPS).filter(pk=key).update(chunks=chunks, bytes=sum(lengths.values()), complete=True)
    upload.refresh_from_db(using=TIPS)
    return upload


def bind(claims: Iterable[Claim], tip: Tip) -> None:
    """Give whole files to the report that names them; inside its act."""
    wanted = list(dict.fromkeys(claims))
    if len(wanted) > MOST_FILES:
        raise InvalidField("uploads", say(N_("最多%(most)s个文件"), most=MOST_FILES))
    for key, token in wanted:
        _begun(key, token)
        free = Upload.objects.using(TIPS).filter(pk=key, complete=True, tip__isnull=True)
        if not free.update(tip=tip):
            raise InvalidField("uploads", say(N_("文件还不完整，请继续上传")))


def read(upload: Upload) -> Iterator[bytes]:
    """Give the sealed chunks of a file in order."""
    return _store().chunks(upload.pk, upload.chunks)


def purge_orphans() -> int:
    """Forget files no report has named for two days, and what is left on the disk of others; give how many."""
    last = timezone.localdate() - timedelta(days=ORPHAN_DAYS)
    gone = 0
    for upload in Upload.objects.using(TIPS).filter(tip__isnull=True, day__lte=last):
        with transaction.atomic(using=TIPS):
            # Asked again in the statement: a report may be naming it at this moment.
            gone += Upload.objects.using(TIPS).filter(pk=upload.pk, tip__isnull=True).delete()[0]
        if not Upload.objects.using(TIPS).filter(pk=upload.pk).exists():
            _store().remove(upload.pk)
    return gone


def sweep() -> int:
    """Remove from the disk what no row knows of; at the start of a process."""
    purge_orphans()
    before = day_of(timezone.now()) - timedelta(days=1)
    return _store().sweep(set(Upload.objects.using(TIPS).values_list("pk", flat=True)), before=before)


def remove(uploads: Iterable[int]) -> None:
    """Remove files from the disk whose rows are gone."""
    for key in uploads:
        _store().remove(key)


def _begun(key: int, token: str) -> Upload:
    upload = Upload.objects.using(TIPS).filter(pk=key).first()
    if upload is None or not compare_digest(upload.token, _digest(token)):
        raise NotFound(N_("文件"), key)
    return upload


def _store() -> ChunkStore:
    return ChunkStore(Path(settings.SEALED_ROOT))


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
