"""Keeps the processes of one Xuncha running, and stops them together."""

from __future__ import annotations

import multiprocessing
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess

POLL_SECONDS = 0.2
PATIENCE_SECONDS = 20
RESTART_SECONDS = 3
STOPS = (signal.SIGTERM, signal.SIGINT)
# Forked, not started anew: loading the code again would cost each child seconds and a third of its memory.
_forking = multiprocessing.get_context("fork")


@dataclass
class _Child:
    process: ForkProcess
    work: Callable[[], None]
    essential: bool


class Supervisor:
    """A few children, one fate: SIGTERM or SIGINT stops them all, and so does the end of an essential one."""

    def __init__(self) -> None:
        """Listen for the signals that mean stop."""
        self._children: list[_Child] = []
        self._stopping = False
        for number in STOPS:
            signal.signal(number, self._stop)

    def start(self, work: Callable[[], None], *, essential: bool) -> None:
        """Start a child; one that is not essential is started again when it ends."""
        process = _forking.Process(target=_run, args=(work,))
        # Held back until the child has its own answer: a stop that came in between would be lost on it.
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
        try:
            process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
        self._children.append(_Child(process, work, essential))

    def wait_for(self, host: str, port: int) -> bool:
        """Wait until somebody answers at the port; False when stopped or broken before."""
        while not self._stopping and self._essentials_live():
            with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as knock:
                knock.settimeout(POLL_SECONDS)
                if knock.connect_ex((host if host != "0.0.0.0" else "127.0.0.1", port)) == 0:  # noqa: S104
                    return True
            time.sleep(POLL_SECONDS)
        return False

    def watch(self) -> int:
        """Stay until told to stop; 0 after an orderly stop, else 1."""
        while not self._stopping and self._essentials_live():
            self._revive()
            time.sleep(POLL_SECONDS)
        orderly = self._stopping
        self._end()
        return 0 if orderly else 1

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._stopping = True

    def _essentials_live(self) -> bool:
        return all(child.process.is_alive() for child in self._children if child.essential)

    def _revive(self) -> None:
        for child in [child for child in self._children if not child.process.is_alive()]:
            time.sleep(RESTART_SECONDS)  # a worker that dies at once must not spin
            if not self._stopping:
                self._children.remove(child)
                self.start(child.work, essential=child.essential)

    def _end(self) -> None:
        for child in self._children:
            if child.process.is_alive():
                child.process.terminate()
        deadline = time.monotonic() + PATIENCE_SECONDS
        for child in self._children:
            child.process.join(max(0.1, deadline - time.monotonic()))
            if child.process.is_alive():
                child.process.kill()
                child.process.join()


def _run(work: Callable[[], None]) -> None:
    # The supervisor's own answer to these signals came along with the fork; a child's first answer is to end.
    for number in STOPS:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
    work()
