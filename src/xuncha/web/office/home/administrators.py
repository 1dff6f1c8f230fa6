"""What concerns the three administrators: accounts, or the trail; never content."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xuncha.domain.words import N_
from xuncha.records.accounts import queries as accounts
from xuncha.records.audit import queries as audit
from xuncha.records.teams import reach

if TYPE_CHECKING:
    from xuncha.records.accounts.models import User

SHOWN = 10
WEEK = timedelta(days=7)
HEADINGS = {
    "roleless": N_("尚未授予角色的账号"),
    "unused": N_("九十天未登录的账号"),
    "temporary": N_("仍用临时密码的账号"),
    "one_factor": N_("未启用双因素认证的管理员"),
}


def matters(user: User) -> dict[str, Any]:
    """What this administrator should look at."""
    return {"groups": _groups(user), "trail": _trail() if reach.may_somewhere(user, "trail.view") else None}


def _groups(user: User) -> list[tuple[str, int, list[User]]]:
    if not reach.may_somewhere(user, "account.view"):
        return []
    found = accounts.to_look_after(user)
    return [(_(HEADINGS[name]), some.count(), list(some[:SHOWN])) for name, some in found.items()]


def _trail() -> dict[str, Any]:
    lately = audit.events().filter(at__gte=timezone.now() - WEEK)
    return {
        "acts": lately.count(),
        "sign_ins": lately.filter(verb="account.sign_in").count(),
        "locked": list(lately.filter(verb="account.locked")[:SHOWN]),
        "taken": list(lately.filter(verb__in=("export.run", "trail.export"))[:SHOWN]),
        "verified": audit.events().filter(verb="trail.verify").first(),
    }
