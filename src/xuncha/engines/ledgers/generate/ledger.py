"""A whole generated ledger: frame, books of all units, benefits, and the planted cases, written as a store."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from xuncha.domain.deadlines import WorkingCalendar
from xuncha.engines.ledgers.generate import benefits, county, plants, staffing, vouchers
from xuncha.engines.ledgers.generate.block import Books, write_block
from xuncha.engines.ledgers.generate.columns import Origin, from_rows
from xuncha.engines.ledgers.generate.county import FIRST, LAST, County, Ints
from xuncha.engines.ledgers.generate.plan import Plan, plan
from xuncha.engines.ledgers.generate.plants.planter import Planter
from xuncha.engines.ledgers.store import INCOMING, SOURCES, Store
from xuncha.engines.ledgers.storing import derived
from xuncha.engines.ledgers.storing.manifest import Imported, Kept, Manifest

LINES_A_BLOCK = 250_000
FRAME, FIRST_BLOCK = 1, 2
"""Numbers of sources: the frame, then a source a block, then the planted cases."""
LABELS, MAPPING = "labels.json", "generated"


def blocks(world: County) -> list[range]:
    """Ranges of units, whole groups each: what a block holds never depends on how many processes there are."""
    many = len(world.units)
    wanted = max(1, round(world.lines / LINES_A_BLOCK))
    step = max(1, many // county.GROUP // wanted) * county.GROUP
    return [range(first, min(first + step, many)) for first in range(0, many, step)]


@cache
def _world(lines: int, seed: int, working: bytes) -> tuple[County, Plan, Ints]:
    world = county.county(lines, seed, working)
    return world, plan(world), vouchers.everyday_count(world)


def _block(lines: int, seed: int, working: bytes, number: int, folder: Path) -> tuple[Origin, Books]:
    world, planned, counts = _world(lines, seed, working)
    origin = Origin(folder, FIRST_BLOCK + number, f"books-{number}", lines, seed)
    return origin, write_block(world, number, blocks(world)[number], counts, planned.silent, origin)


def generate(
    lines: int, seed: int, folder: Path, calendar: WorkingCalendar, *, clean: bool = False, processes: int | None = None
) -> int:
    """Write a store of about so many voucher lines into a new or empty folder; gives how many there are.

    The same numbers make the same rows, byte for byte. `clean` leaves the planted cases out and nothing else: they are a
    source of their own, the last, named by `labels.json`.

    :raises Refused: where something else is in the folder.
    """
    store = Store.create(folder)
    working = county.working_days(calendar)
    world, planned, _ = _world(lines, seed, working)
    frame = Origin(folder, FRAME, "frame", lines, seed)
    _write_frame(world, planned, frame)
    count = len(blocks(world))
    with ProcessPoolExecutor(min(processes or os.cpu_count() or 1, count)) as pool:
        work = [pool.submit(_block, lines, seed, working, n, folder) for n in range(count)]
        done = [each.result() for each in work]
    origins = [frame, *(origin for origin, _ in done)]
    if not clean:
        planted = Origin(folder, FIRST_BLOCK + count, "planted", lines, seed)
        _plant(world, planned, [books for _, books in done], planted)
        origins.append(planted)
    _keep(store, origins, calendar)
    return sum(origin.rows.get("voucher_lines", 0) for origin in origins)


def _plant(world: County, planned: Plan, books: list[Books], origin: Origin) -> None:
    last, spent, booked = (
        np.concatenate([getattr(each, name) for each in books]) for name in ("last", "spent", "booked")
    )
    planter = Planter(world, planned, last, spent, booked)
    plants.plant(planter)
    labels = {"lines": world.lines, "seed": world.seed, "source": origin.number, "rules": planter.write(origin)}
    (origin.folder / LABELS).write_text(json.dumps(labels, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _keep(store: Store, origins: list[Origin], calendar: WorkingCalendar) -> None:
    """Make it all count: the manifest, and the tables that are made from others."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    (store.folder / SOURCES).mkdir()
    for origin in origins:
        (store.folder / SOURCES / origin.sha256).write_bytes(origin.recipe)
    manifest = Manifest(tuple(_imported(origin, at) for origin in origins))
    making = store.folder / INCOMING
    made = derived.write(manifest, [store.folder / "units" / f"{FRAME}.parquet"], calendar, making)
    for table, path in made.items():
        (store.folder / table).mkdir()
        path.rename(store.folder / table / path.name)
    making.rmdir()
    replace(manifest, derived={table: path.name for table, path in made.items()}).save(store.folder)


def _imported(origin: Origin, at: str) -> Imported:
    tables = {table: Kept(rows, rows, f"{origin.number}.parquet") for table, rows in origin.rows.items()}
    periods = FIRST.year * 100 + FIRST.month, LAST.year * 100 + LAST.month
    days = FIRST.isoformat(), LAST.isoformat()
    return Imported(origin.number, origin.sha256, origin.name, MAPPING, at, tables, periods=periods, days=days)


def _write_frame(world: County, planned: Plan, frame: Origin) -> None:
    people = benefits.villagers(world)
    for table, rows in _frame(world, planned, people):
        frame.write(table, from_rows(table, rows))
    frame.write("benefits", benefits.columns(world, people))


def _frame(world: County, planned: Plan, people: benefits.Villagers) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    yield "units", county.unit_rows(world)
    yield "closures", list(planned.closures)
    yield "roster", staffing.roster_rows(world) + benefits.cadre_rows(world, people)
    yield "suppliers", staffing.supplier_rows(world)
    yield "relatives", staffing.relative_rows(world)
    yield "deaths", benefits.death_rows(people)
