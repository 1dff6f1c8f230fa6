"""Accounts and the roles granted to them."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xuncha.domain import access
from xuncha.domain.roles import Role
from xuncha.records.audit.models import Record, coded
from xuncha.records.people.models import Inspector, Jurisdiction, Person, Unit


class UserManager(BaseUserManager["User"]):
    """Finds accounts by user name, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> User:
        """Find the account to sign in to."""
        return self.get(username__iexact=username)


class User(Record, AbstractBaseUser):
    """An account. What it may do comes from its grants and, for inspectors, from their teams."""

    PRIVACY: ClassVar[str] = "姓名、账号：追溯责任所必需；停用后保留至审计日志到期。"
    UNWITNESSED: ClassVar[frozenset[str]] = frozenset({"password", "last_login"})
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    username = models.CharField(_("账号"), max_length=64, unique=True)
    name = models.CharField(_("姓名"), max_length=64)
    person = models.OneToOneField(
        Person, verbose_name=_("人员"), null=True, blank=True, on_delete=models.PROTECT, related_name="account"
    )
    is_active = models.BooleanField(_("启用"), default=True)
    password_is_temporary = models.BooleanField(_("须修改临时密码"), default=False)
    created_on = models.DateField(_("开通日期"), default=timezone.localdate)
    story = models.CharField(_("演示说明"), max_length=200, blank=True)

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("账号")
        ordering = ("username",)

    def __str__(self) -> str:
        return self.name

    @cached_property
    def granted(self) -> tuple[Grant, ...]:
        """The roles in force, read once a request."""
        return (
            tuple(self.grants.filter(revoked_on__isnull=True).select_related("jurisdiction", "unit"))
            if self.is_active
            else ()
        )

    def has_role(self, *roles: Role) -> bool:
        """Whether any of the roles is granted."""
        return any(grant.role in roles for grant in self.granted)

    @cached_property
    def inspector(self) -> Inspector | None:
        """The person's entry in the talent pool."""
        return Inspector.objects.filter(person_id=self.person_id).first() if self.person_id else None

    def reaches(self, permission: str, place: str) -> bool:
        """Whether a role with the permission was granted for this place or one above it."""
        return any(
            grant.jurisdiction is not None
            and access.allowed(permission, Role(grant.role))
            and place.startswith(grant.jurisdiction.path)
            for grant in self.granted
        )

    @property
    def trail_name(self) -> str:
        """The name the trail records."""
        return self.name

    @property
    def trail_role(self) -> str:
        """The roles the trail records."""
        return "、".join(Role(grant.role).label for grant in self.granted)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Forget what was read of the grants before writing."""
        self.__dict__.pop("granted", None)
        super().save(*args, **kwargs)


class Grant(Record):
    """One role granted to one account, for one jurisdiction or one unit."""

    PRIVACY: ClassVar[str] = "不含个人信息。"

    user = models.ForeignKey(User, verbose_name=_("账号"), on_delete=models.CASCADE, related_name="grants")
    role = coded(Role, _("角色"))
    jurisdiction = models.ForeignKey(
        Jurisdiction, verbose_name=_("地区"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    unit = models.ForeignKey(
        Unit, verbose_name=_("单位"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    line = models.CharField(_("条线"), max_length=32, blank=True)
    granted_on = models.DateField(_("授予日期"))
    revoked_on = models.DateField(_("收回日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("角色授予")
        ordering = ("user", "role")

    def __str__(self) -> str:
        return f"{self.user} {self.get_role_display()}"


class Token(Record):
    """A key a machine uses in a person's name. Only its hash is kept: a lost key is replaced, never read back."""

    PRIVACY: ClassVar[str] = "不含个人信息。"
    PRIVATE: ClassVar[frozenset[str]] = frozenset({"digest"})

    user = models.ForeignKey(User, verbose_name=_("账号"), on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(_("用途"), max_length=64)
    digest = models.CharField(_("令牌摘要"), max_length=64, unique=True)
    created_on = models.DateField(_("生成日期"))
    expires_on = models.DateField(_("有效期至"))
    revoked_on = models.DateField(_("撤销日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("接口令牌")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name

    @property
    def in_force(self) -> bool:
        """Whether it still opens anything."""
        return self.revoked_on is None and self.expires_on >= timezone.localdate()
