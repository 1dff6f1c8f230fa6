"""Killed in the middle of uploads, many times: what was confirmed is whole, and no record speaks of half a file."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection

from tests.cast import make_office
from tests.factories import rectification as make
from xuncha.connectors.filestore import DiskStore
from xuncha.records.audit.queries import verify
from xuncha.records.rectification.models import Evidence

TIMES = 12
SOURCE = Path(__file__).resolve().parents[4] / "src"
NURSERY = """
import os, sys
import django
from django.conf import settings
from xuncha.config.settings import test
test.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()
from pathlib import Path
from xuncha.connectors.filestore import DiskStore
from xuncha.records.accounts.models import User
from xuncha.records.rectification import actions
from xuncha.records.rectification.models import Evidence, Task

def upload():
    user, task = User.objects.get(username="unit_liaison"), Task.objects.get()
    print("at work", os.getpid(), flush=True)
    number = 0
    while True:
        number += 1
        block = f"{os.getpid()}-{number} ".encode() * 2000
        evidence = Evidence(task=task, name=f"{number}.txt")
        actions.upload_evidence(evidence, [block] * 8, by=user, store=DiskStore(Path(sys.argv[2])))
        print(evidence.sha256, flush=True)

for _ in sys.stdin:
    child = os.fork()
    if not child:
        upload()
    os.waitpid(child, 0)
    print("gone", flush=True)
"""
"""Starting Django takes seconds: one process starts it and has a fresh child upload, each time it is asked."""


@pytest.mark.django_db(transaction=True)
def test_nothing_half_written_and_nothing_confirmed_lost(tmp_path: Path) -> None:
    office = make_office()
    make.accepted(office)
    chance, confirmed = random.Random(20261123), []
    with nursery(tmp_path) as parent:
        for number in range(TIMES):
            confirmed += killed_after(number % 3, chance.random() * 0.06, parent)
    store = DiskStore(tmp_path)
    kept = set(Evidence.objects.values_list("sha256", flat=True))
    assert len(confirmed) >= TIMES  # nought, one or two before each kill
    assert set(confirmed) <= kept
    for evidence in Evidence.objects.all():
        with store.open(evidence.sha256) as file:
            content = file.read()
        assert len(content) == evidence.size
        assert hashlib.sha256(content).hexdigest() == evidence.sha256
    assert verify()[1] is None
    swept = store.sweep(kept, now=time.time() + 2 * 24 * 3600)
    assert {path.name for path in tmp_path.glob("??/*")} == kept, swept


@contextmanager
def nursery(folder: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", NURSERY, str(connection.settings_dict["NAME"]), str(folder)]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "xuncha.config.settings.test", "PYTHONPATH": str(SOURCE)}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as started:
        yield started
        assert started.stdin is not None
        started.stdin.close()


def killed_after(uploads: int, seconds: float, parent: subprocess.Popen[str]) -> list[str]:
    """Kill some moments after so many uploads were confirmed; give the hashes of all that were."""
    assert parent.stdin is not None
    assert parent.stdout is not None
    print("again", file=parent.stdin, flush=True)
    child = int(parent.stdout.readline().removeprefix("at work "))
    told = [parent.stdout.readline().strip() for _ in range(uploads)]
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    while not (line := parent.stdout.readline()).endswith("gone\n"):
        assert line, "the program that starts the uploads has ended"
        told.append(line.strip())
    return told
