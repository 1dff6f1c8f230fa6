"""Bringing a table in: choose a file, say which column is which, look at what is wrong, confirm, watch."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

import django_tables2 as tables
from django import forms
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django_tables2.utils import A

from xuncha.connectors.spreadsheets import Page as SheetPage
from xuncha.connectors.spreadsheets import write
from xuncha.records.exchange import actions, queries
from xuncha.web.components.exports import MEDIA_TYPE, attachment
from xuncha.web.components.filters import RecordFilter
from xuncha.web.components.pages import ActionPage, Button, DetailPage, ListPage, VerbPage, get_or_missing
from xuncha.web.components.said import said
from xuncha.web.components.tables import DateColumn, LinkColumn, RecordTable, StateColumn
from xuncha.web.office.exchange.cells import shown_value
from xuncha.web.office.exchange.progress import JobProgress, shown
from xuncha.web.office.exchange.tables import NAMES, WHAT_FOR

if TYPE_CHECKING:
    from xuncha.records.exchange.models import ImportJob
    from xuncha.records.exchange.tables.column import Problem

CRUMBS = ((gettext_lazy("数据导入"), "office:import_list"),)
PROBLEMS_A_PAGE = 100
MOVING = ("running", "checking")


class ImportTable(RecordTable):
    """Columns of the list."""

    name = LinkColumn("office:import", verbose_name=gettext_lazy("文件名"))
    table = tables.Column(verbose_name=gettext_lazy("类别"))
    state = StateColumn(verbose_name=gettext_lazy("状态"), accessor=A("state"))
    rows = tables.Column(verbose_name=gettext_lazy("行数"))
    created = tables.Column(verbose_name=pgettext_lazy("count", "新增"))
    updated = tables.Column(verbose_name=pgettext_lazy("count", "更新"))
    unchanged = tables.Column(verbose_name=gettext_lazy("未变"))
    started_at = DateColumn(verbose_name=gettext_lazy("上传时间"))


class ImportFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("name",)


class ImportList(ListPage):
    """The imports this person made."""

    permission = "import.view"
    title = gettext_lazy("数据导入")
    lead = gettext_lazy("把本单位已有的表格（.xlsx 或 .csv）导入系统；这里只列出您自己的导入")
    table_class = ImportTable
    filterset_class = ImportFilter
    empty = gettext_lazy("点“导入表格”，选择文件或先下载模板")

    def found(self) -> QuerySet[Any]:
        """One's own."""
        return queries.imports(self.user)

    def buttons(self) -> list[Button]:
        """Offer to bring a table in."""
        offered = [Button(_("导出文件"), reverse("office:export_list"), "file-export")]
        if self.may("import.run"):
            offered.insert(0, Button(_("导入表格"), reverse("office:import_new"), "file-import", main=True))
        return offered


class ImportForm(forms.Form):
    """Which table, which file."""

    table = forms.ChoiceField(
        label=gettext_lazy("类别"), choices=lambda: [(table, _(name)) for table, name in NAMES.items()]
    )
    file = forms.FileField(
        label=gettext_lazy("文件"), widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}), allow_empty_file=True,
        help_text=gettext_lazy(".xlsx 或 .csv，UTF-8 或 GBK 编码均可；不超过40 MB、10万行"),
    )  # fmt: skip


