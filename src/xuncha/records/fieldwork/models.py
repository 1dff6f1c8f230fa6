"""What a team gathers on site."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from xuncha.domain.fieldwork import InterviewKind, VisitKind
from xuncha.domain.words import dated
from xuncha.records.audit.models import Record, coded
from xuncha.records.people.models import Person
from xuncha.records.rounds.models import Inspection
from xuncha.records.teams.models import Member


class Interview(Record):
    """One talk, held by at least two (个别谈话)."""

    PRIVACY: ClassVar[str] = "谈话内容：查清问题所必需；群众和知情人不记姓名；随巡察档案保存。"
    PRIVATE: ClassVar[frozenset[str]] = frozenset({"summary", "subject", "person_id"})

    inspection = models.ForeignKey(
        Inspection, verbose_name=_("巡察"), on_delete=models.PROTECT, related_name="interviews"
    )
    kind = coded(InterviewKind, _("谈话对象类别"))
    person = models.ForeignKey(
        Person, verbose_name=_("班子成员"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    subject = models.CharField(_("谈话对象"), max_length=64)
    held_on = models.DateField(_("日期"))
    place = models.CharField(_("地点"), max_length=64)
    leaves = models.JSONField(_("涉及内容"), default=list, blank=True)
    outline = models.TextField(_("谈话提纲"), blank=True)
    summary = models.TextField(_("谈话记录"))

    class Meta:
        verbose_name = _("谈话")
        ordering = ("-held_on", "-pk")

    def __str__(self) -> str:
        return f"{self.subject} {dated(self.held_on)}"

    def trail_label(self) -> str:
        """Name the talk by its day alone."""
        return dated(self.held_on)


class Interviewer(Record):
    """One member who held a talk."""

    PRIVACY: ClassVar[str] = "组内任职：追溯责任所必需。"

    interview = models.ForeignKey(
        Interview, verbose_name=_("谈话"), on_delete=models.CASCADE, related_name="interviewers"
    )
    member = models.ForeignKey(Member, verbose_name=_("谈话人"), on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("谈话人")
        constraints = [models.UniqueConstraint(fields=["interview", "member"], name="interviewer_once")]

    def __str__(self) -> str:
        return str(self.member)


class Visit(Record):
    """One visit (下沉走访)."""

    PRIVACY: ClassVar[str] = "走访地点与情况：查清问题所必需；不记群众姓名；随巡察档案保存。"
    PRIVATE: ClassVar[frozenset[str]] = frozenset({"summary", "place"})

    inspection = models.ForeignKey(Inspection, verbose_name=_("巡察"), on_delete=models.PROTECT, related_name="visits")
    kind = coded(VisitKind, _("类别"))
    place = models.CharField(_("地点"), max_length=128)
    visited_on = models.DateField(_("日期"))
    unannounced = models.BooleanField(_("不打招呼"), default=False)
    summary = models.TextField(_("了解到的情况"))

    class Meta:
        verbose_name = _("走访")
        ordering = ("-visited_on", "-pk")

    def __str__(self) -> str:
        return f"{self.place} {dated(self.visited_on)}"

    def trail_label(self) -> str:
        """Name the visit by its day alone."""
        return dated(self.visited_on)


class Visitor(Record):
    """One member who went on a visit."""

    PRIVACY: ClassVar[str] = "组内任职：追溯责任所必需。"

    visit = models.ForeignKey(Visit, verbose_name=_("走访"), on_delete=models.CASCADE, related_name="visitors")
    member = models.ForeignKey(Member, verbose_name=_("走访人"), on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("走访人")
        constraints = [models.UniqueConstraint(fields=["visit", "member"], name="visitor_once")]

    def __str__(self) -> str:
        return str(self.member)


class DocumentRequest(Record):
    """One line of the list of papers asked for: lent and given back (调阅清单)."""

    PRIVACY: ClassVar[str] = "不含个人信息。"

    inspection = models.ForeignKey(
        Inspection, verbose_name=_("巡察"), on_delete=models.PROTECT, related_name="document_requests"
    )
    title = models.CharField(_("资料名称"), max_length=200)
    copies = models.PositiveSmallIntegerField(_("份数"), default=1)
    asked_by = models.ForeignKey(Member, verbose_name=_("经手人"), on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField(_("调阅日期"))
    lent_on = models.DateField(_("借出日期"), null=True, blank=True)
    returned_on = models.DateField(_("归还日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("调阅资料")
        ordering = ("-asked_on", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(returned_on__isnull=True)
                | models.Q(lent_on__isnull=False, returned_on__gte=models.F("lent_on")),
                name="returned_after_it_was_lent",
            )
        ]

    def __str__(self) -> str:
        return self.title
