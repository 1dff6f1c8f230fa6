"""Screenings, the red flags they raised and what people made of them; alerts of watches; rules of an office's own."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from xuncha.domain.ledgers import (
    AlertState,
    EntityKind,
    FlagSeverity,
    FlagState,
    OwnRuleState,
    RuleFamily,
    ScreeningState,
)
from xuncha.records.accounts.models import User
from xuncha.records.audit.models import Record, coded
from xuncha.records.findings.models import Finding
from xuncha.records.people.models import Jurisdiction, Unit
from xuncha.records.rectification.models import Reopening, Watch
from xuncha.records.rounds.models import NO_PERSONS


class Screening(Record):
    """One run of the rules over the ledgers received."""

    PRIVACY: ClassVar[str] = NO_PERSONS

    by = models.ForeignKey(
        User, verbose_name=_("经办人"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = coded(ScreeningState, _("状态"), default=ScreeningState.ASKED)
    asked_at = models.DateTimeField(_("提交时间"))
    ended_at = models.DateTimeField(_("完成时间"), null=True, blank=True)
    since = models.DateField(_("只看此日以后"), null=True, blank=True)
    rules = models.JSONField(_("所用规则"), default=list, blank=True)
    sources = models.JSONField(_("所用账套文件"), default=list, blank=True)
    raised = models.PositiveIntegerField(_("新增疑点"), default=0)
    known = models.PositiveIntegerField(_("此前已有"), default=0)
    unplaced = models.PositiveIntegerField(_("单位不在册"), default=0)
    failure = models.JSONField(_("失败原因"), default=dict, blank=True)

    class Meta:
        verbose_name = _("筛查")
        ordering = ("-asked_at", "-pk")

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M}"


class Flag(Record):
    """A red flag (疑点): rows of ledgers that one version of a rule points at, why, and what a person made of it.

    `key` is made of rule and rows: the same rows are never raised twice, so that what was explained stays explained.
    """

    PRIVACY: ClassVar[str] = "账目中的收款人等姓名：核实疑点所必需；随巡察档案保存，说明属实的疑点不记入任何个人档案。"
    PRIVATE: ClassVar[frozenset[str]] = frozenset({"reason_zh", "reason_en", "evidence"})

    screening = models.ForeignKey(Screening, verbose_name=_("筛查"), on_delete=models.PROTECT, related_name="flags")
    rule = models.CharField(_("规则"), max_length=8, db_index=True)
    version = models.PositiveSmallIntegerField(_("版次"))
    family = coded(RuleFamily, _("疑点类别"))
    severity = coded(FlagSeverity, _("轻重"))
    unit = models.ForeignKey(Unit, verbose_name=_("单位"), on_delete=models.PROTECT, related_name="flags")
    day = models.DateField(_("最近发生日期"), db_index=True)
    amount_fen = models.BigIntegerField(_("涉及金额（分）"))
    reason_zh = models.TextField(_("提示理由"))
    reason_en = models.TextField(_("提示理由（英文）"))
    rows = models.JSONField(_("所指的行"), default=list)
    evidence = models.JSONField(_("依据数据"), default=dict)
    key = models.CharField(_("标识"), max_length=64, unique=True)
    weight = models.PositiveIntegerField(_("排序权重"), db_index=True)
    within_budget = models.BooleanField(_("列入当月核实"), default=True)
    state = coded(FlagState, _("状态"), default=FlagState.NEW, db_index=True)
    words = models.TextField(_("核实情况"), blank=True)
    settled_on = models.DateField(_("处理日期"), null=True, blank=True)
    finding = models.ForeignKey(
        Finding, verbose_name=_("问题"), null=True, blank=True, on_delete=models.PROTECT, related_name="flags"
    )

    class Meta:
        verbose_name = _("疑点")
        ordering = ("-weight", "-pk")
        indexes = [models.Index(fields=["state", "-weight"], name="flag_queue")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=("new", "check")) | ~models.Q(words="") | models.Q(finding__isnull=False),
                name="settled_flag_says_why",
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.unit}"


class Alert(Record):
    """Rows in which a closed finding seems to come back: a reviewer decides whether it does."""

    PRIVACY: ClassVar[str] = "同“疑点”。"
    PRIVATE: ClassVar[frozenset[str]] = frozenset({"words"})

    watch = models.ForeignKey(Watch, verbose_name=_("持续监测"), on_delete=models.PROTECT, related_name="alerts")
    flag = models.OneToOneField(Flag, verbose_name=_("疑点"), on_delete=models.PROTECT, related_name="alert")
    state = coded(AlertState, _("状态"), default=AlertState.NEW, db_index=True)
    raised_on = models.DateField(_("提示日期"))
    decided_on = models.DateField(_("判断日期"), null=True, blank=True)
    decided_by = models.ForeignKey(
        User, verbose_name=_("判断人"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    words = models.TextField(_("判断理由"), blank=True)
    reopening = models.OneToOneField(
        Reopening, verbose_name=_("重新打开"), null=True, blank=True, on_delete=models.PROTECT, related_name="alert"
    )

    class Meta:
        verbose_name = _("复发提示")
        ordering = ("-raised_on", "-pk")

    def __str__(self) -> str:
        return str(self.watch)


class Identity(Record):
    """What a person said of a name in the ledgers: that it is somebody known, or that it is not. Remembered for later imports."""

    PRIVACY: ClassVar[str] = "账目中的姓名与名册人员的对应：核实支出所必需；随账套保存，不用于其他目的。"
    PRIVATE: ClassVar[frozenset[str]] = frozenset({"name", "code", "known_as"})

    kind = coded(EntityKind, _("类别"))
    unit = models.CharField(_("单位"), max_length=32, blank=True)
    name = models.CharField(_("账目中的姓名或名称"), max_length=128)
    code = models.CharField(_("对应的标识"), max_length=64)
    known_as = models.CharField(_("名册或登记中的名称"), max_length=200)
    same = models.BooleanField(_("是同一个"))
    by = models.ForeignKey(User, verbose_name=_("确认人"), on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(_("确认日期"))

    class Meta:
        verbose_name = _("身份确认")
        ordering = ("-decided_on", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["kind", "unit", "name", "code"], name="one_word_on_a_likeness"),
            models.UniqueConstraint(
                fields=["kind", "unit", "name"], condition=models.Q(same=True), name="a_name_stands_for_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} — {self.known_as}"

    def trail_label(self) -> str:
        """Name it by number: the trail needs no names."""
        return str(self.pk)


class RuleSetting(Record):
    """What one office has set of a rule: thresholds of its own, or not to use it; with where that comes from."""

    PRIVACY: ClassVar[str] = NO_PERSONS

    jurisdiction = models.ForeignKey(Jurisdiction, verbose_name=_("地区"), on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(_("规则"), max_length=8)
    values = models.JSONField(_("阈值"), default=dict, blank=True)
    used = models.BooleanField(_("使用"), default=True)
    source = models.CharField(_("依据"), max_length=200)

    class Meta:
        verbose_name = _("规则设置")
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "rule"], name="one_setting_a_rule")]

    def __str__(self) -> str:
        return self.rule


class OwnRule(Record):
    """A rule that somebody of the office wrote, as a rule file; another reviews it before it runs.

    A version in force is never changed: the next one is a new record.
    """

    PRIVACY: ClassVar[str] = NO_PERSONS

    jurisdiction = models.ForeignKey(Jurisdiction, verbose_name=_("地区"), on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(_("规则"), max_length=8)
    version = models.PositiveSmallIntegerField(_("版次"), default=1)
    text = models.TextField(_("规则文件"))
    state = coded(OwnRuleState, _("状态"), default=OwnRuleState.DRAFT)
    by = models.ForeignKey(User, verbose_name=_("编写人"), on_delete=models.PROTECT, related_name="+")
    reviewed_by = models.ForeignKey(
        User, verbose_name=_("审核人"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_on = models.DateField(_("审核日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("自编规则")
        ordering = ("rule", "-version")
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "rule", "version"], name="own_rule_version_once"),
            models.CheckConstraint(
                condition=~models.Q(state="in_force") | ~models.Q(reviewed_by=models.F("by")),
                name="four_eyes_on_a_rule",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} v{self.version}"
