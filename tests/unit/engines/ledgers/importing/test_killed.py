"""An import killed anywhere: all of the folder counts or nothing of it does, and the next start is clean."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.unit.engines.ledgers.importing.made import HEAD, SECOND, VOUCHER, csv_file, rows, store, take, workbook

TIMES = 8
ROOT = Path(__file__).resolve().parents[5]
NURSERY = """
import os, sys
from pathlib import Path
from tests.unit.engines.ledgers.importing.made import take
for line in sys.stdin:
    child = os.fork()
    if not child:
        take(Path(line.strip()), replacing=True)
        os._exit(0)
    print(child, flush=True)
    print(os.waitpid(child, 0)[1], flush=True)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked")
def test_killed_after_any_time(tmp_path: Path) -> None:
    folder = tmp_path / "first"
    csv_file(folder / "files" / "a.csv", HEAD, *VOUCHER)
    take(folder)
    csv_file(folder / "files" / "b.csv", HEAD, *[("2026-04-01", *row[1:]) for row in VOUCHER])
    workbook(folder / "files" / "c.xlsx", [HEAD, *SECOND])
    nursery = subprocess.Popen(
        [sys.executable, "-c", NURSERY], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
    )  # fmt: skip
    assert nursery.stdin
    assert nursery.stdout
    chance, counted, whole = random.Random(20261125), [], 1.0
    for number in range(TIMES):
        place = shutil.copytree(folder, tmp_path / str(number))
        began = time.monotonic()
        print(place, file=nursery.stdin, flush=True)
        child = int(nursery.stdout.readline())
        if number:  # the first is left alone: it says how long the whole takes
            time.sleep(chance.random() * whole)
            with suppress(ProcessLookupError):  # it was quicker
                os.kill(child, signal.SIGKILL)
        nursery.stdout.readline()
        whole = time.monotonic() - began if not number else whole
        after = store(place)
        counted.append(len(rows(place)))
        assert not (after.folder / "incoming").exists()
        named = {each for files in after.manifest().kept_files().values() for each in files}
        assert {path.name for path in (after.folder / "voucher_lines").iterdir()} <= named
        take(place, replacing=True)
        assert {row["voucher_id"] for row in rows(place) if row["period"] == 202603} == {"记-2"}
    nursery.stdin.close()
    nursery.wait()
    assert set(counted) <= {2, 4}
    assert counted[0] == 4
    assert 2 in counted
