"""Reading and verifying the trail."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from xuncha.domain.words import N_, Sentence, say
from xuncha.records.audit.chain import EVENT_FIELDS, GENESIS, canonical, digest, event_digest, kind, state
from xuncha.records.audit.models import ChainHead, Event, Record, Witness


def history(record: Record) -> QuerySet[Event]:
    """Every event that touched a record, newest first."""
    seen = Witness.objects.filter(kind=kind(record), key=record.pk).values("seq")
    return (Event.objects.filter(seq__in=seen) | Event.objects.filter(kind=kind(record), key=record.pk)).order_by(
        "-seq"
    )


def events() -> QuerySet[Event]:
    """The whole trail, newest first, for those whose office it is to read it."""
    return Event.objects.order_by("-seq")


@dataclass(frozen=True)
class Break:
    """The first place where trail and database do not agree."""

    where: str
    sentence: Sentence


def verify() -> tuple[int, Break | None]:
    """Check the whole trail and every record against it.

    Gives the number of events read and the first break, or None. Finds an event changed, removed,
    inserted or re-ordered; a record changed, removed or inserted outside an act.
    """
    checked, broken = _verify_chain(Event.objects.order_by("seq").iterator(chunk_size=200))
    if broken:
        return checked, broken
    head = ChainHead.objects.filter(pk=1).first()
    if checked != (head.seq if head else 0):
        return checked, Break(
            f"event {checked + 1}", say(N_("第%(seq)s条操作记录不见了：链尾之后的记录被删除"), seq=checked + 1)
        )
    for step in (_verify_witnesses, _verify_records):
        broken = step()
        if broken:
            return checked, broken
    return checked, None


def verify_export(lines: Iterable[str]) -> tuple[int, Break | None]:
    """Check an exported trail (one JSON object a line) without the database it came from."""
    return _verify_chain(_read_export(lines))


def export() -> Iterator[str]:
    """Give the trail as lines of JSON, oldest first."""
    for event in Event.objects.order_by("seq").iterator(chunk_size=200):
        body = {name: canonical(getattr(event, name)) for name in EVENT_FIELDS}
        yield json.dumps({**body, "digest": event.digest}, ensure_ascii=False, sort_keys=True)


def _read_export(lines: Iterable[str]) -> Iterator[Event]:
    for line in lines:
        if line.strip():
            body: dict[str, Any] = json.loads(line)
            body["at"] = datetime.fromisoformat(body["at"])
            yield Event(**body)


def _verify_chain(events: Iterable[Event]) -> tuple[int, Break | None]:
    previous, expected = GENESIS, 0
    for event in events:
        expected += 1
        where = f"event {expected}"
        if event.seq != expected:
            return expected - 1, Break(where, say(N_("第%(seq)s条操作记录不见了"), seq=expected))
        if event.previous != previous or event.digest != event_digest(event):
            text = N_("第%(seq)s条操作记录（%(label)s）被改动过")
            return expected - 1, Break(where, say(text, seq=event.seq, label=event.label or event.verb))
        previous = event.digest
    return expected, None


def _verify_witnesses() -> Break | None:
    for event in Event.objects.order_by("seq").iterator(chunk_size=200):
        said = [(e["kind"], e["key"], e["op"], e["digest"]) for e in event.changes]
        kept = list(
            Witness.objects.filter(seq=event.seq).order_by("pk").values_list("kind", "key", "operation", "digest")
        )
        if said != kept:
            return Break(f"event {event.seq}", say(N_("第%(seq)s条操作记录的见证被改动过"), seq=event.seq))
    return None


def _verify_records() -> Break | None:
    """Compare every record with the last state the trail saw; the earliest-written one first."""
    breaks: list[tuple[int, Break]] = []
    for model in record_models():
        last = {
            key: (seq, operation, seen)
            for key, seq, operation, seen in Witness.objects.filter(kind=kind(model))
            .order_by("seq", "pk").values_list("key", "seq", "operation", "digest").iterator()
        }  # fmt: skip
        for record in model._base_manager.order_by("pk").iterator(chunk_size=1000):
            seq, operation, seen = last.pop(record.pk, (0, "", ""))
            if operation in ("", "delete") or seen != digest(state(record)):
                template = (
                    N_("%(kind)s %(key)s（%(label)s）没有经过系统被写入")
                    if not operation
                    else N_("%(kind)s %(key)s（%(label)s）被人绕过系统改动")
                )
                breaks.append((seq, _record_break(template, record)))
        for key, (seq, operation, _) in last.items():
            if operation != "delete":
                gone = say(N_("%(kind)s %(key)s 被人绕过系统删除"), kind=model._meta.verbose_name, key=key)
                breaks.append((seq, Break(f"{kind(model)} {key}", gone)))
    return min(breaks, key=lambda item: item[0])[1] if breaks else None


def _record_break(template: str, record: Record) -> Break:
    sentence = say(template, kind=record._meta.verbose_name, key=record.pk, label=record.trail_label())
    return Break(f"{kind(record)} {record.pk}", sentence)


def record_models() -> list[type[Record]]:
    """Every kind of record the installation has."""
    return [model for model in apps.get_models() if issubclass(model, Record)]
