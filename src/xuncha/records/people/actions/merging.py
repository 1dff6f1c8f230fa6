"""Bringing columns into what is kept of one kind of record: nothing twice, everything unknown named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet

from xuncha.domain.errors import Refused
from xuncha.domain.words import say
from xuncha.records.audit.actions import Change
from xuncha.records.audit.models import Record
from xuncha.records.people.rows import Counts

Columns = dict[str, Any]
Progress = Callable[[int, int], None]
"""Told how many rows of how many are done."""
Told = Callable[[int], None]
LINK = "parent_id"
"""The one column an empty cell clears: a body without a body above."""
TOLD_EVERY = 500
NAMED_AT_MOST = 20
"""How many unknown codes an error names."""


def untold(done: int) -> None:
    """Say nothing of how far it is."""


@dataclass(frozen=True)
class Outcome:
    """Which keys of a table were added, changed, met at all."""

    created: frozenset[Any]
    updated: frozenset[Any]
    seen: frozenset[Any]

    def counts(self) -> Counts:
        """Give the figures; what was added is not counted as changed as well."""
        updated = self.updated - self.created
        return Counts(len(self.created), len(updated), len(self.seen) - len(self.created) - len(updated))

    def touched_by(self, keys: Iterable[Any]) -> Outcome:
        """Count these as changed too: something that belongs to them was."""
        return Outcome(self.created, self.updated | (frozenset(keys) & self.seen), self.seen)


class Merge:
    """Brings columns into what is kept of one kind of record: adds, updates, or leaves alone."""

    def __init__(
        self, change: Change, model: type[Record], kept: Mapping[Any, Any], usual: Columns | None = None
    ) -> None:
        """Work on `kept`, the records by their natural key; `usual` fills what a new record's row leaves open."""
        self.change, self.model, self.kept, self.usual = change, model, dict(kept), usual or {}
        self.created: dict[Any, Any] = {}
        self.updated: dict[Any, Any] = {}
        self.fields: set[str] = set()

    def merge(self, rows: Iterable[tuple[Any, Columns]], progress: Told = untold) -> Outcome:
        """Take in (key, columns) pairs and write; a later row for a key completes an earlier one."""
        seen = set()
        for count, (key, columns) in enumerate(rows, start=1):
            seen.add(key)
            self._take(key, columns)
            if count % TOLD_EVERY == 0:
                progress(count)
        self.change.create_many(self.created.values())
        self.change.save_many(list(self.updated.values()), sorted(self.fields))
        return Outcome(frozenset(self.created), frozenset(self.updated), frozenset(seen))

    def _take(self, key: Any, columns: Columns) -> None:
        said = {name: value for name, value in columns.items() if value is not None or name == LINK}
        record = self.kept.get(key)
        if record is None:
            self.kept[key] = self.created[key] = self.model(**self.usual | said)
            return
        differing = {name for name, value in said.items() if getattr(record, name) != value}
        for name in differing:
            setattr(record, name, said[name])
        if differing and key not in self.created:
            self.updated[key] = record
            self.fields |= {name.removesuffix("_id") for name in differing}


def key_of(record: Record, natural: Sequence[str]) -> tuple[Any, ...]:
    """Give what a record is known by."""
    return tuple(getattr(record, name) for name in natural)


def by_key(rows: Iterable[Columns], natural: Sequence[str]) -> Iterator[tuple[tuple[Any, ...], Columns]]:
    """Give rows with what each is known by."""
    for columns in rows:
        yield tuple(columns[name] for name in natural), columns


def known(found: QuerySet[Any], code: str, asked: Iterable[str | None], missing: str) -> dict[str, Any]:
    """Give records by code, reading each kind once; refuse where the table names what is not kept."""
    wanted = {each for each in asked if each}
    by_code = {str(attrgetter(code)(record)): record for record in found} if wanted else {}
    refuse_unknown(wanted, by_code, missing)
    return {code: by_code[code] for code in wanted}


def refuse_unknown(asked: Iterable[str | None], there: Mapping[str, Any], missing: str) -> None:
    """Refuse a table that names what is not kept, naming the codes."""
    unknown = sorted({code for code in asked if code} - set(there))
    if unknown:
        raise Refused([say(missing, code=code) for code in unknown[:NAMED_AT_MOST]])


def counted(change: Change, outcome: Outcome) -> Counts:
    """Give the figures, and put them into the act's event."""
    counts = outcome.counts()
    change.detail |= {"created": counts.created, "updated": counts.updated, "unchanged": counts.unchanged}
    return counts
