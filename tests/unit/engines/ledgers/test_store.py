"""A store keeps what was committed, whole, and nothing else."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.unit.engines.ledgers.vouchers import CALENDAR, keep, lines, units
from xuncha.domain.errors import InvalidFile, NotFound, Refused
from xuncha.engines.ledgers.store import Store
from xuncha.engines.ledgers.storing.derived import closure
from xuncha.engines.ledgers.tables import TABLES


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.create(tmp_path / "store")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "凭证.csv"
    path.write_text("任何内容", "utf-8")
    return path


def rows(store: Store, table: str) -> list[dict[str, object]]:
    return [row for path in store.tables().get(table, ()) for row in pq.read_table(path).to_pylist()]


def test_rows_come_back_with_their_origin(store: Store, file: Path) -> None:
    keep(store, file, voucher_lines=lines(2))
    first, second = rows(store, "voucher_lines")
    assert first["row_id"] == (1 << 32) + 1
    assert second["row_id"] == (1 << 32) + 2
    assert first["source"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert store.source_file(str(first["source"])).read_bytes() == file.read_bytes()
    assert (first["date"], first["summary"], first["source_row"]) == (date(2026, 3, 5), None, 1)
    (source,) = store.sources()
    assert (source.name, source.tables["voucher_lines"].rows) == ("凭证.csv", 2)
    assert (source.periods, source.days) == ((202603, 202603), ("2026-03-05", "2026-03-05"))


def test_row_ids_are_never_met_twice(store: Store, file: Path) -> None:
    keep(store, file, voucher_lines=lines(3), units=units(("B01", None), ("B02", "B01")))
    keep(store, file, voucher_lines=lines(3))
    seen = [row["row_id"] for table in store.tables() for row in rows(store, table)]
    assert len(seen) == len(set(seen)) == 3 + 2 + 3 + 3 + 365


def test_without_a_commit_nothing_happened(store: Store, file: Path) -> None:
    with store.begin() as batch:
        batch.source(file, "test").write("voucher_lines", lines())
    assert (store.sources(), store.tables()) == ((), {})
    assert not (store.folder / "incoming").exists()


def test_a_row_without_what_every_row_needs_is_not_written(store: Store, file: Path) -> None:
    without = lines().drop_columns(["account_code"])
    with pytest.raises(ValueError, match=r"voucher_lines\.account_code"), store.begin() as batch:
        batch.source(file, "test").write("voucher_lines", without)


def test_one_writer_at_a_time(store: Store) -> None:
    with store.begin(), pytest.raises(Refused, match="另一个程序"):
        Store.open(store.folder).begin()
    store.begin().__exit__(None, None, None)


def test_a_folder_in_use_does_not_become_a_store(tmp_path: Path) -> None:
    (tmp_path / "照片.jpg").touch()
    with pytest.raises(Refused):
        Store.create(tmp_path)
    with pytest.raises(NotFound):
        Store.open(tmp_path)


def test_a_manifest_cut_in_half_is_named(store: Store, file: Path) -> None:
    keep(store, file, voucher_lines=lines())
    manifest = store.folder / "manifest.json"
    manifest.write_bytes(manifest.read_bytes()[:200])
    with pytest.raises(InvalidFile, match=r"manifest\.json"):
        store.sources()


def test_the_key_is_its_owners_alone(store: Store) -> None:
    assert (store.folder / "key").stat().st_mode & 0o077 == 0


def test_a_person_is_the_same_however_the_number_is_typed(store: Store, tmp_path: Path) -> None:
    identities = store.identities()
    person = identities.person("11010519491231002X")
    assert person == identities.person(" 110105 19491231 002x")
    assert person == identities.person("110105491231002")  # of 15 digits, as before 1999
    assert person != identities.account("11010519491231002X")
    assert person != Store.create(tmp_path / "other").identities().person("11010519491231002X")
    assert "11010519491231002" not in person


def test_columns_are_hashed_value_by_value(store: Store) -> None:
    identities = store.identities()
    hashed = identities.accounts(pa.array(["6222 0001", None, "62220001"]))
    assert hashed.to_pylist() == [identities.account("62220001"), None, identities.account("62220001")]


def test_what_a_correction_replaced_is_kept_and_counts_no_more(store: Store, file: Path) -> None:
    keep(store, file, voucher_lines=lines(4))
    with store.begin() as batch:
        ((source, path),) = batch.earlier("voucher_lines")
        part = batch.source(file, "test")
        part.write("voucher_lines", lines(1))
        pq.write_table(pq.read_table(path).slice(0, 1), batch.rewriting(source.number, "voucher_lines", part.number))
        batch.commit(CALENDAR)
    assert store.rows("voucher_lines") == 2
    old = store.sources()[0]
    assert (old.tables["voucher_lines"].rows, old.tables["voucher_lines"].counted, old.superseded_by) == (4, 1, (2,))
    Store.open(store.folder)
    assert pq.read_table(store.folder / "voucher_lines" / "1.parquet").num_rows == 4


def test_calendar_covers_whole_years_with_the_days_people_work(store: Store, file: Path) -> None:
    keep(store, file, voucher_lines=lines(2, date(2024, 2, 29)))
    days = {row["date"]: row["working"] for row in rows(store, "calendar")}
    assert (len(days), min(days), max(days)) == (366, date(2024, 1, 1), date(2024, 12, 31))
    assert (days[date(2024, 2, 29)], days[date(2024, 3, 2)]) == (True, False)


def unit(code: str, parent: str | None, since: date | None = None, until: date | None = None) -> dict[str, object]:
    return {"unit": code, "parent": parent, "valid_from": since, "valid_to": until}


def test_ancestors_hold_as_long_as_every_link_between_holds() -> None:
    found = closure(
        [
            unit("站", "局", date(2020, 1, 1)),
            unit("局", "县", None, date(2024, 12, 31)),
            unit("局", "市", date(2025, 1, 1)),
        ]
    )
    of_the_station = {
        (row["ancestor"], row["depth"], row["valid_from"], row["valid_to"]) for row in found if row["unit"] == "站"
    }
    assert of_the_station == {
        ("站", 0, None, None),
        ("局", 1, date(2020, 1, 1), None),
        ("县", 2, date(2020, 1, 1), date(2024, 12, 31)),
        ("市", 2, date(2025, 1, 1), None),
    }
    assert {row["unit"] for row in found if row["depth"] == 0} == {"站", "局", "县", "市"}


def test_links_of_different_times_make_no_chain() -> None:
    found = closure([unit("站", "局", None, date(2020, 12, 31)), unit("局", "县", date(2021, 1, 1))])
    assert not [row for row in found if (row["ancestor"], row["unit"]) == ("县", "站")]


def test_units_in_a_ring_are_refused() -> None:
    with pytest.raises(Refused, match="甲、乙、甲"):
        closure([unit("甲", "乙"), unit("乙", "甲")])


NURSERY = """
import os, signal, sys
from pathlib import Path
import pyarrow.parquet as pq
from tests.unit.engines.ledgers.vouchers import CALENDAR, lines, units
from xuncha.engines.ledgers.store import Store

