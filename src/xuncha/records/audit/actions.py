"""`act`: the one way to write. One transaction, a named `by`, one event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from django.db import connections, transaction
from django.utils import timezone

from xuncha.domain import access
from xuncha.domain.errors import ChangedMeanwhile, NotAllowed
from xuncha.domain.words import N_, Sentence, say
from xuncha.records.audit import OFFICE, TIPS
from xuncha.records.audit.chain import canonical, event_digest, kind, loaded_state, state, state_digest
from xuncha.records.audit.models import ChainHead, Event, Record, Witness
from xuncha.records.audit.sentences import packed

R = TypeVar("R", bound=Record)
BATCH = 500


class Actor(Protocol):
    """Somebody an act can be put down to."""

    @property
    def pk(self) -> Any:
        """The account's number; None for the system itself."""

    @property
    def trail_name(self) -> str:
        """The name the trail records."""

    @property
    def trail_role(self) -> str:
        """In which role the act is done."""

    def reaches(self, permission: str, place: str) -> bool:
        """Whether a role with the permission was given for this place (a jurisdiction's path) or one above it."""


@dataclass(frozen=True)
class SystemActor:
    """The program itself: set-up, and jobs nobody started."""

    pk: None = None
    trail_name: str = "系统"
    trail_role: str = ""

    def reaches(self, permission: str, place: str) -> bool:
        """Set-up may write anywhere."""
        return True


SYSTEM = SystemActor()


class Change:
    """What one act writes. Collects a witness for every record it touches.

    A record is written only while it is stored as it was read: see `hold`.
    """

    def __init__(self, subject: Record | None, detail: dict[str, object], using: str = OFFICE) -> None:
        """Begin with nothing written."""
        self.subject = subject
        self.using = using
        self.detail: dict[str, Any] = {name: _told(value) for name, value in detail.items()}
        self.entries: list[dict[str, Any]] = []
        self.held: dict[tuple[str, Any], dict[str, Any]] = {}

    def hold(self, record: Record) -> dict[str, Any]:
        """Keep others from changing a record until the act is done; gives its state.

        Raises `ChangedMeanwhile` where it is not stored as it was read: what was decided on it may no longer be right.
        """
        key = (kind(record), record.pk)
        if key not in self.held:
            stored = record._meta.base_manager.using(self.using).select_for_update().filter(pk=record.pk).first()
            self.held[key] = state(stored) if isinstance(stored, Record) else {}
        _require_as_loaded(record, self.held[key])
        return self.held[key]

    def create(self, record: R) -> R:
        """Insert a record; the first one created is the act's subject where none was named."""
        record.save(force_insert=True, using=self.using)
        self._note(record, "create")
        self.subject = self.subject or record
        return record

    def create_many(self, records: Iterable[R]) -> list[R]:
        """Insert many records of one kind in batches."""
        made = list(records)
        if made:
            type(made[0])._base_manager.using(self.using).bulk_create(made, batch_size=BATCH)
            for record in made:
                record.remember()
                self._note(record, "create")
        return made

    def save(self, record: R) -> R:
        """Update a record and note which columns went from what to what."""
        before = self.hold(record)
        record.save(force_update=True, using=self.using)
        self.held[kind(record), record.pk] = after = state(record)
        self._note(record, "update", _difference(record, before, after))
        return record

    def save_many(self, records: Sequence[R], fields: Sequence[str]) -> None:
        """Update the named columns of many records of one kind."""
        for batch in (records[start : start + BATCH] for start in range(0, len(records), BATCH)):
            manager = type(batch[0])._base_manager.using(self.using)
            stored = manager.select_for_update().in_bulk([record.pk for record in batch])
            for record in batch:
                _require_as_loaded(record, state(stored[record.pk]) if record.pk in stored else {})
            manager.bulk_update(batch, fields)
            for record in batch:
                record.remember()
                self._note(record, "update")

    def delete(self, record: Record) -> None:
        """Delete a record, keeping in the trail what was not private in it."""
        self.hold(record)
        stored = self.held.pop((kind(record), record.pk))
        gone = {name: value for name, value in stored.items() if name not in record.PRIVATE}
        self._note(record, "delete", {name: [value, None] for name, value in gone.items()})
        record.delete(using=self.using)

    def _note(self, record: Record, operation: str, fields: dict[str, Any] | None = None) -> None:
        entry = {"kind": kind(record), "key": record.pk, "op": operation, "digest": state_digest(record)}
        if fields:
            entry["fields"] = fields
        self.entries.append(entry)


