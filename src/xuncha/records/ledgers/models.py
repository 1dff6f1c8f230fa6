"""Files of ledgers handed in, how their columns are read, which units they concern, which months of a unit are there."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from xuncha.domain.ledgers import LedgerState
from xuncha.records.accounts.models import User
from xuncha.records.audit.models import Record, coded
from xuncha.records.people.models import Jurisdiction, Unit
from xuncha.records.rounds.models import NO_PERSONS


class LedgerImport(Record):
    """One file handed in: what it is, how it is read, what it was found to hold, what came of it."""

    PRIVACY: ClassVar[str] = (
        "账目中的收款人等姓名：核对账目所必需；证件号码和银行账号导入时即换成不可逆标识。原始文件随巡察档案保存。"
    )
    PRIVATE: ClassVar[frozenset[str]] = frozenset({"sheets", "report", "errors"})

    name = models.CharField(_("文件名"), max_length=200)
    sha256 = models.CharField(_("摘要"), max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(_("大小"), default=0)
    by = models.ForeignKey(User, verbose_name=_("经办人"), on_delete=models.PROTECT, related_name="+")
    jurisdiction = models.ForeignKey(Jurisdiction, verbose_name=_("地区"), on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        Unit, verbose_name=_("单位"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = coded(LedgerState, _("状态"), default=LedgerState.UPLOADED, db_index=True)
    replacing = models.BooleanField(_("更正先前的账套"), default=False)
    sheets = models.JSONField(_("列对应"), default=list, blank=True)
    number = models.PositiveIntegerField(_("账库编号"), null=True, blank=True, unique=True)
    tables = models.JSONField(_("各表行数"), default=dict, blank=True)
    rejected = models.PositiveIntegerField(_("未导入行数"), default=0)
    first_day = models.DateField(_("最早日期"), null=True, blank=True)
    last_day = models.DateField(_("最晚日期"), null=True, blank=True)
    report = models.JSONField(_("核对结果"), default=dict, blank=True)
    errors = models.JSONField(_("错误"), default=list, blank=True)
    received_at = models.DateTimeField(_("收到时间"))
    ended_at = models.DateTimeField(_("完成时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("账套")
        ordering = ("-received_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["sha256"], condition=models.Q(state=LedgerState.DONE), name="one_file_is_imported_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def rows(self) -> int:
        """How many rows of it were taken."""
        return sum(self.tables.values())


class LedgerMapping(Record):
    """How the columns of one layout are read: remembered by the fingerprint of its heads."""

    PRIVACY: ClassVar[str] = NO_PERSONS

    fingerprint = models.CharField(_("表头标识"), max_length=16, unique=True)
    body = models.JSONField(_("列对应"), default=dict)

    class Meta:
        verbose_name = _("列对应方案")

    def __str__(self) -> str:
        return self.fingerprint


class LedgerUnit(Record):
    """One unit that rows of a file belong to."""

    PRIVACY: ClassVar[str] = NO_PERSONS

    source = models.ForeignKey(LedgerImport, verbose_name=_("账套"), on_delete=models.CASCADE, related_name="units")
    unit = models.ForeignKey(Unit, verbose_name=_("单位"), on_delete=models.PROTECT, related_name="ledgers")
    rows = models.PositiveIntegerField(_("行数"))

    class Meta:
        verbose_name = _("账套中的单位")
        ordering = ("unit__code",)
        constraints = [models.UniqueConstraint(fields=["source", "unit"], name="unit_once_a_ledger")]

    def __str__(self) -> str:
        return str(self.unit)


class LedgerMonth(Record):
    """What all that was received holds of one unit's month, and whether it adds up."""

    PRIVACY: ClassVar[str] = NO_PERSONS

    unit = models.ForeignKey(Unit, verbose_name=_("单位"), on_delete=models.PROTECT, related_name="ledger_months")
    period = models.PositiveIntegerField(_("会计期间"))
    vouchers = models.PositiveIntegerField(_("凭证数"), default=0)
    lines = models.PositiveIntegerField(_("分录数"), default=0)
    debit_fen = models.BigIntegerField(_("借方合计"), default=0)
    credit_fen = models.BigIntegerField(_("贷方合计"), default=0)
    unbalanced = models.PositiveIntegerField(_("借贷不平的凭证"), default=0)
    missing = models.PositiveIntegerField(_("缺号"), default=0)
    accounts = models.PositiveIntegerField(_("有余额表的科目"), default=0)
    not_rolling = models.PositiveIntegerField(_("余额接不上的科目"), default=0)

    class Meta:
        verbose_name = _("月度账目")
        ordering = ("unit__code", "period")
        constraints = [models.UniqueConstraint(fields=["unit", "period"], name="one_month_of_a_unit")]

    def __str__(self) -> str:
        return f"{self.unit} {self.period}"

    @property
    def flawed(self) -> bool:
        """Whether something of it does not add up."""
        return bool(self.unbalanced or self.missing or self.not_rolling)
