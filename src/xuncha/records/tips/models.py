"""Pages the public reports through, and what came: sealed texts, to whom they are sealed, and the day.

Inspections and accounts appear as plain numbers: no key leads out of this database.
"""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from xuncha.domain.tips import DoorKind, NoteKind, PageState, TipState, Via
from xuncha.records.audit.models import Record, coded

SEALED = "内容只有受理人能够解封；只记到日，不记网络地址和设备；本轮结束后随密钥销毁。"


def random_key() -> int:
    """A number that says nothing about when it was given: SQLite stores rows in the order of their keys."""
    return secrets.randbits(62) + 1


def reporters_key() -> models.BigAutoField[int, int]:
    """The primary key of whatever a reporter causes."""
    return models.BigAutoField(primary_key=True, default=random_key)


class Page(Record):
    """What the public sees of one inspection, published by the office; with the keys a report is sealed to."""

    PRIVACY: ClassVar[str] = "受理人姓名：告诉群众由谁受理；巡察结束后停止公布。"

    inspection = models.BigIntegerField(_("巡察编号"), unique=True)
    title = models.CharField(_("标题"), max_length=120)
    unit = models.CharField(_("被巡察单位"), max_length=120)
    place = models.CharField(_("地区"), max_length=120)
    who = models.TextField(_("巡察组是谁"), blank=True)
    origin = models.TextField(_("巡察组从哪里来"), blank=True)
    opens = models.DateField(_("开始接收"))
    closes = models.DateField(_("停止接收"))
    takes = models.TextField(_("受理什么"), blank=True)
    takes_not = models.TextField(_("不受理什么"), blank=True)
    elsewhere = models.TextField(_("其他问题向何处反映"), blank=True)
    english = models.JSONField(_("英文内容"), default=dict, blank=True)
    state = coded(PageState, _("状态"), default=PageState.OPEN)
    team_public = models.CharField(_("本组公钥"), max_length=43)
    team_version = models.PositiveIntegerField(_("本组密钥版本"), default=1)
    originals_public = models.CharField(_("原件公钥"), max_length=43)
    recovery_public = models.CharField(_("恢复公钥"), max_length=43)
    readers = models.JSONField(_("受理人"), default=list)

    class Meta:
        verbose_name = _("反映页")

    def __str__(self) -> str:
        return self.title

    def takes_on(self, day: date) -> bool:
        """Whether what is sent on this day is kept; who began before midnight may still send."""
        return self.state == PageState.OPEN and self.opens <= day <= self.closes + timedelta(days=1)


class Door(Record):
    """A short code that leads to a page: one for each batch of posters or each street."""

    PRIVACY: ClassVar[str] = "不含个人信息。"

    page = models.ForeignKey(Page, verbose_name=_("反映页"), on_delete=models.PROTECT, related_name="doors")
    code = models.CharField(_("短码"), max_length=6, unique=True)
    label = models.CharField(_("张贴处"), max_length=80)
    batch = models.PositiveIntegerField(_("批次"), default=1)
    posters = models.PositiveIntegerField(_("张数"), default=0)
    kind = coded(DoorKind, _("种类"), default=DoorKind.QR)

    class Meta:
        verbose_name = _("入口")
        ordering = ("page", "batch", "label")

    def __str__(self) -> str:
        return self.code


class Sealed(Record):
    """A sealed text: what it is sealed with, and the day it came."""

    PRIVATE: ClassVar[frozenset[str]] = frozenset({"body"})

    id = reporters_key()
    day = models.DateField(_("日期"))
    algorithm = models.CharField(_("加密算法"), max_length=40)
    purpose = models.CharField(_("用途"), max_length=16)
    body = models.TextField(_("密文"))

    class Meta:
        abstract = True


class Tip(Sealed):
    """One report."""

    PRIVACY: ClassVar[str] = SEALED
    PRIVATE: ClassVar[frozenset[str]] = frozenset({"body", "receipt_id", "reply_public"})

    inspection = models.BigIntegerField(_("巡察编号"), db_index=True)
    page = models.ForeignKey(Page, verbose_name=_("反映页"), on_delete=models.PROTECT, related_name="tips")
    door = models.ForeignKey(Door, verbose_name=_("入口"), null=True, on_delete=models.PROTECT, related_name="tips")
    via = coded(Via, _("来源"))
    state = coded(TipState, _("状态"), default=TipState.RECEIVED)
    receipt_id = models.CharField(_("回执摘要"), max_length=43, null=True, unique=True)
    reply_public = models.CharField(_("回复公钥"), max_length=43, blank=True)
    effort = models.PositiveSmallIntegerField(_("已付工作量"), default=0)
    stopped = models.BooleanField(_("涉及受理人"), default=False)

    class Meta:
        verbose_name = _("群众反映")

    def __str__(self) -> str:
        return f"{self.pk:016x}"


