"""The office's settings, with tables made at once and background work done by the process that asks for it."""

from typing import Any

from xuncha.config.settings.office import *  # noqa: F403


class NoMigrations(dict[str, Any]):
    """Every app's tables as its models are now: six seconds less than by way of the migrations."""

    def __contains__(self, app: object) -> bool:
        """Whatever the app."""
        return True

    def __getitem__(self, app: str) -> None:
        """It has none."""


MIGRATION_MODULES = NoMigrations()
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
