"""`xuncha backup`: the whole office in one encrypted file, read back before it counts."""

from __future__ import annotations

import os
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from xuncha.config import environment
from xuncha.config.terminal import _, step
from xuncha.domain.errors import InvalidField, InvalidFile, Refused
from xuncha.domain.words import N_, say

if TYPE_CHECKING:
    from xuncha.config.backup_archive import Member

SUMMARY = N_("把整个系统备份为一个加密文件")
# What can be made again, or is another office's: the demo keeps its own folder inside a checkout's.
LEFT_OUT = frozenset({"cache", "sessions", "static", "static.stamp", "demo"})
UNFINISHED = frozenset({"incoming", "leaving"})


def add_arguments(parser: ArgumentParser) -> None:
    """Describe the options."""
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help=_("写入的文件；已存在则拒绝"))
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help=_("从文件读取口令，而不是询问"))


def run(options: Namespace) -> int:
    """Write, read back, then give the file its name."""
    if options.out.exists():
        raise Refused([say(N_("文件已存在，不覆盖：%(file)s"), file=str(options.out))])
    passphrase = passphrase_of(options.passphrase_file, twice=True)
    environment.use_settings("xuncha.config.settings.office")
    import django

    django.setup()
    os.umask(0o077)
    draft = options.out.with_name(f".{options.out.name}.part")
    try:
        count = _write(draft, passphrase)
        step(_("正在读回核对"))
        _read_back(draft, passphrase, count)
        # A link, because it fails where a file of that name has come meanwhile.
        os.link(draft, options.out)
    except OSError as error:
        raise InvalidFile(str(options.out), say(str(error))) from error
    finally:
        draft.unlink(missing_ok=True)
    step(_("已备份 %(count)s 个文件到 %(file)s；口令丢失则无法恢复") % {"count": count, "file": str(options.out)})
    return 0


def passphrase_of(file: Path | None, *, twice: bool) -> str:
    """Read the passphrase from a file, else ask for it."""
    if file is not None:
        try:
            return file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise InvalidFile(str(file), say(str(error))) from error
    typed = getpass(_("备份口令（至少 12 个字符）："))
    if twice and getpass(_("再输入一次：")) != typed:
        raise InvalidField(N_("备份口令"), say(N_("两次输入不一致")))
    return typed


def _write(draft: Path, passphrase: str) -> int:
    from xuncha.config import backup_archive, backup_databases

    home = environment.home()
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=home) as name, draft.open("xb") as target:
        folder = Path(name)
        # The databases first: whatever file they speak of is then still there to be copied.
        backup_databases.snapshot(folder)
        step(_("数据库已复制，正在加密"))
        members = [*_under(folder, "databases"), *_of_home(home, draft)]
        backup_archive.write(target, members, passphrase)
        target.flush()
        os.fsync(target.fileno())
    return len(members)


def _under(folder: Path, name: str) -> Iterator[Member]:
    from xuncha.config.backup_archive import Member

    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        yield Member(f"{name}/{path.relative_to(folder)}", path)


def _of_home(home: Path, draft: Path) -> Iterator[Member]:
    read = environment.read()
    databases = {
        str(database["NAME"]) + more
        for database in (read.database, read.tips_database)
        for more in ("", "-wal", "-shm")
    }
    for member in _under(home, "home"):
        parts = member.path.relative_to(home).parts
        left_out = parts[0] in LEFT_OUT or parts[0].startswith(".backup-") or UNFINISHED & set(parts)
        if not left_out and str(member.path) not in databases and member.path != draft.resolve():
            yield member


def _read_back(draft: Path, passphrase: str, count: int) -> None:
    from xuncha.config import backup_archive

    with draft.open("rb") as source:
        seen = 0
        for _name, _moment, content in backup_archive.read(source, passphrase, str(draft)):
            while content.read(1 << 20):
                pass
            seen += 1
    if seen != count:
        raise InvalidFile(str(draft), say(N_("备份文件不完整或被改动过")))
