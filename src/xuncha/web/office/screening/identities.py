"""Who is who: names in the ledgers beside who may be meant, and a person's answer."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.errors import Refused
from xuncha.domain.ledgers import EntityKind
from xuncha.records.screening import actions, queries
from xuncha.records.screening.identities import undecided
from xuncha.web.components.pages import Page
from xuncha.web.components.said import said
from xuncha.web.components.templatetags.xuncha import money

CRUMBS = ((pgettext_lazy("list", "账目疑点"), "office:flag_list"),)
SAID = 50
"""So many earlier answers are shown."""


class IdentitiesPage(Page):
    """Suggestions to answer, and what was answered before."""

    permission = "identity.confirm"
    template_name = "office/screening/identities.html"
    title = _("姓名和供应商确认")
    lead = _("账目中没有标识的姓名和名称；同名的两个人绝不自动合并，由人确认后才作为同一个人参加筛查")
    crumbs: ClassVar = CRUMBS

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add both."""
        shown = [(each, said(each.reason), money(each.mention.amount_fen)) for each in undecided()]
        return super().get_context_data(shown=shown, answered=queries.identities(self.user)[:SAID], **kwargs)


class Confirm(Page):
    """An answer, sent by its button."""

    permission = "identity.confirm"
    http_method_names = ("post", "options")

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep it, and go back to the rest."""
        sent = request.POST
        try:
            kind = EntityKind(sent.get("kind", ""))
            answer = (kind, sent.get("unit", ""), sent.get("name", ""), sent.get("code", ""))
            actions.confirm(*answer, same=sent.get("same") == "yes", by=self.user)
            messages.success(request, _("已记录"))
        except (ValueError, Refused) as error:
            messages.error(request, said(error.sentence) if isinstance(error, Refused) else _("没有这一类"))
        return HttpResponseRedirect(reverse("office:identities"))
