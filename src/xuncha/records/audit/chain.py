"""How a state and an event are digested: canonical JSON under a named hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from xuncha.records.audit.models import Event, Record

GENESIS = "0" * 64
OPEN_FIELDS = (
    "seq", "at", "actor", "actor_name", "actor_role", "verb", "kind", "key", "algorithm", "previous",
)  # fmt: skip
SEALED_FIELDS = ("label", "detail", "changes")
"""What may hold content. Only their digests enter the event's digest, so that a trail can be handed out and verified
without them."""


def canonical(value: Any) -> Any:
    """Give a value the one JSON form it has, before and after a trip through any database."""
    if value is None or type(value) in (str, int, bool):
        return value
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date():
            return value.isoformat()
        case Decimal():
            return format(value.normalize(), "f")
        case bool() | int():
            return value
        case float():
            return repr(value + 0.0)  # as text, without a sign before nothing: PostgreSQL's JSON keeps no exponent
        case Mapping():
            return {str(key): canonical(item) for key, item in value.items()}
        case list() | tuple():
            return [canonical(item) for item in value]
        case _:
            return str(value)


def digest(value: Any, algorithm: str = "sha256") -> str:
    """Hash the canonical JSON of `value`.

    `algorithm` is any name `hashlib` knows, so that an office bound to GB/T 32905 can use "sm3".
    """
    return _hash(canonical(value), algorithm)


def state_digest(record: Record) -> str:
    """Hash the stored columns of a record."""
    return _hash(state(record), "sha256")


def _hash(plain: Any, algorithm: str) -> str:
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.new(algorithm, text.encode()).hexdigest()


def state(record: Record) -> dict[str, Any]:
    """Give the stored columns of a record by name."""
    return _columns(record, {field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields})


def loaded_state(record: Record) -> dict[str, Any]:
    """Give the columns of a record as they were when it was last read or written."""
    return _columns(record, record.loaded)


def _columns(record: Record, values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        field.attname: canonical(field.to_python(values[field.attname]))
        for field in record._meta.concrete_fields
        if field.attname in values and field.attname not in record.UNWITNESSED
    }


def event_digest(event: Event) -> str:
    """Hash what an event says together with the digest of the event before it."""
    return chain_digest({name: getattr(event, name) for name in OPEN_FIELDS}, sealed(event))


def sealed(event: Event) -> dict[str, str]:
    """Give the digests that stand for an event's content."""
    return {name: digest(getattr(event, name), event.algorithm) for name in SEALED_FIELDS}


def chain_digest(opened: Mapping[str, Any], sealed_digests: Mapping[str, str]) -> str:
    """Hash an event's open fields and the digests of the others."""
    return digest({**opened, "sealed": dict(sealed_digests)}, opened["algorithm"])


def kind(record: Record | type[Record]) -> str:
    """Name the kind of a record as the trail does: ``findings.finding``."""
    return record._meta.label_lower
