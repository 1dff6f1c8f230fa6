"""A list as a spreadsheet, with the same filter as on the page: at once where it is short, else in the background."""

from __future__ import annotations

import io
import logging
import tempfile
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django_tasks import task

from xuncha.connectors.spreadsheets import Page as SheetPage
from xuncha.connectors.spreadsheets import write
from xuncha.records.audit import actions as audit
from xuncha.records.exchange import actions, progress, queries

if TYPE_CHECKING:
    from xuncha.web.components.pages import ListPage

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AT_ONCE = 2_000
"""A list up to this long is written while the page waits: about a second."""
CHUNK = 256 * 1024
log = logging.getLogger(__name__)


def export(page: ListPage) -> HttpResponse:
    """Write the filtered, sorted list as xlsx and note in the trail who took it; a long one in the background."""
    table = page.get_table(**page.get_table_kwargs())
    title = str(page.get_title())
    if len(table.rows) > AT_ONCE:
        query = page.request.GET.copy()
        query.pop("export", None)
        job = actions.begin_export(page.request.path, query.urlencode(), file_stem(page), by=page.user)
        write_list.enqueue(job.pk, get_language() or "zh-hans")
        return HttpResponseRedirect(reverse("office:export", args=[job.pk]))
    buffer = io.BytesIO()
    rows = write_table(table, title, buffer)
    audit.note("export.run", by=page.user, page=title, rows=rows)
    headers = {"Content-Disposition": attachment(f"{file_stem(page)}.xlsx")}
    return HttpResponse(buffer.getvalue(), content_type=MEDIA_TYPE, headers=headers)


@task()
def write_list(key: int, language: str) -> None:
    """Write a long list: asked for anew as the person who wanted it, by address and filter, so that reach holds."""
    job = queries.export_job(key)
    if job is None:
        return
    teller = progress.Teller(job)
    try:
        with override(language), tempfile.TemporaryFile() as file:
            table, title = _asked_anew(job)
            rows = write_table(table, title, file, lambda done, total: teller.tell(progress.WRITING, done, total))
            file.seek(0)
            actions.finish_export(job, iter(lambda: file.read(CHUNK), b""), rows)
    except Exception:
        log.exception("export %s broke off", key)
        actions.fail_export(job)


def write_table(table: Any, title: str, target: BinaryIO, told: Any = None) -> int:
    """Write a table's values as one sheet; gives the number of rows."""
    values = iter(table.as_values())
    heads = [str(head) for head in next(values)]
    total = len(table.rows)
    return write(target, [SheetPage(sheet_name(title), heads, _telling(values, total, told))])


def attachment(name: str) -> str:
    """The header that names a file handed out."""
    return f"attachment; filename*=UTF-8''{quote(name)}"


def file_stem(page: ListPage) -> str:
    """What an exported list is called: its title and the day."""
    return f"{page.get_title()}-{timezone.localdate():%Y%m%d}"


def sheet_name(title: str) -> str:
    """A title as a sheet may be called."""
    return "".join(sign for sign in title if sign not in "[]:*?/\\").strip("'")[:31] or "1"


def _asked_anew(job: Any) -> tuple[Any, str]:
    found = resolve(job.page)
    view_class = getattr(found.func, "view_class", None)
    # Only a list says of itself that it may be written out.
    if view_class is None or not getattr(view_class, "exports", False):
        raise TypeError(job.page)
    request = HttpRequest()
    request.method, request.path, request.GET, request.user = "GET", job.page, QueryDict(job.query), job.by
    page = view_class()
    page.setup(request, *found.args, **found.kwargs)
    page.require_permission()
    page.object_list = page.filtered()
    return page.get_table(**page.get_table_kwargs()), str(page.get_title())


def _telling(rows: Iterable[list[Any]], total: int, told: Any) -> Iterator[list[Any]]:
    for count, row in enumerate(rows, start=1):
        if told and count % 100 == 0:
            told(count, total)
        yield row
