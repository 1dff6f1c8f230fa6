"""Terms, annual plans, rounds, and the inspections of units in them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.modes import Mode
from xuncha.domain.organisations import ReviewBody
from xuncha.domain.steps import Step
from xuncha.domain.words import N_, Labelled
from xuncha.records.audit.models import Record, coded
from xuncha.records.people.models import Jurisdiction, Unit

NO_PERSONS = "不含个人信息。"


class AnnualPlanState(Labelled):
    """A plan is drafted by the office and approved by the committee."""

    DRAFT = "draft", N_("起草")
    APPROVED = "approved", N_("已批准")


class RoundState(Labelled):
    """Where a round stands as a whole."""

    PLANNED = "planned", N_("计划中")
    ON_SITE = "on_site", N_("进驻中")
    REPORTING = "reporting", N_("汇报反馈")
    RECTIFYING = "rectifying", N_("整改中")
    FINISHED = "finished", N_("已结束")


class ReferralKind(Labelled):
    """What was sent to a reviewing body."""

    RECTIFICATION = "rectification", N_("整改材料")
    LEAD = "lead", N_("问题线索")


class Term(Record):
    """The years within which every body is inspected once (一届任期内全覆盖)."""

    PRIVACY: ClassVar[str] = NO_PERSONS

    name = models.CharField(_("名称"), max_length=64)
    jurisdiction = models.ForeignKey(
        Jurisdiction, verbose_name=_("地区"), on_delete=models.PROTECT, related_name="terms"
    )
    starts_on = models.DateField(_("开始"))
    ends_on = models.DateField(_("届满"))

    class Meta:
        verbose_name = _("届")
        ordering = ("-starts_on",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("starts_on")), name="term_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return self.name


class AnnualPlan(Record):
    """What one office intends for one year."""

    PRIVACY: ClassVar[str] = NO_PERSONS

    term = models.ForeignKey(Term, verbose_name=_("届"), on_delete=models.PROTECT, related_name="annual_plans")
    jurisdiction = models.ForeignKey(Jurisdiction, verbose_name=_("地区"), on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("年度"))
    title = models.CharField(_("标题"), max_length=128)
    state = coded(AnnualPlanState, _("状态"), default=AnnualPlanState.DRAFT)
    approved_on = models.DateField(_("批准日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("年度计划")
        ordering = ("-year",)

    def __str__(self) -> str:
        return self.title


class Round(Record):
    """A round: several teams enter several bodies at one time."""

    PRIVACY: ClassVar[str] = NO_PERSONS

    term = models.ForeignKey(Term, verbose_name=_("届"), on_delete=models.PROTECT, related_name="rounds")
    jurisdiction = models.ForeignKey(
        Jurisdiction, verbose_name=_("组织地区"), on_delete=models.PROTECT, related_name="rounds"
    )
    number = models.PositiveSmallIntegerField(_("轮次"))
    name = models.CharField(_("名称"), max_length=128)
    year = models.PositiveSmallIntegerField(_("年度"))
    state = coded(RoundState, _("状态"), default=RoundState.PLANNED)
    approved_on = models.DateField(_("批准日期"), null=True, blank=True)
    site_from = models.DateField(_("计划进驻"))
    site_until = models.DateField(_("计划撤离"))
    rectification_months = models.PositiveSmallIntegerField(_("集中整改月数"), default=3)
    phone = models.CharField(_("值班电话"), max_length=32, blank=True)
    phone_hours = models.CharField(_("接听时间"), max_length=32, default="8:00-18:00")
    postal_box = models.CharField(_("邮政信箱"), max_length=64, blank=True)
    notes = models.TextField(_("说明"), blank=True)

    class Meta:
        verbose_name = _("轮次")
        ordering = ("-site_from", "-number")
        constraints = [
            models.UniqueConstraint(fields=["term", "jurisdiction", "number"], name="round_number_once_a_term"),
            models.CheckConstraint(
                condition=models.Q(site_until__gte=models.F("site_from")), name="stay_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PlanLine(Record):
    """One target of an annual plan: a unit, or in a plan over several cities a whole jurisdiction."""

    PRIVACY: ClassVar[str] = NO_PERSONS

    annual_plan = models.ForeignKey(
        AnnualPlan, verbose_name=_("年度计划"), on_delete=models.CASCADE, related_name="lines"
    )
    unit = models.ForeignKey(
        Unit, verbose_name=_("单位"), null=True, blank=True, on_delete=models.PROTECT, related_name="plan_lines"
    )
    jurisdiction = models.ForeignKey(
        Jurisdiction, verbose_name=_("地区"), on_delete=models.PROTECT, related_name="plan_lines"
    )
    source = models.ForeignKey(
        Jurisdiction, verbose_name=_("派出地区"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    mode = coded(Mode, _("方式"))
    round = models.ForeignKey(
        Round, verbose_name=_("轮次"), null=True, blank=True, on_delete=models.PROTECT, related_name="plan_lines"
    )
    reason = models.CharField(_("理由"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("计划对象")
        ordering = ("annual_plan", "pk")

    def __str__(self) -> str:
        return f"{self.unit or self.jurisdiction} {self.get_mode_display()}"


class RoundMode(Record):
    """For one mode of a round: who authorises, who hears, who receives leads."""

    PRIVACY: ClassVar[str] = NO_PERSONS

    round = models.ForeignKey(Round, verbose_name=_("轮次"), on_delete=models.CASCADE, related_name="modes")
    mode = coded(Mode, _("方式"))
    authorises = models.CharField(pgettext_lazy("mode", "授权"), max_length=128)
    hears = models.CharField(pgettext_lazy("mode", "听取汇报"), max_length=128)
    receives_leads = models.CharField(pgettext_lazy("mode", "接收线索"), max_length=128)

    class Meta:
        verbose_name = _("巡察方式")
        constraints = [models.UniqueConstraint(fields=["round", "mode"], name="mode_once_a_round")]

    def __str__(self) -> str:
        return str(self.get_mode_display())


class RoundRules(Record):
    """The team numbers of one round where they differ from the office's."""

    PRIVACY: ClassVar[str] = NO_PERSONS

    round = models.OneToOneField(Round, verbose_name=_("轮次"), on_delete=models.CASCADE, related_name="team_rules")
    numbers = models.JSONField(_("组队参数"), default=dict)
    reason = models.CharField(_("理由"), max_length=200)

    class Meta:
        verbose_name = _("本轮组队参数")

    def __str__(self) -> str:
        return str(self.round)


