"""What a round needs and what its planner wishes; attempts at a plan; the one approved."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.errors import WrongState
from xuncha.domain.roles import TeamRole
from xuncha.domain.words import N_, Labelled
from xuncha.engines.teams.outcome import Status
from xuncha.records.accounts.models import User
from xuncha.records.audit.models import Record, coded
from xuncha.records.people.models import Inspector
from xuncha.records.rounds.models import NO_PERSONS, Inspection, Round


class WishKind(Labelled):
    """What a planner asks beyond the rules."""

    PIN = "pin", N_("固定")
    FORBID = "forbid", N_("不安排")


class AttemptState(Labelled):
    """How far an attempt at a plan has come."""

    ASKED = "asked", N_("排队等待")
    RUNNING = "running", N_("正在计算")
    DONE = "done", N_("已完成")
    CANCELLED = "cancelled", N_("已停止")
    FAILED = "failed", N_("失败")


class Need(Record):
    """Whom one inspection needs, where that differs from the usual."""

    PRIVACY: ClassVar[str] = NO_PERSONS

    inspection = models.OneToOneField(Inspection, verbose_name=_("巡察"), on_delete=models.CASCADE, related_name="need")
    slots = models.JSONField(_("职数"), default=dict)
    skills = models.JSONField(_("专业要求"), default=dict, blank=True)

    class Meta:
        verbose_name = _("用人需求")

    def __str__(self) -> str:
        return str(self.inspection)


class Wish(Record):
    """One wish for the next attempt: somebody on an inspection, or not on it, or not in this round at all."""

    PRIVACY: ClassVar[str] = "编组要求及理由（如因病）：本轮编组所必需；随轮次档案保存。"
    PRIVATE: ClassVar[frozenset[str]] = frozenset({"reason"})

    round = models.ForeignKey(Round, verbose_name=_("轮次"), on_delete=models.CASCADE, related_name="wishes")
    kind = coded(WishKind, _("要求"))
    inspector = models.ForeignKey(Inspector, verbose_name=_("巡察干部"), on_delete=models.PROTECT, related_name="+")
    inspection = models.ForeignKey(
        Inspection, verbose_name=_("巡察"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    role = coded(TeamRole, _("组内职务"), blank=True)
    reason = models.CharField(_("理由"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("编组要求")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="forbid") | models.Q(inspection__isnull=False), name="pin_names_an_inspection"
            ),
            models.UniqueConstraint(fields=["round", "inspector", "inspection"], name="one_wish_about_a_seat"),
            models.UniqueConstraint(
                fields=["round", "inspector"],
                condition=models.Q(inspection__isnull=True),
                name="one_wish_about_a_round",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.inspector}"

    def trail_label(self) -> str:
        """Name the inspector by number."""
        return f"{WishKind(self.kind).label} {self.inspector.trail_label()}"


class Attempt(Record):
    """One attempt at a plan for a round: the problem as it stood, the wishes, what the search found and proved."""

    PRIVACY: ClassVar[str] = "编组草案（人员编号，不含姓名）：比较和追溯所必需；随轮次档案保存。"
    PRIVATE: ClassVar[frozenset[str]] = frozenset({"wishes", "plan", "history", "explanation"})

    round = models.ForeignKey(Round, verbose_name=_("轮次"), on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField(_("方案"))
    by = models.ForeignKey(User, verbose_name=_("经办人"), on_delete=models.PROTECT, related_name="+")
    basis = models.ForeignKey(
        "self", verbose_name=_("以此为基础"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    by_hand = models.BooleanField(_("手工调整"), default=False)
    state = coded(AttemptState, _("状态"), default=AttemptState.ASKED)
    asked_at = models.DateTimeField(_("提交时间"))
    ended_at = models.DateTimeField(_("完成时间"), null=True, blank=True)
    gap_wanted = models.FloatField(_("差距不超过"), default=0.01)
    seconds_most = models.PositiveIntegerField(_("最长秒数"), default=120)
    seed = models.PositiveIntegerField(_("随机种子"), default=1)
    change_cost = models.PositiveIntegerField(_("每处变动折算"), default=0)
    problem_file = models.CharField(_("问题文件"), max_length=64)
    problem_sha256 = models.CharField(pgettext_lazy("digest", "问题摘要"), max_length=64)
    wishes = models.JSONField(_("要求"), default=dict, blank=True)
    status = coded(Status, _("结论"), blank=True)
    objective = models.PositiveIntegerField(_("总点数"), null=True, blank=True)
    bound = models.PositiveIntegerField(_("下限"), null=True, blank=True)
    seconds = models.FloatField(_("用时（秒）"), null=True, blank=True)
    plan = models.JSONField(_("方案内容"), default=list, blank=True)
    history = models.JSONField(_("计算过程"), default=list, blank=True)
    explanation = models.JSONField(_("无解说明"), default=dict, blank=True)
    certificate_file = models.CharField(_("证明文件"), max_length=64, blank=True)
    authority = models.CharField(_("授权机关"), max_length=128, blank=True)
    authorisation_number = models.CharField(_("授权文号"), max_length=64, blank=True)
    authorised_until = models.DateField(_("授权止"), null=True, blank=True)
    proposed_on = models.DateField(_("报批日期"), null=True, blank=True)
    approved_on = models.DateField(_("批准日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("编组方案")
        ordering = ("-round", "-number")
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="attempt_number_once_a_round"),
            models.UniqueConstraint(
                fields=["round"], condition=models.Q(approved_on__isnull=False), name="one_approved_plan_a_round"
            ),
            models.CheckConstraint(
                condition=models.Q(approved_on__isnull=True) | ~models.Q(authority=""),
                name="approved_plan_names_its_authority",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} · {self.number}"

    @property
    def gap(self) -> float | None:
        """How much could be gained at most, as a share of the objective; None without a plan."""
        if self.objective is None or self.bound is None:
            return None
        return max(0.0, (self.objective - self.bound) / self.objective) if self.objective else 0.0

    def require_proposed(self) -> None:
        """Raise `WrongState` where the plan was not laid before those who may approve it."""
        if self.proposed_on is None:
            raise WrongState(N_("未报批"), N_("批准编组方案"))
