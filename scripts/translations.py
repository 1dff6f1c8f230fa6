"""The catalogue of English: `translations.py extract` renews the .po, `compile` writes the .mo, `check` says what is wrong."""

from __future__ import annotations

import csv
import io
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib
from babel.messages.extract import extract as babel_extract
from django.conf import settings
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "xuncha"
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None,
    "_now": None,
    "N_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACES = re.compile(r"%\(\w+\)[sd]|(?<!%)%[sd]|\{\w*\}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
USAGE = "usage: translations.py extract | compile | check"


class Message(NamedTuple):
    """One text to translate."""

    msgid: str
    plural: str | None = None
    context: str | None = None


def main(arguments: list[str]) -> int:
    """Run one of the three verbs."""
    match arguments:
        case ["extract"]:
            renew()
        case ["compile"]:
            polib.pofile(str(CATALOGUE)).save_as_mofile(str(compiled()))
        case ["check"]:
            wrong = problems()
            print("\n".join(wrong) or "complete")
            return bool(wrong)
        case _:
            print(USAGE, file=sys.stderr)
            return 4
    return 0


def renew() -> None:
    """Make the .po hold exactly the messages of the source, keeping what was translated."""
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    known = {key(entry): entry for entry in read()}
    catalogue = polib.POFile(wrapwidth=120)
    catalogue.metadata = {
        "Language": "en",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for message in messages():
        entry = known.get((message.context, message.msgid))
        catalogue.append(entry if entry and same_forms(entry, message) else fresh(message))
    catalogue.save(str(CATALOGUE))
    left = sum(not is_translated(entry) for entry in catalogue)
    print(f"{len(catalogue)} messages, {left} to translate")


def fresh(message: Message) -> polib.POEntry:
    """Return an entry not translated yet."""
    plural = {"msgid_plural": message.plural, "msgstr_plural": {0: "", 1: ""}} if message.plural else {}
    flags = ["python-format"] if "%(" in message.msgid else []
    return polib.POEntry(msgid=message.msgid, msgctxt=message.context, flags=flags, **plural)


def same_forms(entry: polib.POEntry, message: Message) -> bool:
    """Tell whether both have a plural or neither: a text asked for with its plural is not found without one."""
    return bool(entry.msgid_plural) == bool(message.plural)


def problems() -> list[str]:
    """Return everything wrong with the catalogue, one line each."""
    written = {key(entry): entry for entry in read()}
    needed = {(message.context, message.msgid): message for message in messages()}
    found = [f"missing: {msgid}" for context, msgid in sorted(needed.keys() - written.keys(), key=str)]
    found += [
        f"stale, no longer in the source: {msgid}" for context, msgid in sorted(written.keys() - needed.keys(), key=str)
    ]
    found += [
        f"with a plural here, without there: {name[1]}"
        for name, entry in written.items()
        if name in needed and not same_forms(entry, needed[name])
    ]
    for entry in written.values():
        found += complaints_about(entry)
    return found + ([] if found else stale_compilation())


def complaints_about(entry: polib.POEntry) -> Iterator[str]:
    """Say what is wrong with one entry."""
    if entry.fuzzy:
        yield f"fuzzy: {entry.msgid}"
    if not is_translated(entry):
        yield f"missing: {entry.msgid}"
        return
    wanted = sorted(set(PLACES.findall(entry.msgid)))
    for text in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
        if sorted(set(PLACES.findall(text))) != wanted:
            yield f"placeholders differ: {entry.msgid} -> {text}"
        if text == entry.msgid and CHINESE.search(text):
            yield f"still Chinese: {entry.msgid}"


def stale_compilation() -> list[str]:
    """Say whether the .mo is another one than the .po makes."""
    if compiled().exists() and compiled().read_bytes() == polib.pofile(str(CATALOGUE)).to_binary():
        return []
    return ["the compiled catalogue is not the written one: run scripts/translations.py compile"]


def messages() -> list[Message]:
    """Return every message of the source, in a fixed order."""
    found: dict[tuple[str | None, str], Message] = {}
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix == ".py" and "migrations" not in path.parts:
            each = messages_in_python(path.read_text(encoding="utf-8"))
        elif path.suffix in (".html", ".txt") and "templates" in path.parts:
            each = messages_in_template(path.read_text(encoding="utf-8"))
        elif path.name == "access.csv":
            each = labels_of_permissions(path)
        elif path.name == "default.toml":
            each = labels_of_tags(path)
        else:
            continue
        for message in each:
            found.setdefault((message.context, message.msgid), message)
    return [found[name] for name in sorted(found, key=lambda name: (name[1], name[0] or ""))]


def messages_in_python(source: str) -> list[Message]:
    """Return the messages of a Python source."""
    found = babel_extract("python", io.BytesIO(source.encode()), KEYWORDS, options={"encoding": "utf-8"})
    return [message_of(texts, context) for _, texts, _, context in found if texts]


def messages_in_template(source: str) -> list[Message]:
    """Return the messages of a Django template."""
    if not settings.configured:
        settings.configure()
    # Django turns a template into calls between runs of X; without indentation the rest is Python.
    calls = "\n".join(line.strip() for line in templatize(source).splitlines())
    return messages_in_python(calls)


def labels_of_permissions(path: Path) -> list[Message]:
    """Return the labels of the table of permissions, which the pages show."""
    with path.open(encoding="utf-8", newline="") as table:
        return [Message(row["label"]) for row in csv.DictReader(table)]


def labels_of_tags(path: Path) -> list[Message]:
    """Return the labels of the cross tags, which are fixed; the rest of the taxonomy is an office's own to word."""
    groups = tomllib.loads(path.read_text(encoding="utf-8"))["tag_group"]
    return [Message(labelled["label"]) for group in groups for labelled in (group, *group["tag"])]


def message_of(texts: str | tuple[str, ...], context: str | None) -> Message:
    """Return the message in what babel found."""
    if isinstance(texts, str):
        return Message(texts, context=context)
    texts = tuple(text for text in texts if text != context or context is None)
    return Message(texts[0], texts[1] if len(texts) > 1 else None, context)


def read() -> list[polib.POEntry]:
    """Return the entries written so far."""
    return list(polib.pofile(str(CATALOGUE))) if CATALOGUE.exists() else []


def compiled() -> Path:
    """Return the path of the .mo."""
    return CATALOGUE.with_suffix(".mo")


def key(entry: polib.POEntry) -> tuple[str | None, str]:
    """Return what tells one message from another."""
    return entry.msgctxt, entry.msgid


def is_translated(entry: polib.POEntry) -> bool:
    """Tell whether every form has a text."""
    return all(entry.msgstr_plural.values()) if entry.msgid_plural else bool(entry.msgstr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
