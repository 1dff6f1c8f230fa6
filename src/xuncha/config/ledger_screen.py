"""`xuncha ledgers screen` and `watch`: rules over a store, a summary on the screen, flags as Parquet."""

from __future__ import annotations

import os
import sys
import tempfile
from argparse import Namespace
from collections import Counter
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from xuncha.config.command import Exit
from xuncha.config.ledger_rules import spoken
from xuncha.config.terminal import _, step
from xuncha.domain.errors import InvalidFile
from xuncha.domain.words import N_, say
from xuncha.engines.ledgers.delta import apart, newest_sources, screen_new
from xuncha.engines.ledgers.rules import Rule, catalogue, newest
from xuncha.engines.ledgers.running.duck import Duck
from xuncha.engines.ledgers.running.engine import Engine
from xuncha.engines.ledgers.running.screening import WATCHING, Setting, screen
from xuncha.engines.ledgers.store import Store
from xuncha.engines.ledgers.tables import Tables

SHOWN = 12
"""So many flags, the gravest, are told on the screen."""


def run(options: Namespace) -> int:
    """Screen by all rules, by those named, or by those that watch."""
    codes = WATCHING if options.verb == "watch" else options.rules
    rules = newest(catalogue(), codes)
    if options.out is not None and not options.out.parent.is_dir():
        raise InvalidFile(str(options.out), say(N_("没有这个文件夹")))
    store, today = Store.open(options.store), date.today()  # noqa: DTZ011
    tables = store.tables()
    with tempfile.TemporaryDirectory() as spill, _engine(options, tables, Path(spill)) as engine:
        setting = Setting({}, _names(engine), options.since)
        if options.engine == "new":
            flags = screen_new(store, rules, setting, today, newest_sources(store.manifest()), _told)
        else:
            flags = screen(engine, rules, setting, today, _told)
    if options.engine == "new" and (waiting := apart(rules)[1]):
        step(_("需要全部数据的规则未运行：%(rules)s") % {"rules": " ".join(rule.id for rule in waiting)})
        rules = apart(rules)[0] or rules
    if options.out is not None:
        _write(flags, options.out)
    _summary(flags, rules)
    return Exit.DONE


def _engine(options: Namespace, tables: Tables, spill: Path) -> AbstractContextManager[Engine]:
    if options.engine == "spark":
        from xuncha.engines.ledgers.running.spark import Spark

        return Spark(tables, master=options.master)
    if options.engine == "new":
        tables = {name: source for name, source in tables.items() if name == "units"}
    return Duck(tables, memory=options.memory, spill=spill)


def _names(engine: Engine) -> dict[str, str]:
    found = engine.select("SELECT unit, max(name) AS name FROM units GROUP BY unit").to_pylist()
    return {row["unit"]: row["name"] for row in found}


def _told(rule: Rule, done: int, of: int, flags: pa.Table) -> None:
    if sys.stderr.isatty():
        print(
            f"\r{done}/{of} {rule.id:<4} {len(flags)}    ", end="\n" if done == of else "", file=sys.stderr, flush=True
        )


def _write(flags: pa.Table, out: Path) -> None:
    """The whole file or none."""
    beside = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        pq.write_table(flags, beside)
        beside.replace(out)
    finally:
        beside.unlink(missing_ok=True)
    step(_("%(count)s 条疑点已写入 %(file)s") % {"count": len(flags), "file": out})


def _summary(flags: pa.Table, rules: tuple[Rule, ...]) -> None:
    counts = Counter(flags["rule"].to_pylist())
    for rule in rules:
        if counts[rule.id]:
            print(f"{rule.id:<4} {counts[rule.id]:>7}  {_(rule.severity.label)}  {spoken(rule.name)}")
    print(_("%(rules)s 条规则，%(flags)s 条疑点") % {"rules": len(rules), "flags": len(flags)})
    language = "reason_zh" if spoken(rules[0].name) == rules[0].name.zh else "reason_en"
    for flag in flags.slice(0, SHOWN).to_pylist():
        print(f"  {flag['rule']:<4} {flag[language]}")
