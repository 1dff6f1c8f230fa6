"""The trail itself, and the base every other record stands on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from copy import deepcopy
from types import MappingProxyType
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from xuncha.domain.words import Labelled


def coded(choices: type[Labelled], label: object, **options: object) -> models.CharField[str, str]:
    """A column holding a code of the domain, shown in the reader's language."""
    translated = [(value, _(text)) for value, text in choices.choices()]
    return models.CharField(label, max_length=32, choices=translated, **options)  # type: ignore[arg-type]


class Record(models.Model):
    """A stored thing whose every state is witnessed by an event of the trail.

    Written only inside `xuncha.records.audit.actions.act`, so that a state without a witness
    is a change made by hand.
    """

    PRIVACY: ClassVar[str] = ""
    """Which personal data the record holds, why, and when it goes."""
    PRIVATE: ClassVar[frozenset[str]] = frozenset()
    """Columns whose values never enter the trail (that they changed does)."""
    UNWITNESSED: ClassVar[frozenset[str]] = frozenset()
    """Columns outside the digest: written by the framework, not by an action."""

    loaded: Mapping[str, Any] = MappingProxyType({})
    """Columns as they were last read from the database or written to it; an act compares them with what is stored."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Remember what was written."""
        super().save(*args, **kwargs)
        self.remember(kwargs.get("update_fields"))

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any]) -> Self:
        """Remember what was read."""
        record = super().from_db(db, field_names, values)
        record._remember(zip(field_names, values, strict=True))
        return record

    def refresh_from_db(self, using: Any = None, fields: Any = None, from_queryset: Any = None) -> None:
        """Remember what was read anew."""
        super().refresh_from_db(using, fields, from_queryset)
        self.remember(fields)

    def remember(self, fields: Collection[str] | None = None) -> None:
        """Take the present values, of all columns or of those named, for what is stored."""
        columns = [field for field in self._meta.concrete_fields if fields is None or field.name in fields]
        self._remember((field.attname, self.__dict__.get(field.attname)) for field in columns)

    def _remember(self, columns: Iterable[tuple[str, Any]]) -> None:
        # Lists and dictionaries are copied: an action may change them in place.
        kept = {name: deepcopy(value) if isinstance(value, list | dict) else value for name, value in columns}
        self.loaded = {**self.loaded, **kept}

    def trail_label(self) -> str:
        """How the trail names this record; must not give away private values."""
        return str(self)


class Event(models.Model):
    """One act: who, when, what, on which records, chained to the act before it.

    Holds no foreign keys, so that no deletion can touch it. Never an address or a user agent.
    """

    PRIVACY: ClassVar[str] = "办理人姓名：追溯责任所必需；随审计日志保存，不少于六个月。"

    seq = models.BigIntegerField(_("序号"), primary_key=True)
    at = models.DateTimeField(_("时间"), db_index=True)
    actor = models.BigIntegerField(_("办理人编号"), null=True, db_index=True)
    actor_name = models.CharField(_("办理人"), max_length=64)
    actor_role = models.CharField(_("身份"), max_length=64, blank=True)
    verb = models.CharField(_("事项"), max_length=64, db_index=True)
    kind = models.CharField(_("对象类别"), max_length=64)
    key = models.BigIntegerField(_("对象编号"), null=True)
    label = models.CharField(_("对象"), max_length=200)
    detail = models.JSONField(_("说明"), default=dict)
    changes = models.JSONField(_("变更"), default=list)
    algorithm = models.CharField(_("算法"), max_length=16, default="sha256")
    previous = models.CharField(_("前一摘要"), max_length=64)
    digest = models.CharField(_("摘要"), max_length=64)

    class Meta:
        verbose_name = _("操作记录")
        ordering = ("seq",)

    def __str__(self) -> str:
        return f"{self.seq} {self.verb} {self.label}"


class Witness(models.Model):
    """Which event last (and before) saw which record in which state; an index over `Event.changes`."""

    PRIVACY: ClassVar[str] = "不含个人信息。"

    seq = models.BigIntegerField(_("操作序号"), db_index=True)
    kind = models.CharField(_("对象类别"), max_length=64)
    key = models.BigIntegerField(_("对象编号"))
    operation = models.CharField(_("动作"), max_length=8)
    digest = models.CharField(_("状态摘要"), max_length=64)

    class Meta:
        verbose_name = _("状态见证")
        indexes = [models.Index(fields=["kind", "key", "seq"], name="witness_of_record")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}@{self.seq}"


class ChainHead(models.Model):
    """The end of the chain: one row, locked by whoever appends."""

    PRIVACY: ClassVar[str] = "不含个人信息。"

    seq = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        verbose_name = _("链尾")

    def __str__(self) -> str:
        return f"{self.seq} {self.digest}"