def work(folder, step):
    seen = 0
    def hook(event, arguments):
        nonlocal seen
        if event in WATCHED and str(arguments[0]).startswith(folder):
            seen += 1
            if seen == step:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(hook)
    with Store.open(Path(folder)).begin() as batch:
        part = batch.source(Path(sys.argv[1]), "test")
        part.write("voucher_lines", lines(5, unit="B02"))
        part.write("units", units(("B02", "B01")))
        part.reject(["行"], [[7]])
        for source, path in list(batch.earlier("voucher_lines")):
            pq.write_table(pq.read_table(path).slice(0, 1), batch.rewriting(source.number, "voucher_lines", part.number))
        batch.commit(CALENDAR)

WATCHED = ("open", "os.rename", "os.mkdir", "os.remove", "shutil.rmtree", "os.rmdir")
lines()  # what pyarrow loads at its first use is loaded once, not by every child
for line in sys.stdin:
    folder, step = line.split()
    child = os.fork()
    if not child:
        work(folder, int(step))
        os._exit(0)
    print(os.waitpid(child, 0)[1], flush=True)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked")
def test_killed_at_every_step_the_next_start_is_clean(tmp_path: Path, file: Path) -> None:
    """Killed before each file it opens, moves or removes in turn: all of the batch counts or nothing does, no file is left over."""
    root = Path(__file__).resolve().parents[4]
    nursery = subprocess.Popen(
        [sys.executable, "-c", NURSERY, str(file)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}"},
    )  # fmt: skip
    assert nursery.stdin
    assert nursery.stdout
    before = Store.create(tmp_path / "before")
    keep(before, file, voucher_lines=lines(3))
    counted = []
    for step in range(1, 100):
        folder = shutil.copytree(before.folder, tmp_path / str(step))
        print(folder, step, file=nursery.stdin, flush=True)
        status = int(nursery.stdout.readline())
        after = Store.open(folder)
        counted.append(after.rows("voucher_lines"))
        assert after.rows("units") == (counted[-1] == 6)
        assert strays(after) == set()
        if not status:
            break
    nursery.stdin.close()
    nursery.wait()
    assert not status, "killed to the very end"
    assert set(counted) == {3, 1 + 5}
    assert counted.count(3) > 20
    assert counted.count(6) > 1


def strays(store: Store) -> set[str]:
    """Files that are neither the store's own nor named by the manifest."""
    manifest = store.manifest()
    named = {"manifest.json", "key", "lock"}
    named |= {f"{table}/{each}" for table, files in manifest.kept_files().items() for each in files}
    for source in manifest.sources:
        named |= {f"sources/{source.sha256}", f"rejected/{source.number}.csv"}
    there = {path.relative_to(store.folder).as_posix() for path in store.folder.rglob("*") if path.is_file()}
    for table in store.tables():
        assert set(store.tables()[table]) <= {store.folder / each for each in there}
        assert table in TABLES
    return there - named
