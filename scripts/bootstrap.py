"""Makes `.venv`, fills it from the lock files, builds the browser assets, and starts again inside. Standard library only."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import frontend
from progress import Failed, Progress

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST = (3, 11)
NEWEST_LOOKED_FOR = 14


def enter(group: str, arguments: list[str]) -> None:
    """Return inside a ready `.venv`; outside it, make it ready and run the same command there instead."""
    progress = Progress()
    try:
        if sys.version_info < OLDEST and not inside():
            again_with(newer_python(), arguments)
        with ThreadPoolExecutor(1) as beside:
            # Assets wait for the network as packages do: where the machine has its own Node, both at once.
            early = (
                not frontend.is_built() and frontend.machine_npm() and beside.submit(assets, Progress(progress.start))
            )
            fill(group, progress)
        if early:
            early.result()
        else:
            assets(progress)
        if group == "dev":
            import chromium
            import java

            java.find_or_fetch(progress)
            if not inside():
                os.environ[chromium.VARIABLE] = chromium.find_or_fetch(progress, environment_python())
    except Failed as failure:
        sys.exit(f"\n{failure}")
    if not inside():
        again_with(str(environment_python()), arguments)


def assets(progress: Progress) -> None:
    """Build the browser assets where they are not what their source says."""
    frontend.build(progress, environment_python(), install_node=lambda: install("node", progress))


def inside() -> bool:
    """Tell whether this interpreter is the environment's own."""
    return Path(sys.prefix).resolve() == VENV.resolve()


def environment_python() -> Path:
    """Return the environment's interpreter."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def again_with(python: str, arguments: list[str]) -> None:
    """Run the same command in another interpreter, and end with its exit status."""
    command = [python, str(ROOT / "manage.py"), *arguments]
    sys.stdout.flush()
    if os.name == "nt":  # there, exec returns to the shell before the new program has ended
        sys.exit(subprocess.call(command))
    os.execv(python, command)  # noqa: S606


def newer_python() -> str:
    """Return an interpreter new enough, or say what to install."""
    for minor in range(NEWEST_LOOKED_FOR, OLDEST[1] - 1, -1):
        if found := shutil.which(f"python3.{minor}"):
            return found
    raise Failed(
        f"Xuncha needs Python 3.{OLDEST[1]} or newer; this one is {sys.version.split()[0]}. Install python3.11."
    )


def fill(group: str, progress: Progress) -> None:
    """Make the environment hold what `requirements/<group>.lock` names."""
    if not environment_python().exists():
        make(progress)
    if not is_stamped(group):
        install(group, progress)
    # Python reads .pth files at its start: this is how the checkout's own source is found, with nothing to build.
    for packages in VENV.glob("[lL]ib*/**/site-packages"):
        (packages / "xuncha.pth").write_text(f"{ROOT / 'src'}\n", encoding="utf-8")
        break


def make(progress: Progress) -> None:
    """Make an empty environment, by whatever this machine has."""
    progress.say(f"making {VENV.name} with Python {sys.version.split()[0]}")
    uv = uv_command()
    if uv and progress.run([*uv, "venv", "--quiet", "--python", sys.executable, str(VENV)], fatal=False):
        return
    if find_spec("ensurepip") and progress.run([sys.executable, "-m", "venv", "--clear", str(VENV)], fatal=False):
        return
    progress.run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)])


def install(group: str, progress: Progress) -> None:
    """Install a lock file, every hash checked, and leave a stamp."""
    lock = lock_of(group)
    count = sum("==" in line for line in lock.read_text(encoding="utf-8").splitlines())
    for other in VENV.glob("xuncha-*.stamp"):
        if other.name != "xuncha-node.stamp" and group != "node":
            other.unlink()  # two locks may disagree while one of them is being changed
    for name, command in installers():
        progress.say(f"installing {count} packages ({group}) with {name}")
        if progress.run([*command, "--require-hashes", "-r", str(lock)], fatal=False, watch=("Collecting", count)):
            stamp_of(group).write_text(digest(lock), encoding="utf-8")
            return
        progress.show_last()
    raise Failed(
        "The packages could not be installed. Xuncha needs either pip or uv, and a way to a package registry:\n"
        "  Debian, Ubuntu:   apt-get install python3-venv      then delete .venv and start again\n"
        "  anywhere else:    install uv (its own page says how) and start again"
    )


def installers() -> list[tuple[str, list[str]]]:
    """Return the programs that can install here, the quickest first."""
    python = str(environment_python())
    found = []
    if uv := uv_command():
        found.append(("uv", [*uv, "pip", "install", "--python", python]))
    if subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0:
        found.append(("pip", [python, "-m", "pip", "install", "--progress-bar", "off"]))
    elif not inside() and find_spec("pip"):
        # The machine's own pip can fill an environment that has none.
        found.append(("pip", [sys.executable, "-m", "pip", "--python", python, "install", "--progress-bar", "off"]))
    return found


def uv_command() -> list[str] | None:
    """Return how uv is called here, or None."""
    if found := shutil.which("uv"):
        return [found]
    return [sys.executable, "-m", "uv"] if find_spec("uv") else None


def is_stamped(group: str) -> bool:
    """Tell whether the lock, or the development lock that holds it, was installed as it stands."""
    names = {group, "dev"} if group == "runtime" else {group}
    return any(
        stamp_of(name).exists() and stamp_of(name).read_text(encoding="utf-8") == digest(lock_of(name))
        for name in names
    )


def lock_of(group: str) -> Path:
    """Return the path of a lock file."""
    return ROOT / "requirements" / f"{group}.lock"


def stamp_of(group: str) -> Path:
    """Return the path of the note that says which lock was installed."""
    return VENV / f"xuncha-{group}.stamp"


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
