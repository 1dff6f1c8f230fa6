"""Evidence: the file is whole and on the disk before a record speaks of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from django.conf import settings
from django.utils import timezone

from xuncha.connectors import file_facts
from xuncha.connectors.filestore import FileStore
from xuncha.domain.errors import InvalidFile, Refused
from xuncha.domain.rectification import EvidenceKind
from xuncha.domain.words import N_, say
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import act, note
from xuncha.records.rectification.actions.tasks import still_open
from xuncha.records.rectification.models import Evidence
from xuncha.records.teams.reach import require

NAME_LONGEST = 200


def upload_evidence(
    evidence: Evidence, chunks: Iterable[bytes], *, by: User, store: FileStore | None = None
) -> Evidence:
    """Keep a file and put it down as evidence of a task. Size, hash and format are measured, not believed.

    Killed at any moment, this leaves at most a file nothing refers to, which the sweeper takes after a day.
    """
    task = evidence.task
    require(by, "evidence.upload", task.plan.inspection)
    still_open(task)
    if evidence.measure and evidence.measure.task_id != task.pk:
        raise Refused((say(N_("整改措施不属于这项任务")),))
    store = store or settings.FILE_STORE
    evidence.name = _plain_name(evidence.name)
    stored = store.put(chunks, name=evidence.name, limit=settings.FILE_LIMIT_BYTES)
    with store.open(stored.sha256) as file:
        told = file_facts.read(file)
    if told.media_type not in file_facts.ACCEPTED:
        raise InvalidFile(evidence.name, say(N_("不接收这种格式：请上传PDF、OFD、Office文档、图片或文本")))
    evidence.sha256, evidence.size = stored.sha256, stored.size
    evidence.media_type, evidence.metadata = told.media_type, told.metadata
    evidence.uploaded_at, evidence.uploaded_by = timezone.now(), by.trail_name
    with act("evidence.upload", by=by, on=task, name=evidence.name) as change:
        change.create(evidence)
    return evidence


def withdraw_evidence(evidence: Evidence, because: str, *, by: User) -> Evidence:
    """Take evidence back: it stays on record, marked, with the reason."""
    require(by, "evidence.upload", evidence.task.plan.inspection)
    still_open(evidence.task)
    if evidence.withdrawn_because:
        raise Refused((say(N_("“%(name)s”已经撤回"), name=evidence.name),))
    if not because.strip():
        raise Refused((say(N_("撤回佐证材料须写明原因")),))
    evidence.withdrawn_because = because.strip()
    with act("evidence.withdraw", by=by, on=evidence.task, name=evidence.name, because=because) as change:
        change.save(evidence)
    return evidence


def open_evidence(evidence: Evidence, *, by: User, store: FileStore | None = None) -> BinaryIO:
    """Open the file for somebody to take a copy, and put down who did."""
    require(by, "evidence.view", evidence.inspection)
    file = (store or settings.FILE_STORE).open(evidence.sha256)
    note("evidence.view", by=by, on=evidence, name=evidence.name)
    return file


def sweep_files(store: FileStore | None = None) -> int:
    """Remove files that no record refers to and that are older than a day."""
    store = store or settings.FILE_STORE
    return store.sweep(frozenset(Evidence.objects.values_list("sha256", flat=True)))


def _plain_name(name: str) -> str:
    """The last part of the name, without what a file system or a terminal would act on."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(character for character in last if character.isprintable()).strip(" .")
    if len(shown) > NAME_LONGEST:
        stem, dot, ending = shown.rpartition(".")
        shown = stem[: NAME_LONGEST - len(ending) - 1] + dot + ending if len(ending) < 10 else shown[:NAME_LONGEST]
    return shown or str(EvidenceKind.OTHER.label)
