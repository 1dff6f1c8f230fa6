"""Whether trail and database still agree: what `xuncha trail verify` and the office's page run."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db import router, transaction

from xuncha.domain.errors import InvalidFile
from xuncha.domain.words import N_, Sentence, say
from xuncha.records.audit import CHAINS, OFFICE
from xuncha.records.audit.chain import (
    GENESIS,
    OPEN_FIELDS,
    SEALED_FIELDS,
    chain_digest,
    digest,
    event_digest,
    kind,
    state_digest,
)
from xuncha.records.audit.models import ChainHead, Event, Record, Witness

Told = Callable[[int, int], None]
"""Is told, now and then, how much of how much has been checked."""
TELL_EVERY = 500
OFFICE_NAME = next(name for name, alias in CHAINS.items() if alias == OFFICE)
CHANGED = N_("%(kind)s %(key)s（%(label)s）被人绕过系统改动")
INSERTED = N_("%(kind)s %(key)s（%(label)s）没有经过系统被写入")
DELETED = N_("%(kind)s %(key)s 被人绕过系统删除")


@dataclass(frozen=True)
class Break:
    """The first place where trail and database do not agree."""

    where: str
    sentence: Sentence


class _Count:
    def __init__(self, total: int, told: Told | None) -> None:
        self.done, self.total, self.told = 0, total, told

    def __call__(self, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            self.done += 1
            if self.told and self.done % TELL_EVERY == 0:
                self.told(min(self.done, self.total), self.total)
            yield item


def verify(told: Told | None = None, *, using: str = OFFICE) -> tuple[int, Break | None]:
    """Check the whole trail of one database and every record of it.

    Gives the number of events read and the first break, or None. Finds an event changed, removed,
    inserted or re-ordered; a record changed, removed or inserted outside an act. The office may go on
    writing meanwhile: what is written after the start is left to the next time.
    """
    head = ChainHead.objects.using(using).filter(pk=1).first() or ChainHead()
    total = 2 * head.seq + sum(model._base_manager.using(using).count() for model in record_models(using))
    count = _Count(total, told)
    events = Event.objects.using(using).filter(seq__lte=head.seq).order_by("seq")
    checked, broken = _verify_chain(_links(count(events.iterator(chunk_size=200))))
    broken = broken or _verify_end(checked, head, using)
    broken = broken or _verify_witnesses(head.seq, count, using) or _verify_records(count, using)
    if told and not broken:
        told(total, total)
    return checked, broken


def verify_export(lines: Iterable[str], file: str = "-") -> tuple[int, Break | None]:
    """Check an exported trail (one JSON object a line) without the database it came from."""
    checked = 0
    for chain, links in groupby(_read_export(lines, file), key=lambda link: link.chain):
        count, broken = _verify_chain(links)
        checked += count
        if broken is not None:
            return checked, broken if chain == OFFICE_NAME else Break(f"{chain} {broken.where}", broken.sentence)
    return checked, None


def record_models(using: str = OFFICE) -> list[type[Record]]:
    """Every kind of record that lies in a database."""
    kinds = [model for model in apps.get_models() if issubclass(model, Record)]
    return [model for model in kinds if router.allow_migrate_model(using, model)]


@dataclass(frozen=True)
class _Link:
    """What the chain needs of an event; `right` is the digest it should have."""

    seq: int
    name: str
    previous: str
    digest: str
    right: str
    chain: str = OFFICE_NAME


def _read_export(lines: Iterable[str], file: str) -> Iterator[_Link]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            body: dict[str, Any] = json.loads(line)
            opened = {name: body[name] for name in OPEN_FIELDS}
            opened["at"] = datetime.fromisoformat(opened["at"])
            known = body.get("sealed", {})
            sealed = {name: known.get(name) or digest(body[name], body["algorithm"]) for name in SEALED_FIELDS}
            right = chain_digest(opened, sealed)
            name, chain = body.get("label") or body["verb"], body.get("chain", OFFICE_NAME)
            yield _Link(int(body["seq"]), name, body["previous"], body["digest"], right, chain)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InvalidFile(file, say(N_("不是操作记录：%(error)s"), error=repr(error)), number) from error


def _links(events: Iterable[Event]) -> Iterator[_Link]:
    for event in events:
        yield _Link(event.seq, event.label or event.verb, event.previous, event.digest, event_digest(event))


def _verify_chain(links: Iterable[_Link]) -> tuple[int, Break | None]:
    previous, expected = GENESIS, 0
    for link in links:
        expected += 1
        where = f"event {expected}"
        if link.seq != expected:
            return expected - 1, Break(where, say(N_("第%(seq)s条操作记录不见了"), seq=expected))
        if link.previous != previous or link.digest != link.right:
            text = N_("第%(seq)s条操作记录（%(label)s）被改动过")
            return expected - 1, Break(where, say(text, seq=link.seq, label=link.name))
        previous = link.digest
    return expected, None


def _verify_end(checked: int, head: ChainHead, using: str) -> Break | None:
    if checked != head.seq:
        where = f"event {checked + 1}"
        return Break(where, say(N_("第%(seq)s条操作记录不见了：链尾之后的记录被删除"), seq=checked + 1))
    last = Event.objects.using(using).filter(seq=head.seq).first()
    if last is not None and last.digest != head.digest:
        return Break(f"event {head.seq}", say(N_("链尾与第%(seq)s条操作记录不符"), seq=head.seq))
    # Read anew: meanwhile the chain may have grown.
    heads = ChainHead.objects.using(using)
    now = heads.filter(pk=1).values_list("seq", flat=True).first() or 0
    beyond = Event.objects.using(using).filter(seq__gt=now).order_by("seq").first()
    if beyond is not None and not heads.filter(seq__gte=beyond.seq).exists():
        return Break(f"event {beyond.seq}", say(N_("第%(seq)s条操作记录没有经过系统被写入"), seq=beyond.seq))
    return None


def _verify_witnesses(until: int, count: _Count, using: str) -> Break | None:
    """Compare the index of witnesses with the events, reading each of the two once from end to end."""
    columns = ("seq", "kind", "key", "operation", "digest")
    rows = Witness.objects.using(using).filter(seq__lte=until).order_by("seq", "pk").values_list(*columns)
    kept = groupby(rows.iterator(chunk_size=2000), key=lambda row: row[0])
    upcoming = next(kept, None)
    events = Event.objects.using(using).filter(seq__lte=until).order_by("seq").values_list("seq", "changes")
    for seq, changes in count(events.iterator(chunk_size=200)):
        said = [(entry["kind"], entry["key"], entry["op"], entry["digest"]) for entry in changes]
        seen = []
        if upcoming is not None and upcoming[0] == seq:
            seen = [row[1:] for row in upcoming[1]]
            upcoming = next(kept, None)
        if said != seen:
            return Break(f"event {seq}", say(N_("第%(seq)s条操作记录的见证被改动过"), seq=seq))
    if upcoming is not None:
        return Break(f"event {upcoming[0]}", say(N_("第%(seq)s条操作记录的见证被改动过"), seq=upcoming[0]))
    return None


def _verify_records(count: _Count, using: str) -> Break | None:
    """Compare every record with the last state the trail saw; the earliest-written one first."""
    breaks: list[tuple[int, Break]] = []
    for model in record_models(using):
        last = {
            key: (operation, seen)
            for key, operation, seen in Witness.objects.using(using).filter(kind=kind(model))
            .order_by("key", "seq", "pk").values_list("key", "operation", "digest").iterator(chunk_size=2000)
        }  # fmt: skip
        suspects = []
        for record in count(model._base_manager.using(using).order_by("pk").iterator(chunk_size=1000)):
            operation, seen = last.pop(record.pk, ("", ""))
            if operation in ("", "delete") or seen != state_digest(record):
                suspects.append(record.pk)
        suspects += [key for key, (operation, _) in last.items() if operation != "delete"]
        breaks += [found for key in suspects if (found := _look_again(model, key, using))]
    return min(breaks, key=lambda item: item[0])[1] if breaks else None


def _look_again(model: type[Record], key: int, using: str) -> tuple[int, Break] | None:
    """Judge one record by record and witness read at the same moment: it may have been written meanwhile."""
    with transaction.atomic(using=using):
        record = model._base_manager.using(using).select_for_update().filter(pk=key).first()
        witness = Witness.objects.using(using).filter(kind=kind(model), key=key).order_by("-seq", "-pk").first()
    alive = witness is not None and witness.operation != "delete"
    if record is None:
        sentence = say(DELETED, kind=model._meta.verbose_name, key=key)
        return (witness.seq, Break(f"{kind(model)} {key}", sentence)) if witness and alive else None
    if witness is not None and alive and witness.digest == state_digest(record):
        return None
    template = CHANGED if witness is not None else INSERTED
    sentence = say(template, kind=model._meta.verbose_name, key=key, label=record.trail_label())
    return witness.seq if witness else 0, Break(f"{kind(model)} {key}", sentence)
