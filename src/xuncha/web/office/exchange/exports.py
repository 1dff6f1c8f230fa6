"""Lists written out in the background: how far, and the file."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from xuncha.domain.errors import NotFound
from xuncha.records.exchange import actions, queries
from xuncha.web.components.exports import MEDIA_TYPE, attachment
from xuncha.web.components.filters import RecordFilter
from xuncha.web.components.pages import DetailPage, ListPage
from xuncha.web.components.tables import DateColumn, LinkColumn, RecordTable, StateColumn
from xuncha.web.office.exchange.progress import JobProgress, shown


class ExportTable(RecordTable):
    """Columns of the list."""

    name = LinkColumn("office:export", verbose_name=_("列表"))
    state = StateColumn(verbose_name=_("状态"))
    rows = tables.Column(verbose_name=_("行数"))
    started_at = DateColumn(verbose_name=_("开始时间"))


class ExportFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("name",)


class ExportList(ListPage):
    """The long lists this person had written out."""

    permission = "export.run"
    title = _("导出文件")
    lead = _("超过2000行的列表在后台导出；文件保存七天，只有您自己能下载")
    table_class = ExportTable
    filterset_class = ExportFilter
    empty = _("在任何列表上点“导出表格”")
    exports = False

    def found(self) -> QuerySet[Any]:
        """One's own."""
        return queries.exports(self.user)


class ExportPage(DetailPage):
    """One export."""

    permission = "export.run"
    what = _("导出")
    template_name = "office/exchange/export.html"
    crumbs: ClassVar = ((_("导出文件"), "office:export_list"),)

    def found(self) -> QuerySet[Any]:
        """One's own."""
        return queries.exports(self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how far it is."""
        kwargs |= shown(self.record) if self.record.state == "running" else {}
        return super().get_context_data(job=self.record, kept=queries.has_file(self.record), **kwargs)


class ExportProgress(JobProgress):
    """How far an export is."""

    permission = "export.run"
    what = _("导出")

    def found(self) -> QuerySet[Any]:
        """One's own."""
        return queries.exports(self.user)

    def over(self) -> bool:
        """Done or failed."""
        return bool(self.record.state != "running")

    def address(self) -> str:
        """The export's page."""
        return reverse("office:export", args=[self.record.pk])


class ExportDownload(DetailPage):
    """The file."""

    permission = "export.run"
    what = _("导出")

    def found(self) -> QuerySet[Any]:
        """One's own."""
        return queries.exports(self.user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Hand it out, and put down that it was taken."""
        job = self.record
        if not queries.has_file(job):
            raise NotFound(str(self.what), job.pk)
        actions.note_download(job, by=self.user)
        headers = {"Content-Disposition": attachment(f"{job.name}.xlsx")}
        return FileResponse(queries.opened(job), content_type=MEDIA_TYPE, headers=headers)  # type: ignore[return-value]
