"""Reading accounts."""

from __future__ import annotations

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from xuncha.domain.roles import ADMINISTRATORS
from xuncha.records.accounts import reach
from xuncha.records.accounts.actions import token_digest
from xuncha.records.accounts.models import Grant, Token, User
from xuncha.records.people.models import Person

UNUSED_DAYS = 90


def cast() -> QuerySet[User]:
    """The demo's fixed cast: the accounts with a story."""
    return User.objects.exclude(story="").filter(is_active=True).order_by("pk")


def of_cast(key: int) -> User | None:
    """One of the demo's cast; nobody at all outside the demo."""
    return cast().filter(pk=key).first() if settings.DEMO else None


def account(key: int) -> User | None:
    """The account a background job was started by, if it is still open."""
    return User.objects.filter(pk=key, is_active=True).first()


def accounts(user: User) -> QuerySet[User]:
    """Every account with the roles in force, for those whose office it is to look after them."""
    if not reach.may_at_all(user, "account.view"):
        return User.objects.none()
    in_force = Grant.objects.filter(revoked_on__isnull=True).select_related("jurisdiction", "unit")
    return User.objects.annotate(has_second_factor=_second_factor()).prefetch_related(
        Prefetch("grants", queryset=in_force, to_attr="in_force")
    )


def grants(user: User, account: User) -> QuerySet[Grant]:
    """Every role an account holds or held."""
    return (
        Grant.objects.filter(user__in=accounts(user), user_id=account.pk)
        .select_related("jurisdiction", "unit", "user")
        .order_by("revoked_on", "-granted_on", "-pk")
    )


def grants_in_force(user: User) -> QuerySet[Grant]:
    """Every role now held by anybody."""
    return Grant.objects.filter(user__in=accounts(user), revoked_on__isnull=True).select_related("user")


def without_account(user: User) -> QuerySet[Person]:
    """The inspectors who cannot sign in yet; whoever opens accounts sees their name and number alone."""
    if not reach.may_at_all(user, "account.create"):
        return Person.objects.none()
    return Person.objects.filter(inspector__isnull=False, account__isnull=True).order_by("code")


def tokens(user: User) -> QuerySet[Token]:
    """The user's own keys."""
    return Token.objects.filter(user=user)


def user_of_token(key: str) -> User | None:
    """Whose key this is, as long as it is in force and the account is open."""
    token = Token.objects.select_related("user").filter(digest=token_digest(key)).first()
    return token.user if token and token.in_force and token.user.is_active else None


def to_look_after(user: User) -> dict[str, QuerySet[User]]:
    """What administrators of accounts should see: accounts without a role, long unused, without a second factor."""
    open_ones = accounts(user).filter(is_active=True)
    in_force = Grant.objects.filter(user=OuterRef("pk"), revoked_on__isnull=True)
    since = timezone.now() - timedelta(days=UNUSED_DAYS)
    administrators = in_force.filter(role__in=[str(role) for role in ADMINISTRATORS])
    return {
        "roleless": open_ones.filter(~Exists(in_force)),
        "unused": open_ones.filter(last_login__lt=since),
        "temporary": open_ones.filter(password_is_temporary=True),
        "one_factor": open_ones.filter(Exists(administrators), ~_second_factor()),
    }


def _second_factor() -> Exists:
    return Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=("totp", "webauthn")))
