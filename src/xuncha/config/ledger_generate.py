"""`xuncha ledgers generate`: a fictional county's ledgers by seed, as a store."""

from __future__ import annotations

from argparse import Namespace

from xuncha.config.command import Exit
from xuncha.config.terminal import _, step
from xuncha.connectors.holidays import OfficialCalendar
from xuncha.engines.ledgers.generate import generate


def run(options: Namespace) -> int:
    """Make a ledger and write it."""
    lines = generate(options.lines, options.seed, options.out, OfficialCalendar(), clean=options.clean)
    step(_("账库已写入 %(folder)s，凭证分录 %(lines)s 行") % {"folder": options.out, "lines": f"{lines:,}"})
    return Exit.DONE
