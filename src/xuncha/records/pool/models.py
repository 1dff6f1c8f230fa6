"""What is kept about the pool beside its people: establishment, training, proofs of skill, absences."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from xuncha.domain.people import Skill
from xuncha.domain.pool import AbsenceReason, OfficePost, TrainingKind
from xuncha.records.audit.models import Record, coded
from xuncha.records.people.models import Inspector, Jurisdiction


class Establishment(Record):
    """How many posts of one kind the office of a place may fill (编制); who fills them is counted, never typed."""

    PRIVACY: ClassVar[str] = "不含个人信息。"

    jurisdiction = models.ForeignKey(
        Jurisdiction, verbose_name=_("地区"), on_delete=models.PROTECT, related_name="establishment"
    )
    post = coded(OfficePost, _("岗位"))
    quota = models.PositiveSmallIntegerField(_("编制数"))
    source = models.CharField(_("核定文件"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("岗位编制")
        ordering = ("jurisdiction__path", "pk")
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "post"], name="post_once_a_place")]

    def __str__(self) -> str:
        return f"{self.jurisdiction} {self.get_post_display()}"


class Training(Record):
    """One course an inspector completed."""

    PRIVACY: ClassVar[str] = "培训经历：判断能否参加巡察所必需；随人才库信息保存，退出人才库后按保存期限删除。"

    inspector = models.ForeignKey(
        Inspector, verbose_name=_("巡察干部"), on_delete=models.CASCADE, related_name="trainings"
    )
    kind = coded(TrainingKind, _("培训类别"), default=TrainingKind.ENTRY)
    course = models.CharField(_("培训班次"), max_length=128)
    organiser = models.CharField(_("举办单位"), max_length=128, blank=True)
    ended_on = models.DateField(_("结业日期"))
    days = models.PositiveSmallIntegerField(_("天数"), default=1)
    certificate = models.CharField(_("证书编号"), max_length=64, blank=True)
    valid_until = models.DateField(_("有效期至"), null=True, blank=True)

    class Meta:
        verbose_name = _("培训")
        ordering = ("-ended_on", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=models.F("ended_on")),
                name="certificate_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.course


class SkillProof(Record):
    """What shows that an inspector has a skill."""

    PRIVACY: ClassVar[str] = "专业资格：按专业搭配巡察组所必需；随人才库信息保存，退出人才库后按保存期限删除。"

    inspector = models.ForeignKey(
        Inspector, verbose_name=_("巡察干部"), on_delete=models.CASCADE, related_name="proofs"
    )
    skill = coded(Skill, _("专长"))
    proof = models.CharField(_("证明"), max_length=128)
    issued_on = models.DateField(_("取得日期"), null=True, blank=True)
    verified_on = models.DateField(_("核验日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("专长证明")
        ordering = ("skill", "pk")

    def __str__(self) -> str:
        return f"{self.get_skill_display()}：{self.proof}"


class Absence(Record):
    """A time in which an inspector cannot serve; `until` is empty while nobody knows."""

    PRIVACY: ClassVar[str] = "不能参加的时段和原因类别（不记病情等细节）：组建巡察组所必需；结束一年后删除。"
    PRIVATE: ClassVar[frozenset[str]] = frozenset({"reason", "words"})

    inspector = models.ForeignKey(
        Inspector, verbose_name=_("巡察干部"), on_delete=models.CASCADE, related_name="absences"
    )
    reason = coded(AbsenceReason, _("原因"))
    since = models.DateField(_("起"))
    until = models.DateField(_("止"), null=True, blank=True)
    words = models.CharField(_("说明"), max_length=128, blank=True)

    class Meta:
        verbose_name = _("不能参加的时段")
        ordering = ("-since", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="absence_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.inspector} {self.since}"

    def trail_label(self) -> str:
        """Name whose it is by number, and from when."""
        return f"{self.inspector.trail_label()} {self.since}"
