"""A Spark cluster of one's own on loopback: a standalone master and workers as real processes, gone afterwards."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyspark

HOME = Path(pyspark.__path__[0])
PACKAGE = "org.apache.spark.deploy"
EXECUTOR = b"CoarseGrainedExecutorBackend"
START_SECONDS = 120


@dataclass(frozen=True)
class Cluster:
    """Where the master is, and the workers' process groups."""

    master: str
    workers: tuple[subprocess.Popen[bytes], ...]

    def executors(self) -> list[int]:
        """Process numbers of the executors now alive beneath our workers."""
        groups = {worker.pid for worker in self.workers}
        return [
            int(entry.name)
            for entry in Path("/proc").iterdir()
            if entry.name.isdigit() and _is_executor(entry) and os.getpgid(int(entry.name)) in groups
        ]

    def kill_an_executor(self) -> int:
        """Kill one as a power cut would; its number."""
        victim = self.executors()[0]
        os.kill(victim, signal.SIGKILL)
        return victim


@contextmanager
def cluster(folder: Path, workers: int = 2, memory: str = "1g") -> Iterator[Cluster]:
    """Start a master and workers of one core each, logs in `folder`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    master = f"spark://127.0.0.1:{port}"
    with ExitStack() as stack:
        stack.enter_context(_process(folder / "master.log", "master.Master", "--port", str(port)))
        _wait_for(folder / "master.log", "I have been elected leader")
        running = []
        for number in range(workers):
            log = folder / f"worker{number}.log"
            options = ("--cores", "1", "--memory", memory, "--work-dir", str(folder / f"work{number}"), master)
            running.append(stack.enter_context(_process(log, "worker.Worker", *options)))
        for number in range(workers):
            _wait_for(folder / f"worker{number}.log", "Successfully registered with master")
        yield Cluster(master, tuple(running))


@contextmanager
def _process(log: Path, what: str, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [
        str(HOME / "bin" / "spark-class"), f"{PACKAGE}.{what}", "--host", "127.0.0.1", "--webui-port", "0", *options,
    ]  # fmt: skip
    environment = {**os.environ, "SPARK_HOME": str(HOME), "SPARK_NO_DAEMONIZE": "1", "SPARK_LOCAL_IP": "127.0.0.1"}
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, env=environment, start_new_session=True)
        try:
            yield process
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait_for(log: Path, words: str) -> None:
    end = time.monotonic() + START_SECONDS
    while words not in log.read_text(encoding="utf-8", errors="replace"):
        if time.monotonic() > end:
            raise TimeoutError(f"{log.name} never said {words!r}:\n{log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.2)


def _is_executor(entry: Path) -> bool:
    try:
        return EXECUTOR in (entry / "cmdline").read_bytes()
    except OSError:
        return False
