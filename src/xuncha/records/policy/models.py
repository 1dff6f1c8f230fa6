"""What an office has settled for itself. Everything here is versioned or kept with its source."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from xuncha.domain.deadlines import DayUnit
from xuncha.domain.steps import Step
from xuncha.records.audit.models import Record, coded
from xuncha.records.people.models import Jurisdiction


class TaxonomyEdition(Record):
    """One edition of the taxonomy of supervision content; findings keep the edition they were written under."""

    PRIVACY: ClassVar[str] = "不含个人信息。"

    number = models.PositiveIntegerField(_("版次"), unique=True)
    name = models.CharField(_("名称"), max_length=64)
    source = models.CharField(_("依据"), max_length=200, blank=True)
    issued_on = models.DateField(_("启用日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("监督内容版本")
        ordering = ("-number",)

    def __str__(self) -> str:
        return self.name


class TaxonomyNode(Record):
    """A focus, an aspect or a leaf. The code's dots give the branch: A, A1, A1.2."""

    PRIVACY: ClassVar[str] = "不含个人信息。"

    edition = models.ForeignKey(TaxonomyEdition, verbose_name=_("版本"), on_delete=models.PROTECT, related_name="nodes")
    code = models.CharField(_("编码"), max_length=16)
    label = models.CharField(_("内容"), max_length=128)
    parent = models.ForeignKey(
        "self", verbose_name=_("上级"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    points = models.TextField(_("监督要点"), blank=True)
    kinds = models.JSONField(_("适用单位类型"), default=list, blank=True)
    seen = models.BooleanField(_("见于公开反馈"), default=False)
    retired = models.BooleanField(_("停用"), default=False)

    class Meta:
        verbose_name = _("监督内容")
        ordering = ("edition", "code")
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="taxonomy_code_once_an_edition")]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"


class DeadlineSetting(Record):
    """How long a step may take here, and where the figure comes from."""

    PRIVACY: ClassVar[str] = "不含个人信息。"

    jurisdiction = models.ForeignKey(Jurisdiction, verbose_name=_("地区"), on_delete=models.PROTECT, related_name="+")
    step = coded(Step, _("步骤"))
    amount = models.PositiveSmallIntegerField(_("时长"))
    unit = coded(DayUnit, _("单位"))
    source = models.CharField(_("依据"), max_length=200)
    confirmed = models.BooleanField(_("已核实"), default=False)

    class Meta:
        verbose_name = _("时限")
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "step"], name="one_deadline_a_step")]

    def __str__(self) -> str:
        return f"{self.jurisdiction} {self.get_step_display()}"


class OfficePolicy(Record):
    """The choices of one office: recusal profile, team policy, and what it asks of its talent pool."""

    PRIVACY: ClassVar[str] = "不含个人信息。"

    jurisdiction = models.OneToOneField(
        Jurisdiction, verbose_name=_("地区"), on_delete=models.PROTECT, related_name="policy"
    )
    recusal_profile = models.CharField(_("回避规则"), max_length=32, default="standard")
    team_policy = models.JSONField(_("组队参数"), default=dict, blank=True)
    pool_policy = models.JSONField(_("人才库参数"), default=dict, blank=True)
    watch_months = models.PositiveSmallIntegerField(_("销号后账目监测月数"), default=12)

    class Meta:
        verbose_name = _("本地规定")

    def __str__(self) -> str:
        return str(self.jurisdiction)


class ExposureSetting(Record):
    """What acquaintance weighs in one office, in which years it fades, and where the figures come from."""

    PRIVACY: ClassVar[str] = "不含个人信息。"

    jurisdiction = models.OneToOneField(
        Jurisdiction, verbose_name=_("地区"), on_delete=models.PROTECT, related_name="+"
    )
    weights = models.JSONField(_("分值和消退年数"), default=dict)
    through_share = models.PositiveSmallIntegerField(_("间接认识的折算百分比"))
    through_least = models.PositiveSmallIntegerField(_("介绍人两边关系的最低分"))
    most = models.PositiveSmallIntegerField(_("对一个单位的上限"))
    source = models.CharField(_("依据"), max_length=200)

    class Meta:
        verbose_name = _("熟人暴露度规定")

    def __str__(self) -> str:
        return str(self.jurisdiction)


class ScoringScheme(Record):
    """How rectification is scored: a base with deductions, or parts that add up."""

    PRIVACY: ClassVar[str] = "不含个人信息。"

    jurisdiction = models.ForeignKey(Jurisdiction, verbose_name=_("地区"), on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("名称"), max_length=64)
    source = models.CharField(_("依据"), max_length=200, blank=True)
    version = models.PositiveSmallIntegerField(_("版次"), default=1)
    body = models.JSONField(_("内容"))
    active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name = _("评分办法")
        ordering = ("jurisdiction", "name", "-version")

    def __str__(self) -> str:
        return f"{self.name} v{self.version}"
