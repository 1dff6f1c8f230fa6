"""Keeps the processes of one Xuncha running, and stops them together."""

from __future__ import annotations

import signal
import socket
import subprocess
import time
from types import FrameType

from xuncha.config import environment

POLL_SECONDS = 0.3
PATIENCE_SECONDS = 20
RESTART_SECONDS = 3


class Supervisor:
    """A few children, one fate: SIGTERM or SIGINT stops them all, and so does the end of an essential one."""

    def __init__(self) -> None:
        """Listen for the signals that mean stop."""
        self._children: list[tuple[subprocess.Popen[bytes], list[str], bool]] = []
        self._stopping = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)

    def start(self, command: list[str], *, essential: bool) -> None:
        """Start a child; one that is not essential is started again when it ends."""
        process = subprocess.Popen(command, env=environment.for_child())  # noqa: S603 - our own programs
        self._children.append((process, command, essential))

    def wait_for(self, host: str, port: int) -> bool:
        """Wait until somebody answers at the port; False when stopped or broken before."""
        while not self._stopping and self._essentials_live():
            with socket.socket() as knock:
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
        return all(process.poll() is None for process, _, essential in self._children if essential)

    def _revive(self) -> None:
        for index, (process, command, _) in enumerate(self._children):
            if process.poll() is not None:
                time.sleep(RESTART_SECONDS)  # a worker that dies at once must not spin
                if not self._stopping:
                    del self._children[index]
                    self.start(command, essential=False)
                return

    def _end(self) -> None:
        for process, _, _ in self._children:
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + PATIENCE_SECONDS
        for process, _, _ in self._children:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
