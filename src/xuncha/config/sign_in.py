"""How people come in: nobody signs up, accounts lock by name, no trace of the machine is kept, the trail knows."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from axes.handlers.database import AxesDatabaseHandler
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

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
