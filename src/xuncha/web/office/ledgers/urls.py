"""Addresses."""

from __future__ import annotations

from django.urls import path

from xuncha.web.office.ledgers import columns, completeness, imports

urlpatterns = [
    path("ledgers/", imports.LedgerList.as_view(), name="ledger_list"),
    path("ledgers/new/", imports.LedgerNew.as_view(), name="ledger_new"),
    path("ledgers/units/", completeness.UnitList.as_view(), name="ledger_units"),
    path("ledgers/<int:pk>/", imports.LedgerPage.as_view(), name="ledger"),
    path("ledgers/<int:pk>/columns/", columns.LedgerColumns.as_view(), name="ledger_columns"),
    path("ledgers/<int:pk>/progress/", imports.LedgerProgress.as_view(), name="ledger_progress"),
    path("ledgers/<int:pk>/rejected.csv", imports.RejectedRows.as_view(), name="ledger_rejected"),
    path("ledgers/<int:pk>/start/", imports.LedgerStart.as_view(), name="ledger_start"),
    path("ledgers/<int:pk>/correct/", imports.LedgerCorrect.as_view(), name="ledger_correct"),
    path("ledgers/<int:pk>/discard/", imports.LedgerDiscard.as_view(), name="ledger_discard"),
]
