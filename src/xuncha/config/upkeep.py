"""What must be true before anything is served: the database's shape, the browser assets in place."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import ProgrammingError, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from xuncha.config.two_databases import APPS_OF_TIPS
from xuncha.domain.errors import Refused
from xuncha.domain.words import N_, say
from xuncha.records.audit import OFFICE, TIPS
from xuncha.records.pool.actions import forget_absences
from xuncha.records.rectification.actions import sweep_files
from xuncha.records.tips import tickets, uploads


def migrate() -> bool:
    """Apply the migrations still missing; tell whether there were any."""
    for folder in (settings.MEDIA_ROOT, settings.SEALED_ROOT):
        Path(folder).mkdir(parents=True, exist_ok=True, mode=0o700)
    make_room_for_tips()
    behind = [alias for alias in settings.DATABASES if _is_behind(alias)]
    for alias in behind:
        apply_migrations(alias)
    return bool(behind)


def apply_migrations(alias: str) -> None:
    """Bring one database up to date; that of tips with its own apps alone, since the others take seconds to pass by."""
    whole: list[list[str]] = [[]]
    for chosen in [[app] for app in sorted(APPS_OF_TIPS)] if alias == TIPS else whole:
        call_command("migrate", *chosen, database=alias, interactive=False, verbosity=0)


def _is_behind(alias: str) -> bool:
    executor = MigrationExecutor(connections[alias])
    leaves = executor.loader.graph.leaf_nodes()
    wanted = [leaf for leaf in leaves if alias != TIPS or leaf[0] in APPS_OF_TIPS]
    return bool(executor.migration_plan(wanted))


def make_room_for_tips() -> None:
    """On PostgreSQL the database of tips is made beside the office's where nobody has made it yet."""
    office, tips = connections[OFFICE], connections[TIPS]
    beside = all(office.settings_dict[name] == tips.settings_dict[name] for name in ("ENGINE", "HOST", "PORT"))
    if tips.vendor != "postgresql" or not beside:
        return
    name = tips.settings_dict["NAME"]
    with office.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            try:
                cursor.execute(f"CREATE DATABASE {tips.ops.quote_name(name)}")
            except ProgrammingError as error:  # most likely this account may make none
                reason = say(N_("群众反映的数据库%(name)s还没有，请数据库管理员建立，并归本服务的账户所有"), name=name)
                raise Refused([reason]) from error


def tidy() -> None:
    """Make the folder of sessions, drop those that ran out; sweep uploads nobody confirmed, forget what is too old."""
    Path(settings.SESSION_FILE_PATH).mkdir(parents=True, exist_ok=True, mode=0o700)
    call_command("clearsessions", verbosity=0)
    sweep_files()
    uploads.sweep()
    tickets.forget()
    forget_absences(timezone.localdate())


def collect_assets() -> bool:
    """Collect the browser assets where they changed since the last time; tell whether they had."""
    stamp = Path(settings.STATIC_ROOT).with_suffix(".stamp")
    wanted = _fingerprint()
    if stamp.exists() and stamp.read_text() == wanted:
        return False
    # Documents and posters are set on the server with the typeface; no page asks for its 20 MB.
    call_command("collectstatic", interactive=False, verbosity=0, clear=True, ignore_patterns=["*.ttf"])
    stamp.write_text(wanted)
    return True


def _fingerprint() -> str:
    whole = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            whole.update(f"{path}\0{storage.size(path)}\0{storage.get_modified_time(path)}\n".encode())
    return whole.hexdigest()
