"""Files of ledgers: handed in, checked before anything counts, brought in, what came of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xuncha.domain.errors import NotFound
from xuncha.domain.ledgers import LedgerState
from xuncha.records.ledgers import actions, progress, queries
from xuncha.records.screening import receiving
from xuncha.web.components.filters import RecordFilter, chosen
from xuncha.web.components.pages import ActionPage, Button, DetailPage, ListPage, VerbPage
from xuncha.web.components.picking import PickField
from xuncha.web.components.polling import ProgressPage
from xuncha.web.components.tables import DateColumn, LinkColumn, RecordTable, StateColumn
from xuncha.web.components.templatetags.xuncha import badge, day
from xuncha.web.components.writing import joined, moment
from xuncha.web.office.ledgers.totals import totals

if TYPE_CHECKING:
    from xuncha.records.ledgers.models import LedgerImport

CRUMBS = ((gettext_lazy("收到的账套"), "office:ledger_list"),)
MOVING = ("checking", "running")
WHAT = gettext_lazy("账套")


class LedgerTable(RecordTable):
    """Columns of the list."""

    name = LinkColumn("office:ledger", verbose_name=gettext_lazy("文件名"))
    unit = tables.Column(verbose_name=gettext_lazy("单位"))
    state = StateColumn(verbose_name=gettext_lazy("状态"))
    first_day = DateColumn(verbose_name=gettext_lazy("最早日期"))
    last_day = DateColumn(verbose_name=gettext_lazy("最晚日期"))
    rows = tables.Column(verbose_name=gettext_lazy("导入行数"), orderable=False)
    rejected = tables.Column(verbose_name=gettext_lazy("未导入行数"))
    by = tables.Column(verbose_name=gettext_lazy("经办人"))
    received_at = DateColumn(verbose_name=gettext_lazy("收到时间"))


class LedgerFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("name", "unit__name", "unit__code")
    state = chosen(LedgerState, gettext_lazy("状态"))


class LedgerList(ListPage):
    """Files received."""

    permission = "ledger.view"
    title = gettext_lazy("收到的账套")
    lead = gettext_lazy("各单位交来的序时账、余额表、发票和支付清单等；导入后即按疑点规则筛查")
    table_class = LedgerTable
    filterset_class = LedgerFilter
    empty = gettext_lazy("点“导入账套”上传文件；一个文件可以含多张表、多个单位")

    def found(self) -> QuerySet[Any]:
        """Files within reach."""
        return queries.imports(self.user)

    def buttons(self) -> list[Button]:
        """Offer the months, and to bring one in."""
        months = Button(_("完整情况"), reverse("office:ledger_units"), "calendar")
        new = Button(_("导入账套"), reverse("office:ledger_new"), "file-import", main=True)
        return [months, new] if self.may("ledger.import") else [months]


class LedgerForm(forms.Form):
    """Whose ledger, which file."""

    unit = PickField(
        None, gettext_lazy("单位"), required=False,
        help_text=gettext_lazy("文件里没有单位一列时填写：代码或名称，只记得一部分也可以"),
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("文件"), widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.et,.csv,.tsv,.txt,.xml"}),
        allow_empty_file=True,
        help_text=gettext_lazy(
            "序时账、凭证、科目余额表、发票、支付、采购、名册等：.xlsx、.xls、.csv（UTF-8 或 GBK）、GB/T 24589 的 .xml；不超过100 MB，更大的请按年度分开"
        ),
    )  # fmt: skip


class LedgerNew(ActionPage):
    """Hand in a file."""

    permission = "ledger.import"
    title = gettext_lazy("导入账套")
    lead = gettext_lazy("上传后先对应列、核对控制总数，您确认之前不会写入任何内容")
    form_class = LedgerForm
    submit = gettext_lazy("上传")
    crumbs: ClassVar = CRUMBS

    def get_form(self) -> forms.Form:
        """Offer the units whose ledgers this person may bring in."""
        form = super().get_form()
        form.fields["unit"].records = lambda: queries.units(self.user, "ledger.import")  # type: ignore[attr-defined]
        return form

    def act(self, form: forms.Form) -> str:
        """Keep the file and go on to its columns."""
        file = form.cleaned_data["file"]
        job = actions.receive(file.name, file.chunks(), form.cleaned_data["unit"], by=self.user)
        return reverse("office:ledger_columns", args=[job.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show how much was sent."""
        return super().get_context_data(upload=True, **kwargs)


class _OfLedger(DetailPage):
    """What stands on one file."""

    permission = "ledger.view"
    what = WHAT

    def found(self) -> QuerySet[Any]:
        """Files within reach."""
        return queries.imports(self.user)


