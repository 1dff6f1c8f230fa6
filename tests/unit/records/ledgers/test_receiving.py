"""Files of ledgers: matched, checked before anything counts, brought in wholly or not at all, seen by whom they concern."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import timezone

from tests.cast import Office
from tests.factories import rectification as make
from tests.factories.ledgers import handed_in, imported, received, spent
from xuncha.domain.errors import InvalidFile, NotAllowed, Refused, WrongState
from xuncha.domain.ledgers import AlertState, LedgerState, RuleFamily
from xuncha.engines.ledgers.importing import import_folder
from xuncha.records.audit.models import Event
from xuncha.records.audit.queries import verify
from xuncha.records.findings.actions import settle_pattern
from xuncha.records.findings.models import Pattern
from xuncha.records.ledgers import actions, files, keeping, queries, tasks
from xuncha.records.ledgers.models import LedgerImport, LedgerMonth, LedgerUnit
from xuncha.records.rectification.actions import close_task
from xuncha.records.rounds.deadlines import calendar
from xuncha.records.screening.models import Alert
from xuncha.records.screening.receiving import import_and_screen, start_import

pytestmark = pytest.mark.django_db
MARCH, APRIL = date(2026, 3, 9), date(2026, 4, 9)


@pytest.fixture(autouse=True)
def own_folder(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]
    cache.clear()


def checked(job: LedgerImport, office: Office) -> LedgerImport:
    return actions.map_columns(job, job.sheets, by=office.planner)


def test_a_gbk_journal_is_understood_and_nothing_counts_before_it_is_started(office: Office) -> None:
    job = handed_in(spent(office.unit.code, MARCH, 300, "购办公用品"), by=office.planner)
    (sheet,) = job.sheets
    assert (sheet["table"], sheet["columns"]["summary"], sheet["samples"][3][0]) == (
        "voucher_lines",
        "摘要",
        "购办公用品",
    )
    job = checked(job, office)
    assert (job.state, job.rows, job.report["totals"]["vouchers"]["off"]) == (LedgerState.READY, 2, 0)
    assert not keeping.store().sources()
    assert not LedgerMonth.objects.exists()


def test_brought_in_it_counts_by_unit_and_month(office: Office) -> None:
    lines = [*spent(office.unit.code, MARCH, 300, "购办公用品"), *spent(office.child_unit.name, APRIL, 40, "购线缆")]
    job = imported(lines, by=office.planner)
    assert (job.state, job.number, job.tables) == (LedgerState.DONE, 1, {"voucher_lines": 4})
    assert (job.first_day, job.last_day) == (MARCH, APRIL)
    assert dict(LedgerUnit.objects.values_list("unit__code", "rows")) == {
        office.unit.code: 2,
        office.child_unit.code: 2,
    }
    month = LedgerMonth.objects.get(unit=office.child_unit)
    assert (month.period, month.vouchers, month.debit_fen, month.flawed) == (202604, 1, 4000, True)


def test_rows_of_units_nobody_knows_are_named_and_left_out(office: Office) -> None:
    known = [line for day in range(1, 29) for line in spent(office.unit.code, date(2026, 3, day), day, "支出")]
    job = checked(handed_in([*known, *spent("天外县财政局", MARCH, 5, "支出")], by=office.planner), office)
    assert (job.state, job.rejected, job.rows) == (LedgerState.READY, 2, 56)
    rows = queries.rejected_rows(job)
    assert rows is not None
    with rows:
        assert "没有代码或名称为“天外县财政局”的单位" in rows.read().decode("utf-8-sig")


def test_a_team_brings_in_its_own_unit_and_no_other(office: Office) -> None:
    with pytest.raises(NotAllowed):
        handed_in([], by=office.leader, unit=office.other_unit)
    with pytest.raises(Refused, match="哪个单位"):
        handed_in(spent(office.unit.code, MARCH, 1, "支出"), by=office.leader)
    job = handed_in(spent(office.other_unit.code, MARCH, 1, "支出"), by=office.leader, unit=office.unit)
    job = actions.map_columns(job, job.sheets, by=office.leader)
    assert job.state == LedgerState.REJECTED
    assert any("工作范围" in str(each) for each in queries.problems(job))


def test_who_sees_what(office: Office) -> None:
    own = imported(spent(office.child_unit.code, MARCH, 1, "支出"), by=office.planner)
    both = [*spent(office.unit.code, APRIL, 2, "支出"), *spent(office.other_unit.code, APRIL, 2, "支出")]
    mixed = imported(both, by=office.planner, name="全县.csv")
    assert set(queries.imports(office.planner)) == {own, mixed}
    assert list(queries.imports(office.member)) == [own]
    assert {each.unit for each in queries.months(office.member)} == {office.unit, office.child_unit}
    for name in ("unit_head", "other_head", "outsider", "discipline", "system"):
        assert not queries.imports(getattr(office, name))
        assert not queries.months(getattr(office, name))


def test_the_same_file_twice_changes_nothing(office: Office) -> None:
    lines = spent(office.unit.code, MARCH, 300, "购办公用品")
    imported(lines, by=office.planner)
    with pytest.raises(Refused, match="不会重复计入"):
        handed_in(lines, by=office.planner)
    assert LedgerImport.objects.count() == 1


def test_what_says_otherwise_is_refused_until_it_is_called_a_correction(office: Office) -> None:
    first = imported(spent(office.unit.code, MARCH, 300, "购办公用品"), by=office.planner)
    job = checked(handed_in(spent(office.unit.code, MARCH, 301, "购办公用品"), by=office.planner), office)
    assert job.state == LedgerState.REJECTED
    job = actions.correct(job, by=office.planner)
    assert job.state == LedgerState.READY
    tasks.bring_in(actions.start(job, by=office.planner).pk)
    first.refresh_from_db()
    assert first.state == LedgerState.SUPERSEDED
    assert LedgerMonth.objects.get().debit_fen == 30_100


def test_a_file_that_counted_when_its_worker_was_killed_is_only_put_down(office: Office) -> None:
    job = checked(handed_in(spent(office.unit.code, MARCH, 300, "购办公用品"), by=office.planner), office)
    job = actions.start(job, by=office.planner)
    with files.laid_out(job.sha256, job.name) as path:
        import_folder(keeping.store(), path, tasks._choices(job), calendar())
    cache.clear()
    LedgerImport.objects.filter(pk=job.pk).update(received_at=timezone.now() - timedelta(hours=1))
    job = LedgerImport.objects.get(pk=job.pk)
    assert queries.stalled(job)
    job = actions.start(job, by=office.planner)
    tasks.bring_in(job.pk)
    assert LedgerImport.objects.get(pk=job.pk).state == LedgerState.DONE
    assert len(keeping.store().sources()) == 1


def test_columns_are_remembered_by_their_heads(office: Office) -> None:
    job = handed_in(spent(office.unit.code, MARCH, 300, "购办公用品"), by=office.planner)
    sheet = {**job.sheets[0], "columns": {k: v for k, v in job.sheets[0]["columns"].items() if k != "summary"}}
    actions.map_columns(job, [sheet], by=office.planner)
    later = handed_in(spent(office.unit.code, APRIL, 300, "购办公用品"), by=office.planner)
    assert "summary" not in later.sheets[0]["columns"]


def test_a_mapping_that_lacks_what_every_row_needs_is_refused(office: Office) -> None:
    job = handed_in(spent(office.unit.code, MARCH, 300, "购办公用品"), by=office.planner)
    sheet = {**job.sheets[0], "columns": {"date": "日期", "summary": "摘要"}}
    with pytest.raises(Refused, match="科目编码"):
        actions.map_columns(job, [sheet], by=office.planner)
    with pytest.raises(Refused, match="没有选择"):
        actions.map_columns(job, [{**sheet, "table": ""}], by=office.planner)


def test_what_is_no_table_is_refused_and_leaves_nothing(office: Office) -> None:
    with pytest.raises(InvalidFile):
        actions.receive("凭证.xlsx", [b"PK\x03\x04 cut in half"], None, by=office.planner)
    assert not LedgerImport.objects.exists()


def test_what_counts_cannot_be_put_aside(office: Office) -> None:
    job = imported(spent(office.unit.code, MARCH, 300, "购办公用品"), by=office.planner)
    with pytest.raises(WrongState):
        actions.discard(job, by=office.planner)
    waiting = handed_in(spent(office.unit.code, APRIL, 1, "支出"), by=office.planner)
    actions.discard(waiting, by=office.planner)
    assert list(LedgerImport.objects.all()) == [job]


def test_the_trail_keeps_no_row(office: Office) -> None:
    imported(spent(office.unit.code, MARCH, 300, "付某某某的开支"), by=office.planner)
    assert "某某某" not in repr(list(Event.objects.values_list("changes", "detail")))


def test_once_it_counts_it_is_screened_and_a_closed_finding_that_came_back_is_told(office: Office) -> None:
    task = make.passed(office)
    settle_pattern(Pattern(finding=task.finding, family=RuleFamily.DISPLACEMENT, words=["无法入账"]), by=office.leader)
    close_task(task, by=office.planner)
    lines = spent(office.child_unit.code, timezone.localdate(), 19_000, "付管理局无法入账的开支")
    job = checked(handed_in(lines, by=office.planner), office)
    start_import(job, by=office.planner)
    import_and_screen.func(job.pk)
    alert = Alert.objects.get()
    assert (alert.state, alert.flag.amount_fen) == (AlertState.NEW, 1_900_000)


def test_a_file_given_up_leaves_the_trail_whole(office: Office) -> None:
    actions.discard(received(office)["ledger"], by=office.planner)
    assert not LedgerImport.objects.exists()
    assert verify()[1] is None
