"""Accounts: the list, one account, opening one, granting roles. The system administrator opens, the security one grants."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
import django_tables2 as tables
from django import forms
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.errors import InvalidField, XunchaError
from xuncha.domain.roles import Role
from xuncha.domain.words import N_, say
from xuncha.records.accounts import actions, queries
from xuncha.records.people import queries as people
from xuncha.web.components.fields import one_of
from xuncha.web.components.filters import RecordFilter
from xuncha.web.components.pages import ActionPage, Button, DetailPage, ListPage, VerbPage, get_or_missing
from xuncha.web.components.said import said
from xuncha.web.components.tables import DateColumn, LinkColumn, RecordTable
from xuncha.web.components.writing import joined
from xuncha.web.office.accounts.once import once

CRUMBS: tuple[tuple[Any, str], ...] = ((pgettext_lazy("list", "账号"), "office:account_list"),)


class AccountTable(RecordTable):
    """Columns of the list."""

    username = LinkColumn("office:account", verbose_name=_("账号"))
    name = tables.Column(verbose_name=_("姓名"))
    in_force = tables.Column(verbose_name=_("角色"), orderable=False)
    is_active = tables.Column(verbose_name=_("状态"))
    has_second_factor = tables.Column(verbose_name=_("双因素认证"))
    last_login = DateColumn(verbose_name=_("最近登录"))

    def render_in_force(self, value: list[Any]) -> SafeString | str:
        """Name every role in force."""
        return (
            format_html_join(" ", '<span class="badge bg-blue-lt">{}</span>', ((g.get_role_display(),) for g in value))
            or "—"
        )

    def value_in_force(self, value: list[Any]) -> str:
        """Name every role in force, for the export."""
        return joined(grant.get_role_display() for grant in value)

    def render_is_active(self, value: bool) -> str:
        """Say whether it can be signed in to."""
        return _now("已启用") if value else _now("已停用")

    def render_has_second_factor(self, value: bool) -> str:
        """Say whether a second factor is asked for."""
        return _now("已启用") if value else _now("未启用")


class AccountFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("username", "name")
    role = django_filters.ChoiceFilter(
        choices=[(role.value, _(role.label)) for role in Role],
        method="with_role",
        label=_("角色"),
    )
    state = django_filters.ChoiceFilter(
        choices=[("True", _("已启用")), ("False", _("已停用"))],
        field_name="is_active",
        label=_("状态"),
    )

    def with_role(self, found: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep those who now hold the role."""
        return found.filter(grants__role=value, grants__revoked_on__isnull=True).distinct()


class AccountList(ListPage):
    """Every account with its roles."""

    permission = "account.view"
    title = pgettext_lazy("list", "账号")
    lead = _("系统管理员开通、停用和重置账号；安全管理员授予和收回角色")
    table_class = AccountTable
    filterset_class = AccountFilter

    def found(self) -> QuerySet[Any]:
        """Start from the accounts this administrator looks after."""
        return queries.accounts(self.user)

    def buttons(self) -> list[Button]:
        """Offer to open an account."""
        if not self.may("account.create"):
            return []
        return [Button(_("开通账号"), reverse("office:account_new"), "user-plus", main=True)]