class Message(Sealed):
    """One turn of the talk between a reporter and the team."""

    PRIVACY: ClassVar[str] = SEALED

    tip = models.ForeignKey(Tip, verbose_name=_("群众反映"), on_delete=models.PROTECT, related_name="messages")
    number = models.PositiveIntegerField(_("序号"))
    from_team = models.BooleanField(_("巡察组所写"))

    class Meta:
        verbose_name = _("往来消息")
        ordering = ("tip", "number")
        constraints = [models.UniqueConstraint(fields=["tip", "number"], name="message_number")]

    def __str__(self) -> str:
        return f"{self.tip_id:016x}/{self.number}"


class Note(Sealed):
    """What the team writes to itself about a report."""

    PRIVACY: ClassVar[str] = SEALED

    tip = models.ForeignKey(Tip, verbose_name=_("群众反映"), on_delete=models.PROTECT, related_name="notes")
    number = models.PositiveIntegerField(_("序号"))
    kind = coded(NoteKind, _("种类"))

    class Meta:
        verbose_name = _("办理记录")
        ordering = ("tip", "number")
        constraints = [models.UniqueConstraint(fields=["tip", "number"], name="note_number")]

    def __str__(self) -> str:
        return f"{self.tip_id:016x}/{self.number}"


class TipSeal(Record):
    """The content key of a report, or of a message or note on it, sealed to one reader."""

    PRIVACY: ClassVar[str] = "不含个人信息。"
    PRIVATE: ClassVar[frozenset[str]] = frozenset({"seal"})

    id = reporters_key()
    tip = models.ForeignKey(Tip, verbose_name=_("群众反映"), on_delete=models.PROTECT, related_name="seals")
    message = models.ForeignKey(
        Message, verbose_name=_("往来消息"), null=True, on_delete=models.PROTECT, related_name="seals"
    )
    note = models.ForeignKey(
        Note, verbose_name=_("办理记录"), null=True, on_delete=models.PROTECT, related_name="seals"
    )
    to = models.CharField(_("公钥指纹"), max_length=16, db_index=True)
    seal = models.CharField(_("密封的内容密钥"), max_length=128)

    class Meta:
        verbose_name = _("密封")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(message__isnull=True) | models.Q(note__isnull=True), name="seal_of_one_thing"
            )
        ]

    def __str__(self) -> str:
        return self.to


class Upload(models.Model):
    """A sealed file on its way in, in chunks; an orphan until a report is stored that names it.

    Not in the trail: what must be in it, with names, sizes and keys, stands in the sealed report.
    """

    PRIVACY: ClassVar[str] = "不含个人信息：文件名、类型、大小和密钥只在密封的内容里。"

    id = reporters_key()
    token = models.CharField(_("令牌摘要"), max_length=64)
    tip = models.ForeignKey(
        Tip, verbose_name=_("群众反映"), null=True, on_delete=models.PROTECT, related_name="uploads"
    )
    day = models.DateField(_("日期"), db_index=True)
    chunks = models.PositiveIntegerField(_("分块数"), default=0)
    bytes = models.PositiveBigIntegerField(_("字节数"), default=0)
    complete = models.BooleanField(_("已完整"), default=False)

    class Meta:
        verbose_name = _("上传的密封文件")

    def __str__(self) -> str:
        return f"{self.pk:016x}"


class SpentTicket(models.Model):
    """A ticket that was used, and a digest of what for: the same thing may be sent again, nothing else with it."""

    PRIVACY: ClassVar[str] = "不含个人信息；两天后删除。"

    id = models.BigAutoField(primary_key=True)
    thing = models.CharField(_("所付事项摘要"), max_length=64)
    day = models.DateField(_("日期"), db_index=True)

    class Meta:
        verbose_name = _("用过的通行凭据")

    def __str__(self) -> str:
        return str(self.day)
