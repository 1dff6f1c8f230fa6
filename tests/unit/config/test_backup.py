"""A backup holds everything, shows nothing, overwrites nothing, and comes back with its trail unbroken."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from tests.unit.config.some_reports import SENTENCE
from xuncha.config import environment
from xuncha.config.command import Exit
from xuncha.engines.sealing import receipts

ROOT = Path(__file__).resolve().parents[3]
PASSPHRASE = "a-long-passphrase-of-tests"


@dataclass
class Place:
    """A data folder with its databases, and the programs run on it."""

    home: Path
    url: str
    said: str = ""

    def run(self, *program: str) -> int:
        """Run a program of Xuncha here; what it said is kept."""
        paths = f"{ROOT / 'src'}{os.pathsep}{ROOT}"
        surroundings = environment.for_child(
            XUNCHA_HOME=str(self.home), DATABASE_URL=self.url, TIPS_DATABASE_URL="", PYTHONPATH=paths, LANG="zh_CN.UTF-8",
            TMPDIR=str(self.home.parent / "tmp"), DJANGO_SETTINGS_MODULE="xuncha.config.settings.office",
        )  # fmt: skip
        answer = subprocess.run([sys.executable, *program], env=surroundings, capture_output=True, text=True, cwd=ROOT)
        self.said = answer.stdout + answer.stderr
        return answer.returncode

    def xuncha(self, *arguments: str) -> int:
        """Run the command."""
        return self.run("-m", "xuncha.config.command", *arguments)


@pytest.fixture
def places(transactional_db: None, tmp_path: Path) -> Iterator[tuple[Place, Place]]:
    """An office's place, and an empty one."""
    (tmp_path / "tmp").mkdir()
    (tmp_path / "words").write_text(PASSPHRASE)
    names = ["backup_here", "backup_there"]
    if connection.vendor == "sqlite":
        yield Place(tmp_path / "here", ""), Place(tmp_path / "there", "")
        return
    every = [name + more for name in names for more in ("", "_tips")]
    with connection.cursor() as cursor:
        for name in every:
            cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        for name in names:
            cursor.execute(f"CREATE DATABASE {name}")
    here, there = (Place(tmp_path / name[7:], url(name)) for name in names)
    yield here, there
    with connection.cursor() as cursor:
        for name in every:
            cursor.execute(f"DROP DATABASE IF EXISTS {name} (FORCE)")


def url(name: str) -> str:
    said = connection.settings_dict
    secret = f":{quote(said['PASSWORD'], safe='')}" if said["PASSWORD"] else ""
    return f"postgresql://{quote(said['USER'], safe='')}{secret}@/{name}?host={said['HOST']}" + (
        f"&port={said['PORT']}" if said["PORT"] else ""
    )


def test_an_office_comes_back_from_its_backup(places: tuple[Place, Place], tmp_path: Path) -> None:
    here, there = places
    assert here.run("tests/unit/config/some_reports.py", "3") == 0, here.said
    (here.home / "files").mkdir(exist_ok=True)
    (here.home / "files" / "evidence").write_text("kept")
    backup, words = tmp_path / "office.backup", ["--passphrase-file", str(tmp_path / "words")]
    assert here.xuncha("backup", "--out", str(backup), *words) == Exit.DONE, here.said
    assert here.xuncha("backup", "--out", str(backup), *words) == Exit.CHECK_FAILED
    assert backup.stat().st_mode & 0o777 == 0o600

    assert there.xuncha("restore", str(backup), *words) == Exit.DONE, there.said
    assert there.said.count("链条完整") == 2
    assert kept(there.home) == kept(here.home)
    assert there.xuncha("restore", str(backup), *words) == Exit.CHECK_FAILED
    assert str(there.home) in there.said
    assert there.run("tests/unit/config/some_reports.py", "0") != 0  # its page is there already


def kept(home: Path) -> dict[str, tuple[bytes, int]]:
    """What lies in a data folder besides the databases, with contents and times."""
    left_out = ("cache", "incoming")
    paths = [path for path in home.rglob("*") if path.is_file() and "sqlite3" not in path.name]
    inside = {str(path.relative_to(home)): path for path in paths if not set(left_out) & set(path.parts)}
    return {name: (path.read_bytes(), int(path.stat().st_mtime)) for name, path in inside.items()}


def test_a_backup_that_was_changed_cut_or_is_opened_with_another_passphrase_restores_nothing(
    places: tuple[Place, Place], tmp_path: Path
) -> None:
    here, there = places
    assert here.run("tests/unit/config/some_reports.py", "1") == 0, here.said
    backup, words = tmp_path / "office.backup", ["--passphrase-file", str(tmp_path / "words")]
    assert here.xuncha("backup", "--out", str(backup), *words) == Exit.DONE, here.said
    whole = backup.read_bytes()
    spoilt = tmp_path / "spoilt"
    for content in (whole[:-1], whole[:-9000] + b"x" + whole[-8999:], whole + b"x", b"{}\n", b""):
        spoilt.write_bytes(content)
        assert there.xuncha("restore", str(spoilt), *words) == Exit.BAD_INPUT, there.said
    (tmp_path / "words").write_text("another-passphrase")
    assert there.xuncha("restore", str(backup), *words) == Exit.BAD_INPUT
    assert list(there.home.iterdir()) == []


def test_neither_disk_nor_backup_nor_temporary_files_show_a_sentence_or_a_receipt(
    places: tuple[Place, Place], tmp_path: Path
) -> None:
    here, _ = places
    assert here.run("tests/unit/config/some_reports.py", "50") == 0, here.said
    told = here.said.split()
    assert len(told) == 50
    backup = tmp_path / "office.backup"
    words = ["--passphrase-file", str(tmp_path / "words")]
    assert here.xuncha("backup", "--out", str(backup), *words) == Exit.DONE, here.said
    haystack = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()) + in_databases(here)
    assert b"tips.tip" in haystack  # the trail is in it: what is looked for would be found
    needles = {SENTENCE.encode(), SENTENCE.encode("unicode_escape"), *as_base64(SENTENCE.encode())}
    for receipt in told:
        plain = receipt.replace("-", "")
        needles |= {receipt.encode(), plain.encode(), receipts.lookup(receipt), receipts.lookup(receipt).hex().encode()}
    assert [needle for needle in needles if needle in haystack] == []
    assert "127.0.0.1" not in haystack.decode("latin-1")


def as_base64(plain: bytes) -> Iterator[bytes]:
    """How a text looks inside a longer one in base64, at each of the three places it may begin."""
    for begin in range(3):
        for encode in (b64encode, urlsafe_b64encode):
            yield encode(bytes(begin) + plain)[4:-8]


def in_databases(place: Place) -> bytes:
    """Every row of every table, however the database keeps them."""
    if connection.vendor == "sqlite":
        files = [place.home / name for name in ("xuncha.sqlite3", "tips.sqlite3")]
        return "\n".join(line for file in files for line in sqlite3.connect(file).iterdump()).encode()
    import psycopg

    found = b""
    for address in (place.url, place.url.replace("?", "_tips?")):
        with psycopg.connect(address) as outside:
            for (table,) in outside.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall():
                with outside.cursor().copy(f'COPY "{table}" TO STDOUT') as rows:  # type: ignore[arg-type]
                    found += b"".join(bytes(piece) for piece in rows)
    return found
