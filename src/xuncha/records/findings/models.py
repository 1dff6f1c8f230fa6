"""Working papers, findings with their duty-holders, leads kept apart, reports and decisions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from xuncha.domain.findings import Cure, DutyHolderKind, FindingState, Severity
from xuncha.domain.leads import LeadOutcome
from xuncha.domain.ledgers import RuleFamily
from xuncha.domain.organisations import Hearing
from xuncha.domain.papers import PaperSource, PaperState
from xuncha.domain.reports import ReportState
from xuncha.domain.words import N_, Labelled, dated
from xuncha.records.audit.models import Record, coded
from xuncha.records.people.models import Person, Unit
from xuncha.records.policy.models import TaxonomyNode
from xuncha.records.rounds.models import Inspection, Round
from xuncha.records.teams.models import Member


class ReportKind(Labelled):
    """What a report is on."""

    INSPECTION = "inspection", N_("巡察报告")
    TOPIC = "topic", N_("专题报告")


class WorkingPaper(Record):
    """One matter one paper (一事一底稿). Its number is issued when the leader signs."""

    PRIVACY: ClassVar[str] = "可能涉及具体人员的履职情况：查清问题所必需；随巡察档案保存30年。"
    PRIVATE: ClassVar[frozenset[str]] = frozenset(
        {"summary", "process", "circumstances", "basis", "evidence", "effect"}
    )

    inspection = models.ForeignKey(Inspection, verbose_name=_("巡察"), on_delete=models.PROTECT, related_name="papers")
    number = models.CharField(_("底稿编号"), max_length=64, null=True, blank=True, unique=True)
    title = models.CharField(_("底稿名称"), max_length=200)
    leaf = models.ForeignKey(TaxonomyNode, verbose_name=_("监督内容"), on_delete=models.PROTECT, related_name="+")
    source = coded(PaperSource, _("来源"))
    summary = models.TextField(_("问题摘要"))
    process = models.TextField(_("发现过程"), blank=True)
    happened_from = models.DateField(_("发生时间起"), null=True, blank=True)
    happened_until = models.DateField(_("发生时间止"), null=True, blank=True)
    place = models.CharField(_("地点"), max_length=128, blank=True)
    circumstances = models.TextField(_("情节"), blank=True)
    effect = models.TextField(_("影响"), blank=True)
    basis = models.TextField(_("定性依据"), blank=True)
    evidence = models.JSONField(_("证据清单"), default=list, blank=True)
    state = coded(PaperState, _("状态"), default=PaperState.DRAFT, db_index=True)
    checked_by = models.ForeignKey(
        Member, verbose_name=_("审核人"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_by = models.ForeignKey(
        Member, verbose_name=_("签批人"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    drafted_on = models.DateField(_("起草日期"))
    checked_on = models.DateField(_("审核日期"), null=True, blank=True)
    signed_on = models.DateField(_("签批日期"), null=True, blank=True)
    returned_note = models.CharField(_("退回意见"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("底稿")
        ordering = ("-drafted_on", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(checked_by__isnull=True, checked_on__isnull=True)
                | models.Q(checked_by__isnull=False, checked_on__isnull=False),
                name="paper_checked_who_and_when",
            ),
            models.CheckConstraint(
                condition=models.Q(signed_by__isnull=True, signed_on__isnull=True, number__isnull=True)
                | models.Q(signed_by__isnull=False, signed_on__isnull=False, number__isnull=False),
                name="paper_numbered_when_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}" if self.number else self.title


class PaperHandler(Record):
    """One member who found the facts of a paper and signed for it."""

    PRIVACY: ClassVar[str] = "组内任职：追溯责任所必需。"

    paper = models.ForeignKey(WorkingPaper, verbose_name=_("底稿"), on_delete=models.CASCADE, related_name="handlers")
    member = models.ForeignKey(Member, verbose_name=_("经办人"), on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField(_("签名日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("经办人")
        constraints = [models.UniqueConstraint(fields=["paper", "member"], name="handler_once_a_paper")]

    def __str__(self) -> str:
        return str(self.member)


class Finding(Record):
    """Symptom -> cause -> whose duty -> rule broken."""

    PRIVACY: ClassVar[str] = "可能涉及具体人员的履职情况：反馈整改所必需；随巡察档案保存30年。"

    inspection = models.ForeignKey(
        Inspection, verbose_name=_("巡察"), on_delete=models.PROTECT, related_name="findings"
    )
    number = models.PositiveIntegerField(_("序号"))
    paper = models.ForeignKey(
        WorkingPaper, verbose_name=_("底稿"), null=True, blank=True, on_delete=models.PROTECT, related_name="findings"
    )
    leaf = models.ForeignKey(
        TaxonomyNode, verbose_name=_("监督内容"), on_delete=models.PROTECT, related_name="findings"
    )
    title = models.CharField(_("问题"), max_length=200)
    symptom = models.TextField(_("问题表现"))
    cause = models.TextField(_("问题原因"), blank=True)
    rule_broken = models.TextField(_("违反的规定"), blank=True)
    severity = coded(Severity, _("程度"), default=Severity.ORDINARY)
    cure = coded(Cure, _("整改类别"), default=Cure.CONCENTRATED)
    tags = models.JSONField(_("交叉标签"), default=list, blank=True)
    amount_fen = models.BigIntegerField(_("涉及金额（分）"), null=True, blank=True)
    persons = models.PositiveIntegerField(_("涉及人数"), default=0)
    happened_from = models.DateField(_("发生时间起"), null=True, blank=True)
    happened_until = models.DateField(_("发生时间止"), null=True, blank=True)
    repeats = models.ForeignKey(
        "self",
        verbose_name=_("上轮已指出"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="repeated_by",
    )
    state = coded(FindingState, _("状态"), default=FindingState.DRAFT, db_index=True)
    found_on = models.DateField(_("提出日期"), db_index=True)

    class Meta:
        verbose_name = _("问题")
        ordering = ("-found_on", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["inspection", "number"], name="finding_number_once_an_inspection")
        ]
        # Whose it is, whether it is told, and when: counting and sorting a long list then reads no row.
        indexes = [models.Index(fields=["inspection", "state", "found_on"], name="finding_reach_and_day")]

    def __str__(self) -> str:
        return self.title


class DutyHolder(Record):
    """Whose duty a finding comes down to: a body, the unit's own level, or a person."""

    PRIVACY: ClassVar[str] = "责任人姓名、职务：落实责任所必需；随巡察档案保存30年。"
    PRIVATE: ClassVar[frozenset[str]] = frozenset({"name", "person_id"})

    finding = models.ForeignKey(Finding, verbose_name=_("问题"), on_delete=models.CASCADE, related_name="duty_holders")
    kind = coded(DutyHolderKind, _("责任主体类别"))
    unit = models.ForeignKey(
        Unit, verbose_name=_("单位"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(
        Person, verbose_name=_("人员"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(_("责任主体"), max_length=128)
    duty = models.CharField(_("应负的责任"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("责任主体")

    def __str__(self) -> str:
        return self.name

    def trail_label(self) -> str:
        """Name the duty-holder by its number alone."""
        return str(self.pk)


class Pattern(Record):
    """By what a finding about money would be known again in a ledger: persons, accounts, suppliers, words of the summary."""

    PRIVACY: ClassVar[str] = "涉及人员的不可逆标识：整改后持续监测所必需；监测期满后不再使用，随巡察档案保存。"
    PRIVATE: ClassVar[frozenset[str]] = frozenset({"persons"})

    finding = models.OneToOneField(Finding, verbose_name=_("问题"), on_delete=models.CASCADE, related_name="pattern")
    family = coded(RuleFamily, _("疑点类别"))
    persons = models.JSONField(_("涉及人员标识"), default=list, blank=True)
    accounts = models.JSONField(_("涉及科目"), default=list, blank=True)
    suppliers = models.JSONField(_("涉及供应商"), default=list, blank=True)
    words = models.JSONField(_("摘要用语"), default=list, blank=True)

    class Meta:
        verbose_name = _("账目特征")

    def __str__(self) -> str:
        return str(self.finding)


class Lead(Record):
    """A lead on a leading cadre, kept apart from papers and handed to the discipline body (问题线索)."""

    PRIVACY: ClassVar[str] = "线索涉及人员及事由：依规移交纪检监察机关所必需；只有组长、副组长、巡察办和接收部门可见。"
    PRIVATE: ClassVar[frozenset[str]] = frozenset({"about_id", "about_words", "summary", "amount_fen", "outcome_words"})

    inspection = models.ForeignKey(Inspection, verbose_name=_("巡察"), on_delete=models.PROTECT, related_name="leads")
    number = models.CharField(_("线索编号"), max_length=64, unique=True)
    source = coded(PaperSource, _("来源"))
    about = models.ForeignKey(
        Person, verbose_name=_("反映对象"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    about_words = models.CharField(_("反映对象（文字）"), max_length=128, blank=True)
    summary = models.TextField(_("主要内容"))
    amount_fen = models.BigIntegerField(_("涉及金额（分）"), null=True, blank=True)
    found_on = models.DateField(_("发现日期"))
    handed_to = models.CharField(_("移交给"), max_length=64, blank=True)
    handed_on = models.DateField(_("移交日期"), null=True, blank=True)
    due_on = models.DateField(_("办结期限"), null=True, blank=True)
    outcome = coded(LeadOutcome, _("办理情况"), default=LeadOutcome.PENDING)
    outcome_words = models.TextField(_("办理结果"), blank=True)
    reported_back_on = models.DateField(_("反馈日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("问题线索")
        ordering = ("-found_on", "-pk")

    def __str__(self) -> str:
        return self.number


class InspectionReport(Record):
    """What the team reports on one inspection (巡察报告), or on a topic over several."""

    PRIVACY: ClassVar[str] = "可能涉及具体人员的履职情况：随巡察档案保存30年。"
    PRIVATE: ClassVar[frozenset[str]] = frozenset({"text"})

    inspection = models.ForeignKey(Inspection, verbose_name=_("巡察"), on_delete=models.PROTECT, related_name="reports")
    kind = coded(ReportKind, _("类别"), default=ReportKind.INSPECTION)
    title = models.CharField(_("标题"), max_length=200)
    text = models.TextField(_("正文"), blank=True)
    state = coded(ReportState, _("状态"), default=ReportState.DRAFT)
    drafted_on = models.DateField(_("起草日期"))
    submitted_on = models.DateField(_("提交日期"), null=True, blank=True)
    decided_on = models.DateField(_("决定日期"), null=True, blank=True)
    returned_note = models.CharField(_("退回意见"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("巡察报告")
        ordering = ("-drafted_on", "-pk")

    def __str__(self) -> str:
        return self.title


class ReportedFinding(Record):
    """One finding that entered one report."""

    PRIVACY: ClassVar[str] = "不含个人信息。"

    report = models.ForeignKey(
        InspectionReport, verbose_name=_("报告"), on_delete=models.CASCADE, related_name="entries"
    )
    finding = models.ForeignKey(Finding, verbose_name=_("问题"), on_delete=models.PROTECT, related_name="entries")

    class Meta:
        verbose_name = _("写入报告的问题")
        constraints = [models.UniqueConstraint(fields=["report", "finding"], name="finding_once_a_report")]

    def __str__(self) -> str:
        return f"{self.report} {self.finding}"


class Decision(Record):
    """What a hearing decided on a round. No feedback without both."""

    PRIVACY: ClassVar[str] = "会议出席人员：追溯责任所必需；永久保存。"

    round = models.ForeignKey(Round, verbose_name=_("轮次"), on_delete=models.PROTECT, related_name="decisions")
    body = coded(Hearing, _("会议"))
    number = models.CharField(_("纪要文号"), max_length=64, blank=True)
    held_on = models.DateField(_("日期"))
    chaired_by = models.CharField(_("主持人"), max_length=64)
    attendance = models.JSONField(_("出席人员"), default=list)
    opinions = models.TextField(_("意见"))
    decision = models.TextField(_("决定"))

    class Meta:
        verbose_name = _("会议决定")
        ordering = ("-held_on",)

    def __str__(self) -> str:
        return f"{self.get_body_display()} {dated(self.held_on)}"
