"""The unit's tasks: the list, one task, and every answer to it: progress, measures, files, done, more time."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
import django_tables2 as tables
from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.connectors.filestore import MEGABYTE
from xuncha.domain.rectification import TASK_FLOW, EvidenceKind, TaskState, TaskVerb
from xuncha.records.rectification import actions, queries
from xuncha.web.components.evidence_files import EvidenceFile
from xuncha.web.components.fields import coded, day, paragraph
from xuncha.web.components.filters import RecordFilter, chosen
from xuncha.web.components.pages import Button, ListPage
from xuncha.web.components.records import RecordForm
from xuncha.web.components.tables import DateColumn, LinkColumn, RecordTable, StateColumn
from xuncha.web.components.task_page import TaskPage
from xuncha.web.unit.plan_tasks import TASK_CRUMBS, OnMeasure, OnTask

ACCEPT = ".pdf,.ofd,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.wps,.et,.txt,.jpg,.jpeg,.png,image/*"


class TaskTable(RecordTable):
    """Columns of the list."""

    title = LinkColumn("unit:task", verbose_name=_("整改任务"))
    finding = tables.Column(verbose_name=_("问题"), order_by="finding__title")
    duty_leader = tables.Column(verbose_name=_("责任领导"), default="—")
    state = StateColumn(verbose_name=_("状态"))
    due_on = DateColumn(verbose_name=_("完成时限"), order_by=("due_on", "pk"))
    closed_on = DateColumn(verbose_name=_("销号日期"), default="—")


class TaskFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("title", "finding__title", "duty_leader", "duty_person")
    state = chosen(TaskState, _("状态"))
    overdue = django_filters.ChoiceFilter(method="late", label=_("逾期"), choices=[("yes", _("已逾期"))])

    def late(self, found: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what is overdue."""
        return queries.overdue(found)


class TaskList(ListPage):
    """The unit's own tasks."""

    permission = "task.view"
    title = pgettext_lazy("list", "整改任务")
    lead = _("逐项落实措施、上传佐证材料，办完后由主要负责人申报完成")
    table_class = TaskTable
    filterset_class = TaskFilter
    empty = _("先在整改方案中添加任务")

    def found(self) -> QuerySet[Any]:
        """Tasks within reach: those still open first, the earliest date first."""
        return queries.open_first(queries.tasks(self.user))


