"""The web server: gunicorn with threads, in the process that calls it."""

from __future__ import annotations

import logging
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

OPTIONS: dict[str, Any] = {
    "workers": 2,
    "threads": 4,
    "worker_class": "gthread",
    # Loaded once and forked.
    "preload_app": True,
    # Otherwise gunicorn opens a socket in the home folder, where nothing of ours should lie.
    "control_socket_disable": True,
    "timeout": 120,
    "graceful_timeout": 5,
    # No access log: who read what is in the trail, and from where is nobody's business.
    "accesslog": None,
    "loglevel": "error",
}


class SilentAboutPeople(Logger):  # type: ignore[misc]
    """Gunicorn's log without the addresses it names when a request is malformed."""

    def setup(self, cfg: Any) -> None:
        """Set up as usual, then filter."""
        super().setup(cfg)
        self.error_log.addFilter(names_no_address)


class WebServer(BaseApplication):  # type: ignore[misc]
    """Serves the office's pages at one address until told to stop."""

    def __init__(self, address: str) -> None:
        """Remember where to listen."""
        self.address = address
        super().__init__()

    def load_config(self) -> None:
        """Take our options; no file and no variable of the environment adds to them."""
        for name, value in {**OPTIONS, "bind": self.address, "logger_class": SilentAboutPeople}.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Give the application that answers."""
        from xuncha.config.wsgi import application

        return application


def names_no_address(record: logging.LogRecord) -> bool:
    """Tell whether a line of the log may be written."""
    return "ip=" not in str(record.msg)
