"""The pages on which ledgers are received."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.cast import Office
from tests.factories.ledgers import exported, handed_in, imported, spent
from xuncha.connectors.spreadsheets import read
from xuncha.records.ledgers.actions import map_columns
from xuncha.records.ledgers.models import LedgerImport, LedgerMonth
from xuncha.records.screening.models import Screening

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 9)


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def planner(office: Office, client: Client) -> Client:
    return office.login(client, office.planner)


def sent(client: Client, content: str, unit: str = "") -> HttpResponse:
    file = SimpleUploadedFile("序时账.csv", content.encode("gb18030"))
    return client.post(reverse("office:ledger_new"), {"unit": unit, "file": file}, follow=True)  # type: ignore[return-value]


def chosen(page: Any) -> dict[str, Any]:
    """What the page of columns would send as it stands."""
    form = page.context["form"]
    told = {name: field.initial for name, field in form.fields.items() if field.initial}
    return told | {f"s{sheet['at']}-drawn": sheet["drawn"] for sheet in page.context["sheets"]}


def text(page: Any) -> str:
    return str(page.content.decode())


def test_the_planner_goes_from_file_to_screened_rows(
    office: Office, planner: Client, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    page = sent(planner, exported(spent(office.unit.code, MARCH, 300, "购办公用品")))
    assert "购办公用品" in text(page)
    job = LedgerImport.objects.get()
    page = planner.post(reverse("office:ledger_columns", args=[job.pk]), chosen(page), follow=True)  # type: ignore[assignment]
    assert "凭证借贷相等" in text(page)
    assert "确认导入" in text(page)
    assert not LedgerMonth.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        planner.post(reverse("office:ledger_start", args=[job.pk]))
    words = text(planner.get(reverse("office:ledger", args=[job.pk])))
    assert "已导入" in words
    assert office.unit.name in words
    assert Screening.objects.exists()


def test_a_column_is_corrected_by_hand(office: Office, planner: Client) -> None:
    page = sent(planner, exported(spent(office.unit.code, MARCH, 300, "购办公用品")))
    job = LedgerImport.objects.get()
    fields = chosen(page) | {"s0-c3": "counterparty"}
    planner.post(reverse("office:ledger_columns", args=[job.pk]), fields)
    job.refresh_from_db()
    assert job.sheets[0]["columns"]["counterparty"] == "摘要"


def test_two_columns_of_one_meaning_are_refused_by_name(office: Office, planner: Client) -> None:
    page = sent(planner, exported(spent(office.unit.code, MARCH, 300, "购办公用品")))
    job = LedgerImport.objects.get()
    page = planner.post(reverse("office:ledger_columns", args=[job.pk]), chosen(page) | {"s0-c4": "date"})  # type: ignore[assignment]
    assert page.status_code == 422
    assert "已用于“日期”" in text(page)


def test_a_sheet_taken_for_another_table_is_drawn_anew_before_anything_is_kept(office: Office, planner: Client) -> None:
    page = sent(planner, exported(spent(office.unit.code, MARCH, 300, "购办公用品")))
    job = LedgerImport.objects.get()
    page = planner.post(reverse("office:ledger_columns", args=[job.pk]), chosen(page) | {"s0-table": "payments"})  # type: ignore[assignment]
    assert page.status_code == 200
    assert "支付凭证号" in text(page)
    job.refresh_from_db()
    assert (job.state, job.sheets[0]["table"]) == ("uploaded", "voucher_lines")


def test_what_does_not_add_up_stands_on_the_page_with_unit_and_amounts(office: Office, planner: Client) -> None:
    lines = [line for day in range(1, 9) for line in spent(office.unit.code, date(2026, 3, day), 100, "支出")]
    lines[1] = {**lines[1], "credit_fen": 9_900}
    job = handed_in(lines, by=office.planner)
    map_columns(job, job.sheets, by=office.planner)
    words = text(planner.get(reverse("office:ledger", args=[job.pk])))
    assert f"{office.unit.name} 2026年3月 凭证记-0301：借方100元，贷方99元" in words


def test_the_months_show_gaps_and_flaws_and_are_exported(office: Office, planner: Client) -> None:
    months = [spent(office.unit.code, day, 9, "支出", voucher_id="记-1") for day in (MARCH, date(2026, 5, 6))]
    imported([line for lines in months for line in lines], by=office.planner)
    address = reverse("office:ledger_units")
    assert "2026年4月" in text(planner.get(address))
    table = read(planner.get(address, {"export": "xlsx"}).content, "月份.xlsx")
    assert [str(cell) for cell in list(table.lines)[1].cells][:3] == [
        office.unit.name,
        "2026年3月—2026年5月",
        "2026年4月",
    ]


def test_rows_not_taken_are_handed_out(office: Office, planner: Client) -> None:
    known = [line for day in range(1, 29) for line in spent(office.unit.code, date(2026, 3, day), day, "支出")]
    job = handed_in([*known, *spent("天外县财政局", MARCH, 5, "支出")], by=office.planner)
    map_columns(job, job.sheets, by=office.planner)
    answer = planner.get(reverse("office:ledger_rejected", args=[job.pk]))
    content = io.BytesIO(b"".join(answer.streaming_content)).read().decode("utf-8-sig")  # type: ignore[attr-defined]
    assert "天外县财政局" in content
    assert (
        planner.get(reverse("office:ledger_rejected", args=[imported(known, by=office.planner).pk])).status_code == 404
    )


def test_an_inspected_unit_gets_no_page_of_it(office: Office, client: Client) -> None:
    office.login(client, office.unit_head)
    assert client.get(reverse("office:ledger_list")).status_code == 403
