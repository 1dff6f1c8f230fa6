"""Renews `requirements/*.lock` from pyproject.toml: for every platform, with hashes, naming no registry. Needs uv."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMAND = [
    "uv",
    "pip",
    "compile",
    "--quiet",
    "--universal",
    "--python-version",
    "3.11",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
]
# The development lock may not disagree with what users get.
SOURCES = {
    "runtime": ["pyproject.toml"],
    "dev": ["pyproject.toml", "--group", "dev", "--constraint", "requirements/runtime.lock"],
    "node": ["--group", "node"],
}


def main(arguments: list[str]) -> int:
    """Renew every lock; further arguments go to uv, `--upgrade` for one."""
    for name, sources in SOURCES.items():
        command = [*COMMAND, *sources, *arguments, "--output-file", f"requirements/{name}.lock"]
        if status := subprocess.run(command, cwd=ROOT, check=False).returncode:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
