"""Short lines with elapsed seconds for work that takes a while. Standard library only."""

from __future__ import annotations

import subprocess
import threading
import time
from collections import deque

HEARTBEAT_SECONDS = 5


class Failed(Exception):
    """Setting up cannot go on; says what to do."""


class Progress:
    """Speaks on the screen while programs run, and keeps their own chatter for when one fails."""

    def __init__(self, start: float | None = None) -> None:
        """Start the clock, or go on with one that was started."""
        self.start = time.monotonic() if start is None else start
        self._last: deque[str] = deque(maxlen=25)

    def say(self, text: str) -> None:
        """Print one line with the seconds gone by."""
        print(f"[{time.monotonic() - self.start:5.1f} s] {text}", flush=True)

    def show_last(self) -> None:
        """Print what the last program said before it failed."""
        print("".join(f"    {line}\n" for line in self._last), end="", flush=True)

    def run(
        self,
        command: list[str],
        *,
        fatal: bool = True,
        watch: tuple[str, int] | None = None,
        cwd: str | None = None,
        env: dict[str, str] | None = None,
    ) -> bool:
        """Run a program; every few seconds say that it still runs, and with `watch` how many of its lines matched."""
        self._last.clear()
        seen = 0
        try:
            process = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", cwd=cwd, env=env
            )
        except OSError as error:
            self._last.append(str(error))
            return self._ended(command, fatal, works=False)
        ended = threading.Event()

        def tick() -> None:
            while not ended.wait(HEARTBEAT_SECONDS):
                self.say(f"  {seen} of {watch[1]}" if watch and seen else "  still at it")

        threading.Thread(target=tick, daemon=True).start()
        for line in process.stdout or ():
            self._last.append(line.rstrip())
            seen += watch is not None and line.strip().startswith(watch[0])
        works = process.wait() == 0
        ended.set()
        return self._ended(command, fatal, works=works)

    def _ended(self, command: list[str], fatal: bool, *, works: bool) -> bool:
        if not works and fatal:
            self.show_last()
            raise Failed(f"This did not work: {' '.join(command)}")
        return works
