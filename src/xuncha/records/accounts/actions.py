"""Writing accounts: the system administrator opens and closes them, the security administrator grants roles."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from axes.utils import reset as unlock
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from xuncha.domain.errors import InvalidField, Refused
from xuncha.domain.roles import Role, grant_refusals
from xuncha.domain.words import N_, say
from xuncha.records.accounts import reach
from xuncha.records.accounts.models import Grant, Token, User
from xuncha.records.audit.actions import Actor, act
from xuncha.records.people.models import Jurisdiction, Unit

LONGEST_TOKEN_DAYS = 366
TOKEN_MARK = "xc_"  # noqa: S105 - so that a key lying about is recognised for what it is


def _require(by: Actor, permission: str) -> None:
    if isinstance(by, User):
        reach.require(by, permission)


def create_account(user: User, *, by: Actor) -> str:
    """Open an account; gives its temporary password, which is shown once and stored nowhere."""
    _require(by, "account.create")
    if User.objects.filter(username__iexact=user.username).exists():
        raise InvalidField(str(User._meta.get_field("username").verbose_name), say(N_("这个账号已经有人使用")))
    if user.person_id and User.objects.filter(person_id=user.person_id).exists():
        raise Refused([say(N_("这个人已经有账号"))])
    password = _temporary_password(user)
    with act("account.create", by=by) as change:
        change.create(user)
    return password


def disable(user: User, *, by: Actor) -> User:
    """Close an account: nobody signs in to it, its tokens open nothing. Its traces stay."""
    _require(by, "account.disable")
    if user.pk == by.pk:
        raise Refused([say(N_("不能停用自己的账号"))])
    user.is_active = False
    with act("account.disable", by=by, on=user) as change:
        change.save(user)
        for token in Token.objects.filter(user=user, revoked_on__isnull=True):
            token.revoked_on = timezone.localdate()
            change.save(token)
    return user


def enable(user: User, *, by: Actor) -> User:
    """Open a closed account again."""
    _require(by, "account.disable")
    user.is_active = True
    with act("account.enable", by=by, on=user) as change:
        change.save(user)
    return user


def reset_password(user: User, *, by: Actor) -> str:
    """Give a new temporary password and lift the lock. Whoever signs in with it must first choose their own."""
    _require(by, "account.reset")
    password = _temporary_password(user)
    with act("account.reset", by=by, on=user, what=N_("密码")) as change:
        change.save(user)
    unlock(username=user.username.casefold())
    return password


def reset_factors(user: User, *, by: Actor) -> User:
    """Take away every second factor, for somebody who lost the telephone or the key."""
    _require(by, "account.reset")
    with act("account.reset", by=by, on=user, what=N_("双因素认证")):
        Authenticator.objects.filter(user=user).delete()
    return user


def choose_password(user: User, password: str) -> User:
    """Let people set their own password; a temporary one thereby ends."""
    # A record of our own: what a request calls its user is only a stand-in for one.
    kept = User.objects.get(pk=user.pk)
    kept.set_password(password)
    kept.password_is_temporary = False
    with act("account.password", by=kept, on=kept) as change:
        change.save(kept)
    user.password, user.password_is_temporary = kept.password, False
    return user


def grant_role(
    user: User,
    role: Role,
    *,
    by: Actor,
    jurisdiction: Jurisdiction | None = None,
    unit: Unit | None = None,
    line: str = "",
) -> Grant:
    """Grant a role for a place or a body; an administrator's role never goes together with another one."""
    _require(by, "account.grant")
    if user.pk == by.pk:
        raise Refused([say(N_("不能给自己授予角色"))])
    with act("account.grant", by=by, on=user, role=role.label) as change:
        # The account is held: two grants at once cannot end in two roles that exclude one another.
        in_force = Grant.objects.filter(user=user, revoked_on__isnull=True)
        if in_force.filter(role=role, jurisdiction=jurisdiction, unit=unit, line=line).exists():
            raise Refused([say(N_("已经有“%(role)s”角色"), role=role)])
        held = {Role(code) for code in in_force.values_list("role", flat=True)}
        reasons = grant_refusals(held, role, has_place=jurisdiction is not None, has_unit=unit is not None)
        if role is Role.LINE and not line:
            reasons.append(say(N_("授予“%(role)s”须写明条线"), role=role))
        if reasons:
            raise Refused(reasons)
        today = timezone.localdate()
        granted = Grant(user=user, role=role, jurisdiction=jurisdiction, unit=unit, line=line, granted_on=today)
        change.create(granted)
    user.__dict__.pop("granted", None)
    return granted


def revoke(granted: Grant, *, by: Actor) -> Grant:
    """Take a role back; that it was held once stays known."""
    _require(by, "account.grant")
    granted.revoked_on = timezone.localdate()
    with act("account.revoke", by=by, on=granted.user, role=Role(granted.role).label) as change:
        change.save(granted)
    return granted


def create_token(user: User, name: str, expires_on: date, *, by: User) -> tuple[Token, str]:
    """Make a key for a machine in one's own name; gives it to be shown once, and keeps only its hash."""
    _require_own(user, by)
    today = timezone.localdate()
    if not today < expires_on <= today + timedelta(days=LONGEST_TOKEN_DAYS):
        raise InvalidField(
            str(Token._meta.get_field("expires_on").verbose_name),
            say(N_("须在明天之后、%(days)s天之内"), days=LONGEST_TOKEN_DAYS),
        )
    key = TOKEN_MARK + secrets.token_urlsafe(32)
    token = Token(user=user, name=name, digest=token_digest(key), created_on=today, expires_on=expires_on)
    with act("token.create", by=by) as change:
        change.create(token)
    return token, key


def revoke_token(token: Token, *, by: User) -> Token:
    """End a key at once."""
    _require_own(token.user, by)
    token.revoked_on = timezone.localdate()
    with act("token.revoke", by=by, on=token) as change:
        change.save(token)
    return token


def token_digest(key: str) -> str:
    """Hash a key. It is random and long, so that a plain hash cannot be turned round."""
    return hashlib.sha256(key.encode()).hexdigest()


def _require_own(user: User, by: User) -> None:
    reach.require(by, "token.manage")
    if user.pk != by.pk:
        raise Refused([say(N_("只能管理自己的令牌"))])


def _temporary_password(user: User) -> str:
    while True:
        password = secrets.token_urlsafe(12)
        try:
            validate_password(password, user)
        except ValidationError:
            continue
        user.set_password(password)
        user.password_is_temporary = True
        return password