@contextmanager
def act(
    verb: str, *, by: Actor, on: Record | None = None, using: str = OFFICE, at: datetime | None = None, **detail: object
) -> Iterator[Change]:
    """Open one act; everything written through the `Change` it gives commits with one event.

    `verb` is ``thing.verb``; `detail` goes into the sentence the history shows. `on` is held from the start, so that
    two who act on the same thing come one after the other, and the second finds it as they read it or is refused.
    `using` names the database and its chain; `at` the moment the trail tells, where it may not be the true one.
    """
    change = Change(on, detail, using)
    with transaction.atomic(using=using):
        if on is not None:
            change.hold(on)
        yield change
        _append(verb, by, change, at)


def allow(by: Actor, permission: str, place: str) -> None:
    """Raise `NotAllowed` unless `by` holds the permission for the place."""
    if not by.reaches(permission, place):
        raise NotAllowed(permission, access.label(permission))


def note(verb: str, *, by: Actor, on: Record | None = None, using: str = OFFICE, **detail: object) -> None:
    """Record an act that writes nothing itself: a reading, an export, a sign-in."""
    change = Change(on, detail, using)
    with transaction.atomic(using=using):
        _append(verb, by, change)


def take_turn(using: str) -> None:
    """Go first, in an act under way: whoever acts after it sees all that this act wrote. Otherwise only its end waits."""
    _head(using)


def day_of(moment: datetime) -> datetime:
    """The beginning of the day, at the office's place."""
    return timezone.localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)


def _moment(by: Actor, using: str) -> datetime:
    """When an act is said to have been done: of tips only the hour, and of those who report only the day."""
    now = timezone.now()
    if using != TIPS:
        return now
    return day_of(now) if by.pk is None else now.replace(minute=0, second=0, microsecond=0)


def _append(verb: str, by: Actor, change: Change, at: datetime | None = None) -> None:
    using = change.using
    head = _head(using)
    subject = change.subject
    event = Event(
        seq=head.seq + 1, at=at or _moment(by, using), actor=by.pk, actor_name=by.trail_name, actor_role=by.trail_role,
        verb=verb, kind=kind(subject) if subject else "", key=subject.pk if subject else None,
        label=subject.trail_label()[:200] if subject else "", detail=change.detail, changes=change.entries,
        previous=head.digest,
    )  # fmt: skip
    event.digest = event_digest(event)
    event.save(force_insert=True, using=using)
    _witness(event.seq, change.entries, using)
    head.seq, head.digest = event.seq, event.digest
    head.save(update_fields=["seq", "digest"], using=using)


def _head(using: str) -> ChainHead:
    return ChainHead.objects.using(using).select_for_update().get_or_create(pk=1)[0]


def _witness(seq: int, entries: Sequence[dict[str, Any]], using: str) -> None:
    # Plain SQL: an import writes as many witnesses as records, and building a model for each doubles its time.
    connection = connections[using]
    quote = connection.ops.quote_name
    columns = ", ".join(map(quote, ("seq", "kind", "key", "operation", "digest")))
    statement = f"INSERT INTO {quote(Witness._meta.db_table)} ({columns}) VALUES (%s, %s, %s, %s, %s)"  # noqa: S608
    rows = [(seq, entry["kind"], entry["key"], entry["op"], entry["digest"]) for entry in entries]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(statement, rows)


def _require_as_loaded(record: Record, stored: dict[str, Any]) -> None:
    """Raise `ChangedMeanwhile` where the state stored, empty where there is none, is not the one that was read."""
    if not stored:
        raise ChangedMeanwhile(record.trail_label(), [say(N_("已删除"))])
    before = loaded_state(record)
    changed = [
        str(field.verbose_name)
        for field in record._meta.concrete_fields
        if field.attname in before and before[field.attname] != stored[field.attname]
    ]
    if changed:
        raise ChangedMeanwhile(record.trail_label(), changed)


def _difference(record: Record, before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    return {name: [None, None] if name in record.PRIVATE else pair for name, pair in changed.items()}


def _told(value: object) -> Any:
    return packed(value) if isinstance(value, Sentence) else canonical(value)
