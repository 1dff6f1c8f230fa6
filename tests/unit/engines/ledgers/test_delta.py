"""What came last is screened with what shares its keys; where that lies is kept, and survives whoever kept it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from tests.unit.engines.ledgers.vouchers import keep, lines, units
from xuncha.domain.errors import Refused
from xuncha.engines.ledgers import delta
from xuncha.engines.ledgers.rules import catalogue, newest
from xuncha.engines.ledgers.running.screening import Setting
from xuncha.engines.ledgers.store import Store
from xuncha.engines.ledgers.storing.places import FOLDER, Places

DAY = date(2026, 4, 1)
INVOICE = "26442000000000000001"


def booked(day: date, invoice: str, times: int = 1) -> pa.Table:
    """An invoice booked as an expense, on so many vouchers of one unit."""
    rows = pa.concat_tables([lines(2, day)] * times)
    vouchers = [f"记-{number}" for number in range(times) for _ in range(2)]
    return (
        rows.set_column(0, "voucher_id", pa.array(vouchers))
        .append_column("invoice_no", pa.array([None, invoice] * times, pa.string()))
        .append_column("supplier_code", pa.array([None, "S1"] * times, pa.string()))
    )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store.create(tmp_path / "store")
    keep(made, file(tmp_path, "first"), voucher_lines=booked(date(2026, 2, 3), INVOICE, 2), units=units(("B01", None)))
    keep(made, file(tmp_path, "second"), voucher_lines=booked(date(2026, 3, 5), INVOICE))
    return made


def file(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_text(name)
    return path


def screened(store: Store, fresh: int) -> list[tuple[str, list[int]]]:
    flags = delta.screen_new(store, newest(catalogue()), Setting({}, {}), DAY, frozenset({fresh}))
    return [(each["rule"], each["row_keys"]) for each in flags.to_pylist()]


def test_a_new_booking_is_set_against_the_old_ones(store: Store) -> None:
    assert screened(store, 2) == [("B1", [(1 << 32) + 2, (1 << 32) + 4, (2 << 32) + 2])]


def test_flags_among_old_rows_alone_are_not_raised_again(store: Store, tmp_path: Path) -> None:
    keep(store, file(tmp_path, "third"), voucher_lines=booked(date(2026, 4, 1), "26442000000000000002"))
    assert screened(store, 3) == []


def test_the_latest_import_is_the_new_one(store: Store) -> None:
    assert 2 in delta.newest_sources(store.manifest())


def test_only_rules_that_say_what_they_depend_on_are_run(store: Store) -> None:
    told: list[str] = []
    rules = newest(catalogue())
    delta.screen_new(store, rules, Setting({}, {}), DAY, frozenset({2}), lambda rule, *_: told.append(rule.id))
    run, waiting = delta.apart(rules)
    assert sorted(told) == sorted(rule.id for rule in run)
    assert {rule.id for rule in waiting} >= {"A4", "D14", "E1"}


def test_each_source_is_learnt_once_and_a_later_one_added(store: Store, tmp_path: Path) -> None:
    screened(store, 2)
    assert known(store, "voucher_lines invoice_no") == [1]
    keep(store, file(tmp_path, "third"), voucher_lines=booked(date(2026, 4, 1), INVOICE))
    assert screened(store, 3)[0][1] == [(1 << 32) + 2, (1 << 32) + 4, (2 << 32) + 2, (3 << 32) + 2]
    assert known(store, "voucher_lines invoice_no") == [1, 2]


def test_places_written_by_another_duckdb_are_thrown_away(store: Store) -> None:
    (store.folder / FOLDER).mkdir()
    old = store.folder / FOLDER / "1.0.0.duckdb"
    old.write_text("hashes of another kind")
    assert len(screened(store, 2)) == 1
    assert not old.exists()


def test_one_process_at_a_time(store: Store) -> None:
    with Places(store.folder), pytest.raises(Refused):
        screened(store, 2)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_killed_while_it_learns_nothing_is_half_known(store: Store) -> None:
    code = (
        "import sys, time; from pathlib import Path; from xuncha.engines.ledgers.storing.places import Places\n"
        "places = Places(Path(sys.argv[1])); c = places.connection; c.execute('BEGIN')\n"
        "c.execute('CREATE TABLE \"voucher_lines invoice_no\" (hash UBIGINT, page BIGINT)')\n"
        "c.execute(\"INSERT INTO known VALUES ('voucher_lines invoice_no', 1)\"); print('halfway', flush=True); time.sleep(60)"
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", code, str(store.folder)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == b"halfway\n"
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    assert len(screened(store, 2)) == 1


def known(store: Store, name: str) -> list[int]:
    path = next((store.folder / FOLDER).glob("*.duckdb"))
    with duckdb.connect(path, read_only=True) as places:
        told = places.execute("SELECT source FROM known WHERE name = ? ORDER BY source", [name]).fetchall()
    return [source for (source,) in told]
