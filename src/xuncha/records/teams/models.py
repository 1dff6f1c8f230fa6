"""Teams: who inspects whom, on whose authority, and who must stand aside."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from xuncha.domain.pool import AppraisalGrade
from xuncha.domain.roles import TeamRole
from xuncha.domain.words import N_, Labelled, dated
from xuncha.records.audit.models import Record, coded
from xuncha.records.people.models import Inspector
from xuncha.records.rounds.models import NO_PERSONS, Inspection, Round


class ObjectionState(Labelled):
    """A unit's objection is decided by the office, with a reason."""

    RAISED = "raised", N_("待核实")
    UPHELD = "upheld", N_("成立，已调整")
    REJECTED = "rejected", N_("不成立")


class WaiverState(Labelled):
    """A waiver is asked for by the office and decided by the secretary."""

    ASKED = "asked", N_("待决定")
    GRANTED = "granted", N_("同意豁免")
    REFUSED = "refused", N_("不同意豁免")


class Team(Record):
    """A team of one round; it may inspect several bodies (一拖多)."""

    PRIVACY: ClassVar[str] = NO_PERSONS

    round = models.ForeignKey(Round, verbose_name=_("轮次"), on_delete=models.PROTECT, related_name="teams")
    number = models.PositiveSmallIntegerField(_("第几组"))
    name = models.CharField(_("名称"), max_length=64)
    authorised_on = models.DateField(_("授权日期"), null=True, blank=True)
    authorised_until = models.DateField(_("授权止"), null=True, blank=True)
    authorised_by = models.CharField(_("授权机关"), max_length=128, blank=True)
    authorisation_number = models.CharField(_("授权文号"), max_length=64, blank=True)
    slots = models.JSONField(_("职数"), default=dict, blank=True)
    skills = models.JSONField(_("专业要求"), default=dict, blank=True)

    class Meta:
        verbose_name = _("巡察组")
        ordering = ("round", "number")
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="team_number_once_a_round"),
            models.CheckConstraint(
                condition=models.Q(authorised_on__isnull=True) | ~models.Q(authorised_by=""),
                name="authorisation_names_its_authority",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Guest(Record):
    """Somebody of another pool lent to one round."""

    PRIVACY: ClassVar[str] = "借调人员：本轮编组所必需；随轮次档案保存。"

    round = models.ForeignKey(Round, verbose_name=_("轮次"), on_delete=models.CASCADE, related_name="guests")
    inspector = models.ForeignKey(Inspector, verbose_name=_("巡察干部"), on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("理由"), max_length=200)

    class Meta:
        verbose_name = _("借调人员")
        constraints = [models.UniqueConstraint(fields=["round", "inspector"], name="lent_once_a_round")]

    def __str__(self) -> str:
        return str(self.inspector)

    def trail_label(self) -> str:
        """Name the inspector by number."""
        return self.inspector.trail_label()


class Target(Record):
    """One inspection carried out by one team."""

    PRIVACY: ClassVar[str] = NO_PERSONS

    team = models.ForeignKey(Team, verbose_name=_("巡察组"), on_delete=models.CASCADE, related_name="targets")
    inspection = models.OneToOneField(
        Inspection, verbose_name=_("巡察"), on_delete=models.CASCADE, related_name="target"
    )

    class Meta:
        verbose_name = _("巡察对象")

    def __str__(self) -> str:
        return f"{self.team} {self.inspection}"


class Member(Record):
    """One person in one role on one team, for one round (一次一授权)."""

    PRIVACY: ClassVar[str] = "组内任职：追溯责任所必需；随巡察档案保存。"

    team = models.ForeignKey(Team, verbose_name=_("巡察组"), on_delete=models.CASCADE, related_name="members")
    inspector = models.ForeignKey(
        Inspector, verbose_name=_("巡察干部"), on_delete=models.PROTECT, related_name="memberships"
    )
    role = coded(TeamRole, _("组内职务"))
    duties = models.CharField(_("分工"), max_length=128, blank=True)
    joined_on = models.DateField(_("进组日期"))
    left_on = models.DateField(_("离组日期"), null=True, blank=True)
    left_because = models.CharField(_("离组原因"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("组员")
        ordering = ("team", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["team", "inspector"], condition=models.Q(left_on__isnull=True), name="one_seat_a_team"
            ),
            models.CheckConstraint(
                condition=models.Q(left_on__isnull=True) | ~models.Q(left_because=""), name="leaving_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspector} {self.get_role_display()}"

    def trail_label(self) -> str:
        """Name the member by number and role."""
        return f"{self.inspector.trail_label()} {self.get_role_display()}"


class Declaration(Record):
    """A member's own declaration of ties for this round (回避申请书)."""

    PRIVACY: ClassVar[str] = "本人申报：回避审查所必需；随巡察档案保存。"
    PRIVATE: ClassVar[frozenset[str]] = frozenset({"text"})

    member = models.ForeignKey(Member, verbose_name=_("组员"), on_delete=models.CASCADE, related_name="declarations")
    made_on = models.DateField(_("申报日期"))
    asks_recusal = models.BooleanField(_("申请回避"), default=False)
    text = models.TextField(_("申报内容"), blank=True)

    class Meta:
        verbose_name = _("回避申报")

    def __str__(self) -> str:
        return f"{self.member} {dated(self.made_on)}"


class Promise(Record):
    """A member's promise of confidentiality for this round (保密承诺): made in the system, or signed on paper."""

    PRIVACY: ClassVar[str] = "保密承诺：追究泄密责任所必需；随巡察档案保存。"

    member = models.OneToOneField(Member, verbose_name=_("组员"), on_delete=models.CASCADE, related_name="promise")
    made_on = models.DateField(_("承诺日期"))
    on_paper = models.BooleanField(_("纸质签署"), default=False)

    class Meta:
        verbose_name = _("保密承诺")

    def __str__(self) -> str:
        return f"{self.member} {self.made_on}"

    def trail_label(self) -> str:
        """Name the member's number."""
        return self.member.trail_label()


class Appraisal(Record):
    """How a member served in this round, by whom it was given."""

    PRIVACY: ClassVar[str] = "考核评价：只由巡察办、组织部和本人查看；随巡察档案保存。"
    PRIVATE: ClassVar[frozenset[str]] = frozenset({"grade", "comment"})

    member = models.OneToOneField(Member, verbose_name=_("组员"), on_delete=models.CASCADE, related_name="appraisal")
    grade = coded(AppraisalGrade, _("等次"))
    comment = models.TextField(_("评语"), blank=True)
    given_by = models.CharField(_("评定人"), max_length=64)
    given_on = models.DateField(_("评定日期"))

    class Meta:
        verbose_name = _("考核评价")
        ordering = ("-given_on", "-pk")

    def __str__(self) -> str:
        return f"{self.member} {self.given_on}"

    def trail_label(self) -> str:
        """Name the member's number."""
        return self.member.trail_label()


class Conflict(Record):
    """A recusal rule found to stand between a member and a unit of the team: computed, with its reason."""

    PRIVACY: ClassVar[str] = "回避理由涉及社会关系：仅供巡察办核实；随巡察档案保存。"
    PRIVATE: ClassVar[frozenset[str]] = frozenset({"reason"})

    member = models.ForeignKey(Member, verbose_name=_("组员"), on_delete=models.CASCADE, related_name="conflicts")
    inspection = models.ForeignKey(
        Inspection, verbose_name=_("巡察"), on_delete=models.CASCADE, related_name="conflicts"
    )
    rule = models.CharField(_("规则"), max_length=32)
    reason = models.CharField(_("理由"), max_length=300)
    to_verify = models.BooleanField(_("待核实"), default=False)
    found_on = models.DateField(_("发现日期"))
    cleared_on = models.DateField(_("消除日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("应回避情形")

    def __str__(self) -> str:
        return self.reason

    def trail_label(self) -> str:
        """Name the rule, not the people."""
        return f"{self.rule} {self.member.trail_label()}"


class Waiver(Record):
    """A decision to let a member serve in spite of a conflict: who decided, and why."""

    PRIVACY: ClassVar[str] = "豁免理由涉及社会关系：仅供巡察办核实；随巡察档案保存。"
    PRIVATE: ClassVar[frozenset[str]] = frozenset({"reason"})

    inspector = models.ForeignKey(
        Inspector, verbose_name=_("巡察干部"), on_delete=models.PROTECT, related_name="waivers"
    )
    inspection = models.ForeignKey(Inspection, verbose_name=_("巡察"), on_delete=models.CASCADE, related_name="waivers")
    rule = models.CharField(_("规则"), max_length=32)
    reason = models.CharField(_("理由"), max_length=300)
    state = coded(WaiverState, _("状态"), default=WaiverState.GRANTED)
    asked_on = models.DateField(_("提请日期"), null=True, blank=True)
    approved_by = models.CharField(_("批准人"), max_length=64, blank=True)
    approved_on = models.DateField(_("批准日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("回避豁免")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason="")
                & (models.Q(state="asked") | ~models.Q(approved_by="") & models.Q(approved_on__isnull=False)),
                name="waiver_has_reason_and_authority",
            )
        ]

    def __str__(self) -> str:
        return f"{self.inspector} · {self.inspection.unit}"

    def trail_label(self) -> str:
        """Name the rule and the inspector's number."""
        return f"{self.rule} {self.inspector.trail_label()}"


class Objection(Record):
    """The inspected unit asks that a member stand aside."""

    PRIVACY: ClassVar[str] = "异议理由涉及社会关系：仅供巡察办核实；随巡察档案保存。"
    PRIVATE: ClassVar[frozenset[str]] = frozenset({"reason"})

    inspection = models.ForeignKey(
        Inspection, verbose_name=_("巡察"), on_delete=models.CASCADE, related_name="objections"
    )
    member = models.ForeignKey(Member, verbose_name=_("组员"), on_delete=models.CASCADE, related_name="objections")
    raised_on = models.DateField(_("提出日期"))
    reason = models.TextField(_("理由"))
    state = coded(ObjectionState, _("状态"), default=ObjectionState.RAISED)
    decided_on = models.DateField(_("决定日期"), null=True, blank=True)
    decision = models.CharField(_("决定理由"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("单位异议")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="raised", decided_on__isnull=True) | models.Q(decided_on__isnull=False),
                name="objection_decided_with_a_date",
            )
        ]

    def __str__(self) -> str:
        return f"{self.inspection} {self.member}"

    def trail_label(self) -> str:
        """Name the member's number."""
        return self.member.trail_label()


class Reckoning(models.Model):
    """The exposures of a round as last reckoned: on which day, by which figures, and what has been disturbed since.

    No act of anybody's, only a sum: it is reckoned again whenever it may have become untrue, without a trace.
    """

    PRIVACY: ClassVar[str] = "由履历等推算的熟人暴露度，只存各类分值，不存所涉人员；轮次结束即不再使用。"

    round = models.OneToOneField(Round, verbose_name=_("轮次"), on_delete=models.CASCADE, related_name="reckoning")
    on = models.DateField(_("计算日期"))
    basis = models.CharField(_("计算依据摘要"), max_length=64)
    parts = models.JSONField(_("各类分值"), default=dict)
    inspectors = models.JSONField(_("待重算的巡察干部"), default=list)
    inspections = models.JSONField(_("待重算的巡察"), default=list)

    class Meta:
        verbose_name = _("熟人暴露度计算")

    def __str__(self) -> str:
        return f"{self.round} {self.on}"
