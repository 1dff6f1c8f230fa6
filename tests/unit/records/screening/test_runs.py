"""A screening ends: whole, stopped, failed with its reason, or broken off and put aside. Two never do the same work."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from tests.cast import Office, make_office
from tests.factories import ledgers as money
from tests.factories import rectification as make
from tests.unit.records.screening.test_watch import WORDS, alert_of, own_folder, screened
from xuncha.domain.errors import Refused
from xuncha.domain.ledgers import FlagState, OwnRuleState, RuleFamily, ScreeningState
from xuncha.engines.ledgers.running.flags import FLAGS
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.audit.models import Event
from xuncha.records.screening import actions, progress, queries, raising, receiving, tasks
from xuncha.records.screening.models import Flag, OwnRule, Screening

pytestmark = pytest.mark.django_db
__all__ = ["own_folder"]


@pytest.fixture(autouse=True)
def no_progress() -> Iterator[None]:
    yield
    cache.clear()


def received(office: Office, tmp_path: Path, summary: str = "办公用品") -> None:
    """The same invoice booked in a unit and below it: rule B1 flags it."""
    day = timezone.localdate()
    booked = {"invoice_no": "2631", "supplier_code": "S1"}
    money.receive(
        money.spent(office.unit.code, day, 2_800, summary, money.RECEPTION, **booked)
        + money.spent(office.child_unit.code, day, 2_800, summary, money.RECEPTION, **booked),
        tmp_path,
    )


def own_rule(office: Office, sql: str) -> None:
    """A rule of the office's own, in force, whose examples say nothing of what real ledgers hold."""
    text = (files("xuncha.engines.ledgers.rules") / "catalogue" / "b1.toml").read_text(encoding="utf-8")
    head, _, rest = text.replace('id = "B1"', 'id = "X1"').partition('sql = """')
    text = f'{head}sql = """{sql}"""{rest.partition(chr(34) * 3)[2]}'
    with act("ledger_rule.write", by=SYSTEM) as change:
        rule = OwnRule(jurisdiction=office.city, rule="X1", text=text, by=office.planner, state=OwnRuleState.IN_FORCE)
        change.create(rule)


def at_once(*work: Callable[[], Any]) -> list[Any]:
    """Do it all at the same moment; what came of each."""
    gate, came = threading.Barrier(len(work)), []

    def one(some: Callable[[], Any]) -> None:
        gate.wait()
        try:
            came.append(some())
        except Exception as error:  # noqa: BLE001 - what came of it is judged by the test
            came.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=[some]) for some in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


@pytest.mark.django_db(transaction=True)
def test_of_two_who_ask_at_once_one_is_told_that_a_screening_is_under_way(tmp_path: Path) -> None:
    office = make_office()
    received(office, tmp_path)
    planner = office.planner
    came = at_once(*[lambda: actions.ask(by=planner)] * 2)
    assert {type(each) for each in came} == {Screening, Refused}
    assert Screening.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_given_the_same_screening_run_it_once(tmp_path: Path) -> None:
    office = make_office()
    received(office, tmp_path)
    asked = actions.ask(by=office.planner)
    assert at_once(*[lambda: tasks.run_screening.func(asked.pk)] * 2) == [None, None]
    assert Screening.objects.get().state == ScreeningState.DONE
    assert Flag.objects.filter(rule="B1").count() == 1
    steps = [event.detail.get("step") for event in Event.objects.filter(verb="screening.run").order_by("seq")]
    assert steps == [None, "正在筛查", "已完成"]