class ImportNew(ActionPage):
    """Choose a table and a file."""

    permission = "import.run"
    title = gettext_lazy("导入表格")
    lead = gettext_lazy("上传后先核对，您确认之前不会写入任何内容")
    template_name = "office/exchange/new.html"
    form_class = ImportForm
    submit = gettext_lazy("上传并核对")
    crumbs: ClassVar = CRUMBS

    def get_initial(self) -> dict[str, Any]:
        """Start with the table the link named."""
        return {"table": self.request.GET.get("table", "")}

    def act(self, form: forms.Form) -> str:
        """Keep the file and go on to its columns."""
        file = form.cleaned_data["file"]
        job = actions.upload(form.cleaned_data["table"], file.name, file.chunks(), by=self.user)
        return reverse("office:import_columns", args=[job.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the blank tables."""
        blanks = [(table, _(name), _(WHAT_FOR[table])) for table, name in NAMES.items()]
        return super().get_context_data(blanks=blanks, upload=True, back=reverse("office:import_list"), **kwargs)


class ColumnsForm(forms.Form):
    """For each column of the table, the column of the file."""

    def __init__(self, *args: Any, table: str, heads: list[str], sample: list[str], **kwargs: Any) -> None:
        """Make one choice a column."""
        super().__init__(*args, **kwargs)
        places = [(str(at), _place(at, head, sample)) for at, head in enumerate(heads)]
        for column in queries.rules(table).columns:
            self.fields[column.key] = forms.ChoiceField(
                label=_(column.name), choices=[("", _("（不导入）")), *places], required=column.required,
                help_text=_(column.help) if column.help else "",
                widget=forms.Select(attrs={"class": "form-select"}),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Refuse one column of the file for two of the table."""
        used: dict[str, str] = {}
        for key, place in list(self.cleaned_data.items()):
            if place and place in used:
                first = str(self.fields[used[place]].label)
                self.add_error(key, _("已用于“%(column)s”，文件中的一列只能用一次") % {"column": first})
            used.setdefault(place, key)
        return self.cleaned_data


class ImportColumns(ActionPage):
    """Say which column of the file is which."""

    permission = "import.run"
    title = gettext_lazy("对应列")
    lead = gettext_lazy("系统已按表头自动对应，请检查；下次同样的表头会记住您的选择")
    template_name = "office/exchange/columns.html"
    form_class = ColumnsForm
    submit = pgettext_lazy("verb", "核对内容")
    crumbs: ClassVar = CRUMBS

    @property
    def job(self) -> ImportJob:
        """The import."""
        return get_or_missing(queries.imports(self.user), self.kwargs["pk"], _("数据导入"))  # type: ignore[return-value]

    def get_initial(self) -> dict[str, Any]:
        """Start with what the heads say, or what was chosen the last time."""
        return {key: str(place) for key, place in self.job.mapping["columns"].items()}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give table, heads and first line."""
        job = self.job
        return {"table": job.table, "heads": job.mapping["heads"], "sample": queries.sample(job)}

    def act(self, form: forms.Form) -> str:
        """Keep it and have every line checked."""
        columns = {key: int(place) for key, place in form.cleaned_data.items() if place}
        job = actions.map_columns(self.job, columns, by=self.user)
        return reverse("office:import", args=[job.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the file's name."""
        return super().get_context_data(job=self.job, back=reverse("office:import_list"), **kwargs)


class ImportPage(DetailPage):
    """One import: what was understood, what is wrong, how far it is, what came of it."""

    permission = "import.view"
    what = gettext_lazy("数据导入")
    template_name = "office/exchange/import.html"
    crumbs: ClassVar = CRUMBS

    def found(self) -> QuerySet[Any]:
        """One's own."""
        return queries.imports(self.user)

    def buttons(self) -> list[Button]:
        """Offer the next step."""
        job, may_run = self.record, self.may("import.run")
        columns = Button(_("重新对应列"), reverse("office:import_columns", args=[job.pk]), "edit")
        again = Button(_("上传改好的文件"), f"{reverse('office:import_new')}?table={job.table}", "upload", main=True)
        start = reverse("office:import_start", args=[job.pk])
        stuck = actions.stalled(job)
        if not may_run:
            return []
        match job.state:
            case "uploaded":
                return [columns]
            case "ready":
                label = ngettext("确认导入%(rows)s行", "确认导入%(rows)s行", job.rows) % {"rows": job.rows}
                return [columns, Button(label, start, "check", main=True, post=True)]
            case "rejected":
                return [columns, again]
            case "failed":
                return [columns, Button(_("重新导入"), start, "refresh", main=True, post=True)]
            case "running" | "checking" if stuck:
                return [Button(_("重新开始"), start, "refresh", main=True, post=True)]
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add progress, preview or problems, as the state asks."""
        job = self.record
        kwargs |= shown(job) if job.state in MOVING else {}
        if job.state in ("ready", "rejected"):
            columns = [
                _(column.name) for column in queries.rules(job.table).columns if column.key in job.mapping["columns"]
            ]
            lines = [(line, [shown_value(value) for value in values]) for line, values in queries.first_lines(job)]
            kwargs |= {
                "preview_heads": columns,
                "preview": [(line, list(zip(columns, cells, strict=True))) for line, cells in lines],
            }
        if job.state in ("rejected", "failed"):
            problems = queries.problems(job)
            pages = Paginator(problems, PROBLEMS_A_PAGE)
            kwargs |= {
                "problems": pages.get_page(self.request.GET.get("page")),
                "bad_lines": len({problem.line for problem in problems}),
            }
        return super().get_context_data(job=job, table_name=_(NAMES[job.table]), moving=job.state in MOVING, **kwargs)


class ImportProgress(JobProgress):
    """How far an import is."""

    permission = "import.view"
    what = gettext_lazy("数据导入")

    def found(self) -> QuerySet[Any]:
        """One's own."""
        return queries.imports(self.user)

    def over(self) -> bool:
        """Done, refused or failed."""
        return self.record.state not in MOVING

    def address(self) -> str:
        """The import's page."""
        return reverse("office:import", args=[self.record.pk])


class ImportStart(VerbPage):
    """Confirm."""

    permission = "import.run"
    what = gettext_lazy("数据导入")
    done = gettext_lazy("已开始")

    def found(self) -> QuerySet[Any]:
        """One's own."""
        return queries.imports(self.user)

    def act(self) -> None:
        """Start, or start anew what broke off."""
        if self.record.state == "checking":
            actions.check_again(self.record, by=self.user)
        else:
            actions.start(self.record, by=self.user)

    def address(self) -> str:
        """Back to the import."""
        return reverse("office:import", args=[self.record.pk])


class ImportProblems(DetailPage):
    """Everything that is wrong with a file, as a table to work through."""

    permission = "import.view"
    what = gettext_lazy("数据导入")

    def found(self) -> QuerySet[Any]:
        """One's own."""
        return queries.imports(self.user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Hand it out."""
        job, target = self.record, io.BytesIO()
        heads = [_("行"), _("列"), _("内容"), _("原因")]
        write(target, [SheetPage(_("错误清单"), heads, _problem_rows(queries.problems(job)), widths=(8, 22, 30, 60))])
        name = f"{_('错误清单')}-{job.name}.xlsx"
        headers = {"Content-Disposition": attachment(name)}
        return HttpResponse(target.getvalue(), content_type=MEDIA_TYPE, headers=headers)


def _problem_rows(problems: Iterable[Problem]) -> Iterable[list[object]]:
    for problem in problems:
        yield [problem.line or "", said(problem.column) if problem.column else "", problem.cell, said(problem.reason)]


def _place(at: int, head: str, sample: list[str]) -> str:
    """Name a column of the file: its letter, its head, and what stands below it."""
    letters, number = "", at + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    example = sample[at][:20] if at < len(sample) and sample[at] else ""
    name = f"{letters} {head}" if head else letters
    return _("%(name)s（如：%(example)s）") % {"name": name, "example": example} if example else name
