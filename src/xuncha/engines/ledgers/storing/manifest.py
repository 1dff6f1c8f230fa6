"""The manifest: which sources were imported, which files of theirs count, what was found when they came."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Self

from xuncha.domain.errors import InvalidFile
from xuncha.domain.words import N_, say
from xuncha.engines.ledgers.storing.disk import replace_text

NAME = "manifest.json"
FORM = 1


@dataclass(frozen=True)
class Kept:
    """The rows of one table from one source."""

    rows: int
    """As imported."""
    counted: int
    """Those that later corrections left standing."""
    file: str
    """Which file holds the rows that count; empty where none do."""


@dataclass(frozen=True)
class Imported:
    """One file that was imported."""

    number: int
    sha256: str
    name: str
    mapping: str
    imported_at: str
    tables: Mapping[str, Kept]
    rejected: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)
    """Rows that are no facts of their own, by why: subtotals, repeated headers, rows another file already brought."""
    periods: tuple[int, int] | None = None
    days: tuple[str, str] | None = None
    totals: Mapping[str, Any] = field(default_factory=dict)
    superseded_by: tuple[int, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether a row of it still counts, or none was ever superseded."""
        return not self.superseded_by or any(each.counted for each in self.tables.values())

    def original(self) -> str:
        """The file its rows were first written to, kept for ever."""
        return f"{self.number}.parquet"

    def corrected(self, table: str, counted: int, file: str, by: tuple[int, ...]) -> Self:
        """The same source after a later one replaced rows of it."""
        tables = {**self.tables, table: replace(self.tables[table], counted=counted, file=file if counted else "")}
        return replace(self, tables=tables, superseded_by=tuple(sorted({*self.superseded_by, *by})))


@dataclass(frozen=True)
class Manifest:
    """Everything that counts in a store."""

    sources: tuple[Imported, ...] = ()
    derived: Mapping[str, str] = field(default_factory=dict)
    """Tables made from others: table to file."""

    @property
    def next_number(self) -> int:
        """The number of the next source."""
        return max((each.number for each in self.sources), default=0) + 1

    def by_hash(self, sha256: str) -> Imported | None:
        """The source with these very bytes, the latest where it came more than once."""
        return next((each for each in reversed(self.sources) if each.sha256 == sha256), None)

    def files(self) -> dict[str, list[str]]:
        """By table, the files whose rows count."""
        found: dict[str, list[str]] = {}
        for source in self.sources:
            for table, kept in source.tables.items():
                if kept.file:
                    found.setdefault(table, []).append(kept.file)
        for table, file in self.derived.items():
            found.setdefault(table, []).append(file)
        return found

    def kept_files(self) -> dict[str, set[str]]:
        """By table, the files that are kept: those that count, and the rows as they were first imported."""
        kept = {table: set(files) for table, files in self.files().items()}
        for source in self.sources:
            for table in source.tables:
                kept.setdefault(table, set()).add(source.original())
        return kept

    def save(self, folder: Path) -> None:
        """Replace the manifest of a store: from this moment on everything in it counts."""
        told = {"form": FORM, **asdict(self)}
        replace_text(folder / NAME, json.dumps(told, ensure_ascii=False, indent=1) + "\n")

    @classmethod
    def load(cls, folder: Path) -> Manifest:
        """Read the manifest of a store.

        :raises InvalidFile: where it is not one this version wrote.
        """
        try:
            told = json.loads((folder / NAME).read_text("utf-8"))
            if told["form"] != FORM:
                raise ValueError(told["form"])
            return cls(tuple(_imported(each) for each in told["sources"]), told["derived"])
        except (ValueError, KeyError, TypeError) as error:
            raise InvalidFile(str(folder / NAME), say(N_("账库清单已损坏，或来自别的版本"))) from error


def _imported(told: dict[str, Any]) -> Imported:
    tables = {name: Kept(**each) for name, each in told["tables"].items()}
    pairs = {name: told[name] and tuple(told[name]) for name in ("periods", "days")}
    return Imported(**{**told, **pairs, "tables": tables, "superseded_by": tuple(told["superseded_by"])})