def test_one_stopped_while_it_runs_stays_stopped_and_keeps_nothing(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    received(office, tmp_path)
    asked = actions.ask(by=office.planner)
    found = tasks.screen

    def stopped_at_the_end(*given: Any) -> Any:
        flags = found(*given)
        actions.cancel(Screening.objects.get(pk=asked.pk), by=office.planner)
        return flags

    monkeypatch.setattr(tasks, "screen", stopped_at_the_end)
    tasks.run_screening.func(asked.pk)
    assert Screening.objects.get().state == ScreeningState.CANCELLED
    assert not Flag.objects.exists()


@pytest.mark.parametrize("state", [ScreeningState.ASKED, ScreeningState.RUNNING])
def test_one_whose_worker_was_killed_keeps_nobody_waiting(
    office: Office, tmp_path: Path, state: ScreeningState
) -> None:
    received(office, tmp_path)
    long_ago = timezone.now() - timedelta(seconds=progress.SILENT_SECONDS + 1)
    with act("screening.run", by=SYSTEM) as change:
        dead = change.create(Screening(by=office.planner, state=state, asked_at=long_ago))
    assert progress.broken_off(dead)
    assert screened(office).state == ScreeningState.DONE
    dead.refresh_from_db()
    assert dead.state == ScreeningState.FAILED
    assert "中断" in str(dead.failure)
    tasks.run_screening.func(dead.pk)
    assert Screening.objects.get(pk=dead.pk).state == ScreeningState.FAILED


def test_one_that_gives_signs_of_life_is_left_alone(office: Office, tmp_path: Path) -> None:
    received(office, tmp_path)
    long_ago = timezone.now() - timedelta(days=1)
    with act("screening.run", by=SYSTEM) as change:
        busy = change.create(Screening(by=office.planner, state=ScreeningState.RUNNING, asked_at=long_ago))
    progress.tell(busy, "B1", 3, 40, 7)
    assert not progress.broken_off(busy)
    with pytest.raises(Refused):
        actions.ask(by=office.planner)


@pytest.mark.parametrize(
    ("under_way", "screened_anew"), [(ScreeningState.RUNNING, True), (ScreeningState.ASKED, False)]
)
def test_new_ledgers_are_screened_unless_a_run_that_will_see_them_waits(
    office: Office, tmp_path: Path, under_way: ScreeningState, screened_anew: bool
) -> None:
    received(office, tmp_path)
    with act("screening.run", by=SYSTEM) as change:
        change.create(Screening(state=under_way, asked_at=timezone.now()))
    receiving.screen_received()
    assert Screening.objects.filter(state=ScreeningState.DONE).exists() == screened_anew
    assert Flag.objects.filter(rule="B1").exists() == screened_anew


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT unit, day_no, array_agg(row_id) AS row_keys, CAST(max(summary) AS BIGINT) AS amount_fen "
        "FROM voucher_lines GROUP BY unit, day_no",
        "SELECT max(nullif(unit, unit)) AS unit, day_no, array_agg(row_id) AS row_keys, max(debit_fen) AS amount_fen "
        "FROM voucher_lines GROUP BY day_no",
    ],
    ids=["a word is no number", "no unit"],
)
def test_a_rule_that_cannot_be_run_is_named_and_no_row_is_quoted(office: Office, tmp_path: Path, sql: str) -> None:
    received(office, tmp_path, summary="付王小明慰问金")
    own_rule(office, sql)
    run = screened(office)
    assert run.state == ScreeningState.FAILED
    assert "X1" in str(run.failure)
    assert "王小明" not in str(run.failure)
    assert not Flag.objects.exists()


def test_a_rule_that_takes_too_long_is_stopped(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "RULE_SECONDS", 0.5)
    lines = [line for day in range(1, 29) for line in money.spent(office.unit.code, day_of(day), day, "办公用品")]
    money.receive(lines, tmp_path)
    others = ", ".join(f"voucher_lines AS l{number}" for number in range(8))
    own_rule(
        office,
        "SELECT l0.unit, max(l0.day_no) AS day_no, array_agg(l0.row_id) AS row_keys, "
        f"sum(l1.debit_fen + l7.debit_fen) AS amount_fen FROM {others} GROUP BY l0.unit",
    )
    run = screened(office)
    assert run.state == ScreeningState.FAILED
    assert "X1" in str(run.failure)


def day_of(number: int) -> Any:
    return timezone.localdate().replace(day=number)


def test_two_watches_that_the_same_rows_wake_are_told_of_each(office: Office) -> None:
    told = {
        "version": 1, "unit": office.unit.code, "day_no": 20_000, "row_keys": [7, 8], "amount_fen": 100,
        "severity": "high", "reason_zh": "", "reason_en": "",
    }  # fmt: skip
    rows = [
        {**told, "rule": rule, "evidence": f'{{"finding": "{watch}"}}'} for rule in ("A1", "B1") for watch in (1, 2)
    ]
    families = {"A1": RuleFamily.DISPLACEMENT, "B1": RuleFamily.INVOICE}
    flags, unplaced = raising.flags_of(Screening(), pa.Table.from_pylist(rows, schema=FLAGS), families)
    assert ([flag.rule for flag in flags], unplaced) == (["A1", "A1", "B1"], 0)


def test_what_is_settled_makes_room_for_the_next(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raising, "BUDGET", 1)
    alert_of(office, tmp_path)
    received(office, tmp_path)
    screened(office)
    mine = Flag.objects.filter(unit=office.child_unit)
    first = mine.get(within_budget=True)
    assert (first.rule, mine.count() > 1) == ("A1", True)
    actions.explain(first, "系退回垫付款", by=office.planner)
    screened(office)
    assert mine.get(within_budget=True, state=FlagState.NEW) != first
    assert WORDS in Flag.objects.get(pk=first.pk).reason_zh


def test_a_flag_is_not_made_part_of_a_finding_already_in_a_report(office: Office, tmp_path: Path) -> None:
    task = make.closed(office)
    received(office, tmp_path)
    screened(office)
    flag = Flag.objects.filter(unit=office.unit).first() or Flag.objects.get(unit=office.child_unit)
    assert task.finding.state == "reported"
    assert task.finding not in queries.findings_for(office.member, flag)
    with pytest.raises(Refused):
        actions.attach(flag, task.finding, by=office.member)