class AccountPage(DetailPage):
    """One account: its state, its roles now and before, its history."""

    permission = "account.view"
    what = _("账号")
    template_name = "office/accounts/account.html"
    crumbs: ClassVar = CRUMBS

    def found(self) -> QuerySet[Any]:
        """Start from the accounts this administrator looks after."""
        return queries.accounts(self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add every role held now or before."""
        grants = queries.grants(self.user, self.record)
        return super().get_context_data(grants=grants, may_grant=self.may("account.grant"), **kwargs)

    def buttons(self) -> list[Button]:
        """Offer what this administrator may do."""
        key, offered = [self.record.pk], []
        if self.may("account.grant"):
            offered.append(Button(_("授予角色"), reverse("office:account_grant", args=key), "shield-check", main=True))
        if self.may("account.reset"):
            ask = _("重置后原密码立即失效，并解除锁定。确定吗？")
            offered.append(
                Button(_("重置密码"), reverse("office:account_reset", args=key), "key", post=True, confirm=ask)
            )
        if self.may("account.reset") and self.record.has_second_factor:
            ask = _("将删除此账号的动态口令、通行密钥和恢复代码。确定吗？")
            address = reverse("office:account_factors", args=key)
            offered.append(Button(_("清除双因素认证"), address, "fingerprint", post=True, confirm=ask))
        if self.may("account.disable") and self.record.is_active:
            ask = _("停用后不能再登录，接口令牌同时失效。确定吗？")
            offered.append(
                Button(_("停用"), reverse("office:account_disable", args=key), "lock", post=True, confirm=ask)
            )
        elif self.may("account.disable"):
            offered.append(Button(_("启用"), reverse("office:account_enable", args=key), "lock-open", post=True))
        return offered


class AccountForm(forms.Form):
    """What an account is opened with."""

    username = forms.RegexField(
        r"^[\w.-]+$", label=_("账号"), max_length=64, help_text=_("登录时使用，字母、数字或拼音，开通后不改"),
    )  # fmt: skip
    name = forms.CharField(label=_("姓名"), max_length=64)
    person_code = forms.CharField(
        label=_("人员编号"), max_length=32, required=False, help_text=_("巡察干部须填人才库中的人员编号，其他人不填"),
    )  # fmt: skip


class AccountNew(ActionPage):
    """Open an account; its temporary password is shown once."""

    permission = "account.create"
    title = _("开通账号")
    form_class = AccountForm
    submit = _("开通")
    crumbs: ClassVar = CRUMBS

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the temporary password instead of going on, since it is kept nowhere."""
        form = self.get_form()
        if form.is_valid():
            given = form.cleaned_data
            try:
                account = get_user_model()(username=given["username"], name=given["name"], person=self._person(given))
                password = actions.create_account(account, by=self.user)
            except XunchaError as error:
                form.add_error(None, said(error.sentence))
            else:
                return once(request, _("账号已开通"), password, account, reverse("office:account", args=[account.pk]))
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _person(self, given: dict[str, Any]) -> Any:
        if not given["person_code"]:
            return None
        person = queries.without_account(self.user).filter(code=given["person_code"]).first()
        if person is None:
            raise InvalidField(_now("人员编号"), say(N_("人才库里没有这个编号，或者此人已有账号")))
        return person


class AccountVerb(VerbPage):
    """Something done to one account."""

    what = _("账号")

    def found(self) -> QuerySet[Any]:
        """Start from the accounts this administrator looks after."""
        return queries.accounts(self.user)

    def address(self) -> str:
        """Go back to the account."""
        return reverse("office:account", args=[self.record.pk])


class AccountDisable(AccountVerb):
    """Close an account."""

    permission = "account.disable"
    done = _("账号已停用")

    def act(self) -> None:
        """Do it."""
        actions.disable(self.record, by=self.user)


class AccountEnable(AccountVerb):
    """Open a closed account again."""

    permission = "account.disable"
    done = _("账号已启用")

    def act(self) -> None:
        """Do it."""
        actions.enable(self.record, by=self.user)


class AccountFactors(AccountVerb):
    """Take away every second factor."""

    permission = "account.reset"
    done = _("双因素认证已清除")

    def act(self) -> None:
        """Do it."""
        actions.reset_factors(self.record, by=self.user)


class AccountReset(AccountVerb):
    """Give a new temporary password, shown once."""

    permission = "account.reset"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the password instead of going on, since it is kept nowhere."""
        password = actions.reset_password(self.record, by=self.user)
        return once(request, _("密码已重置"), password, self.record, self.address())


class GrantForm(forms.Form):
    """A role, and for where."""

    role = forms.ChoiceField(label=_("角色"))
    jurisdiction = one_of(
        _("地区"), required=False, help_text=_("巡察办、审核部门、领导小组和书记须选；含所有下级地区")
    )
    unit_code = forms.CharField(
        label=_("单位代码"), max_length=32, required=False, help_text=_("被巡察单位的主要负责人和联络员须填")
    )
    line = forms.CharField(label=_("条线"), max_length=32, required=False, help_text=_("业务主管部门须填，如“水利”"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Fill in the choices in the reader's language."""
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, _now(role.label)) for role in Role]  # type: ignore[attr-defined]
        self.fields["jurisdiction"].queryset = people.jurisdictions()  # type: ignore[attr-defined]


class AccountGrant(ActionPage):
    """Grant a role."""

    permission = "account.grant"
    title = _("授予角色")
    form_class = GrantForm
    submit = _("授予")
    done = _("角色已授予")
    crumbs: ClassVar = CRUMBS

    def act(self, form: forms.Form) -> str:
        """Do it."""
        account: Any = get_or_missing(queries.accounts(self.user), self.kwargs["pk"], _("账号"))
        given = form.cleaned_data
        unit = None
        if given["unit_code"]:
            unit = people.units().filter(code=given["unit_code"]).first()
            if unit is None:
                raise InvalidField(_now("单位代码"), say(N_("没有这个单位")))
        actions.grant_role(
            account,
            Role(given["role"]),
            jurisdiction=given["jurisdiction"],
            unit=unit,
            line=given["line"],
            by=self.user,
        )
        return reverse("office:account", args=[account.pk])


class GrantRevoke(VerbPage):
    """Take a role back."""

    permission = "account.grant"
    what = _("角色授予")
    done = _("角色已收回")

    def found(self) -> QuerySet[Any]:
        """Start from the roles in force."""
        return queries.grants_in_force(self.user)

    def act(self) -> None:
        """Do it."""
        actions.revoke(self.record, by=self.user)

    def address(self) -> str:
        """Go back to the account."""
        return reverse("office:account", args=[self.record.user_id])
