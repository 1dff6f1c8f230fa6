"""The processes of one Xuncha live and end together."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

import pytest

SCRIPT = """
import sys, time
from xuncha.config.supervisor import Supervisor
supervisor = Supervisor()
supervisor.start(lambda: {essential}, essential=True)
supervisor.start(lambda: time.sleep(60), essential=False)
print("up", flush=True)
sys.exit(supervisor.watch())
"""


def run(essential: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT.format(essential=essential)], stdout=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_all_in_good_order(number: signal.Signals) -> None:
    process = run("time.sleep(60)")
    assert process.stdout is not None
    assert process.stdout.readline() == "up\n"
    process.send_signal(number)
    assert process.wait(10) == 0


def test_the_end_of_an_essential_process_ends_the_rest() -> None:
    started = time.monotonic()
    assert run("sys.exit(3)").wait(20) == 1
    assert time.monotonic() - started < 20
