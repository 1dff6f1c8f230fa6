"""What a tip says, as it is sealed: the text, and the names, kinds, sizes and keys of its files, which stand nowhere else."""

from __future__ import annotations

import json
from dataclasses import dataclass

from xuncha.domain.errors import InvalidField
from xuncha.domain.words import N_, Labelled, say
from xuncha.engines.sealing import suite, wire

VERSION = 1


class Outcome(Labelled):
    """What became of the data a file carries about its making: place, device, author."""

    REMOVED = "removed", N_("已去除附带信息")
    NOTHING_FOUND = "nothing-found", N_("未发现附带信息")
    NOT_POSSIBLE = "not-possible", N_("无法去除附带信息")


@dataclass(frozen=True)
class Named:
    """Who reports, where somebody wants to be named."""

    name: str
    contact: str


@dataclass(frozen=True)
class CleanCopy:
    """The working copy of a file: where it lies, and its key."""

    upload: str
    key: bytes


@dataclass(frozen=True)
class Original:
    """The file as it was: where it lies, and its key, sealed to the originals' key of the team."""

    upload: str
    sealed_key: bytes


@dataclass(frozen=True)
class File:
    """A file of a tip; without a clean copy there is an original only."""

    name: str
    type: str
    size: int
    cleaned: Outcome
    clean: CleanCopy | None
    original: Original


@dataclass(frozen=True)
class Manifest:
    """A tip."""

    text: str
    named: Named | None = None
    about: str = ""
    happened: str = ""
    files: tuple[File, ...] = ()


def dumps(manifest: Manifest) -> bytes:
    """Write a tip for sealing."""
    named = manifest.named and {"name": manifest.named.name, "contact": manifest.named.contact}
    whole = {
        "v": VERSION,
        "text": manifest.text,
        "named": named,
        "about": manifest.about,
        "happened": manifest.happened,
        "files": [_file_out(file) for file in manifest.files],
    }
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def loads(plain: bytes) -> Manifest:
    """Read a tip that was opened; what can't be one is refused, naming the field."""
    try:
        raw = json.loads(plain)
    except ValueError:
        raise InvalidField("manifest", say(N_("格式不对"))) from None
    fields = wire.an_object(raw, "manifest")
    if fields.get("v") != VERSION:
        raise InvalidField("v", say(N_("不认识这个版本")))
    return Manifest(
        wire.a_text(fields, "text", "text"),
        _named(fields.get("named")),
        wire.a_text(fields, "about", "about"),
        wire.a_text(fields, "happened", "happened"),
        tuple(_file(each) for each in wire.a_list(fields.get("files"), "files")),
    )


def _file_out(file: File) -> dict[str, object]:
    clean = file.clean and {"upload": file.clean.upload, "key": wire.to_text(file.clean.key)}
    original = {"upload": file.original.upload, "sealed_key": wire.to_text(file.original.sealed_key)}
    facts = {"name": file.name, "type": file.type, "size": file.size, "cleaned": file.cleaned.value}
    return {**facts, "clean": clean, "original": original}


def _named(raw: object) -> Named | None:
    if raw is None:
        return None
    fields = wire.an_object(raw, "named")
    return Named(wire.a_text(fields, "name", "named.name"), wire.a_text(fields, "contact", "named.contact"))


def _file(raw: object) -> File:
    fields = wire.an_object(raw, "files")
    size, cleaned = fields.get("size"), wire.a_text(fields, "cleaned", "files.cleaned")
    if not isinstance(size, int) or isinstance(size, bool) or size < 0:
        raise InvalidField("files.size", say(N_("应为不小于0的整数")))
    if cleaned not in Outcome.__members__.values():
        raise InvalidField("files.cleaned", say(N_("格式不对")))
    name, kind = wire.a_text(fields, "name", "files.name"), wire.a_text(fields, "type", "files.type")
    return File(name, kind, size, Outcome(cleaned), _clean(fields.get("clean")), _original(fields.get("original")))


def _clean(raw: object) -> CleanCopy | None:
    if raw is None:
        return None
    fields = wire.an_object(raw, "files.clean")
    key = wire.from_text(fields.get("key"), "files.clean.key")
    if len(key) != suite.KEY:
        raise InvalidField("files.clean.key", say(N_("内容不完整")))
    return CleanCopy(wire.a_text(fields, "upload", "files.clean.upload"), key)


def _original(raw: object) -> Original:
    fields = wire.an_object(raw, "files.original")
    sealed = wire.from_text(fields.get("sealed_key"), "files.original.sealed_key")
    if len(sealed) != suite.SEALED_KEY:
        raise InvalidField("files.original.sealed_key", say(N_("内容不完整")))
    return Original(wire.a_text(fields, "upload", "files.original.upload"), sealed)
