"""Reading and verifying the trail."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.db.models import QuerySet

from xuncha.records.audit import OFFICE
from xuncha.records.audit.chain import OPEN_FIELDS, SEALED_FIELDS, canonical, kind, sealed
from xuncha.records.audit.models import ChainHead, Event, Record, Witness
from xuncha.records.audit.verifying import Break, record_models, verify, verify_export

__all__ = [
    "Break",
    "changes_since",
    "events",
    "export",
    "history",
    "length",
    "record_models",
    "verify",
    "verify_export",
]


def history(record: Record) -> QuerySet[Event]:
    """Every event that touched a record, newest first."""
    using = record._state.db or OFFICE
    seen = Witness.objects.using(using).filter(kind=kind(record), key=record.pk).values("seq")
    acts = Event.objects.using(using)
    return (acts.filter(seq__in=seen) | acts.filter(kind=kind(record), key=record.pk)).order_by("-seq")


def length() -> int:
    """How many events the trail has: what somebody who looks now has seen."""
    return ChainHead.objects.filter(pk=1).values_list("seq", flat=True).first() or 0


def changes_since(record: Record, seq: int) -> list[Event]:
    """The events after one of the trail that changed a record or something that belongs to it, oldest first."""
    return [event for event in history(record).filter(seq__gt=seq).order_by("seq") if event.changes]


def events() -> QuerySet[Event]:
    """The whole trail, newest first, for those whose office it is to read it."""
    return Event.objects.order_by("-seq")


def export(*, content: bool = True, using: str = OFFICE, chain: str = "") -> Iterator[str]:
    """Give the trail of one database as lines of JSON, oldest first; `chain` is written on each where one is named.

    Without content, labels and values are left out and their digests given instead: the chain can still be verified.
    """
    names = (*OPEN_FIELDS, *SEALED_FIELDS) if content else OPEN_FIELDS
    for event in Event.objects.using(using).order_by("seq").iterator(chunk_size=200):
        body = {name: canonical(getattr(event, name)) for name in names}
        more: dict[str, object] = {} if content else {"sealed": sealed(event)}
        if chain:
            more["chain"] = chain
        yield json.dumps({**body, **more, "digest": event.digest}, ensure_ascii=False, sort_keys=True)
