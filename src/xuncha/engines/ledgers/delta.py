"""Screening what just came: the flags a full run would raise with a new row in them, without reading the years before.

A rule says with which earlier rows a new one can raise a flag (`[delta]` of its file): those that share some columns with it.
It is run over the new rows and those alone; tables of persons, units and firms it reads whole. A rule that says nothing needs
everything (peers, quartiles, whole histories) and waits for the next full run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from xuncha.engines.ledgers.rules.rule import Delta, Rule
from xuncha.engines.ledgers.running.duck import Duck
from xuncha.engines.ledgers.running.engine import run
from xuncha.engines.ledgers.running.flags import FLAGS
from xuncha.engines.ledgers.running.screening import Setting, Told, ranked, since
from xuncha.engines.ledgers.store import Store
from xuncha.engines.ledgers.storing.manifest import Manifest
from xuncha.engines.ledgers.storing.places import Places
from xuncha.engines.ledgers.tables import TABLES, Source, Tables


def newest_sources(manifest: Manifest) -> frozenset[int]:
    """The sources of the latest import."""
    latest = max((each.imported_at for each in manifest.sources), default="")
    return frozenset(each.number for each in manifest.sources if each.imported_at == latest)


def apart(rules: Iterable[Rule]) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """Rules that can be run over new rows and what shares their keys, and those that need everything."""
    rules = tuple(rules)
    return tuple(rule for rule in rules if rule.delta), tuple(rule for rule in rules if not rule.delta)


def screen_new(
    store: Store, rules: Iterable[Rule], setting: Setting, day: date, fresh: frozenset[int], told: Told | None = None
) -> pa.Table:
    """Raise every flag that has a row of the sources `fresh` in it, by those rules that say what a new row depends on.

    :raises Refused: where another process is doing so.
    :raises InvalidRule, RuleFailed: as `screening.screen`.
    """
    chosen = [rule for rule in apart(rules)[0] if rule.in_force(day, setting.region)]
    found, done = [], 0
    with Places(store.folder) as places:
        books = _Books(store, fresh, places, chosen)
        for group in _groups(chosen):
            near = books.near(_delta(group[0]), {table for rule in group for table in rule.reads})
            for rule, flags in _flagged(group, near, setting):
                found.append(since(touching(flags, fresh), setting.since))
                done += 1
                if told:
                    told(rule, done, len(chosen), found[-1])
    return ranked(pa.concat_tables(found)) if found else FLAGS.empty_table()


def _flagged(group: Sequence[Rule], near: Tables, setting: Setting) -> Iterator[tuple[Rule, pa.Table]]:
    if not near:
        yield from ((rule, FLAGS.empty_table()) for rule in group)
        return
    with Duck(near, memory="1GB") as engine:
        for rule in group:
            yield rule, run(rule, engine, setting.values.get(rule.id), setting.names)


def touching(flags: pa.Table, sources: frozenset[int]) -> pa.Table:
    """Only flags with a row of one of these sources."""
    rows = flags["row_keys"].combine_chunks()
    of = pc.is_in(pc.shift_right(pc.list_flatten(rows), 32), pa.array(sorted(sources), pa.int64()))
    touched = pc.unique(pc.list_parent_indices(rows).filter(of))
    return flags.take(touched.sort())


def _groups(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Rules that say the same of the same tables are run over the same rows."""
    by: dict[tuple[object, ...], list[Rule]] = {}
    for rule in rules:
        delta = _delta(rule)
        by.setdefault((delta.days, delta.book, *sorted(delta.keys(rule.reads).items())), []).append(rule)
    yield from by.values()


class _Books:
    """The new rows of a store, read once a table, and whatever shares a key with them."""

    def __init__(self, store: Store, fresh: frozenset[int], places: Places, rules: Sequence[Rule]) -> None:
        """Nothing is read yet."""
        self._places, self._rules, self._whole = places, rules, store.tables()
        self._files: dict[tuple[str, bool], dict[int, Path]] = {}
        for source in store.sources():
            for table, kept in source.tables.items():
                if kept.file:
                    of = self._files.setdefault((table, source.number in fresh), {})
                    of[source.number] = store.folder / table / kept.file
        self._read: dict[tuple[object, ...], pa.Table] = {}

    def near(self, delta: Delta, reads: Iterable[str]) -> Tables:
        """Give the tables that rules with this delta are run over; none where no new row is in a table they have a key of."""
        keys = delta.keys(reads)
        fresh = {table: self._fresh(table, delta) for table in keys if (table, True) in self._files}
        if not fresh:
            return {}
        found: dict[str, Source] = {table: self._whole.get(table, ()) for table in reads if table not in keys}
        for table, key in keys.items():
            alike = tuple(sorted(other for other in fresh if keys[other] == key))
            old = self._shared(table, key, alike, delta)
            found[table] = pa.concat_tables([fresh[table].select(old.column_names), old]) if table in fresh else old
        return found

    def _shared(self, table: str, key: tuple[str, ...], alike: tuple[str, ...], delta: Delta) -> pa.Table:
        """Earlier rows of a table that share a key with new rows of these tables; read once for all rules that ask."""
        asked = table, key, alike, delta.book, delta.days
        if asked not in self._read:
            fresh = [self._fresh(other, delta) for other in alike]
            also = f"{key[0]} IS NOT NULL"
            if delta.book and "book" in TABLES[table].schema.names:
                also += f" AND book = '{delta.book}'"
            if delta.days is not None and fresh:
                days = pa.concat_arrays([chunk for rows in fresh for chunk in rows["day_no"].chunks])
                also += (
                    f" AND day_no BETWEEN {pc.min(days).as_py() - delta.days} AND {pc.max(days).as_py() + delta.days}"
                )
            columns = self._columns(
                table, {rule.id for rule in self._rules if _delta(rule).keys(rule.reads).get(table) == key}
            )
            files = self._files.get((table, False), {})
            self._read[asked] = self._places.sharing(table, key, files, columns, fresh, also)
        return self._read[asked]

    def _fresh(self, table: str, delta: Delta) -> pa.Table:
        if (table, delta.book) not in self._read:
            columns = self._columns(table, {rule.id for rule in self._rules})
            rows = pa.concat_tables(pq.read_table(each, columns=columns) for each in self._files[table, True].values())
            if delta.book and "book" in columns:
                rows = rows.filter(pc.field("book") == delta.book)
            self._read[table, delta.book] = rows
        return self._read[table, delta.book]

    def _columns(self, table: str, rules: set[str]) -> list[str]:
        """What these rules read of a table, what they know its rows by, and when those were."""
        wanted = {"row_id", "day_no"}
        for rule in self._rules:
            if rule.id in rules:
                wanted.update(rule.reads.get(table, ()), _delta(rule).keys(rule.reads).get(table, ()))
        return [name for name in TABLES[table].schema.names if name in wanted]


def _delta(rule: Rule) -> Delta:
    return rule.delta or Delta(())
