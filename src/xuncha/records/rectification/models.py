"""Feedback, plans, tasks and measures, evidence, joint review, close-out, re-opening and look-back."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from xuncha.domain.findings import Cure, DutyHolderKind
from xuncha.domain.ledgers import RuleFamily
from xuncha.domain.organisations import ReviewBody
from xuncha.domain.rectification import (
    Audience,
    EvidenceKind,
    ExtensionState,
    Grade,
    PlanState,
    ReopenGround,
    ReviewOpinion,
    TaskState,
)
from xuncha.domain.words import dated
from xuncha.records.accounts.models import User
from xuncha.records.audit.models import Record, coded
from xuncha.records.findings.models import Finding
from xuncha.records.policy.models import ScoringScheme
from xuncha.records.rounds.models import NO_PERSONS, Inspection

UNIT_PERSONS = "单位责任人姓名：落实整改责任所必需；随巡察档案保存30年。"


class Feedback(Record):
    """Feedback to the head or to the leading body, with copies (四抄告)."""

    PRIVACY: ClassVar[str] = NO_PERSONS

    inspection = models.ForeignKey(
        Inspection, verbose_name=_("巡察"), on_delete=models.PROTECT, related_name="feedbacks"
    )
    audience = coded(Audience, _("反馈对象"))
    given_on = models.DateField(_("反馈日期"))
    given_by = models.CharField(_("反馈人"), max_length=64)
    place = models.CharField(_("地点"), max_length=128, blank=True)
    text = models.TextField(_("反馈意见"))
    copies = models.JSONField(_("抄告"), default=list, blank=True)
    received_on = models.DateField(_("签收日期"), null=True, blank=True)
    received_by = models.CharField(_("签收人"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("反馈")
        ordering = ("-given_on", "audience")
        constraints = [models.UniqueConstraint(fields=["inspection", "audience"], name="one_feedback_an_audience")]

    def __str__(self) -> str:
        return f"{self.inspection} {self.get_audience_display()}"


class RectificationPlan(Record):
    """The unit's plan (整改方案). Every version sent in is kept by its reviews and the trail."""

    PRIVACY: ClassVar[str] = NO_PERSONS

    inspection = models.OneToOneField(
        Inspection, verbose_name=_("巡察"), on_delete=models.PROTECT, related_name="rectification_plan"
    )
    version = models.PositiveSmallIntegerField(_("报送次数"), default=0)
    state = coded(PlanState, _("状态"), default=PlanState.DRAFT, db_index=True)
    grade = coded(Grade, _("等次"), blank=True)
    text = models.TextField(_("总体安排"), blank=True)
    due_on = models.DateField(_("报送期限"))
    submitted_on = models.DateField(_("报送日期"), null=True, blank=True)
    decided_on = models.DateField(_("审核日期"), null=True, blank=True)
    returned_note = models.TextField(_("退回理由"), blank=True)
    period_until = models.DateField(_("集中整改期满"))

    class Meta:
        verbose_name = _("整改方案")
        ordering = ("-due_on",)

    def __str__(self) -> str:
        return str(self.inspection)


