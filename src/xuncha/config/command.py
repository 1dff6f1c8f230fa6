"""The installed command `xuncha`: one word per thing an operator does."""

from __future__ import annotations

import argparse
import sys
from enum import IntEnum
from importlib import import_module
from typing import NoReturn

from xuncha.config import environment
from xuncha.config.terminal import _, complain
from xuncha.domain.errors import InvalidField, InvalidFile, NotFound, XunchaError

COMMANDS = {
    "backup": "xuncha.config.commands.backup",
    "demo": "xuncha.config.commands.demo",
    "documents": "xuncha.config.commands.documents",
    "draws": "xuncha.config.commands.draws",
    "ledgers": "xuncha.config.commands.ledgers",
    "restore": "xuncha.config.commands.restore",
    "serve": "xuncha.config.commands.serve",
    "setup": "xuncha.config.commands.setup",
    "teams": "xuncha.config.commands.teams",
    "trail": "xuncha.config.commands.trail",
}
BAD_INPUT = (InvalidFile, InvalidField, NotFound, environment.UnusableEnvironment)


class Exit(IntEnum):
    """What an exit status means, for every command alike."""

    DONE = 0
    CHECK_FAILED = 1
    PROVEN_IMPOSSIBLE = 2
    NOT_FOUND_IN_TIME = 3
    BAD_INPUT = 4


class Parser(argparse.ArgumentParser):
    """Argument errors end with the status for bad input; argparse's own 2 means something else here."""

    def error(self, message: str) -> NoReturn:
        """Say how the command is used, and what was wrong."""
        self.print_usage(sys.stderr)
        self.exit(Exit.BAD_INPUT, f"{self.prog}: {message}\n")


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] == ["manage"]:
        return _django(arguments[1:])
    options = _parser().parse_args(arguments)
    try:
        return int(import_module(COMMANDS[options.command]).run(options))
    except XunchaError as error:
        complain(error)
        return Exit.BAD_INPUT if isinstance(error, BAD_INPUT) else Exit.CHECK_FAILED
    except KeyboardInterrupt:
        return Exit.DONE


def _parser() -> Parser:
    parser = Parser(prog="xuncha", description=_("巡察通：巡察办的信息系统"))
    commands = parser.add_subparsers(dest="command", required=True, metavar=_("命令"))
    for word, path in COMMANDS.items():
        module = import_module(path)
        module.add_arguments(commands.add_parser(word, help=_(module.SUMMARY), description=_(module.SUMMARY)))
    commands.add_parser("manage", help=_("转交给 Django 的管理命令"))
    return parser


def _django(arguments: list[str]) -> int:
    environment.use_settings("xuncha.config.settings.office")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["xuncha manage", *arguments])
    return Exit.DONE


if __name__ == "__main__":
    sys.exit(main())
