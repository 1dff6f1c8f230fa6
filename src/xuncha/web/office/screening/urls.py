"""Addresses."""

from __future__ import annotations

from django.urls import URLPattern, path

from xuncha.web.office.screening import alerts, flags, identities, rules, runs, settling

urlpatterns: list[URLPattern] = [
    path("flags/", flags.FlagList.as_view(), name="flag_list"),
    path("flags/<int:pk>/", flags.FlagPage.as_view(), name="flag"),
    path("flags/<int:pk>/check/", settling.ToCheck.as_view(), name="flag_check"),
    path("flags/<int:pk>/explain/", settling.Explain.as_view(), name="flag_explain"),
    path("flags/<int:pk>/finding/", settling.Attach.as_view(), name="flag_finding"),
    path("alerts/", alerts.AlertList.as_view(), name="alert_list"),
    path("alerts/<int:pk>/", alerts.AlertPage.as_view(), name="alert"),
    path("alerts/<int:pk>/decide/", alerts.Decide.as_view(), name="alert_decide"),
    path("watches/", alerts.WatchList.as_view(), name="watch_list"),
    path("watches/months/", alerts.WatchMonths.as_view(), name="watch_months"),
    path("screenings/", runs.ScreeningList.as_view(), name="screening_list"),
    path("screenings/new/", runs.ScreeningNew.as_view(), name="screening_new"),
    path("screenings/<int:pk>/", runs.ScreeningPage.as_view(), name="screening"),
    path("screenings/<int:pk>/progress/", runs.ScreeningProgress.as_view(), name="screening_progress"),
    path("screenings/<int:pk>/cancel/", runs.Cancel.as_view(), name="screening_cancel"),
    path("identities/", identities.IdentitiesPage.as_view(), name="identities"),
    path("identities/confirm/", identities.Confirm.as_view(), name="identity_confirm"),
    path("ledger-rules/", rules.RulesPage.as_view(), name="ledger_rules"),
    path("ledger-rules/write/", rules.RuleNew.as_view(), name="ledger_rule_new"),
    path("ledger-rules/<str:code>/", rules.RulePage.as_view(), name="ledger_rule"),
    path("ledger-rules/<str:code>/set/", rules.RuleSet.as_view(), name="ledger_rule_set"),
    path("own-rules/<int:pk>/review/", rules.Review.as_view(), name="own_rule_review"),
    path("own-rules/<int:pk>/retire/", rules.Retire.as_view(), name="own_rule_retire"),
]
