"""How people come in: nobody signs up, accounts lock by name, no trace of the machine is kept, the trail knows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from axes.handlers.database import AxesDatabaseHandler
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from xuncha.domain.words import N_
from xuncha.records.accounts import actions
from xuncha.records.audit.actions import SYSTEM, note
from xuncha.web.components.pages import error_page


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are given by an administrator, never taken."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse, always."""
        return False

    def login(self, request: HttpRequest, user: Any) -> None:
        """Let the person in once every factor was right, and note it."""
        super().login(request, user)
        note("account.sign_in", by=user, on=user)

    def logout(self, request: HttpRequest) -> None:
        """Note who leaves, then end the session."""
        if request.user.is_authenticated:
            note("account.sign_out", by=request.user, on=request.user)
        super().logout(request)

    def set_password(self, user: Any, password: str) -> None:
        """Keep a password people chose for themselves; the temporary one ends."""
        actions.choose_password(user, password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Go on to the first page, which was closed while the password was a temporary one."""
        return "/"

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Send whoever came in with a temporary password to choose their own."""
        if user.password_is_temporary:
            kwargs["redirect_url"] = reverse("account_change_password")
        return super().post_login(request, user, **kwargs)  # type: ignore[no-any-return]


class OwnPasswordMiddleware:
    """Closes every page but the change of password to whoever still uses a temporary one."""

    OPEN = ("/accounts/", "/static/", "/language/")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Send to the change of password where needed."""
        if getattr(request.user, "password_is_temporary", False) and not request.path.startswith(self.OPEN):
            return redirect("account_change_password")
        return self.get_response(request)


FACTOR_CHANGES = {
    "totp_activated": N_("启用动态口令"),
    "totp_deactivated": N_("停用动态口令"),
    "webauthn_added": N_("新增通行密钥"),
    "webauthn_removed": N_("删除通行密钥"),
    "recovery_codes_generated": N_("重新生成恢复代码"),
}


class NotedFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: every change of them is noted in the trail."""

    def send_notification_mail(self, template_prefix: str, user: Any, *args: Any, **kwargs: Any) -> None:
        """Note the change in the trail instead of sending a mail: there is no mail server."""
        change = template_prefix.rsplit("/", 1)[-1]
        note("account.factor", by=user, on=user, what=FACTOR_CHANGES.get(change, change))


class LongEnough(MinimumLengthValidator):
    """Django's own, whose error has no Chinese."""

    def get_error_message(self) -> str:
        """Say how long a password must be."""
        return _("密码太短，至少要有%(count)s个字符") % {"count": self.min_length}


class ByAccountHandler(AxesDatabaseHandler):  # type: ignore[misc]
    """Counts wrong passwords by account and keeps neither address nor browser."""

    def user_login_failed(
        self, sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any
    ) -> None:
        """Forget the machine before the failure is written down."""
        if request is not None:
            for trace in ("axes_ip_address", "axes_user_agent", "axes_http_accept"):
                setattr(request, trace, None if trace == "axes_ip_address" else "")
        was_locked = getattr(request, "axes_locked_out", False)
        super().user_login_failed(sender, credentials, request, **kwargs)
        if getattr(request, "axes_locked_out", False) and not was_locked:
            name = account_name(request, credentials)  # type: ignore[arg-type]
            # Only an account that exists: what was typed may be somebody's password in the wrong field.
            account = get_user_model()._default_manager.filter(username__iexact=name).first()
            if account is not None:
                note("account.locked", by=SYSTEM, on=account)


def account_name(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """Return which account somebody wants, whichever way it was asked for; one spelling for one account."""
    name = (credentials or {}).get("username") or request.POST.get("login") or request.POST.get("username") or ""
    return str(name).strip().casefold()


def no_address(request: HttpRequest) -> None:
    """Answer the lock's question for an address: there is none."""


def locked(request: HttpRequest, response: HttpResponse | None = None, credentials: Any = None) -> HttpResponse:
    """Say that the account is locked, and until when."""
    return error_page(request, 429, _("登录失败次数过多，账号已锁定 30 分钟。请稍后再试，或联系系统管理员。"))
