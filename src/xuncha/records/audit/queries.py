"""Reading and verifying the trail."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.db.models import QuerySet

from xuncha.records.audit.chain import EVENT_FIELDS, canonical, kind
from xuncha.records.audit.models import Event, Record, Witness
from xuncha.records.audit.verifying import Break, record_models, verify, verify_export

__all__ = ["Break", "events", "export", "history", "record_models", "verify", "verify_export"]


def history(record: Record) -> QuerySet[Event]:
    """Every event that touched a record, newest first."""
    seen = Witness.objects.filter(kind=kind(record), key=record.pk).values("seq")
    return (Event.objects.filter(seq__in=seen) | Event.objects.filter(kind=kind(record), key=record.pk)).order_by(
        "-seq"
    )


def events() -> QuerySet[Event]:
    """The whole trail, newest first, for those whose office it is to read it."""
    return Event.objects.order_by("-seq")


def export() -> Iterator[str]:
    """Give the trail as lines of JSON, oldest first."""
    for event in Event.objects.order_by("seq").iterator(chunk_size=200):
        body = {name: canonical(getattr(event, name)) for name in EVENT_FIELDS}
        yield json.dumps({**body, "digest": event.digest}, ensure_ascii=False, sort_keys=True)