class Task(Record):
    """What is to be done about one finding."""

    PRIVACY: ClassVar[str] = UNIT_PERSONS

    plan = models.ForeignKey(
        RectificationPlan, verbose_name=_("整改方案"), on_delete=models.PROTECT, related_name="tasks"
    )
    finding = models.ForeignKey(Finding, verbose_name=_("问题"), on_delete=models.PROTECT, related_name="tasks")
    number = models.PositiveSmallIntegerField(_("序号"))
    title = models.CharField(_("整改任务"), max_length=200)
    goal = models.TextField(_("整改目标"), blank=True)
    cure = coded(Cure, _("整改类别"), default=Cure.CONCENTRATED)
    state = coded(TaskState, _("状态"), default=TaskState.OPEN, db_index=True)
    duty_kind = coded(DutyHolderKind, _("本级责任"), default=DutyHolderKind.LEADING_BODY)
    duty_leader = models.CharField(_("责任领导"), max_length=64, blank=True)
    duty_person = models.CharField(_("责任人"), max_length=64, blank=True)
    due_on = models.DateField(_("完成时限"), db_index=True)
    submitted_on = models.DateField(_("申报日期"), null=True, blank=True)
    closed_on = models.DateField(_("销号日期"), null=True, blank=True)
    result = models.TextField(_("整改结果"), blank=True)
    amount_claimed_fen = models.BigIntegerField(_("申报追缴金额（分）"), null=True, blank=True)
    amount_received_fen = models.BigIntegerField(_("到账金额（分）"), null=True, blank=True)
    submissions = models.PositiveSmallIntegerField(_("申报次数"), default=0)
    people_dealt_with = models.PositiveSmallIntegerField(_("处理人数"), default=0)
    own_level_dealt_with = models.PositiveSmallIntegerField(_("其中本级人数"), default=0)

    class Meta:
        verbose_name = _("整改任务")
        ordering = ("due_on", "pk")
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="task_number_once_a_plan"),
            models.CheckConstraint(
                condition=~models.Q(state="closed") | models.Q(closed_on__isnull=False), name="closed_task_has_a_date"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def inspection(self) -> Inspection:
        """The inspection it belongs to."""
        return self.plan.inspection


class Measure(Record):
    """One measure, with an accountable person and a date."""

    PRIVACY: ClassVar[str] = UNIT_PERSONS

    task = models.ForeignKey(Task, verbose_name=_("整改任务"), on_delete=models.CASCADE, related_name="measures")
    number = models.PositiveSmallIntegerField(_("序号"))
    text = models.TextField(_("整改措施"))
    accountable = models.CharField(_("责任人"), max_length=64)
    due_on = models.DateField(_("完成时限"))
    done_on = models.DateField(_("完成日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("整改措施")
        ordering = ("task", "number")

    def __str__(self) -> str:
        return self.text

    @property
    def inspection(self) -> Inspection:
        """The inspection it belongs to."""
        return self.task.plan.inspection


class Progress(Record):
    """One entry of what was done on a task."""

    PRIVACY: ClassVar[str] = UNIT_PERSONS

    task = models.ForeignKey(Task, verbose_name=_("整改任务"), on_delete=models.CASCADE, related_name="progress")
    on = models.DateField(_("日期"))
    by = models.CharField(_("填报人"), max_length=64)
    text = models.TextField(_("进展"))

    class Meta:
        verbose_name = _("整改进展")
        ordering = ("-on", "-pk")

    def __str__(self) -> str:
        return self.text[:40]


class Evidence(Record):
    """A file kept by the hash of its content (佐证材料). Withdrawn evidence stays, marked."""

    PRIVACY: ClassVar[str] = "文件由单位上传，可能含单位工作人员姓名：证明整改所必需；随巡察档案保存30年。"

    task = models.ForeignKey(Task, verbose_name=_("整改任务"), on_delete=models.PROTECT, related_name="evidence")
    measure = models.ForeignKey(
        Measure, verbose_name=_("整改措施"), null=True, blank=True, on_delete=models.PROTECT, related_name="evidence"
    )
    kind = coded(EvidenceKind, _("类别"), default=EvidenceKind.OTHER)
    name = models.CharField(_("文件名"), max_length=200)
    sha256 = models.CharField(_("摘要（SHA-256）"), max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(_("字节数"))
    media_type = models.CharField(_("格式"), max_length=100, blank=True)
    metadata = models.JSONField(_("文件内信息"), default=dict, blank=True)
    made_on = models.DateField(_("形成日期"), null=True, blank=True)
    uploaded_at = models.DateTimeField(_("上传时间"))
    uploaded_by = models.CharField(_("上传人"), max_length=64)
    withdrawn_because = models.CharField(_("撤回原因"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("佐证材料")
        ordering = ("-uploaded_at", "-pk")

    def __str__(self) -> str:
        return self.name

    @property
    def inspection(self) -> Inspection:
        """The inspection it belongs to."""
        return self.task.plan.inspection


class Extension(Record):
    """A request for more time, and what was decided."""

    PRIVACY: ClassVar[str] = NO_PERSONS

    task = models.ForeignKey(Task, verbose_name=_("整改任务"), on_delete=models.CASCADE, related_name="extensions")
    asked_on = models.DateField(_("申请日期"))
    until = models.DateField(_("申请延至"))
    reason = models.TextField(_("理由"))
    state = coded(ExtensionState, _("状态"), default=ExtensionState.ASKED)
    decided_on = models.DateField(_("审批日期"), null=True, blank=True)
    decision = models.CharField(_("审批意见"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("延期申请")
        ordering = ("-asked_on", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="asked", decided_on__isnull=True) | models.Q(decided_on__isnull=False),
                name="extension_decided_with_a_date",
            )
        ]

    def __str__(self) -> str:
        return f"{self.task} {dated(self.until)}"

    @property
    def inspection(self) -> Inspection:
        """The inspection it belongs to."""
        return self.task.plan.inspection


class Review(Record):
    """One body's own opinion on one version of a plan, or on one submission of a task."""

    PRIVACY: ClassVar[str] = "审核人姓名：追溯责任所必需。"

    plan = models.ForeignKey(
        RectificationPlan,
        verbose_name=_("整改方案"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="reviews",
    )
    task = models.ForeignKey(
        Task, verbose_name=_("整改任务"), null=True, blank=True, on_delete=models.CASCADE, related_name="reviews"
    )
    version = models.PositiveSmallIntegerField(_("第几次"), default=1)
    body = coded(ReviewBody, _("审核部门"))
    opinion = coded(ReviewOpinion, _("意见"))
    grade = coded(Grade, _("等次"), blank=True)
    words = models.TextField(_("理由"), blank=True)
    reviewed_on = models.DateField(_("日期"))
    by = models.ForeignKey(
        User, verbose_name=_("审核人"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("联审意见")
        ordering = ("-reviewed_on", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(plan__isnull=False, task__isnull=True)
                | models.Q(plan__isnull=True, task__isnull=False),
                name="review_is_of_a_plan_or_a_task",
            ),
            models.UniqueConstraint(fields=["plan", "version", "body"], name="one_opinion_a_body_a_plan"),
            models.UniqueConstraint(fields=["task", "version", "body"], name="one_opinion_a_body_a_task"),
            models.CheckConstraint(
                condition=models.Q(opinion="agree") | ~models.Q(words=""), name="disagreement_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_body_display()} {self.get_opinion_display()}"


class Reopening(Record):
    """A closed task opened again: on what ground, for what reason."""

    PRIVACY: ClassVar[str] = NO_PERSONS

    task = models.ForeignKey(Task, verbose_name=_("整改任务"), on_delete=models.CASCADE, related_name="reopenings")
    reopened_on = models.DateField(_("日期"))
    ground = coded(ReopenGround, _("依据"))
    reason = models.TextField(_("理由"))
    amount_fen = models.BigIntegerField(_("涉及金额（分）"), null=True, blank=True)

    class Meta:
        verbose_name = _("重新整改")
        ordering = ("-reopened_on", "-pk")

    def __str__(self) -> str:
        return self.reason[:40]


class Score(Record):
    """One inspection's rectification scored by one version of a scheme; parts keep points and reasons."""

    PRIVACY: ClassVar[str] = NO_PERSONS

    inspection = models.ForeignKey(Inspection, verbose_name=_("巡察"), on_delete=models.PROTECT, related_name="scores")
    scheme = models.ForeignKey(ScoringScheme, verbose_name=_("评分办法"), on_delete=models.PROTECT, related_name="+")
    scored_on = models.DateField(_("日期"))
    total_tenths = models.IntegerField(_("得分（十分之一分）"))
    grade = models.CharField(_("等次"), max_length=32)
    parts = models.JSONField(_("分项"), default=list)
    note = models.TextField(_("说明"), blank=True)

    class Meta:
        verbose_name = _("整改评估")
        ordering = ("-scored_on", "-pk")

    def __str__(self) -> str:
        return f"{self.inspection} {self.total_tenths / 10:g}"


class LookBack(Record):
    """A second look at tasks said to be cured (回头看)."""

    PRIVACY: ClassVar[str] = NO_PERSONS

    inspection = models.ForeignKey(
        Inspection, verbose_name=_("巡察"), on_delete=models.PROTECT, related_name="look_backs"
    )
    starts_on = models.DateField(_("开始"))
    ends_on = models.DateField(_("结束"), null=True, blank=True)
    checked = models.JSONField(_("检查的任务"), default=list, blank=True)
    conclusion = models.TextField(_("结论"), blank=True)

    class Meta:
        verbose_name = _("回头看")
        ordering = ("-starts_on", "-pk")

    def __str__(self) -> str:
        return f"{self.inspection} {dated(self.starts_on)}"


class Watch(Record):
    """Ledgers are watched for a closed task's finding: over its unit, the unit above and those below, until a day.

    What it is known by is copied at close-out: a finding cannot be talked into another shape while it is watched.
    """

    PRIVACY: ClassVar[str] = "涉及人员的不可逆标识：整改后持续监测所必需；监测期满后不再使用，随巡察档案保存。"
    PRIVATE: ClassVar[frozenset[str]] = frozenset({"persons"})

    task = models.ForeignKey(Task, verbose_name=_("整改任务"), on_delete=models.PROTECT, related_name="watches")
    family = coded(RuleFamily, _("疑点类别"))
    persons = models.JSONField(_("涉及人员标识"), default=list, blank=True)
    accounts = models.JSONField(_("涉及科目"), default=list, blank=True)
    suppliers = models.JSONField(_("涉及供应商"), default=list, blank=True)
    words = models.JSONField(_("摘要用语"), default=list, blank=True)
    since = models.DateField(_("监测起始日"))
    until = models.DateField(_("监测截止日"), db_index=True)
    ended_on = models.DateField(_("提前结束日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("持续监测")
        ordering = ("-since", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["task"], condition=models.Q(ended_on__isnull=True), name="one_open_watch_a_task"
            ),
            models.CheckConstraint(condition=models.Q(until__gte=models.F("since")), name="watch_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return str(self.task)
