"""Killed before and after every step of a submission: a receipt that was shown is good, and nothing is half-kept."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from base64 import b64encode
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connections

from tests.factories import tips as make
from xuncha.engines.sealing import receipts
from xuncha.engines.sealing.envelope import to_json
from xuncha.records.audit.queries import verify
from xuncha.records.tips import actions, queries, uploads
from xuncha.records.tips.models import Page, Tip, Upload

ROOT = Path(__file__).resolve().parents[4]


@pytest.mark.django_db(transaction=True)
def test_whenever_it_is_killed_a_report_is_there_whole_or_not_at_all(settings: LazySettings, tmp_path: Path) -> None:
    settings.SEALED_ROOT = tmp_path
    keys = make.Keys()
    page, shown, step, answer = make.published(keys), 0, 0, ""
    with nursery(tmp_path) as parent:
        while answer != "done":
            receipt = receipts.new_receipt()
            said, answer = killed_at(step, receipt, keys, parent)
            told = "shown" in said
            kept = queries.tip_by_receipt(receipt_text(receipt))
            assert kept is not None or not told
            if kept is not None:
                assert [len(b"".join(uploads.read(upload))) for upload in kept.uploads.all()] == [1000]
            again = actions.receive(page, make.sealed(keys), **make.with_receipt(receipt))
            assert kept in (None, again)
            shown += told
            step += 1
    assert step > 40
    assert (shown, Tip.objects.count()) == (1, step)
    assert verify(using="tips") == (step + 1, None)
    Upload.objects.filter(tip=None).update(day="2026-01-01")
    uploads.purge_orphans()
    kept_files = {f"{key:016x}" for key in Upload.objects.values_list("pk", flat=True)}
    assert {path.name for path in tmp_path.iterdir()} == kept_files | {"incoming"}


def nursery(folder: Path) -> subprocess.Popen[str]:
    """Starting Django takes seconds: one process starts it and has a fresh child submit, each time it is asked."""
    program = [sys.executable, str(Path(__file__).with_name("submitting.py"))]
    command = [*program, str(connections["tips"].settings_dict["NAME"]), str(folder)]
    paths = {"DJANGO_SETTINGS_MODULE": "xuncha.config.settings.test", "PYTHONPATH": str(ROOT / "src")}
    environment = {**os.environ, **paths}
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)


def killed_at(step: int, receipt: str, keys: make.Keys, parent: subprocess.Popen[str]) -> tuple[list[str], str]:
    """Submit and kill before the step; give what was shown before, and whether it was killed or done."""
    assert parent.stdin is not None
    assert parent.stdout is not None
    who = {name: b64encode(value).decode() for name, value in make.with_receipt(receipt).items()}
    envelope = to_json(make.sealed(keys))
    asked = {"step": step, "envelope": envelope, "inspection": Page.objects.get().inspection, **who}
    print(json.dumps(asked), file=parent.stdin, flush=True)
    said = []
    while (line := parent.stdout.readline().strip()) not in ("killed", "done"):
        assert line, "the program that starts the submissions has ended"
        said.append(line)
    return said, line


def receipt_text(receipt: str) -> str:
    return make.to_text(make.with_receipt(receipt)["receipt_id"])
