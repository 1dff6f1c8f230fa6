"""Sends one report with a file, and is killed before its n-th step: a statement, a commit, a write to the disk.

Run as a program: database of tips, folder of sealed files, and the report as JSON; then, a line each time, at which step to die.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

STEP = {"left": 0}


def step() -> None:
    if STEP["left"] == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    STEP["left"] -= 1


def stepping(call: Callable[..., Any]) -> Callable[..., Any]:
    """Count a call as a step before it and another after it."""

    def counted(*args: Any, **kwargs: Any) -> Any:
        step()
        answer = call(*args, **kwargs)
        step()
        return answer

    return counted


def statement(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    step()
    return execute(sql, params, many, context)


def submit(report: dict[str, Any]) -> None:
    from django.db import connections

    from xuncha.engines.sealing.envelope import from_json
    from xuncha.records.tips import actions, queries

    connection: Any = connections["tips"]
    connection._commit = stepping(connection._commit)
    os.fsync, os.utime, Path.replace = stepping(os.fsync), stepping(os.utime), stepping(Path.replace)  # type: ignore[assignment,method-assign]
    with connection.execute_wrapper(statement):
        key, token = actions.begin_upload()
        for number in (0, 1):
            actions.store_chunk(key, token, number, b"chunk" * 100)
        actions.finish_upload(key, token, 2)
        who = {name: b64decode(report[name]) for name in ("receipt_id", "reply_public")}
        page = queries.page_of(report["inspection"])
        assert page is not None
        actions.receive(page, from_json(report["envelope"]), uploads=[(key, token)], **who)
        print("shown", flush=True)


def main() -> None:
    from xuncha.config.settings import test

    test.DATABASES["tips"]["NAME"] = sys.argv[1]
    django.setup()
    from django.conf import settings

    settings.SEALED_ROOT = Path(sys.argv[2])
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if not child:
            STEP["left"] = asked["step"]
            submit(asked)
            os._exit(0)
        print("killed" if os.waitpid(child, 0)[1] else "done", flush=True)


if __name__ == "__main__":
    main()