class UnitTaskPage(TaskPage):
    """One task, with what the unit can do about it now."""

    template_name = "unit/task.html"
    crumbs: ClassVar = TASK_CRUMBS
    above: ClassVar = ""
    names: ClassVar = {
        "file": "unit:evidence", "task": "unit:task", "measure_done": "unit:measure_done",
        "measure_edit": "unit:measure_edit", "measure_remove": "unit:measure_remove",
        "evidence_withdraw": "unit:evidence_withdraw",
    }  # fmt: skip
    at_once: ClassVar = frozenset({"unit:task_remove"})

    @property
    def working(self) -> bool:
        """Whether it is the unit's turn."""
        return TASK_FLOW.can(TaskState(self.record.state), TaskVerb.WORK)

    def buttons(self) -> list[Button]:
        """Offer what comes next."""
        task = self.record
        planning = queries.may_write_plan(task.plan)
        return self.offered([
            (self.working and not planning, "task.submit", _("申报完成"), "unit:task_submit", "check"),
            (self.working and not planning, "extension.request", _("申请延期"), "unit:extension_request", "hourglass"),
            (planning, "task.write", _("修改"), "unit:task_edit", "edit"),
            (planning, "task.write", _("删除"), "unit:task_remove", "trash"),
        ])  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what the unit may write."""
        return super().get_context_data(
            works=self.working,
            may_progress=self.working and self.may_here("task.progress"),
            may_upload=self.working and self.may_here("evidence.upload"),
            may_measure=queries.may_write_measures(self.record) and self.may_here("task.write"),
            back_with=queries.last_refusals(self.record) if self.record.state == TaskState.RETURNED else [],
            **kwargs,
        )


class File(EvidenceFile):
    """One file of evidence."""


class ProgressForm(forms.Form):
    """What was done, on which day."""

    on = day(_("日期"))
    text = paragraph(_("进展"), rows=5, max_length=5000, help_text=_("写做了什么、结果如何、金额和人数多少"))


class ProgressNew(OnTask):
    """Put down progress."""

    permission = "task.progress"
    title = _("填报进展")
    form_class = ProgressForm
    done = _("已填报")

    def get_initial(self) -> dict[str, Any]:
        """Today."""
        return {"on": timezone.localdate()}

    def act(self, form: forms.Form) -> str:
        """Put it down."""
        actions.report_progress(queries.new_progress(self.record, **form.cleaned_data), by=self.user)
        return self.address()


class DoneForm(forms.Form):
    """When a measure was carried out."""

    done_on = day(_("完成日期"))


class MeasureDone(OnMeasure):
    """Put down that a measure was carried out."""

    permission = "task.progress"
    title = _("登记措施完成")
    form_class = DoneForm
    done = _("已登记")

    def get_initial(self) -> dict[str, Any]:
        """Today."""
        return {"done_on": timezone.localdate()}

    def act(self, form: forms.Form) -> str:
        """Put it down."""
        actions.carry_out_measure(self.record, form.cleaned_data["done_on"], by=self.user)
        return self.address()


class EvidenceForm(forms.Form):
    """A file, and what it proves."""

    file = forms.FileField(label=_("文件"), widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}))
    kind = coded(EvidenceKind, _("类别"))
    measure = forms.ChoiceField(label=_("对应措施"), required=False)
    made_on = day(_("形成日期"), required=False, help_text=_("材料本身的日期，例如会议、缴款、印发的日期"))

    def __init__(self, *args: Any, measures: QuerySet[Any], **kwargs: Any) -> None:
        """Offer the task's measures, and say how large a file may be."""
        super().__init__(*args, **kwargs)
        self.measures = {str(measure.pk): measure for measure in measures}
        choices = [("", "—"), *((key, f"{each.number}. {each.text[:60]}") for key, each in self.measures.items())]
        self.fields["measure"].choices = choices  # type: ignore[attr-defined]
        told = _("PDF、OFD、Office文档、图片或文本，不超过%(size)s兆；拍照请直接选择照片")
        self.fields["file"].help_text = told % {"size": settings.FILE_LIMIT_BYTES // MEGABYTE}


class EvidenceUpload(OnTask):
    """Upload a file."""

    permission = "evidence.upload"
    title = _("上传佐证材料")
    form_class = EvidenceForm
    submit = _("上传")
    done = _("已上传")
    template_name = "unit/upload.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form the measures."""
        return {"measures": self.record.measures.all()}

    def act(self, form: Any) -> str:
        """Keep the file."""
        data = form.cleaned_data
        evidence = queries.new_evidence(
            self.record, data["file"].name, kind=data["kind"], made_on=data["made_on"],
            measure=form.measures.get(data["measure"]),
        )  # fmt: skip
        actions.upload_evidence(evidence, data["file"].chunks(), by=self.user)
        return self.address()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Ask the browser script to show progress."""
        return super().get_context_data(upload=True, **kwargs)


class WithdrawForm(forms.Form):
    """Why."""

    because = forms.CharField(label=_("撤回原因"), max_length=200)


class EvidenceWithdraw(RecordForm):
    """Take evidence back."""

    permission = "evidence.upload"
    title = _("撤回佐证材料")
    form_class = WithdrawForm
    what = _("佐证材料")
    submit = _("撤回")
    done = _("已撤回，原件仍留存备查")
    crumbs: ClassVar = TASK_CRUMBS
    back = "unit:task"

    def found(self) -> QuerySet[Any]:
        """Evidence within reach."""
        return queries.evidence(self.user)

    def address(self) -> str:
        """The task's page."""
        return reverse("unit:task", args=[self.record.task_id])

    def act(self, form: forms.Form) -> str:
        """Mark it."""
        actions.withdraw_evidence(self.record, form.cleaned_data["because"], by=self.user)
        return self.address()


class SubmitForm(forms.Form):
    """What came of the task."""

    result = paragraph(_("整改结果"), rows=6, help_text=_("写已完成的事、日期、金额和人数，不写打算"))
    amount_claimed = forms.DecimalField(
        label=_("申报追缴金额（元）"), required=False, min_value=0, decimal_places=2, max_digits=14
    )
    amount_received = forms.DecimalField(
        label=_("到账金额（元）"), required=False, min_value=0, decimal_places=2, max_digits=14
    )
    people_dealt_with = forms.IntegerField(label=_("处理人数"), min_value=0, max_value=9999)
    own_level_dealt_with = forms.IntegerField(label=_("其中本级人数"), min_value=0, max_value=9999)


class TaskSubmit(OnTask):
    """The head calls a task done."""

    permission = "task.submit"
    title = _("申报完成")
    form_class = SubmitForm
    submit = _("申报完成")
    done = _("已申报，等待联合审核")

    def get_initial(self) -> dict[str, Any]:
        """Start from what was said the last time."""
        task = self.record
        return {
            "result": task.result, "amount_claimed": _yuan(task.amount_claimed_fen),
            "amount_received": _yuan(task.amount_received_fen), "people_dealt_with": task.people_dealt_with,
            "own_level_dealt_with": task.own_level_dealt_with,
        }  # fmt: skip

    def act(self, form: forms.Form) -> str:
        """Call it done."""
        task, data = self.record, form.cleaned_data
        task.result = data["result"]
        task.amount_claimed_fen, task.amount_received_fen = _fen(data["amount_claimed"]), _fen(data["amount_received"])
        task.people_dealt_with, task.own_level_dealt_with = data["people_dealt_with"], data["own_level_dealt_with"]
        actions.submit_task(task, by=self.user)
        return self.address()


class ExtensionForm(forms.Form):
    """Until when, and why."""

    until = day(_("申请延至"))
    reason = paragraph(_("理由"), max_length=2000)


class ExtensionRequest(OnTask):
    """The head asks for more time."""

    permission = "extension.request"
    title = _("申请延期")
    form_class = ExtensionForm
    submit = _("提出申请")
    done = _("已提出，等待巡察办审批")

    def act(self, form: forms.Form) -> str:
        """Ask."""
        actions.request_extension(queries.new_extension(self.record, **form.cleaned_data), by=self.user)
        return self.address()


def _fen(yuan: Any) -> int | None:
    return None if yuan is None else int(yuan * 100)


def _yuan(fen: int | None) -> Any:
    return None if fen is None else fen / 100