class LedgerPage(_OfLedger):
    """One file: what it holds, whether it adds up, what was not taken, what to do next."""

    template_name = "office/ledgers/ledger.html"
    crumbs: ClassVar = CRUMBS

    def buttons(self) -> list[Button]:
        """Offer the next step."""
        job = self.record
        if not queries.imports(self.user, "ledger.import").filter(pk=job.pk).exists():
            return []
        step = {
            name: reverse(f"office:ledger_{name}", args=[job.pk]) for name in ("columns", "start", "correct", "discard")
        }
        columns = Button(_("重新对应列"), step["columns"], "edit")
        gone = Button(_("放弃导入"), step["discard"], "trash", post=True, confirm=_("放弃后文件不再保留，确定吗？"))
        match job.state:
            case "uploaded":
                return [Button(_("对应列"), step["columns"], "edit", main=True), gone]
            case "ready":
                return [columns, gone, Button(_("确认导入"), step["start"], "check", main=True, post=True)]
            case "rejected" | "failed":
                correct = Button(_("作为更正的账套重新检查"), step["correct"], "refresh", post=True)
                return [columns, gone, *([] if job.replacing else [correct])]
            case "running" | "checking" if queries.stalled(job):
                return [Button(_("重新开始"), step["start"], "refresh", main=True, post=True)]
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the file was found to hold, and how far it is."""
        job = self.record
        moving = job.state in MOVING
        kwargs |= _how_far(job) if moving else {}
        return super().get_context_data(
            facts=_facts(job), moving=moving, totals=totals(job.report.get("totals", {})),
            problems=queries.problems(job), left_out=[(_(why), rows) for why, rows in queries.left_out(job).items()],
            unread=queries.unread(job), has_rejected=queries.has_rejected_rows(job), held=job.units.select_related("unit"), **kwargs,
        )  # fmt: skip


class LedgerProgress(ProgressPage):
    """How far the reading is."""

    permission = "ledger.view"
    what = WHAT
    template_name = "office/ledgers/progress.html"

    def found(self) -> QuerySet[Any]:
        """Files within reach."""
        return queries.imports(self.user)

    def over(self) -> bool:
        """Checked, done or failed."""
        return self.record.state not in MOVING

    def address(self) -> str:
        """The file's page."""
        return reverse("office:ledger", args=[self.record.pk])

    def shown(self) -> dict[str, Any]:
        """What was told last."""
        return _how_far(self.record)


class RejectedRows(_OfLedger):
    """The rows that were not taken, to be put right and handed in again."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Hand them out."""
        rows = queries.rejected_rows(self.record)
        if rows is None:
            raise NotFound(_("未导入的行"), self.record.pk)
        actions.note_rejected(self.record, by=self.user)
        stem = self.record.name.rpartition(".")[0] or self.record.name
        name = f"{_('未导入的行')}-{stem}.csv"
        return FileResponse(rows, as_attachment=True, filename=name, content_type="text/csv; charset=utf-8")  # type: ignore[return-value]


class _Step(VerbPage):
    """A button on one file, back to it."""

    permission = "ledger.import"
    what = WHAT

    def found(self) -> QuerySet[Any]:
        """Files this person may bring in."""
        return queries.imports(self.user, "ledger.import")

    def address(self) -> str:
        """The file's page."""
        return reverse("office:ledger", args=[self.record.pk])


class LedgerStart(_Step):
    """Let it count, and have it screened."""

    done = gettext_lazy("已开始")

    def act(self) -> None:
        """Do it."""
        receiving.start_import(self.record, by=self.user)


class LedgerCorrect(_Step):
    """Check it again, as what takes the place of what was received before."""

    done = gettext_lazy("已按更正的账套检查")

    def act(self) -> None:
        """Do it."""
        actions.correct(self.record, by=self.user)


class LedgerDiscard(_Step):
    """Put it aside."""

    done = gettext_lazy("已放弃，没有写入任何内容")

    def act(self) -> None:
        """Do it."""
        actions.discard(self.record, by=self.user)

    def address(self) -> str:
        """The list; or the file, where it could not be put aside."""
        return reverse("office:ledger_list")


def _how_far(job: LedgerImport) -> dict[str, Any]:
    return {"told": progress.of(job), "broken_off": progress.broken_off(job)}


def _facts(job: LedgerImport) -> list[tuple[Any, Any]]:
    names = queries.table_names()
    rows = joined(
        _("%(table)s %(rows)s行") % {"table": _(names[table]), "rows": rows} for table, rows in job.tables.items()
    )
    return [
        (_("状态"), badge(job.state, job.get_state_display())), (_("单位"), job.unit), (_("导入行数"), rows or None),
        (_("未导入行数"), job.rejected), (_("最早日期"), day(job.first_day)), (_("最晚日期"), day(job.last_day)),
        (_("经办人"), job.by), (_("收到时间"), moment(job.received_at)),
        (_("完成时间"), moment(job.ended_at) if job.ended_at else None), (_("文件摘要（SHA-256）"), job.sha256[:16]),
    ]  # fmt: skip
