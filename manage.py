#!/usr/bin/env python3
"""The door to Xuncha in a checkout: `manage.py demo`, `manage.py test`, `manage.py xuncha ...`, or any Django command.

Needs nothing but Python: the first start makes `.venv` and fills it, later ones see that it is there.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "scripts"))


def main() -> int:
    """Prepare the environment, then hand over to the command asked for."""
    import bootstrap

    arguments = sys.argv[1:]
    command = arguments[0] if arguments else "help"
    bootstrap.enter("dev" if command in ("test", "checks") else "runtime", arguments)

    if command == "test":
        import run_tests

        return run_tests.main(arguments[1:])

    from xuncha.config import command as xuncha

    if command == "xuncha":
        return xuncha.main(arguments[1:])
    return xuncha.main(arguments if command == "demo" else ["manage", *arguments])


if __name__ == "__main__":
    sys.exit(main())
