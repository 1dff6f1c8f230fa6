"""Addresses."""

from __future__ import annotations

from django.urls import path

from xuncha.web.office.accounts import accounts, table, tokens

urlpatterns = [
    path("accounts-and-roles/", accounts.AccountList.as_view(), name="account_list"),
    path("accounts-and-roles/new/", accounts.AccountNew.as_view(), name="account_new"),
    path("accounts-and-roles/<int:pk>/", accounts.AccountPage.as_view(), name="account"),
    path("accounts-and-roles/<int:pk>/grant/", accounts.AccountGrant.as_view(), name="account_grant"),
    path("accounts-and-roles/<int:pk>/disable/", accounts.AccountDisable.as_view(), name="account_disable"),
    path("accounts-and-roles/<int:pk>/enable/", accounts.AccountEnable.as_view(), name="account_enable"),
    path("accounts-and-roles/<int:pk>/reset/", accounts.AccountReset.as_view(), name="account_reset"),
    path("accounts-and-roles/<int:pk>/factors/", accounts.AccountFactors.as_view(), name="account_factors"),
    path("grants/<int:pk>/revoke/", accounts.GrantRevoke.as_view(), name="grant_revoke"),
    path("tokens/", tokens.TokenList.as_view(), name="token_list"),
    path("tokens/new/", tokens.TokenNew.as_view(), name="token_new"),
    path("tokens/<int:pk>/", tokens.TokenPage.as_view(), name="token"),
    path("tokens/<int:pk>/revoke/", tokens.TokenRevoke.as_view(), name="token_revoke"),
    path("access/", table.AccessPage.as_view(), name="access"),
]
