"""Lists as spreadsheets: at once where short, in the background where long; never more than the person sees."""

from __future__ import annotations

from unittest.mock import Mock

import pytest
from django.http import FileResponse
from django.test import Client
from django.urls import reverse

from tests.cast import Office
from tests.factories.exchange import UNITS, brought_in
from xuncha.connectors.spreadsheets import read
from xuncha.records.audit.models import Event
from xuncha.records.exchange.models import ExportJob, JobState, Table
from xuncha.web.components import exports

pytestmark = pytest.mark.django_db
HOSTILE = (UNITS[0], ("=1+1", '=HYPERLINK("http://evil.example")', "学校", "青屿县", "", ""))


@pytest.fixture
def planner(office: Office, client: Client) -> Client:
    brought_in(Table.UNITS, UNITS, office.planner)
    return office.login(client, office.planner)


def names(content: bytes) -> set[object]:
    return {line.cells[1] for line in read(content, "t").lines[1:]}


def test_a_short_list_is_handed_out_at_once_with_the_filter_of_the_page(planner: Client) -> None:
    handed = planner.get(reverse("office:unit_list"), {"q": "农技", "export": "xlsx"})
    assert names(handed.content) == {"青屿县农技推广站"}
    assert Event.objects.filter(verb="export.run", actor_name="周以宁").exists()


def test_a_long_list_is_written_in_the_background_with_the_same_filter(
    planner: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "AT_ONCE", 0)
    page = planner.get(reverse("office:unit_list"), {"kind": "school", "export": "xlsx"}, follow=True)
    job = ExportJob.objects.get()
    assert (job.state, job.rows, job.query) == (JobState.DONE, 1, "kind=school")
    assert reverse("office:export_download", args=[job.pk]) in page.content.decode()
    handed = planner.get(reverse("office:export_download", args=[job.pk]))
    assert isinstance(handed, FileResponse)
    assert names(b"".join(handed.streaming_content)) == {"青屿县第二中学"}  # type: ignore[arg-type]
    assert Event.objects.filter(verb="export.download", key=job.pk).count() == 1
    assert planner.get(reverse("office:export_progress", args=[job.pk])).status_code == 286
    assert planner.get(reverse("office:export_list")).status_code == 200


def test_nobody_takes_anothers_file(planner: Client, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "AT_ONCE", 0)
    planner.get(reverse("office:unit_list"), {"export": "xlsx"})
    other = office.login(Client(), office.secretary)
    for name in ("export", "export_download", "export_progress"):
        assert other.get(reverse(f"office:{name}", args=[ExportJob.objects.get().pk])).status_code == 404


def test_who_lost_the_role_meanwhile_gets_nothing(
    planner: Client, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list is asked for anew as the person, with what the person may see by then."""
    monkeypatch.setattr(exports, "AT_ONCE", 0)
    task = exports.write_list
    monkeypatch.setattr(exports, "write_list", Mock())
    planner.get(reverse("office:unit_list"), {"export": "xlsx"})
    job = ExportJob.objects.get()
    office.planner.grants.update(revoked_on="2020-01-01")
    task.call(job.pk, "zh-hans")
    assert ExportJob.objects.get().state == JobState.FAILED


def test_only_lists_are_written_out(office: Office) -> None:
    from xuncha.records.exchange import actions

    job = actions.begin_export(reverse("office:import_new"), "", "不是列表", by=office.planner)
    exports.write_list.call(job.pk, "zh-hans")
    assert ExportJob.objects.get().state == JobState.FAILED


def test_formulas_brought_in_go_out_as_text(planner: Client, office: Office) -> None:
    brought_in(Table.UNITS, HOSTILE, office.planner)
    handed = planner.get(reverse("office:unit_list"), {"q": "=1+1", "export": "xlsx"})
    assert names(handed.content) == {'=HYPERLINK("http://evil.example")'}
    assert b"<f>" not in handed.content
