"""The access table, as a practitioner reads it: what can be done, by whom, how far each role reaches."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from xuncha.domain import access
from xuncha.domain.roles import AnyRole, all_roles
from xuncha.web.components.pages import Page


class AccessForm(forms.Form):
    """Which part of the table is shown."""

    q = forms.CharField(
        label=_("搜索"), required=False, max_length=32, widget=forms.TextInput(attrs={"type": "search"})
    )
    role = forms.ChoiceField(label=_("角色"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer every role."""
        super().__init__(*args, **kwargs)
        roles = [(str(role), _now(role.label)) for role in all_roles()]
        self.fields["role"].choices = [("", _now("全部角色")), *roles]  # type: ignore[attr-defined]
        self.fields["q"].widget.attrs["class"] = "form-control"
        self.fields["role"].widget.attrs["class"] = "form-select"


class AccessPage(Page):
    """Who may do what."""

    permission = "access.view"
    title = _("权限表")
    lead = _("谁可以办什么。程序的每个页面和接口都按这张表放行，测试逐页核对")
    template_name = "office/accounts/access.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rows wanted and the reach of each role."""
        form = AccessForm(self.request.GET)
        wanted = form.cleaned_data if form.is_valid() else {"q": "", "role": ""}
        reaches = [(role, role.scope) for role in all_roles() if wanted["role"] in ("", str(role))]
        rows = [row for row in access.table() if _matches(row, wanted["q"], wanted["role"])]
        shown = [(row, _holders(row)) for row in rows]
        return super().get_context_data(form=form, rows=shown, reaches=reaches, count=len(all_roles()), **kwargs)


def _matches(row: access.AccessRow, words: str, role: str) -> bool:
    return (not role or role in row.roles) and words.casefold() in f"{_now(row.label)} {row.permission}".casefold()


def _holders(row: access.AccessRow) -> list[AnyRole]:
    return [role for role in all_roles() if role in row.roles]
