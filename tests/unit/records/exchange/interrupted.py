"""What `test_interrupted` runs apart: imports in child processes, each killed at a moment of its own."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from collections.abc import Callable
from typing import Any

import django

LINES = 500
KILLS = 12


def main() -> None:
    """Bring one table in undisturbed, kill the next ones, finish what was broken off; tell what stands each time."""
    django.setup()
    from django.core.management import call_command

    from tests.cast import make_office

    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    make_office()
    chance = random.Random(20261123)
    lasts = in_child(lambda started: bring_in(0, started), None)
    say(found())
    for number in range(1, KILLS + 1):
        # The first strikes at once, so that on any machine one import at least does not come through.
        moment = chance.uniform(0, lasts) if number > 1 else 0.0
        in_child(lambda started, number=number: bring_in(number, started), moment)  # type: ignore[misc]
        say(found())
    in_child(lambda started: finish(), None)
    say(found())


def in_child(work: Callable[[Callable[[], None]], None], kill_after: float | None) -> float:
    """Do the work in a child process; kill it some seconds after it says that it started, or let it end.

    Gives how long it took from then on.
    """
    from django.db import connections

    # A connection must not be shared by two processes.
    connections.close_all()
    heard, told = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            work(lambda: os.write(told, b"!") and None)
        finally:
            os._exit(0)
    os.close(told)
    os.read(heard, 1)
    os.close(heard)
    begun = time.monotonic()
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return time.monotonic() - begun


def bring_in(number: int, started: Callable[[], None]) -> None:
    """Upload and check one table, say so, and bring it in."""
    from xuncha.records.exchange import actions
    from xuncha.records.exchange.models import Table

    rows = "".join(f"K{number}-{n},第{n}号单位,学校,990101\n" for n in range(LINES))
    content = f"单位代码,单位名称,单位类型,所在地区\n{rows}".encode("gbk")
    job = actions.upload(Table.UNITS, f"{number}.csv", [content], by=planner())
    job = actions.map_columns(job, job.mapping["columns"], by=planner())
    started()
    actions.start(job, by=planner())


def finish() -> None:
    """Start anew whatever broke off."""
    from xuncha.records.exchange import actions, progress
    from xuncha.records.exchange.models import ImportJob

    progress.SILENT_SECONDS = -1
    for job in ImportJob.objects.filter(state="running"):
        actions.start(job, by=planner())


def planner() -> Any:
    """The planner of the cast."""
    from xuncha.records.accounts.models import User

    return User.objects.get(username="planner")


def found() -> dict[str, object]:
    """For each table its job's state and how many of its units stand; and whether the trail holds."""
    from xuncha.records.audit.queries import verify
    from xuncha.records.exchange.models import ImportJob
    from xuncha.records.people.models import Unit

    jobs = {job.name.removesuffix(".csv"): job.state for job in ImportJob.objects.all()}
    units = {number: Unit.objects.filter(code__startswith=f"K{number}-").count() for number in jobs}
    return {"jobs": jobs, "units": units, "broken": str(verify()[1] or "")}


def say(what: dict[str, object]) -> None:
    """Tell the test."""
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main()
