"""`xuncha ledgers import`: looks at the files, takes them in wholly or not at all, says what the control totals are."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from xuncha.config.command import Exit
from xuncha.config.terminal import _, step
from xuncha.connectors.holidays import OfficialCalendar
from xuncha.domain.ledgers import Book
from xuncha.domain.words import Sentence
from xuncha.engines.ledgers.importing import Choices, ColumnMapping, Outcome, files, find, import_folder, plan
from xuncha.engines.ledgers.importing.fields import fields
from xuncha.engines.ledgers.importing.totals import LABELS
from xuncha.engines.ledgers.store import Store
from xuncha.engines.ledgers.storing.manifest import NAME
from xuncha.engines.ledgers.tables import TABLES

MAPPINGS = "mappings"
"""The folder of a store where an office keeps mappings of its own."""
SHOWN = 3
EVERY = 0.2


def run(options: Namespace) -> int:
    """Import, or only look."""
    given = {"unit": options.unit, "book": options.book}
    mapping = find(options.mapping, options.store / MAPPINGS).with_constants(**given)
    if options.look:
        return _look(options.folder, mapping)
    store = Store.open(options.store) if (options.store / NAME).exists() else Store.create(options.store)
    with _shown_progress(options.progress) as progress:
        choices = Choices(mapping, options.replace, _, progress)
        outcome = import_folder(store, options.folder, choices, OfficialCalendar())
    _say(outcome, store)
    return Exit.DONE


def _look(folder: Path, mapping: ColumnMapping) -> int:
    """Say as what every sheet would be read, and import nothing."""
    base = folder if folder.is_dir() else folder.parent
    for path in files(folder):
        name = path.relative_to(base).as_posix()
        planned = plan(path, name, mapping)
        for each in planned.sheets:
            layout = each.layout
            print(f"{_place(name, each.sheet)}  →  {_(TABLES[layout.table].label)} ({layout.table})")
            for field, place in layout.columns.items():
                print(f"    {layout.heads[place]}  →  {_(fields(layout.table)[field].label)} ({field})")
            for field, value in each.constants.items():
                said = _(fields(layout.table)[field].label)
                print(_("    固定值 %(value)s  →  %(label)s") % {"value": value, "label": f"{said} ({field})"})
            unknown = [head for place, head in layout.heads.items() if place not in layout.columns.values()]
            if unknown:
                print(_("    不读取的列：%(heads)s") % {"heads": _("、").join(unknown)})
        for sheet, reason in planned.unread:
            _say_unread(name, sheet, reason)
    return Exit.DONE


def _say(outcome: Outcome, store: Store) -> None:
    for each in outcome.imported:
        rows = _("，").join(f"{_(TABLES[name].label)} {kept.rows}" for name, kept in each.tables.items())
        print(f"[{each.number}] {each.name}: {rows or 0}")
        for why, count in each.left_out.items():
            print(f"    {_(why)}: {count}")
        if each.rejected:
            file = store.rejected_file(each.number)
            print(_("    退回%(rows)s行，原因见 %(file)s") % {"rows": each.rejected, "file": file})
    for name in outcome.known:
        print(_("%(file)s 先前已导入，没有变化") % {"file": name})
    for name, sheet, reason in outcome.unread:
        _say_unread(name, sheet, reason)
    if outcome.totals:
        _say_totals(outcome.totals)
    step(_("已导入 %(files)s 个文件，账库 %(store)s") % {"files": len(outcome.imported), "store": store.folder})


def _say_totals(totals: Mapping[str, Mapping[str, Any]]) -> None:
    print(_("控制总数"))
    for name, total in totals.items():
        told = {"label": _(LABELS[name]), "checked": total["checked"], "off": total["off"]}
        agreed = _("  %(label)s：核对%(checked)s项，相符")
        print((_("  %(label)s：核对%(checked)s项，%(off)s处不符") if total["off"] else agreed) % told)
        for each in total["shown"][:SHOWN]:
            print("      " + "  ".join(_shown(key, value) for key, value in each.items()))
    print()


def _shown(key: str, value: object) -> str:
    if key == "book":
        return _(Book(str(value)).label)
    if key.endswith("_fen") and isinstance(value, int):
        return f"{key.removesuffix('_fen')}={value / 100:.2f}"
    return str(value) if key in ("unit", "period", "voucher_id", "account_code", "kind") else f"{key}={value}"


def _say_unread(file: str, sheet: str, reason: Sentence) -> None:
    print(_("%(place)s 未读取：%(reason)s") % {"place": _place(file, sheet), "reason": reason.translated(_)})


def _place(file: str, sheet: str) -> str:
    return f"{file}[{sheet}]" if sheet else file


@contextmanager
def _shown_progress(lines: bool) -> Iterator[Callable[[str, int, float], None]]:
    """One line on a terminal that renews itself; line by line where it was asked for; silence otherwise."""
    terminal = sys.stderr.isatty()
    last = 0.0

    def show(file: str, rows: int, done: float) -> None:
        nonlocal last
        now = time.monotonic()
        if not (terminal or lines) or (now - last < EVERY and done < 1):
            return
        last = now
        text = _("%(file)s：%(rows)s行，%(done)s%%") % {"file": file, "rows": rows, "done": round(done * 100)}
        print(f"\r\x1b[K{text}" if terminal else text, end="" if terminal else "\n", file=sys.stderr, flush=True)

    try:
        yield show
    finally:
        if terminal and last:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
