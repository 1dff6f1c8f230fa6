"""The pages on which a table is brought in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.cast import Office
from tests.factories.exchange import UNITS, brought_in, checked, csv_file, uploaded, xlsx_file
from xuncha.connectors.spreadsheets import read
from xuncha.records.exchange.models import ImportJob, JobState, Table
from xuncha.records.people.models import Unit

pytestmark = pytest.mark.django_db
BAD = (UNITS[0], ("U-1", "甲局", "什么部门", "青屿县", "", ""), ("U-2", "", "学校", "青屿县", "", ""))


@pytest.fixture
def planner(office: Office, client: Client) -> Client:
    return office.login(client, office.planner)


def sent(client: Client, content: bytes, table: str = "units", name: str = "花名册.csv") -> HttpResponse:
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("office:import_new"), {"table": table, "file": file}, follow=True)  # type: ignore[return-value]


def chosen(job: ImportJob) -> dict[str, Any]:
    return {key: str(place) for key, place in job.mapping["columns"].items()}


def test_the_planner_goes_from_file_to_result(
    planner: Client, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    page = sent(planner, csv_file(UNITS, "gbk"))
    job = ImportJob.objects.get()
    assert page.redirect_chain[-1][0] == reverse("office:import_columns", args=[job.pk])  # type: ignore[attr-defined]
    assert "花名册.csv" in page.content.decode()
    page = planner.post(reverse("office:import_columns", args=[job.pk]), chosen(job), follow=True)
    words = page.content.decode()
    assert "确认导入3行" in words
    assert "青屿县（990101）" in words
    with django_capture_on_commit_callbacks(execute=True):
        planner.post(reverse("office:import_start", args=[job.pk]))
    words = planner.get(reverse("office:import", args=[job.pk])).content.decode()
    assert "已完成" in words
    assert Unit.objects.filter(code__in=["U-1", "U-2", "U-3"]).count() == 3


def test_bad_lines_are_shown_and_handed_out_in_the_readers_language(planner: Client) -> None:
    sent(planner, csv_file(BAD))
    job = ImportJob.objects.get()
    page = planner.post(reverse("office:import_columns", args=[job.pk]), chosen(job), follow=True)
    words = page.content.decode()
    assert "2 行有错，共 2 处" in words
    assert "必填" in words
    assert reverse("office:import_start", args=[job.pk]) not in words
    handed = planner.get(reverse("office:import_problems", args=[job.pk]))
    assert [line.cells[:2] for line in read(handed.content, "t").lines] == [
        ("行", "列"),
        (2, "单位类型"),
        (3, "单位名称"),
    ]
    planner.cookies["django_language"] = "en"
    assert "什么部门" in planner.get(reverse("office:import", args=[job.pk])).content.decode()


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02\x03" * 99, b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_a_hostile_file_is_refused_on_the_form(planner: Client, content: bytes) -> None:
    page = sent(planner, content, name="坏.xlsx")
    assert page.status_code == 422
    assert "坏.xlsx" in page.content.decode()
    assert not ImportJob.objects.exists()


def test_one_column_of_the_file_serves_once(office: Office, planner: Client) -> None:
    job = uploaded(Table.UNITS, UNITS, office.planner)
    page = planner.post(reverse("office:import_columns", args=[job.pk]), chosen(job) | {"line": "0"})
    assert page.status_code == 422
    assert "文件中的一列只能用一次" in page.content.decode()


@pytest.mark.parametrize("table", [table.value for table in Table])
def test_a_blank_table_is_understood_by_its_own_heads(office: Office, planner: Client, table: str) -> None:
    for form in ("xlsx", "csv"):
        blank = planner.get(reverse("office:import_blank", args=[table, form]))
        assert blank.status_code == 200
        heads = read(blank.content, "t").lines[0].cells
        job = uploaded(Table(table), blank.content, office.planner)
        assert len(job.mapping["columns"]) == len(heads), form


def test_a_blank_workbook_explains_itself_and_offers_lists(planner: Client) -> None:
    blank = planner.get(reverse("office:import_blank", args=["units", "xlsx"]))
    with zipfile.ZipFile(io.BytesIO(blank.content)) as packed:
        assert "党政部门" in packed.read("xl/worksheets/sheet1.xml").decode()
        assert len([name for name in packed.namelist() if name.startswith("xl/worksheets/sheet")]) == 2


def test_a_page_waits_by_asking_and_stops_when_it_is_over(office: Office, planner: Client) -> None:
    job = checked(Table.UNITS, UNITS, office.planner)
    ImportJob.objects.filter(pk=job.pk).update(state=JobState.RUNNING)
    address = reverse("office:import_progress", args=[job.pk])
    assert 'hx-trigger="every 1s"' in planner.get(reverse("office:import", args=[job.pk])).content.decode()
    assert planner.get(address).status_code == 200
    ImportJob.objects.filter(pk=job.pk).update(state=JobState.DONE)
    over = planner.get(address)
    assert over.status_code == 286
    assert over.headers["HX-Redirect"] == reverse("office:import", args=[job.pk])


def test_asking_how_far_it_is_does_not_prolong_the_session(
    office: Office, planner: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = checked(Table.UNITS, UNITS, office.planner)
    kept = []
    store = import_module(settings.SESSION_ENGINE).SessionStore
    monkeypatch.setattr(store, "save", lambda self, must_create=False: kept.append(1))
    planner.get(reverse("office:import_progress", args=[job.pk]))
    assert not kept
    planner.get(reverse("office:import", args=[job.pk]))
    assert kept


def test_nobody_opens_anothers_import(office: Office, client: Client) -> None:
    job = brought_in(Table.UNITS, UNITS, office.planner)
    office.login(client, office.leader)
    assert client.get(reverse("office:import", args=[job.pk])).status_code == 403
    with_same_role = office.login(Client(), office.system)
    assert with_same_role.get(reverse("office:import_problems", args=[job.pk])).status_code == 403


def test_the_list_of_imports_asks_as_often_for_thirty_as_for_three(
    office: Office, planner: Client, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert planner.get(reverse("office:import_list")).status_code == 200
        return len(queries)

    for _ in range(3):
        uploaded(Table.UNITS, xlsx_file(UNITS), office.planner)
    asked()
    few = asked()
    for _ in range(22):
        uploaded(Table.UNITS, xlsx_file(UNITS), office.planner)
    assert asked() == few
