"""Settings of gunicorn; read by `gunicorn -c python:xuncha.config.web_server`."""

from __future__ import annotations

import logging
from typing import Any

from gunicorn.glogging import Logger

workers = 2
threads = 4
worker_class = "gthread"
# Loaded once and forked: half the start, less memory.
preload_app = True
# Otherwise gunicorn opens a socket in the home folder, where nothing of ours should lie.
control_socket_disable = True
timeout = 120
graceful_timeout = 10
accesslog = None
loglevel = "error"


class SilentAboutPeople(Logger):  # type: ignore[misc]
    """Gunicorn's log without the addresses it names when a request is malformed."""

    def setup(self, cfg: Any) -> None:
        """Set up as usual, then filter."""
        super().setup(cfg)
        self.error_log.addFilter(_names_no_address)


def _names_no_address(record: logging.LogRecord) -> bool:
    return "ip=" not in str(record.msg)


logger_class = SilentAboutPeople
