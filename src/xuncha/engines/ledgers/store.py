"""A store of ledgers: a folder of canonical tables as Parquet, with the sources they came from and a manifest that alone counts.

    STORE/manifest.json          what counts: sources in order, their tables, the tables made from them
    STORE/<table>/*.parquet      rows; a file the manifest does not name is nothing
    STORE/rejected/<n>.csv       rows of source n that could not be taken, each with its reason
    STORE/sources/<sha256>       the files themselves, as they were received
    STORE/key                    by which identity numbers become `person_id`
    STORE/incoming/              what a writer is still busy with

A writer prepares everything under `incoming`, moves it into place and replaces the manifest at the very end. One killed
anywhere leaves the old manifest and files it does not name; the next `Store.open` removes those.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import pyarrow.parquet as pq

from xuncha.domain.errors import NotFound, Refused
from xuncha.domain.words import N_, say
from xuncha.engines.ledgers.storing.batch import Batch
from xuncha.engines.ledgers.storing.disk import Busy, lock, unfinished, write_private
from xuncha.engines.ledgers.storing.identity import Identities, new_key
from xuncha.engines.ledgers.storing.manifest import NAME, Imported, Manifest
from xuncha.engines.ledgers.storing.part import source_of
from xuncha.engines.ledgers.tables import TABLES, Tables

INCOMING = "incoming"
REJECTED = "rejected"
SOURCES = "sources"


class Store:
    """The folder, opened; cheap to open, reads the manifest anew whenever it is asked."""

    def __init__(self, folder: Path) -> None:
        """Use `create` or `open`."""
        self.folder = folder

    @classmethod
    def create(cls, folder: Path) -> Store:
        """Make a store in a folder that does not exist or is empty.

        :raises Refused: where something else is in it.
        """
        if folder.exists() and any(folder.iterdir()):
            raise Refused([say(N_("%(folder)s 不是空文件夹，不能在其中新建账库"), folder=str(folder))])
        folder.mkdir(parents=True, exist_ok=True)
        write_private(folder / "key", new_key())
        Manifest().save(folder)
        return cls(folder)

    @classmethod
    def open(cls, folder: Path) -> Store:
        """Open a store, removing what a killed writer left, unless a writer is at work this moment.

        :raises NotFound: where the folder is no store.
        """
        if not (folder / NAME).is_file():
            raise NotFound(N_("账库"), folder)
        store = cls(folder)
        with suppress(Busy), lock(folder):
            store._sweep()
        return store

    def begin(self) -> Batch:
        """Begin to write; nothing is seen by anybody before `Batch.commit`.

        :raises Refused: where another process is writing.
        """
        try:
            held = lock(self.folder)
        except Busy as busy:
            raise Refused([say(N_("另一个程序正在向账库 %(folder)s 导入，请稍后再试"), folder=self.folder)]) from busy
        self._sweep()
        return Batch(self.folder, self.manifest(), self.identities(), held)

    def manifest(self) -> Manifest:
        """What counts, as of now."""
        return Manifest.load(self.folder)

    def identities(self) -> Identities:
        """How identity numbers and bank accounts are written in this store."""
        return Identities((self.folder / "key").read_bytes())

    def sources(self) -> tuple[Imported, ...]:
        """Every file imported, in order."""
        return self.manifest().sources

    def source_file(self, sha256: str) -> Path:
        """Where the file itself is kept."""
        return self.folder / SOURCES / sha256

    def rejected_file(self, number: int) -> Path:
        """Where the rows of a source that were not taken stand; absent where there were none."""
        return self.folder / REJECTED / f"{number}.csv"

    def tables(self) -> Tables:
        """What rules read: by table, the files that count, in the order of their sources."""
        files = self.manifest().files()
        return {name: tuple(self.folder / name / each for each in files[name]) for name in TABLES if files.get(name)}

    def files_of(self, source: Imported) -> Tables:
        """What one source brought, as it was first imported."""
        return {name: (self.folder / name / source.original(),) for name in source.tables}

    def imported(self, rows: Iterable[int]) -> Tables:
        """The files these rows came in, as they were first imported, whatever corrected them since."""
        numbers = {source_of(row) for row in rows}
        found: dict[str, tuple[Path, ...]] = {}
        for source in (each for each in self.sources() if each.number in numbers):
            for name in source.tables:
                found[name] = (*found.get(name, ()), self.folder / name / source.original())
        return found

    def rows(self, table: str) -> int:
        """How many rows of a table count."""
        files = self.manifest().files().get(table, ())
        return sum(pq.read_metadata(self.folder / table / each).num_rows for each in files)

    def _sweep(self) -> None:
        """Remove whatever the manifest does not name."""
        manifest = self.manifest()
        shutil.rmtree(self.folder / INCOMING, ignore_errors=True)
        for path in self._strays(manifest):
            path.unlink(missing_ok=True)

    def _strays(self, manifest: Manifest) -> Iterator[Path]:
        yield unfinished(self.folder / NAME)
        kept = {(name, each) for name, files in manifest.kept_files().items() for each in files}
        for name in TABLES:
            yield from (path for path in (self.folder / name).glob("*") if (name, path.name) not in kept)
        hashes = {each.sha256 for each in manifest.sources}
        yield from (path for path in (self.folder / SOURCES).glob("*") if path.name not in hashes)
        numbers = {f"{each.number}.csv" for each in manifest.sources}
        yield from (path for path in (self.folder / REJECTED).glob("*") if path.name not in numbers)
