"""What the commands say on the screen, in the language of the terminal."""

from __future__ import annotations

import gettext
import sys
import time
from pathlib import Path

from xuncha.config import environment
from xuncha.domain.errors import XunchaError

_CATALOGUES = Path(__file__).resolve().parents[1] / "locale"
# Python's own gettext, not Django's: `--help` must not wait for every app to load.
_catalogue = gettext.translation(
    "django", str(_CATALOGUES), [environment.language().replace("zh-hans", "zh_Hans")], fallback=True
)
_start = time.monotonic()

_ = _catalogue.gettext


def step(text: str) -> None:
    """Print one line of progress with the seconds gone by."""
    print(f"[{time.monotonic() - _start:5.1f} s] {text}", flush=True)


def complain(error: XunchaError) -> None:
    """Print what stands against going on."""
    print(error.sentence.translated(_), file=sys.stderr, flush=True)
