"""`xuncha restore`: an office from its backup, into an empty place only; its trail is verified at the end."""

from __future__ import annotations

import json
import os
import shutil
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from xuncha.config import environment
from xuncha.config.commands import trail
from xuncha.config.commands.backup import passphrase_of
from xuncha.config.terminal import _, step
from xuncha.domain.errors import InvalidFile, NotFound, Refused
from xuncha.domain.words import N_, Sentence, say

SUMMARY = N_("从备份恢复到空的数据文件夹和空的数据库")
RESTORING = ".restoring"


def add_arguments(parser: ArgumentParser) -> None:
    """Describe the options."""
    parser.add_argument("file", type=Path, metavar="FILE", help=_("备份文件"))
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help=_("从文件读取口令，而不是询问"))


def run(options: Namespace) -> int:
    """Open the whole of it beside, move it into place, fill the databases, verify the trail."""
    read = environment.read()
    home, databases = read.home, {"default": read.database, "tips": read.tips_database}
    _require_empty(home, databases.values())
    passphrase = passphrase_of(options.passphrase_file, twice=False)
    os.umask(0o077)
    home.mkdir(parents=True, exist_ok=True)
    aside = home / RESTORING
    try:
        _open(options.file, passphrase, aside)
        about = json.loads((aside / "databases" / "about.json").read_text())
        _require_same_engine(about, read.database)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    step(_("备份完整，正在放回"))
    _move_in(aside, home, databases)
    environment.use_settings("xuncha.config.settings.office")
    import django

    django.setup()
    from xuncha.config import backup_databases, upkeep

    if about["engine"] == "postgresql":
        upkeep.make_room_for_tips()
        backup_databases.load(aside / "databases", about)
    shutil.rmtree(aside)
    upkeep.migrate()
    return trail.verify_databases()


def _open(file: Path, passphrase: str, aside: Path) -> None:
    from xuncha.config import backup_archive

    try:
        with file.open("rb") as source:
            for name, moment, content in backup_archive.read(source, passphrase, str(file)):
                target = aside / name
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("xb") as kept:
                    shutil.copyfileobj(content, kept)
                os.utime(target, (moment, moment))
    except OSError as error:
        raise InvalidFile(str(file), say(str(error))) from error


def _move_in(aside: Path, home: Path, databases: dict[str, dict[str, Any]]) -> None:
    for path in (aside / "home").iterdir():
        path.rename(home / path.name)
    for alias, database in databases.items():
        kept = aside / "databases" / f"{alias}.sqlite3"
        if kept.exists():
            Path(database["NAME"]).parent.mkdir(parents=True, exist_ok=True)
            shutil.move(kept, database["NAME"])


def _require_empty(home: Path, databases: Iterable[dict[str, Any]]) -> None:
    reasons: list[Sentence] = []
    if home.exists() and any(home.iterdir()):
        reasons.append(say(N_("数据文件夹不是空的，不覆盖：%(folder)s"), folder=str(home)))
    for database in databases:
        if _holds_tables(database):
            reasons.append(say(N_("数据库不是空的，不覆盖：%(name)s"), name=database["NAME"]))
    if reasons:
        raise Refused(reasons)


def _holds_tables(database: dict[str, Any]) -> bool:
    if database["ENGINE"].endswith("sqlite3"):
        return Path(database["NAME"]).exists()
    import psycopg

    # Asked without Django: its settings would make a new secret key in the folder that must stay empty.
    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    wanted = {key: database[name] for key, name in named.items() if database[name]}
    try:
        with psycopg.connect(**wanted, **database["OPTIONS"]) as connection:
            return connection.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public'").fetchone() is not None
    except psycopg.OperationalError as error:
        if "does not exist" in str(error) and database["NAME"].endswith("_tips"):
            return False  # it is made beside the office's
        raise NotFound(N_("数据库"), database["NAME"]) from error


def _require_same_engine(about: dict[str, Any], database: dict[str, Any]) -> None:
    here = "sqlite" if database["ENGINE"].endswith("sqlite3") else "postgresql"
    if about["engine"] != here:
        reason = say(N_("备份来自 %(there)s，这里是 %(here)s"), there=about["engine"], here=here)
        raise Refused([reason])
