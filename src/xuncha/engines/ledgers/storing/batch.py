"""Several sources that come to count together, or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow.parquet as pq

from xuncha.domain.deadlines import WorkingCalendar
from xuncha.engines.ledgers.storing import derived
from xuncha.engines.ledgers.storing.disk import Held, move_into, settle
from xuncha.engines.ledgers.storing.identity import Identities
from xuncha.engines.ledgers.storing.manifest import Imported, Manifest
from xuncha.engines.ledgers.storing.part import Part


class Batch:
    """Give it sources, then `commit`; leaving it without a commit leaves the store as it was.

    It holds the store's lock: one writer at a time.
    """

    def __init__(self, folder: Path, manifest: Manifest, identities: Identities, held: Held) -> None:
        """Begun by `Store.begin`."""
        self.manifest = manifest
        self.identities = identities
        self.parts: list[Part] = []
        self._store = folder
        self._incoming = folder / "incoming"
        self._held = held
        self._rewritten: dict[tuple[int, str], tuple[Path, tuple[int, ...]]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for part in self.parts:
            part.close()
        shutil.rmtree(self._incoming, ignore_errors=True)
        self._held.release()

    def source(self, file: Path, mapping: str, name: str = "") -> Part:
        """Begin with one file, which is copied and hashed."""
        number = self.manifest.next_number + len(self.parts)
        part = Part(number, self._incoming / str(number), file, name or file.name, mapping)
        self.parts.append(part)
        return part

    def earlier(self, table: str) -> Iterator[tuple[Imported, Path]]:
        """The sources whose rows of a table count so far, each with the file that holds those this batch leaves standing."""
        for source in self.manifest.sources:
            kept = source.tables.get(table)
            if kept and kept.file:
                rewritten = self._rewritten.get((source.number, table))
                yield source, rewritten[0] if rewritten else self._store / table / kept.file

    def staged(self, table: str) -> Iterator[tuple[Part, Path]]:
        """The sources of this batch that have rows of a table; each must be closed."""
        return ((part, part.staged(table)) for part in self.parts if table in part.tables())

    def rewriting(self, source: int, table: str, by: int) -> Path:
        """Where to write those rows of an earlier source that still count once source `by` of this batch does.

        Once written, `earlier` gives this file, from which another source of the batch may take more.
        """
        path = self._incoming / "rewritten" / table / f"{source}.by{by}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        _, before = self._rewritten.get((source, table), (path, ()))
        self._rewritten[source, table] = path, (*before, by)
        return path

    def commit(self, calendar: WorkingCalendar) -> tuple[Imported, ...]:
        """Make it all count; what was imported.

        :param calendar: which days are working days, for the table `calendar`.
        :raises InvalidFile: where the units stand above one another in a ring.
        """
        for part in self.parts:
            part.close()
        at = datetime.now(UTC).isoformat(timespec="seconds")
        fresh = tuple(part.imported(at) for part in self.parts)
        sources = [*self.manifest.sources, *fresh]
        for (number, table), (path, by) in self._rewritten.items():
            place = next(i for i, each in enumerate(sources) if each.number == number)
            sources[place] = sources[place].corrected(table, pq.read_metadata(path).num_rows, path.name, by)
        manifest = replace(self.manifest, sources=tuple(sources))
        made = derived.write(manifest, self._paths(manifest, "units"), calendar, self._incoming / "derived")
        manifest = replace(manifest, derived={table: path.name for table, path in made.items()})
        self._move(made)
        manifest.save(self._store)
        self.manifest, self.parts = manifest, []
        return fresh

    def _move(self, made: dict[str, Path]) -> None:
        """Bring every finished file to its place; nobody reads them before the manifest names them."""
        moved = [(path, self._store / table / path.name) for table, path in made.items()]
        for part in self.parts:
            file = f"{part.number}.parquet"
            moved += [(part.staged(table), self._store / table / file) for table in part.tables()]
            moved.append((part.folder / "source", self._store / "sources" / part.sha256))
            if part.rejected:
                moved.append((part.folder / "rejected.csv", self._store / "rejected" / f"{part.number}.csv"))
        moved += [(path, self._store / table / path.name) for (_, table), (path, _) in self._rewritten.items()]
        for source, target in moved:
            move_into(source, target)
        for folder in {target.parent for _, target in moved} | {self._store}:
            settle(folder)

    def _paths(self, manifest: Manifest, table: str) -> list[Path]:
        """Where the rows of a table lie this moment that will count under a manifest not yet saved."""
        before = {source.number: path for source, path in self.earlier(table)}
        here = before | {part.number: part.staged(table) for part in self.parts}
        kept = ((each.number, each.tables.get(table)) for each in manifest.sources)
        return [here[number] for number, told in kept if told and told.file]
