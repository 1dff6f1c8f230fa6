"""How people come in: nobody signs up, accounts lock by name, and no trace of the machine is kept."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from axes.handlers.database import AxesDatabaseHandler
from django.http import HttpRequest


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are given by an administrator, never taken."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse, always."""
        return False


class ByAccountHandler(AxesDatabaseHandler):  # type: ignore[misc]
    """Counts wrong passwords by account and keeps neither address nor browser."""

    def user_login_failed(
        self, sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any
    ) -> None:
        """Forget the machine before the failure is written down."""
        if request is not None:
            for trace in ("axes_ip_address", "axes_user_agent", "axes_http_accept"):
                setattr(request, trace, None if trace == "axes_ip_address" else "")
        super().user_login_failed(sender, credentials, request, **kwargs)


def no_address(request: HttpRequest) -> None:
    """Answer the lock's question for an address: there is none."""
