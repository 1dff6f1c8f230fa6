"""Ledgers received by a test's office: a few vouchers, written into its store as an import would."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
from django.utils import timezone

from tests.cast import Office
from xuncha.domain.ledgers import EntityKind, FlagSeverity, RuleFamily, ScreeningState
from xuncha.engines.ledgers.tables import EPOCH, TABLES
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import SYSTEM, Change, act
from xuncha.records.ledgers import actions, tasks
from xuncha.records.ledgers.keeping import store
from xuncha.records.ledgers.models import LedgerImport, LedgerMonth, LedgerUnit
from xuncha.records.people.models import Unit
from xuncha.records.rectification.models import Task, Watch
from xuncha.records.rounds.deadlines import calendar
from xuncha.records.screening.models import Alert, Flag, Identity, OwnRule, RuleSetting, Screening

OFFICE, RECEPTION, BANK = "500130201", "500130217", "1002"


def spent(unit: str, on: date, yuan: int, summary: str, account: str = OFFICE, **more: object) -> list[dict[str, Any]]:
    """A voucher of two lines: an expense, paid by the bank."""
    voucher = {"unit": unit, "date": on, "period": on.year * 100 + on.month, "summary": summary, "book": "financial"}
    voucher |= {"voucher_id": f"记-{on:%m%d}", "day_no": (on - EPOCH).days, "attachments": 1, **more}
    return [
        {**voucher, "line_no": 1, "account_code": account, "debit_fen": yuan * 100, "credit_fen": 0},
        {**voucher, "line_no": 2, "account_code": BANK, "debit_fen": 0, "credit_fen": yuan * 100},
    ]


def receive(
    lines: Iterable[Mapping[str, Any]], folder: Path, name: str = "序时账.csv", roster: Iterable[Mapping[str, Any]] = ()
) -> None:
    """Have these voucher lines, and people of a roster, in the store."""
    kept = {"voucher_lines": list(lines), "roster": list(roster)}
    file = folder / name
    file.write_text(repr(kept), encoding="utf-8")
    with store().begin() as batch:
        part = batch.source(file, "test")
        for table, rows in kept.items():
            if rows:
                part.write(table, _rows(table, rows))
        part.close()
        batch.commit(calendar())


def _rows(table: str, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    columns = [each.name for each in TABLES[table].columns]
    schema = pa.schema([TABLES[table].schema.field(each) for each in columns])
    return pa.Table.from_pylist([{each: row.get(each) for each in columns} for row in rows], schema=schema)


def flagged(change: Change, office: Office, task: Task) -> dict[str, Any]:
    """One of everything screening keeps: a run, a flag on the inspected unit, a watch with its alert, an own rule."""
    today, now = timezone.localdate(), timezone.now()
    run = change.create(Screening(by=office.planner, state=ScreeningState.DONE, asked_at=now, ended_at=now, raised=1))
    flag = Flag(
        screening=run, rule="A1", version=1, family=RuleFamily.DISPLACEMENT, severity=FlagSeverity.HIGH, unit=office.unit,
        day=today, amount_fen=1_900_000, reason_zh="销号后又列支1.9万元", reason_en="19,000 yuan booked again", rows=[1],
        key="0" * 64, weight=335,
    )  # fmt: skip
    watch = Watch(
        task=task, family=RuleFamily.DISPLACEMENT, words=["无法入账"], since=today, until=today + timedelta(days=365)
    )
    change.create(flag)
    change.create(watch)
    return {
        "screening": run, "flag": flag, "watch": watch,
        "alert": change.create(Alert(watch=watch, flag=flag, raised_on=today)),
        "rule_setting": change.create(RuleSetting(jurisdiction=office.city, rule="B2", values={}, source="本市口径")),
        "identity": change.create(
            Identity(
                kind=EntityKind.PERSON, unit=office.unit.code, name="王小明", code="p1", known_as="王小明", same=True,
                by=office.planner, decided_on=today,
            )
        ),
        "own_rule": change.create(OwnRule(jurisdiction=office.city, rule="X1", text="", by=office.planner)),
    }  # fmt: skip


def handed_in(
    lines: Iterable[Mapping[str, Any]], *, by: User, unit: Unit | None = None, name: str = "序时账.csv"
) -> LedgerImport:
    """A file of these lines as a package would export them, uploaded but not yet matched."""
    return actions.receive(name, [exported(lines).encode("gb18030")], unit, by=by)


def exported(lines: Iterable[Mapping[str, Any]]) -> str:
    """These lines as a journal in CSV, money in yuan."""
    rows = [
        (
            row["unit"], row["date"].isoformat(), row["voucher_id"], row["summary"], row["account_code"],
            f"{row['debit_fen'] / 100:.2f}", f"{row['credit_fen'] / 100:.2f}",
        )
        for row in lines
    ]  # fmt: skip
    return (
        "\n".join(
            ",".join(row) for row in [("单位", "日期", "凭证字号", "摘要", "科目编码", "借方金额", "贷方金额"), *rows]
        )
        + "\n"
    )


def imported(lines: Iterable[Mapping[str, Any]], *, by: User, name: str = "序时账.csv") -> LedgerImport:
    """The same taken all the way to where it counts."""
    job = handed_in(lines, by=by, name=name)
    job = actions.start(actions.map_columns(job, job.sheets, by=by), by=by)
    tasks.bring_in(job.pk)
    return LedgerImport.objects.get(pk=job.pk)


def received(office: Office) -> dict[str, Any]:
    """One file checked and waiting, of the inspected unit but for one voucher; and a month of that unit."""
    lines = [line for day in range(1, 29) for line in spent(office.unit.code, date(2026, 1, day), day, "购办公用品")]
    job = handed_in([*lines, *spent("天外县财政局", date(2026, 1, 31), 5, "支出")], by=office.planner)
    job = actions.map_columns(job, job.sheets, by=office.planner)
    with act("demo.load", by=SYSTEM) as change:
        change.create(LedgerUnit(source=job, unit=office.unit, rows=56))
        month = change.create(LedgerMonth(unit=office.unit, period=202601, vouchers=28, lines=56))
    return {"ledger": job, "ledger_month": month}
