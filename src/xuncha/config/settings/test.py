"""The office process as the tests run it: quick, and apart from any real data."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from xuncha.config.settings.office import *  # noqa: F403
from xuncha.config.settings.shared import DATABASES, SQLITE_OPTIONS
from xuncha.connectors.filestore import DiskStore

# A folder for each process: test runs beside one another do not meet, nor any real data.
# Made and removed by tests/conftest.py, since the type checker reads these settings too and cleans nothing up.
HOME = Path(tempfile.gettempdir()) / f"xuncha-test-{os.getpid()}"
SECRET_KEY = "only-for-tests"  # noqa: S105
DEMO = True
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

# Made from the models at once: the migrations of every app pass by a database that holds two of them, in three seconds.
DATABASES["tips"]["TEST"] = {"MIGRATE": False}
for alias, database in DATABASES.items():
    if database["ENGINE"].endswith("sqlite3"):
        # A file, not memory: the live server's threads then meet the locks a real office meets.
        database["TEST"] = {**database.get("TEST", {}), "NAME": str(HOME / f"test-{alias}.sqlite3")}
        database["OPTIONS"] = {
            **SQLITE_OPTIONS,
            "init_command": SQLITE_OPTIONS["init_command"].replace("synchronous=FULL", "synchronous=OFF"),
        }

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
MEDIA_ROOT = HOME / "files"
FILE_STORE = DiskStore(HOME / "files")
SEALED_ROOT = HOME / "sealed"
SEALED_RESERVE_BYTES = 0
STATIC_ROOT = HOME / "static"
SESSION_ENGINE = "django.contrib.sessions.backends.file"
SESSION_FILE_PATH = HOME
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
