"""Which address leads where."""

from __future__ import annotations

from allauth.account import views as account
from django.urls import include, path

# Chosen one by one: there is no mail in an office without internet, so nothing that sends any has an address.
signing_in = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("signup/", account.signup, name="account_signup"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("2fa/", include("allauth.mfa.urls")),
]

handler400 = "xuncha.web.components.errors.unreadable"
handler404 = "xuncha.web.components.errors.not_found"
handler500 = "xuncha.web.components.errors.broken"

urlpatterns = [
    path("accounts/", include(signing_in)),
    path("language/", include("django.conf.urls.i18n")),
    path("api/", include("xuncha.web.api.urls")),
    path("unit/", include("xuncha.web.unit.urls")),
    path("", include("xuncha.web.office.urls")),
]
