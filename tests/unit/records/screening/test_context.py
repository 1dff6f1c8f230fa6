"""What stands around a flag: as it was when it was raised, and only from ledgers the reader reaches."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.utils import timezone

from tests.cast import Office
from tests.factories import ledgers as money
from tests.unit.records.screening.test_watch import own_folder, screened
from xuncha.records.ledgers.keeping import store
from xuncha.records.rounds.deadlines import calendar
from xuncha.records.screening import context, patterns, queries
from xuncha.records.screening.models import Flag

pytestmark = pytest.mark.django_db
__all__ = ["own_folder"]


@pytest.fixture
def flag(office: Office, tmp_path: Path) -> Flag:
    """One invoice booked below the inspected unit and in a bureau that is not inspected; that one buys there often."""
    day = timezone.localdate()
    booked = {"invoice_no": "2631", "supplier_code": "S1"}
    lines = [
        *money.spent(office.child_unit.code, day, 2_800, "接待用餐", money.RECEPTION, **booked),
        *money.spent(office.other_unit.code, day, 2_800, "接待用餐", money.RECEPTION, **booked),
        *money.spent(
            office.other_unit.code, day, 77, "教师节茶点", money.RECEPTION, supplier_code="S1", voucher_id="记-9"
        ),
    ]
    money.receive(lines, tmp_path)
    screened(office)
    return Flag.objects.get(rule="B1")


def test_a_member_sees_the_rows_of_a_flag_but_not_what_else_others_spend(office: Office, flag: Flag) -> None:
    assert flag.unit == office.child_unit
    whole = context.of(flag, queries.units(office.planner))
    mine = context.of(flag, queries.units(office.member))
    assert mine.rows == whole.rows
    assert {row["unit"] for row in mine.rows["voucher_lines"]} == {office.child_unit.code, office.other_unit.code}
    assert "教师节茶点" in {row["summary"] for row in whole.counterparty}
    assert {row["unit"] for row in mine.counterparty} == {office.child_unit.code}
    assert {lines[0]["unit"] for lines in mine.vouchers} == {office.child_unit.code}
    assert len(whole.vouchers) == 2


def test_books_corrected_since_do_not_hide_what_was_flagged(office: Office, flag: Flag, tmp_path: Path) -> None:
    before = context.of(flag)
    file = tmp_path / "更正.csv"
    file.write_text("更正", encoding="utf-8")
    with store().begin() as batch:
        ((source, path),) = batch.earlier("voucher_lines")
        part = batch.source(file, "test")
        pq.write_table(pq.read_table(path).slice(0, 1), batch.rewriting(source.number, "voucher_lines", part.number))
        batch.commit(calendar())
    after = context.of(flag)
    assert (before.corrected, after.corrected) == (False, True)
    assert (after.rows, after.vouchers) == (before.rows, before.vouchers)
    assert patterns.of_flag(flag)["suppliers"] == ["S1"]
