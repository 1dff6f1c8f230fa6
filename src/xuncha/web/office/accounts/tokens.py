"""One's own keys for machines: the list, a new one shown once, ending one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.errors import XunchaError
from xuncha.records.accounts import actions, queries
from xuncha.web.components.filters import RecordFilter
from xuncha.web.components.pages import ActionPage, Button, DetailPage, ListPage, VerbPage
from xuncha.web.components.said import said
from xuncha.web.components.tables import DateColumn, LinkColumn, RecordTable
from xuncha.web.office.accounts.once import once

CRUMBS: tuple[tuple[Any, str], ...] = ((pgettext_lazy("list", "接口令牌"), "office:token_list"),)


class TokenTable(RecordTable):
    """Columns of the list."""

    name = LinkColumn("office:token", verbose_name=_("用途"))
    created_on = DateColumn(verbose_name=_("生成日期"))
    expires_on = DateColumn(verbose_name=_("有效期至"))
    revoked_on = DateColumn(verbose_name=_("撤销日期"))


class TokenFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("name",)


class TokenList(ListPage):
    """One's own keys."""

    permission = "token.manage"
    title = pgettext_lazy("list", "接口令牌")
    lead = _("供其他程序以您的名义读写数据，权限与您本人相同。接口说明见 /api/openapi.json")
    table_class = TokenTable
    filterset_class = TokenFilter
    exports = False
    empty = _("还没有令牌")

    def found(self) -> QuerySet[Any]:
        """Start from one's own."""
        return queries.tokens(self.user)

    def buttons(self) -> list[Button]:
        """Offer to make one."""
        return [Button(_("生成令牌"), reverse("office:token_new"), "plus", main=True)]


class TokenPage(DetailPage):
    """One key: for what, until when; the key itself is kept nowhere."""

    permission = "token.manage"
    what = _("接口令牌")
    template_name = "office/accounts/token.html"
    crumbs: ClassVar = CRUMBS

    def found(self) -> QuerySet[Any]:
        """Start from one's own."""
        return queries.tokens(self.user)

    def buttons(self) -> list[Button]:
        """Offer to end it."""
        if not self.record.in_force:
            return []
        ask = _("撤销后使用它的程序立即不能再访问。确定吗？")
        address = reverse("office:token_revoke", args=[self.record.pk])
        return [Button(_("撤销"), address, "ban", post=True, confirm=ask)]


class TokenForm(forms.Form):
    """For what, and until when."""

    name = forms.CharField(label=_("用途"), max_length=64, help_text=_("例如：数据汇总程序"))
    expires_on = forms.DateField(
        label=_("有效期至"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), help_text=_("最长一年")
    )


class TokenNew(ActionPage):
    """Make a key; it is shown once."""

    permission = "token.manage"
    title = _("生成令牌")
    form_class = TokenForm
    submit = _("生成")
    crumbs: ClassVar = CRUMBS

    def get_initial(self) -> dict[str, Any]:
        """Suggest three months."""
        return {"expires_on": timezone.localdate() + timedelta(days=90)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the key instead of going on, since it is kept nowhere."""
        form = self.get_form()
        if form.is_valid():
            try:
                made = actions.create_token(self.user, **form.cleaned_data, by=self.user)
            except XunchaError as error:
                form.add_error(None, said(error.sentence))
            else:
                return once(request, _("令牌已生成"), made[1], self.user, reverse("office:token_list"), token=True)
        return self.render_to_response(self.get_context_data(form=form), status=422)


class TokenRevoke(VerbPage):
    """End a key at once."""

    permission = "token.manage"
    what = _("接口令牌")
    done = _("令牌已撤销")

    def found(self) -> QuerySet[Any]:
        """Start from one's own."""
        return queries.tokens(self.user)

    def act(self) -> None:
        """Do it."""
        actions.revoke_token(self.record, by=self.user)

    def address(self) -> str:
        """Go back to the list."""
        return reverse("office:token_list")
