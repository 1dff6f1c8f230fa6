"""Jobs that read or write whole spreadsheets."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.words import N_, Labelled
from xuncha.records.accounts.models import User
from xuncha.records.audit.models import Record, coded


class Table(Labelled):
    """What a spreadsheet holds."""

    UNITS = "units", N_("单位")
    PEOPLE = "people", N_("人员")
    INSPECTORS = "inspectors", N_("巡察干部")
    KINSHIPS = "kinships", N_("亲属关系")
    HOMES = "homes", N_("成长地与居住地")
    TIES = "ties", N_("关系申报")
    TASKS = "tasks", N_("整改任务")


class JobState(Labelled):
    """How far a job has come."""

    UPLOADED = "uploaded", N_("已上传")
    CHECKING = "checking", N_("正在检查")
    READY = "ready", N_("检查通过，待导入")
    REJECTED = "rejected", N_("有错误，未导入")
    RUNNING = "running", N_("进行中")
    DONE = "done", N_("已完成")
    FAILED = "failed", N_("失败")


class ImportJob(Record):
    """One spreadsheet given to the office: its file, its column mapping, what was wrong with it, what came of it."""

    PRIVACY: ClassVar[str] = "上传的文件可能含人员信息：导入所必需；完成后按保存期限删除。"
    PRIVATE: ClassVar[frozenset[str]] = frozenset({"errors"})

    table = coded(Table, _("类别"))
    by = models.ForeignKey(User, verbose_name=_("经办人"), on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("文件名"), max_length=200)
    sha256 = models.CharField(_("摘要"), max_length=64)
    mapping = models.JSONField(_("列对应"), default=dict)
    state = coded(JobState, _("状态"), default=JobState.UPLOADED)
    rows = models.PositiveIntegerField(_("行数"), default=0)
    created = models.PositiveIntegerField(pgettext_lazy("count", "新增"), default=0)
    updated = models.PositiveIntegerField(pgettext_lazy("count", "更新"), default=0)
    unchanged = models.PositiveIntegerField(_("未变"), default=0)
    errors = models.JSONField(_("错误"), default=list, blank=True)
    started_at = models.DateTimeField(_("上传时间"))
    ended_at = models.DateTimeField(_("完成时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("导入")
        ordering = ("-started_at",)

    def __str__(self) -> str:
        return self.name


class ExportJob(Record):
    """One list written out as a spreadsheet in the background."""

    PRIVACY: ClassVar[str] = "导出的文件可能含人员信息：七日后删除；导出记入操作记录。"

    page = models.CharField(_("列表"), max_length=128)
    query = models.CharField(_("筛选"), max_length=1000, blank=True)
    by = models.ForeignKey(User, verbose_name=_("经办人"), on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("文件名"), max_length=200, blank=True)
    sha256 = models.CharField(_("摘要"), max_length=64, blank=True)
    rows = models.PositiveIntegerField(_("行数"), default=0)
    state = coded(JobState, _("状态"), default=JobState.RUNNING)
    started_at = models.DateTimeField(_("开始时间"))
    ended_at = models.DateTimeField(_("完成时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("导出")
        ordering = ("-started_at",)

    def __str__(self) -> str:
        return self.name or self.page