class Inspection(Record):
    """One inspection of one unit. `step` is the step it is at now."""

    PRIVACY: ClassVar[str] = NO_PERSONS

    round = models.ForeignKey(Round, verbose_name=_("轮次"), on_delete=models.PROTECT, related_name="inspections")
    unit = models.ForeignKey(Unit, verbose_name=_("被巡察单位"), on_delete=models.PROTECT, related_name="inspections")
    mode = coded(Mode, _("方式"))
    source = models.ForeignKey(
        Jurisdiction, verbose_name=_("派出地区"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    step = coded(Step, _("当前步骤"), default=Step.PLAN, db_index=True)
    announced_on = models.DateField(_("公告日期"), null=True, blank=True)
    fed_back_on = models.DateField(_("反馈日期"), null=True, blank=True)
    story = models.CharField(_("演示故事"), max_length=32, blank=True)

    class Meta:
        verbose_name = _("巡察")
        ordering = ("-round__site_from", "unit__code")
        constraints = [models.UniqueConstraint(fields=["round", "unit"], name="unit_once_a_round")]

    def __str__(self) -> str:
        return f"{self.unit} · {self.round}"


class StepDate(Record):
    """When one step of one inspection was due and when it was done."""

    PRIVACY: ClassVar[str] = NO_PERSONS

    inspection = models.ForeignKey(
        Inspection, verbose_name=_("巡察"), on_delete=models.CASCADE, related_name="step_dates"
    )
    step = coded(Step, _("步骤"))
    due_on = models.DateField(_("应完成"), null=True, blank=True)
    done_on = models.DateField(_("完成"), null=True, blank=True)
    note = models.CharField(_("备注"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("步骤")
        constraints = [models.UniqueConstraint(fields=["inspection", "step"], name="step_once_an_inspection")]

    def __str__(self) -> str:
        return f"{self.inspection} {self.get_step_display()}"


class Referral(Record):
    """What of an inspection was sent to a reviewing body; nothing else of it can that body see."""

    PRIVACY: ClassVar[str] = NO_PERSONS

    inspection = models.ForeignKey(
        Inspection, verbose_name=_("巡察"), on_delete=models.CASCADE, related_name="referrals"
    )
    kind = coded(ReferralKind, _("事项"))
    body = coded(ReviewBody, _("接收部门"))
    line = models.CharField(_("条线"), max_length=32, blank=True)
    sent_on = models.DateField(_("送交日期"))
    due_on = models.DateField(_("办理期限"), null=True, blank=True)

    class Meta:
        verbose_name = _("送交")

    def __str__(self) -> str:
        return f"{self.inspection} {self.get_kind_display()}"
